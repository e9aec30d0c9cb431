import { useState } from 'react';
import { notifications } from '@mantine/notifications';
import { useTranslation } from 'react-i18next';
import { positionsOf } from '../../../../shared/domain/drawing.ts';
import type { LiveCollection } from '../../../state/live-collection.ts';
import { useDepartmentName } from '../../../state/names.ts';
import { useNow } from '../../../state/use-console.ts';
import { useCollection, useLive } from '../../../state/use-live.ts';
import { useMay } from '../../../state/use-may.ts';
import { useFormat } from '../../../text/use-text.ts';
import { Button } from '../../button.tsx';
import { useDraw } from './draw-store.ts';
import { GeometryBadge } from './geometry-badge.tsx';
import { DrawingSwatch } from './drawing-swatch.tsx';
import { shapeOf } from './drawings-layer.tsx';
import styles from './draw.module.css';
import type { DrawingActs, DrawingRow } from './use-drawing-acts.ts';

/** Rows on screen at once; a city has some dozens standing. */
const MOST = 200;

export interface DrawingListProps {
  readonly acts: DrawingActs;
  /** The map goes there. */
  show(row: DrawingRow): void;
}

export function DrawingList({ acts, show }: DrawingListProps) {
  const { t } = useTranslation('drawing');
  const drawings = useCollection('drawings', {});
  const complete = useLive(drawings, isComplete);
  useLive(drawings, version);
  const [withRemoved, setWithRemoved] = useState(false);
  const rows = [...drawings.rows.values()]
    .filter(({ data }) => withRemoved || data.status.state === 'standing')
    .sort(newest);
  const hasRemoved = drawings.rows.size > rows.length || withRemoved;
  return (
    <section className={styles.list} aria-label={t('list.label')}>
      <header>
        <h3>{t('list.label')}</h3>
        {hasRemoved && (
          <label>
            <input type="checkbox" checked={withRemoved} onChange={() => setWithRemoved(!withRemoved)} />
            {t('list.removed')}
          </label>
        )}
      </header>
      {rows.length === 0 && <p className={styles.hint}>{t(complete ? 'list.empty' : 'list.loading')}</p>}
      <ul>
        {rows.slice(0, MOST).map((row) => (
          <ListRow key={row.id} row={row} acts={acts} show={show} />
        ))}
      </ul>
    </section>
  );
}

interface ListRowProps extends DrawingListProps {
  readonly row: DrawingRow;
}

function ListRow({ row, acts, show }: ListRowProps) {
  const { t } = useTranslation('drawing');
  const { text, moment } = useFormat();
  const now = useNow();
  const post = useDepartmentName();
  const may = useMay();
  const incidents = useCollection('incidents', {});
  const selected = useDraw(({ chosen }) => chosen === row.id);
  const { data } = row;
  const name = text(data.name);
  const incident = data.incident === undefined ? undefined : incidents.rows.get(data.incident);
  const belongs = data.incident === undefined ? t('list.none') : incident ? text(incident.data.title) : data.incident;
  const isRemoved = data.status.state === 'removed';
  const by = t('list.by', { post: post(data.madeBy.post), time: moment(data.madeAt, now) });
  const about = [
    !name.includes(t(`kind.${data.kind}`)) && t(`kind.${data.kind}`),
    data.closesRoads === true && t('closesRoads'),
    isRemoved && t('list.isRemoved'),
    row.pending && t('list.pending'),
  ]
    .filter(Boolean)
    .join(' · ');

  function edit(): void {
    show(row);
    if (useDraw.getState().edit(row.id, data)) return;
    const count = positionsOf(data.geometry).length;
    notifications.show({ message: t('form.tooLarge', { count }), withBorder: true });
  }

  return (
    <li data-drawing={row.id} data-selected={selected} data-removed={isRemoved}>
      <button type="button" className={styles.row} aria-pressed={selected} onClick={() => show(row)}>
        <DrawingSwatch kind={data.kind} />
        <span>
          <b className="lz-cut">{name}</b>
          {about !== '' && <small className="lz-cut">{about}</small>}
          <small className="lz-cut">{[belongs, by].join(' · ')}</small>
          <GeometryBadge faults={shapeOf(row)?.faults ?? data.faults ?? ['too-short']} />
        </span>
      </button>
      {isRemoved ? (
        <Button
          look="quiet"
          icon="up"
          aria-label={t('list.restore', { name })}
          title={t('list.restore', { name })}
          disabled={may('drawing.restore') !== null}
          onClick={() => void acts.restore(row)}
        />
      ) : (
        <>
          <Button
            look="quiet"
            icon="note"
            aria-label={t('list.edit', { name })}
            title={t('list.edit', { name })}
            disabled={may('drawing.change') !== null}
            onClick={edit}
          />
          <Button
            look="quiet"
            icon="x"
            aria-label={t('list.remove', { name })}
            title={t('list.remove', { name })}
            disabled={may('drawing.remove') !== null}
            onClick={() => void acts.remove(row)}
          />
        </>
      )}
    </li>
  );
}

function isComplete({ complete }: LiveCollection<DrawingRow>): boolean {
  return complete;
}

function version({ version }: LiveCollection<DrawingRow>): number {
  return version;
}

function newest(a: DrawingRow, b: DrawingRow): number {
  return b.data.madeAt - a.data.madeAt || (a.id < b.id ? -1 : 1);
}
