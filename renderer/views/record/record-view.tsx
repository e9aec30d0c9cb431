import { useCallback, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RecordRow } from '../../../shared/protocol/console-api/record-rows.ts';
import type { RecordEntry } from '../../../shared/protocol/console-api/record-calls.ts';
import { useCollection, useRow } from '../../state/use-live.ts';
import { Button } from '../../widgets/button.tsx';
import { Chip } from '../../widgets/chip.tsx';
import { Moment } from '../../widgets/age.tsx';
import { Empty, Panel, PanelHead } from '../../widgets/panel.tsx';
import { rowsOf, tableSpec, type Column, type Sort } from '../../widgets/table/column.ts';
import { DataTable } from '../../widgets/table/data-table.tsx';
import { Tabs } from '../../widgets/tabs.tsx';
import { EntryPanel } from './entry-panel.tsx';
import { commandIdOf, readEntry, useEntryWords } from './entry-words.ts';
import { ExportPanel } from './export-panel.tsx';
import { OwnRecord } from './own-record.tsx';
import { useEntries, type EntryFilter } from './use-entries.ts';
import styles from './record.module.css';

const NEWEST_FIRST: Sort = { column: 'no', descending: true };
const TABS = ['decisions', 'people', 'system', 'all'] as const satisfies readonly EntryFilter[];

interface Line {
  readonly id: string;
  readonly of: RecordEntry;
}

/** The tone in which a kind stands in the list: what needs an eye is not grey. */
function toneOf(kind: string): 'act' | 'plain' | 'stale' | 'edge' {
  if (kind === 'intent') return 'act';
  if (kind === 'gap' || kind === 'key') return 'stale';
  return kind === 'export' ? 'edge' : 'plain';
}

function useColumns(rows: readonly RecordEntry[]): readonly Column<Line>[] {
  const { t } = useTranslation('record');
  const numbers = useMemo(() => {
    const found = new Map<string, number>();
    for (const row of rows) {
      const id = row.kind === 'intent' ? commandIdOf(row) : null;
      if (id !== null) found.set(id, row.no);
    }
    return found;
  }, [rows]);
  const numberOf = useCallback((commandId: string) => numbers.get(commandId), [numbers]);
  const words = useEntryWords(numberOf);
  return useMemo<readonly Column<Line>[]>(
    () => [
      {
        id: 'no',
        header: t('column.no'),
        width: '84px',
        align: 'end',
        sort: ({ of }) => of.no,
        cell: ({ of }) => <span className={styles.no}>{of.no}</span>,
      },
      {
        id: 'time',
        header: t('column.time'),
        width: '148px',
        cell: ({ of }) => {
          const entry = readEntry(of);
          return entry && <Moment at={entry.time.entry} seconds />;
        },
      },
      {
        id: 'kind',
        header: t('column.kind'),
        width: '108px',
        cell: ({ of: { kind } }) => <Chip tone={toneOf(kind)}>{t(`kind.${kind}` as 'kind.intent')}</Chip>,
      },
      {
        id: 'who',
        header: t('column.who'),
        width: 'minmax(100px, 0.7fr)',
        cell: ({ of }) => {
          const entry = readEntry(of);
          return entry && <span className={entry.who ? undefined : styles.quiet}>{words.name(entry)}</span>;
        },
      },
      {
        id: 'what',
        header: t('column.what'),
        width: 'minmax(320px, 4fr)',
        cell: ({ of }) => {
          const entry = readEntry(of);
          const text = entry ? words.what(of, entry) : '';
          return (
            <span className="lz-cut" title={text}>
              <bdi>{text}</bdi>
            </span>
          );
        },
      },
    ],
    [t, words],
  );
}

/** The decision log of this station: every entry, whether it is whole, and the way out of it. */
export function RecordView() {
  const { t } = useTranslation('record');
  const row = useRow<RecordRow>(useCollection('record', {}), 'record');
  const [filter, setFilter] = useState<EntryFilter>('decisions');
  const [selected, setSelected] = useState<string | null>(null);
  const { rows, hasMore, more } = useEntries(filter, row?.entries ?? 0);
  const shown = useMemo(() => rows ?? [], [rows]);
  const columns = useColumns(shown);
  const table = useMemo(
    () =>
      rowsOf(
        shown.map((of): Line => ({ id: String(of.no), of })),
        tableSpec(columns, NEWEST_FIRST, () => true, 'en'),
      ),
    [shown, columns],
  );
  const open = selected === null ? undefined : shown.find(({ no }) => String(no) === selected);
  return (
    <div className={styles.view}>
      <Panel label={t('list')}>
        <PanelHead title={t('title')} note={row ? t('count', { count: row.entries }) : undefined}>
          <Tabs
            look="segments"
            label={t('filter.label')}
            tabs={TABS.map((id) => ({ id, label: t(`filter.${id}`) }))}
            value={filter}
            onChange={setFilter}
          />
        </PanelHead>
        {shown.length === 0 ? (
          <Empty title={t(rows === null ? 'loading' : 'empty')} hint={rows === null ? undefined : t('says')} />
        ) : (
          <DataTable
            label={t('list')}
            columns={columns}
            rows={table}
            sort={NEWEST_FIRST}
            onSort={() => undefined}
            selected={selected}
            onSelect={setSelected}
            minWidth={760}
          />
        )}
        {hasMore && (
          <footer className={styles.foot}>
            <Button icon="down" onClick={more}>
              {t('more')}
            </Button>
          </footer>
        )}
      </Panel>
      <Panel className={styles.side} label={open ? t('entry.title', { no: open.no }) : t('own.title')}>
        {open ? (
          <EntryPanel of={open} onClose={() => setSelected(null)} />
        ) : (
          <>
            <PanelHead title={t('own.title')} />
            <div className={styles.scroll}>
              {row ? <OwnRecord row={row} /> : <Empty title={t('loading')} />}
              <ExportPanel />
            </div>
          </>
        )}
      </Panel>
    </div>
  );
}
