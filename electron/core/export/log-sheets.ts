import type { LogEntry } from '../records/entry.ts';
import type { Span } from '../records/package/spans.ts';
import type { Metric } from './metrics.ts';
import { metricsOf } from './metrics.ts';
import type { Sheet, Table } from './sheet.ts';
import type { Teller } from './teller.ts';

/** What the log says, entry by entry, each command with what became of it. */
export function timelineSheet(tell: Teller): Sheet {
  const { words, facts } = tell;
  const { logLeftOut: left, log } = facts;
  const told = log.filter(({ kind }) => kind !== 'result');
  const outcomes = new Map(
    log.flatMap(({ kind, body }) => (kind === 'result' ? [[body['commandId'], String(body['state'])] as const] : [])),
  );
  return {
    id: 'timeline',
    title: words.section.timeline,
    note:
      left > 0
        ? `${words.note.timeline}${words.sentence} ${tell.fill(words.note.timelineCut, { count: log.length, left })}`
        : words.note.timeline,
    newPage: true,
    tables: [
      {
        columns: [
          { label: words.timeline.no, width: 8, align: 'right' },
          { label: words.timeline.at, width: 16 },
          { label: words.timeline.event, width: 16 },
          { label: words.timeline.who, width: 20 },
          { label: words.timeline.what, width: 42 },
          { label: words.timeline.outcome, width: 13 },
        ],
        rows: told.map((entry) => [
          String(entry.no),
          tell.at(entry.time.entry),
          entry.time.event === entry.time.entry ? '' : tell.at(entry.time.event),
          entry.who ? tell.hand(entry.who) : words.timeline.console,
          entryWords(tell, entry),
          tell.word(words.resultState, outcomes.get(commandIdOf(entry)) ?? ''),
        ]),
        empty: words.form.noEntries,
      },
    ],
  };
}

/** One entry in words. */
export function entryWords(tell: Teller, { kind, body }: LogEntry): string {
  const { entry: words } = tell.words;
  const value = (name: string): string => {
    const found = body[name];
    return typeof found === 'string' || typeof found === 'number' ? String(found) : '';
  };
  if (body['tooLarge'] !== undefined) return words.tooLarge;
  switch (kind) {
    case 'intent':
      return commandWords(tell, body['command']);
    case 'result':
      return tell.word(tell.words.resultState, value('state'));
    case 'start':
      return tell.fill(words.start, { version: String(fieldsOf(body['software'])['version'] ?? '') });
    case 'stop':
      return words.stop;
    case 'seat':
      return (
        { signedIn: words.seatIn, locked: words.seatLocked, signedOut: words.seatOut }[value('state')] ?? value('state')
      );
    case 'link':
      return tell.fill(body['live'] === true ? words.linkUp : words.linkDown, { feed: value('feed') });
    case 'export':
      return tell.fill(words.export, { purpose: value('purpose') });
    case 'gap':
      return tell.fill(words.gap, { from: value('entries') });
    case 'restored':
      return tell.fill(words.restored, { from: value('from'), to: value('to') });
    case 'key':
      return words.key;
    case 'genesis':
      return words.genesis;
  }
}

function commandIdOf({ body }: LogEntry): unknown {
  return fieldsOf(body['command'])['commandId'];
}

function commandWords(tell: Teller, command: unknown): string {
  const { type, entityId, payload } = fieldsOf(command);
  const [noun = '', verb = ''] = String(type).split('.');
  const spaced = tell.language === 'zh' ? '' : ' ';
  const what = `${tell.word(tell.words.verb, verb)}${spaced}${tell.word(tell.words.noun, noun)}`;
  const [title, said] = [tell.title(String(entityId)), titleIn(tell, payload)];
  const about =
    title === String(entityId) ? said || title : [title, ...(said && said !== title ? [said] : [])].join(' · ');
  return `${what}${tell.words.colon}${about}`;
}

/** What the command itself calls the thing: a record that it makes is not in the store under its title yet. */
function titleIn(tell: Teller, payload: unknown): string {
  const fields = fieldsOf(payload);
  for (const name of ['title', 'question', 'text', 'name', 'reason', 'outcome', 'note']) {
    const { zh, en } = fieldsOf(fields[name]);
    if (typeof zh === 'string' || typeof en === 'string') {
      return tell.text({ ...(typeof zh === 'string' && { zh }), ...(typeof en === 'string' && { en }) });
    }
  }
  return '';
}

function fieldsOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}

export function gapsSheet(tell: Teller): Sheet {
  const { words, facts } = tell;
  return {
    id: 'gaps',
    title: words.section.gaps,
    note: words.note.gaps,
    tables: [
      {
        columns: [
          { label: words.span.what, width: 40 },
          { label: words.span.from, width: 24 },
          { label: words.span.to, width: 24 },
          { label: words.span.length, width: 14, align: 'right' },
        ],
        rows: facts.spans.map((one) => [
          spanWords(tell, one),
          tell.full(one.from),
          one.to === null ? words.span.still : tell.full(one.to),
          one.to === null ? words.unknown : tell.span((one.to - one.from) / 1_000),
        ]),
        empty: words.none,
      },
    ],
  };
}

function spanWords(tell: Teller, { what, feed }: Span): string {
  return tell.fill(tell.words.span[what], { feed: feed ?? '' });
}

export function metricsSheet(tell: Teller): Sheet {
  const { words, facts } = tell;
  const metrics = metricsOf(facts);
  return {
    id: 'metrics',
    title: words.section.metrics,
    note: words.note.metrics,
    newPage: true,
    tables: [countsTable(tell, metrics), clocksTable(tell, metrics)],
  };
}

/** Two counts in a row: a page holds all of them beside the clocks. */
function countsTable(tell: Teller, metrics: readonly Metric[]): Table {
  const { metric: words } = tell.words;
  const counts = metrics
    .filter(({ unit }) => unit === 'count')
    .map(({ key, value }) => [tell.word(words, key), value === null ? tell.words.unknown : String(value)]);
  const half = Math.ceil(counts.length / 2);
  const columns: Table['columns'] = [
    { label: words.column.what, width: 36 },
    { label: words.column.value, width: 14, align: 'right' },
  ];
  return {
    title: words.counts,
    columns: [...columns, { label: '', width: 6 }, ...columns],
    rows: counts.slice(0, half).map((pair, index) => [...pair, '', ...(counts[half + index] ?? ['', ''])]),
    empty: tell.words.none,
  };
}

function clocksTable(tell: Teller, metrics: readonly Metric[]): Table {
  const { metric: words } = tell.words;
  const clocks = metrics.filter(({ unit, key }) => unit === 's' && key.endsWith('.median'));
  return {
    title: words.clocks,
    columns: [
      { label: words.column.what, width: 44 },
      ...[words.column.median, words.column.p90, words.column.max, words.column.known, words.column.unknown].map(
        (label) => ({
          label,
          width: 14,
          align: 'right' as const,
        }),
      ),
    ],
    rows: clocks.map(({ key, n, unknown }) => {
      const of = key.slice(0, -'.median'.length);
      const part = (name: string): string =>
        tell.span(metrics.find((metric) => metric.key === `${of}.${name}`)?.value ?? null);
      return [tell.word(words, of), part('median'), part('p90'), part('max'), String(n), String(unknown)];
    }),
    empty: tell.words.none,
  };
}
