import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { LocalText } from '../../../shared/domain/common.ts';
import type { Instant } from '../../../shared/kit/time.ts';
import { useSourceName } from '../../state/names.ts';
import { useAgeLimit, useSlowLimit } from '../../state/use-age-limit.ts';
import { useCollection, useRow } from '../../state/use-live.ts';
import { Local } from '../../text/local.tsx';
import { useFormat } from '../../text/use-text.ts';
import { Age, Moment } from '../../widgets/age.tsx';
import { Unknown } from '../../widgets/chip.tsx';
import { IncidentKindIcon, ResourceKindIcon } from '../../widgets/kind-icon.tsx';
import { Icon } from '../../widgets/icon.tsx';
import { LevelGlyph } from '../../widgets/level.tsx';
import type { Fact } from './evidence-facts.ts';
import styles from './sheet.module.css';

interface LineProps {
  readonly glyph: ReactNode;
  readonly label: LocalText;
  /** Null: not known. */
  readonly value: ReactNode | null;
  readonly at: Instant | null;
  readonly limit: number | null;
  readonly feed: string;
  readonly note?: ReactNode;
}

function Line({ glyph, label, value, at, limit, feed, note }: LineProps) {
  const { t: common } = useTranslation();
  const source = useSourceName();
  const format = useFormat();
  return (
    <li className={styles.fact}>
      {glyph}
      <span className="lz-cut" title={format.text(label)}>
        <Local text={label} />
      </span>
      <span className={styles.factValue}>{value ?? <Unknown />}</span>
      <small>
        {source(feed)}
        {common('separator')}
        {at === null ? (
          <Unknown />
        ) : (
          <>
            <Moment at={at} />
            {common('separator')}
            <Age at={at} limit={limit} />
          </>
        )}
        {note !== undefined && (
          <>
            {common('separator')}
            {note}
          </>
        )}
      </small>
    </li>
  );
}

export function FactRow({ fact: { topic, id } }: { readonly fact: Fact }) {
  switch (topic) {
    case 'incident':
      return <IncidentFact id={id} />;
    case 'resource':
      return <ResourceFact id={id} />;
    case 'supply':
      return <SupplyFact id={id} />;
    case 'alert':
      return <AlertFact id={id} />;
  }
}

function IncidentFact({ id }: { readonly id: string }) {
  const { t } = useTranslation('incident');
  const { t: common } = useTranslation();
  const format = useFormat();
  const row = useRow(useCollection('incidents', {}), id);
  const limit = useSlowLimit(row?.feed ?? '');
  if (!row) return null;
  const { title, kind, level, status, figures } = row.data;
  const [figure] = figures ?? [];
  const value = figure && (
    <>
      {figure.value === null ? <Unknown /> : format.figure(figure.value)}{' '}
      {figure.unit && <small>{format.text(figure.unit)}</small>}
    </>
  );
  return (
    <Line
      glyph={<IncidentKindIcon kind={kind} />}
      label={title}
      value={value ?? t(`state.${status.state}`)}
      at={figure?.at ?? status.since}
      limit={limit}
      feed={row.feed}
      note={
        <>
          {common(`level.${level}`)}
          {figure && ` ${format.text(figure.label)}`}
        </>
      }
    />
  );
}

function ResourceFact({ id }: { readonly id: string }) {
  const { t } = useTranslation('incident');
  const { t: resource } = useTranslation('resource');
  const { t: common } = useTranslation();
  const format = useFormat();
  const row = useRow(useCollection('resources', {}), id);
  const quick = useAgeLimit(row?.feed ?? null);
  const slow = useSlowLimit(row?.feed ?? '');
  if (!row) return null;
  const { data, feed } = row;
  const glyph = <ResourceKindIcon resource={data} />;
  switch (data.form) {
    case 'unit':
      return (
        <Line
          glyph={glyph}
          label={data.name}
          value={t(`unitState.${data.status.state}`)}
          at={data.positionAt}
          limit={quick}
          feed={feed}
        />
      );
    case 'facility': {
      const { load } = data;
      const used = load?.used ?? null;
      return (
        <Line
          glyph={glyph}
          label={data.name}
          value={
            load
              ? used === null
                ? null
                : `${format.number(used)} / ${format.number(load.capacity)}`
              : resource(data.inService ? 'service.in' : 'service.out')
          }
          at={load?.at ?? row.at}
          limit={slow}
          feed={feed}
        />
      );
    }
    case 'sensor': {
      const { reading, unit, level } = data;
      const value = reading?.value ?? null;
      return (
        <Line
          glyph={level > 0 ? <LevelGlyph level={level} size={18} /> : glyph}
          label={data.name}
          value={
            value === null ? null : (
              <>
                {format.figure(value)} {unit !== undefined && <small>{format.unit(unit)}</small>}
              </>
            )
          }
          at={reading?.at ?? null}
          limit={quick}
          feed={feed}
          note={level > 0 ? t('nearby.overLimit', { level: common(`levelColour.${level}`) }) : undefined}
        />
      );
    }
  }
}

function SupplyFact({ id }: { readonly id: string }) {
  const format = useFormat();
  const row = useRow(useCollection('supplies', {}), id);
  const limit = useSlowLimit(row?.feed ?? '');
  if (!row) return null;
  const { name, depotName, quantity, unit, countedAt } = row.data;
  return (
    <Line
      glyph={<Icon name="box" size={18} />}
      label={name}
      value={
        <>
          {format.number(quantity, 1)} <small>{format.unit(unit)}</small>
        </>
      }
      at={countedAt}
      limit={limit}
      feed={row.feed}
      note={<Local text={depotName} />}
    />
  );
}

function AlertFact({ id }: { readonly id: string }) {
  const { t } = useTranslation();
  const row = useRow(useCollection('alerts', {}), id);
  if (!row) return null;
  const { headline, level, sentAt } = row.data;
  return (
    <Line
      glyph={<LevelGlyph level={level} size={18} />}
      label={headline}
      value={t(`levelColour.${level}`)}
      at={sentAt}
      limit={null}
      feed={row.feed}
    />
  );
}
