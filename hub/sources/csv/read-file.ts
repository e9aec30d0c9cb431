import { parse } from 'csv-parse/sync';
import type { Fault } from '../refuse.ts';
import { resolveColumns } from './columns.ts';
import { Framer, type RawRecord } from './framer.ts';
import type { Mapping } from './mapping.ts';
import { rowReader, type ReadRow, type RowReader } from './read-row.ts';

/** What one row of the file came to. */
export type Outcome =
  { readonly line: number; readonly row: ReadRow } | { readonly line: number; readonly fault: Fault };

const BYTE_ORDER_MARK = Buffer.from([0xef, 0xbb, 0xbf]);

/**
 * Reads a CSV file piece by piece: every row comes out as a record or as a fault with its line; a fault that makes the whole
 * file unreadable is the only outcome. Pure of files and time: `chunks` may come from anywhere.
 */
export async function* readCsv(chunks: AsyncIterable<Buffer>, map: Mapping): AsyncGenerator<Outcome> {
  const framer = new Framer(map.delimiter);
  const table = createTable(map);
  let first = true;
  for await (const piece of chunks) {
    const chunk = first && piece.subarray(0, 3).equals(BYTE_ORDER_MARK) ? piece.subarray(3) : piece;
    first = false;
    yield* table.take(framer.push(chunk));
    if (table.lost) return;
  }
  yield* table.take(framer.end());
  if (table.empty) yield { line: 1, fault: { code: 'empty-file' } };
}

/** The part that knows the columns: the first record settles them. */
function createTable(map: Mapping) {
  const decoder = new TextDecoder(map.encoding, { fatal: true });
  const seen = 'column' in map.id ? new Map<string, number>() : null;
  let read: RowReader | null = null;
  let empty = true;
  let lost = false;

  function* take(records: readonly RawRecord[]): Generator<Outcome> {
    let good: Decoded[] = [];
    for (const record of records) {
      if (lost) return;
      empty = false;
      const decoded = decode(record);
      if (read === null) {
        const settled = yield* settle(decoded);
        if (!settled) continue;
      }
      if ('fault' in decoded) {
        // Keep the order of the file: what came before is said first.
        yield* rows(good);
        good = [];
        yield decoded;
      } else good.push(decoded);
    }
    yield* rows(good);
  }

  /** Takes the first record for the columns. True when it is a row of data itself. */
  function* settle(decoded: Decoded | (Outcome & { fault: Fault })): Generator<Outcome, boolean> {
    const fields = 'fault' in decoded ? undefined : split([decoded])?.[0];
    const columns = fields && resolveColumns(map, fields);
    if (!columns || 'code' in columns) {
      const fault: Fault = columns ?? {
        code: 'fault' in decoded ? decoded.fault.code : 'bad-row',
        detail: 'first row',
      };
      lost = true;
      yield { line: decoded.line, fault: { ...fault, row: decoded.line } };
      return false;
    }
    read = rowReader(map, columns);
    return !map.header;
  }

  function* rows(records: readonly Decoded[]): Generator<Outcome> {
    if (records.length === 0 || read === null) return;
    const table = split(records);
    for (const [index, record] of records.entries()) {
      // The parser refused something: find out which record, one by one.
      const fields = table ? table[index] : split([record])?.[0];
      const { line } = record;
      if (!fields) {
        yield { line, fault: { code: 'bad-row', row: line, value: record.text } };
        continue;
      }
      const result = read(fields, line);
      if ('code' in result) yield { line, fault: { ...result, row: line } };
      else if (seen?.has(result.id)) yield { line, fault: duplicate(result.id, line, seen.get(result.id) ?? 0) };
      else {
        seen?.set(result.id, line);
        yield { line, row: result };
      }
    }
  }

  function split(records: readonly Decoded[]): string[][] | null {
    try {
      const table: string[][] = parse(records.map(({ text }) => text).join('\n'), {
        delimiter: map.delimiter,
        record_delimiter: '\n',
        relax_column_count: true,
        relax_quotes: true,
      });
      return table.length === records.length ? table : null;
    } catch {
      return null;
    }
  }

  interface Decoded {
    readonly line: number;
    readonly text: string;
  }

  function decode({ line, bytes, fault }: RawRecord): Decoded | { readonly line: number; readonly fault: Fault } {
    if (fault) return { line, fault: { code: fault, row: line, value: bytes.toString('latin1') } };
    try {
      return { line, text: decoder.decode(bytes) };
    } catch {
      return {
        line,
        fault: { code: 'bad-encoding', row: line, value: bytes.toString('latin1'), detail: `not ${map.encoding}` },
      };
    }
  }

  return {
    take,
    get empty() {
      return empty;
    },
    get lost() {
      return lost;
    },
  };
}

function duplicate(id: string, line: number, first: number): Fault {
  return { code: 'duplicate-id', row: line, value: id, detail: `first on line ${first}` };
}
