import type { Topic } from '../../../shared/domain/topics.ts';
import { SECOND, type Instant } from '../../../shared/kit/time.ts';
import { standing } from '../history/rebuild.ts';
import type { Draft } from '../records/package/draft.ts';
import type { Readers } from '../store/store.ts';
import { keptRecords, type Scope } from './facts.ts';
import { redact } from './redact.ts';

/** Records that go into a package as they stand. */
const KEPT_TOPICS = [
  'incident', 'alert', 'handling', 'resource', 'decision', 'order', 'report', 'journal', 'handover', 'finding', 'drawing',
] as const satisfies readonly Topic[]; // prettier-ignore
/** Records whose changes go with them, so that they can be played again. */
export const PLAYED_TOPICS = ['incident', 'resource', 'decision', 'order'] as const satisfies readonly Topic[];
export type PlayedTopic = (typeof PLAYED_TOPICS)[number];

/** One change in `history.jsonl`. `base`: how it stood when the period began; then `data` is the whole record. */
interface HistoryRow {
  readonly topic: PlayedTopic;
  readonly id: string;
  readonly rev: number;
  readonly op: string;
  readonly at: Instant;
  readonly received: Instant;
  readonly feed?: string;
  readonly data: Readonly<Record<string, unknown>> | null;
}

const READ_AT_ONCE = 500;
/** Lines of records, which may be long, that are written at once. */
const GATHERED = 50;
/** Of what only moves a unit, so much is kept: one position every so many ms. */
const POSITION_EVERY = 10 * SECOND;
const POSITION_FIELDS: ReadonlySet<string> = new Set(['at', 'heading', 'speed', 'positionAt']);
/** About 100 MB. More is a city's week; the manifest says that it was cut. */
const MOST_LINES = 300_000;

interface TableCounts {
  readonly records: number;
  readonly history: number;
  readonly historyCut: boolean;
}

/**
 * `records.jsonl`: the records as they stand; `history.jsonl`: their changes in the period, by record, oldest first; of a unit that only
 * moves, a position every ten seconds. What is personal is
 * left out when the package is redacted (PK3).
 */
export async function writeRecordTables(
  draft: Draft,
  read: Readers,
  scope: Scope,
  redacted: boolean,
  pace: () => Promise<void>,
): Promise<TableCounts> {
  const records = await draft.stream('records.jsonl', async (write) => {
    let count = 0;
    let gathered: string[] = [];
    for (const topic of KEPT_TOPICS) {
      for (const record of keptRecords(read, topic, redacted)) {
        if (count % GATHERED === 0) await pace();
        gathered.push(asLine({ topic, ...record }));
        count += 1;
        if (gathered.length < GATHERED) continue;
        await write(gathered.join(''));
        gathered = [];
      }
    }
    await write(gathered.join(''));
    return count;
  });
  const history = await draft.stream('history.jsonl', async (write) => {
    let count = 0;
    let gathered: string[] = [];
    for (const topic of PLAYED_TOPICS) {
      for (const row of changes(read, topic, scope)) {
        if (row === 'read') {
          await pace();
          continue;
        }
        if (count >= MOST_LINES) break;
        gathered.push(asLine({ ...row, data: row.data && redacted ? redact(topic, row.data) : row.data }));
        count += 1;
        if (gathered.length < READ_AT_ONCE) continue;
        await write(gathered.join(''));
        gathered = [];
      }
    }
    await write(gathered.join(''));
    return count;
  });
  return { records, history, historyCut: history >= MOST_LINES };
}

/** `read`: a part was read from the store, and others may have their turn. */
function* changes(read: Readers, topic: PlayedTopic, { from, until }: Scope): Generator<HistoryRow | 'read'> {
  const { history } = read;
  const start = from === null ? 0 : history.positionAt(from);
  for (let id = history.nextEntity(topic, ''); id !== undefined; id = history.nextEntity(topic, id)) {
    const stood = start > 0 ? standing(history, topic, id, start) : null;
    if (stood?.isWhole && from !== null) {
      const { line, json } = stood;
      const feed = history.feedOf(line.log);
      yield {
        topic,
        id,
        rev: line.rev,
        op: 'base',
        at: line.at,
        received: from,
        feed,
        data: JSON.parse(json) as Record<string, unknown>,
      };
    }
    let moved = -Infinity;
    for (let position = start; ;) {
      const page = history.page(topic, id, position, READ_AT_ONCE);
      yield 'read';
      for (const { rev, op, at, received, json } of page) {
        if (until !== null && received > until) break;
        const data = json === null ? null : (JSON.parse(json) as Record<string, unknown>);
        if (op === 'patch' && data && isPosition(data)) {
          if (received - moved < POSITION_EVERY) continue;
          moved = received;
        }
        yield { topic, id, rev, op, at, received, data };
      }
      position = page.at(-1)?.position ?? position;
      if (page.length < READ_AT_ONCE) break;
    }
  }
}

function isPosition(patch: Readonly<Record<string, unknown>>): boolean {
  return Object.keys(patch).every((field) => POSITION_FIELDS.has(field));
}

function asLine(value: unknown): string {
  return `${JSON.stringify(value)}\n`;
}
