import { useCallback, useDeferredValue, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { MEDIA } from '../../../shared/domain/decision.ts';
import { ENTRY_KINDS } from '../../../shared/domain/journal-entry.ts';
import { useCommand } from '../../state/commands.ts';
import { useConsole } from '../../state/console.ts';
import { useStationName } from '../../state/names.ts';
import { useSelectedId, useSelection } from '../../state/selection.ts';
import { useSession } from '../../state/use-console.ts';
import { useCollection } from '../../state/use-live.ts';
import { usePast } from '../../state/use-moment.ts';
import { useFormat } from '../../text/use-text.ts';
import { Button } from '../../widgets/button.tsx';
import { useRecordName } from '../../widgets/journal/use-record-names.ts';
import { copyText } from '../../widgets/map/ask/copy-text.ts';
import { csvOf } from '../../widgets/map/ask/inside/csv.ts';
import { download } from '../../widgets/map/draw/geo-files.ts';
import { PaperTable } from '../../widgets/paper/paper-table.tsx';
import { Paper } from '../../widgets/paper/paper.tsx';
import { Empty } from '../../widgets/panel.tsx';
import { rowsOf, tableSpec } from '../../widgets/table/column.ts';
import { DataTable } from '../../widgets/table/data-table.tsx';
import { FilterBar } from '../../widgets/table/filter-bar.tsx';
import { useTableChoices } from '../../widgets/table/table-choices.ts';
import { useDiaryColumns } from './diary-columns.tsx';
import { diaryFilter, type DiaryLine, type EntryRow } from './diary-lines.ts';
import { tableTime, useDiaryTable } from './diary-table.ts';
import { EntryDrawer } from './entry-drawer.tsx';
import { EntryLine } from './entry-line.tsx';
import { useDiary, useLineText } from './use-diary.ts';
import type { TopicLink } from './use-link-choices.ts';
import styles from './journal.module.css';

const DIRECTIONS = ['in', 'out', 'within'] as const;
/** More would make a sheet that nobody reads; the whole is in the CSV. */
const PRINTED = 500;

/** The duty journal: one line to enter by, below it everything in the order it happened. */
export function Diary({ given }: { readonly given: readonly TopicLink[] }) {
  const { t } = useTranslation('journal');
  const format = useFormat();
  const { clock } = useConsole();
  const isPast = usePast() !== null;
  const { lines, complete } = useDiary();
  const journal = useCollection('journal', {});
  const own = useSession()?.stationId;
  const station = useStationName();
  const find = useCallback((id: string) => journal.rows.get(id as never), [journal]);
  const numberOf = useCallback(
    (id: string) => {
      const data = find(id)?.data;
      if (!data) return id;
      return data.station === own ? data.number : `${data.number} ${station(data.station)}`;
    },
    [find, own, station],
  );
  const columns = useDiaryColumns(numberOf);
  const table = useDiaryTable(numberOf);
  const words = useLineText();
  const facets = useDiaryFacets(lines);
  const { sort, setSort, chosen, setChosen } = useTableChoices('journal', { column: 'at', descending: true });
  const [query, setQuery] = useState('');
  const text = useDeferredValue(query);
  const keep = useMemo(
    () => diaryFilter(text, chosen, (line) => `${words(line)} ${searched(line)}`),
    [text, chosen, words],
  );
  const rows = useMemo(
    () => rowsOf(lines, tableSpec(columns, sort, keep, format.language)),
    [lines, columns, sort, keep, format.language],
  );
  const [picked, setPicked] = useState<string | null>(null);
  const wanted = useSelectedId('journal');
  const { select, clear } = useSelection.getState();
  const selected = wanted ?? picked;
  const onSelect = useCallback(
    (id: string) => {
      if (find(id)) select('journal', id, 'list');
      else {
        clear();
        setPicked(id);
      }
    },
    [find, select, clear],
  );
  const line = selected === null ? undefined : lines.find(({ id }) => id === selected);
  const [correcting, setCorrecting] = useState<EntryRow | null>(null);
  const [copied, setCopied] = useState(false);
  const shown = (): DiaryLine[] =>
    Array.from({ length: rows.length }, (_, index) => rows.at(index)).filter((row) => row !== undefined);
  const save = (): void =>
    // With its mark, so that spreadsheets know the letters for what they are.
    download({
      name: `${t('file')}-${tableTime(clock.now).slice(0, 10)}.csv`,
      type: 'text/csv',
      text: `\uFEFF${csvOf(table(shown()))}`,
    });
  const leave = (): void => {
    clear();
    setPicked(null);
  };
  useCommand({ id: 'journal.print', group: 'list', key: 'P', title: t('print'), run: () => window.print() });
  useCommand(
    line ? { id: 'journal.leave', group: 'list', key: 'Esc', keyOnly: true, title: t('leave'), run: leave } : null,
  );
  const givenKey = given.map(({ topic, id }) => `${topic} ${id}`).join();
  return (
    <div className={styles.split} data-open={line !== undefined}>
      <div className={styles.main}>
        {!isPast && (
          <EntryLine
            key={`${correcting?.id ?? ''} ${givenKey}`}
            given={given}
            correcting={correcting}
            onCorrected={(id) => {
              setCorrecting(null);
              if (id !== null) select('journal', id, 'list');
            }}
          />
        )}
        <FilterBar
          query={query}
          onQuery={setQuery}
          placeholder={t('filter')}
          facets={facets}
          chosen={chosen}
          onChosen={setChosen}
        >
          <span className={styles.quiet}>
            {t('shown', { shown: format.number(rows.length), total: format.number(lines.length) })}
          </span>
          <Button icon="file" disabled={rows.length === 0} onClick={() => setCopied(copyText(csvOf(table(shown()))))}>
            {t(copied ? 'csvDone' : 'csv')}
          </Button>
          <Button icon="down" disabled={rows.length === 0} onClick={save}>
            {t('save')}
          </Button>
          <Button icon="printer" shortcut="P" disabled={rows.length === 0} onClick={() => window.print()}>
            {t('print')}
          </Button>
        </FilterBar>
        {rows.length > 0 ? (
          <DataTable
            label={t('title')}
            columns={columns}
            rows={rows}
            sort={sort}
            onSort={setSort}
            selected={selected}
            onSelect={onSelect}
            minWidth={980}
          />
        ) : (
          <Empty
            title={!complete ? t('loading') : lines.length > 0 ? t('emptyFiltered') : t('empty')}
            hint={complete && lines.length === 0 && !isPast ? t('emptyHint') : undefined}
          />
        )}
      </div>
      {line && <EntryDrawer line={line} find={find} onSelect={onSelect} onCorrect={setCorrecting} />}
      <Paper title={t('paper.title')}>
        <PaperTable table={() => table(shown().slice(0, PRINTED))} />
      </Paper>
    </div>
  );
}

function searched(line: DiaryLine): string {
  if (line.origin === 'system') return '';
  const { number, from, to } = line.row.data;
  return `${number} ${from} ${to}`;
}

/** Only what occurs can be chosen. */
function useDiaryFacets(lines: readonly DiaryLine[]) {
  const { t } = useTranslation('journal');
  const name = useRecordName();
  return useMemo(() => {
    const incidents = new Set(
      lines.flatMap(({ links }) => links.filter(({ topic }) => topic === 'incident').map(({ id }) => id)),
    );
    const named = <V extends string>(id: string, label: string, values: readonly V[], word: (value: V) => string) => ({
      id,
      label,
      options: values.map((value) => ({ value, label: word(value) })),
    });
    return [
      named('origin', t('facet.origin'), ['entry', 'system'] as const, (value) => t(`origin.${value}`)),
      named('kind', t('column.kind'), ENTRY_KINDS, (value) => t(`kind.${value}`)),
      named('direction', t('column.direction'), DIRECTIONS, (value) => t(`direction.${value}`)),
      named('media', t('column.media'), MEDIA, (value) => t(`media.${value}`)),
      named('incident', t('facet.incident'), [...incidents], (id) => name({ topic: 'incident', id })),
    ].filter(({ options }) => options.length > 0);
  }, [t, name, lines]);
}
