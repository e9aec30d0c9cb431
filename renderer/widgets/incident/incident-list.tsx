import { useCallback, useEffect, useId, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useVirtualizer } from '@tanstack/react-virtual';
import { GROUP_HEIGHT, RICH_ROW_HEIGHT, useDensity } from '../../state/display.ts';
import { byUrgency, countIncidents, groupOf } from '../../state/incident-order.ts';
import type { IncidentGroup, IncidentRow } from '../../state/incident-order.ts';
import type { LiveCollection } from '../../state/live-collection.ts';
import { useSampled } from '../../state/sampler.ts';
import { Sections } from '../../state/sections.ts';
import { useSelectedId, useSelection } from '../../state/selection.ts';
import { useCollection } from '../../state/use-live.ts';
import { useSorted } from '../../state/use-sorted.ts';
import { useFormat } from '../../text/use-text.ts';
import { useRowKeys } from '../use-row-keys.ts';
import { Button } from '../button.tsx';
import { Panel, PanelHead } from '../panel.tsx';
import { Tabs } from '../tabs.tsx';
import { IncidentListRow } from './incident-row.tsx';
import { IncidentsEmpty } from './incidents-empty.tsx';
import { useNewReport } from './new-report-state.ts';
import styles from './incident-list.module.css';

type TabId = 'all' | 'unassigned' | 'handling' | 'feedback';

/** The groups under each tab; stable objects, because they are the list's filter. */
const TABS = {
  all: byUrgency(new Set<IncidentGroup>(['now', 'handling', 'feedback'])),
  unassigned: byUrgency(new Set<IncidentGroup>(['now'])),
  handling: byUrgency(new Set<IncidentGroup>(['handling'])),
  feedback: byUrgency(new Set<IncidentGroup>(['feedback'])),
};

const GROUPS = ['now', 'handling', 'feedback'] as const;

function selectCounts(incidents: LiveCollection<IncidentRow>) {
  return countIncidents(incidents.rows.values());
}

export interface IncidentListProps {
  readonly compact?: boolean;
  /** Enter on the selected row. */
  readonly onOpen?: () => void;
}

/** Open incidents by urgency, cut into what waits for a decision, what is in hand, what waits for feedback. 400 px wide. */
export function IncidentList({ compact = false, onOpen }: IncidentListProps) {
  const { t } = useTranslation('incident');
  const format = useFormat();
  const [tab, setTab] = useState<TabId>('all');
  const incidents = useCollection('incidents', {});
  const sampled = useSampled(incidents, selectCounts, 250);
  const view = useSorted(incidents, TABS[tab]);
  const [density] = useDensity();
  const rowHeight = RICH_ROW_HEIGHT[compact ? 'compact' : density];
  const selected = useSelectedId('incident');
  const select = useSelection((state) => state.select);
  const openReport = useNewReport((state) => state.open);
  const listId = useId();

  const ends = GROUPS.map((_, index) => view.lowerBound(({ data }) => GROUPS.indexOf(openGroup(data)) <= index));
  const sections = useMemo(
    () => new Sections(GROUPS.map((id, index) => ({ id, count: (ends[index] ?? 0) - (ends[index - 1] ?? 0) }))),
    [ends.join()], // eslint-disable-line react-hooks/exhaustive-deps -- the numbers, not the array that holds them
  );

  // With all of them in the list its own sections are the count; the rest is a sample of a moment ago.
  const [now = 0, handling = 0, feedback = 0] = ends.map((end, index) => end - (ends[index - 1] ?? 0));
  const counts = tab === 'all' ? { open: view.length, now, handling, feedback } : sampled;

  const scroll = useRef<HTMLDivElement>(null);
  const virtual = useVirtualizer({
    count: sections.count,
    getScrollElement: () => scroll.current,
    estimateSize: (item) => (sections.at(item)?.kind === 'head' ? GROUP_HEIGHT : rowHeight),
    overscan: 6,
  });
  useEffect(() => virtual.measure(), [virtual, sections.signature, rowHeight]);

  const onSelect = useCallback((id: string) => select('incident', id, 'list'), [select]);
  const selectedRow = selected === null ? -1 : view.indexOf(selected);
  const onKeyDown = useRowKeys({
    count: view.length,
    current: selectedRow,
    onMove: (row) => {
      const incident = view.at(row);
      if (incident) onSelect(incident.id);
    },
    onOpen: () => onOpen?.(),
  });
  useEffect(() => {
    // Not while rows stream in: only a new selection moves the list.
    if (selected !== null && selectedRow >= 0) virtual.scrollToIndex(sections.itemOf(selectedRow), { align: 'auto' });
  }, [selected]); // eslint-disable-line react-hooks/exhaustive-deps

  const count = (value: number): string => format.number(value);
  return (
    <Panel className={styles.list} label={t('title')}>
      <PanelHead title={t('title')} note={t('openCount', { number: count(counts.open) })}>
        <Button
          look="quiet"
          icon="plus"
          aria-label={t('newReport')}
          title={t('newReport')}
          onClick={() => openReport()}
        />
      </PanelHead>
      <Tabs
        label={t('title')}
        value={tab}
        onChange={setTab}
        tabs={[
          { id: 'all', label: t('tab.all'), count: count(counts.open) },
          { id: 'unassigned', label: t('tab.unassigned'), count: count(counts.now) },
          { id: 'handling', label: t('tab.handling'), count: count(counts.handling) },
          { id: 'feedback', label: t('tab.feedback'), count: count(counts.feedback) },
        ]}
      />
      {view.length === 0 ? (
        <IncidentsEmpty incidents={incidents} none={EMPTY_KEY[tab]} />
      ) : (
        <div
          ref={scroll}
          className={styles.scroll}
          role="listbox"
          tabIndex={0}
          aria-label={t('title')}
          aria-activedescendant={selectedRow >= 0 && selected !== null ? `${listId}${selected}` : undefined}
          onKeyDown={onKeyDown}
        >
          <div className={styles.space} style={{ height: virtual.getTotalSize() }}>
            {virtual.getVirtualItems().map(({ index, key, start, size }) => {
              const item = sections.at(index);
              const row = item?.kind === 'row' ? view.at(item.row) : undefined;
              return (
                <div key={key} className={styles.item} style={{ height: size, transform: `translateY(${start}px)` }}>
                  {item?.kind === 'head' && (
                    <div className={styles.group} role="presentation">
                      <span>{t(`group.${item.section.id}`)}</span>
                      <span>{count(item.section.count)}</span>
                    </div>
                  )}
                  {row && item?.kind === 'row' && (
                    <IncidentListRow
                      row={row}
                      id={`${listId}${row.id}`}
                      selected={row.id === selected}
                      position={item.row + 1}
                      of={view.length}
                      onSelect={onSelect}
                    />
                  )}
                </div>
              );
            })}
          </div>
        </div>
      )}
    </Panel>
  );
}

const EMPTY_KEY = {
  all: 'empty',
  unassigned: 'emptyUnassigned',
  handling: 'emptyHandling',
  feedback: 'emptyFeedback',
} as const;

/** The list has no closed incidents; a row that is just being closed counts to the last group for this frame. */
function openGroup(data: IncidentRow['data']): (typeof GROUPS)[number] {
  const group = groupOf(data);
  return group === 'closed' ? 'feedback' : group;
}
