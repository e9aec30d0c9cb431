import { useCallback, useEffect, useMemo, useState } from 'react';
import { TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { IncidentRow } from '../../state/incident-order.ts';
import type { LiveCollection } from '../../state/live-collection.ts';
import { useSourceName } from '../../state/names.ts';
import type { ResourceRow } from '../../state/nearby.ts';
import { useSampled } from '../../state/sampler.ts';
import { useReachable } from '../../state/use-age-limit.ts';
import { useCollection } from '../../state/use-live.ts';
import { useIncidentActions } from '../../state/use-incident-actions.ts';
import { Local } from '../../text/local.tsx';
import { useFormat } from '../../text/use-text.ts';
import { Unknown } from '../chip.tsx';
import { Icon } from '../icon.tsx';
import { ResourceKindIcon } from '../kind-icon.tsx';
import { unitCandidates, type UnitCandidate } from './candidates.ts';
import { useDispatchWish } from './dispatch-wish.ts';
import { FormPanel } from './form-panel.tsx';
import { PickList } from './pick-list.tsx';
import { incidentName } from './words.ts';
import { useWords } from './use-words.ts';
import styles from './command.module.css';

/** Shown of each group; the filter finds the rest. */
const MOST = { free: 12, busy: 6 };

function StaleFeeds({ units }: { readonly units: readonly UnitCandidate[] }) {
  const feeds = [...new Set(units.map(({ row }) => row.feed))];
  return feeds.map((feed) => <StaleFeed key={feed} feed={feed} />);
}

function StaleFeed({ feed }: { readonly feed: string }) {
  const { t } = useTranslation('command');
  const source = useSourceName();
  if (useReachable(feed)) return null;
  return <p className={styles.quiet}>{t('dispatch.staleFeed', { name: source(feed) })}</p>;
}

/** Units for an incident: the free ones nearest first; one that is promised elsewhere only with the warning of what that means. */
export function DispatchUnits({ row, onClose }: { readonly row: IncidentRow; readonly onClose: () => void }) {
  const { t } = useTranslation('command');
  const { t: incident } = useTranslation('incident');
  const { t: resource } = useTranslation('resource');
  const format = useFormat();
  const words = useWords();
  const { assign } = useIncidentActions();
  const resources = useCollection('resources', {});
  const [query, setQuery] = useState('');
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const wish = useDispatchWish((state) => state.wish);
  useEffect(() => {
    if (wish?.incident !== row.id) return;
    setChosen((before) => new Set([...before, wish.unit]));
    useDispatchWish.setState({ wish: null });
  }, [wish, row.id]);
  const read = useCallback(({ rows }: LiveCollection<ResourceRow>) => unitCandidates(row, rows.values()), [row]);
  const units = useSampled(resources, read, 2_000);
  const shown = useMemo(() => {
    const wanted = query.trim().toLocaleLowerCase();
    const matches = ({ row: { id, data }, data: unit }: UnitCandidate): boolean => {
      if (wanted === '' || chosen.has(id)) return true;
      const kind = resource(`unitKind.${unit.kind}`);
      return [unit.name.zh, unit.name.en, kind, data.department].some((text) =>
        text?.toLocaleLowerCase().includes(wanted),
      );
    };
    return { free: units.free.filter(matches), busy: units.busy.filter(matches) };
  }, [units, query, chosen, resource]);
  const toggle = (id: string): void => {
    const next = new Set(chosen);
    if (!next.delete(id)) next.add(id);
    setChosen(next);
  };
  const option = ({ row: unit, data, distance }: UnitCandidate) => ({
    id: unit.id,
    glyph: <ResourceKindIcon resource={data} />,
    title: <Local text={data.name} />,
    note: resource(`unitKind.${data.kind}`),
    end: distance === null ? <Unknown /> : format.distance(distance),
    endNote: incident(`unitState.${data.status.state}`),
  });
  const doubled = units.busy.filter((candidate) => chosen.has(candidate.row.id));
  const hidden = shown.free.length - MOST.free;
  const picked = [...units.free, ...units.busy].filter((candidate) => chosen.has(candidate.row.id));
  return (
    <FormPanel
      title={t('dispatch.title')}
      note={<Local text={row.data.title} />}
      place="cover"
      feed={row.feed}
      actions={['unit.assign', 'incident.dispatch']}
      submit={t('dispatch.submit', { count: picked.length })}
      blocked={picked.length === 0 ? t('dispatch.submitNone') : null}
      onClose={onClose}
      onSubmit={() =>
        void assign(
          row,
          picked.map((candidate) => candidate.row),
        ).then((stored) => stored && onClose())
      }
    >
      <TextInput
        aria-label={t('dispatch.filter')}
        placeholder={t('dispatch.filter')}
        leftSection={<Icon name="search" />}
        autoFocus
        value={query}
        onChange={(event) => setQuery(event.currentTarget.value)}
      />
      {row.data.at === undefined && <p className={styles.quiet}>{t('dispatch.noPlace')}</p>}
      <StaleFeeds units={picked.length > 0 ? picked : shown.free.slice(0, MOST.free)} />
      {doubled.map(({ row: unit, data }) => (
        <p key={unit.id} className={styles.warn}>
          <Icon name="split" />
          <span>
            <b>
              <Local text={data.name} />
            </b>{' '}
            {'incident' in data.status && t('dispatch.warn', { incident: incidentName(words, data.status.incident) })}
          </span>
        </p>
      ))}
      {shown.free.length === 0 ? (
        <p className={styles.quiet}>{t('dispatch.none')}</p>
      ) : (
        <PickList
          label={t('dispatch.free')}
          options={shown.free.slice(0, MOST.free).map(option)}
          chosen={chosen}
          onToggle={toggle}
        />
      )}
      {hidden > 0 && <p className={styles.quiet}>{t('dispatch.more', { count: hidden })}</p>}
      {shown.busy.length > 0 && (
        <PickList
          label={t('dispatch.others')}
          options={shown.busy.slice(0, MOST.busy).map((candidate) => ({
            ...option(candidate),
            note: 'incident' in candidate.data.status ? incidentName(words, candidate.data.status.incident) : '',
          }))}
          chosen={chosen}
          onToggle={toggle}
        />
      )}
    </FormPanel>
  );
}
