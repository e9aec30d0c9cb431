import type { Fault } from '../refuse.ts';
import { columnsOf, TEMPLATE_PLACE, type ColumnRef, type Mapping, type TextRef } from './mapping.ts';

/** Where the mapping's columns are in this file. */
export interface Columns {
  /** Fields of a full row. */
  readonly count: number;
  /** Index from 0, or −1 for a template's place that names none (never after `resolveColumns`). */
  indexOf(column: ColumnRef): number;
  /** The column's name as the file has it, else its number. */
  nameOf(column: ColumnRef): string;
  textOf(ref: TextRef, fields: readonly string[]): string;
}

const OTHER_DELIMITERS = [',', ';', '\t', '|'];

/**
 * Finds every mapped column in the header (or counts them in the first row). A fault here is the end of the file: no row of
 * it could be read. `wrong-delimiter` when the row has one field and falls apart by another delimiter.
 */
export function resolveColumns(map: Mapping, first: readonly string[]): Columns | Fault {
  const names = map.header ? first.map((name) => name.trim()) : null;
  const count = first.length;
  const indexOf = (column: ColumnRef): number => {
    if (typeof column === 'number') return column <= count ? column - 1 : -1;
    return names?.indexOf(column) ?? -1;
  };
  const missing = columnsOf(map).find(({ column }) => indexOf(column) < 0);
  if (missing) {
    const line = first.join(map.delimiter);
    const other =
      count === 1 ? OTHER_DELIMITERS.find((mark) => mark !== map.delimiter && line.includes(mark)) : undefined;
    const found = names ? `header found: ${first.join(' | ')}` : `fields found: ${count}`;
    if (other !== undefined) {
      const detail = `expected ${JSON.stringify(map.delimiter)}, the line has ${JSON.stringify(other)}; ${found}`;
      return { code: 'wrong-delimiter', row: 1, value: line, detail };
    }
    return { code: 'missing-column', row: 1, column: String(missing.column), detail: `for ${missing.field}; ${found}` };
  }
  const field = (column: ColumnRef, fields: readonly string[]): string => (fields[indexOf(column)] ?? '').trim();
  return {
    count,
    indexOf,
    nameOf: (column) => (typeof column === 'string' ? column : (names?.[column - 1] ?? String(column))),
    textOf(ref, fields) {
      if ('value' in ref) return ref.value;
      if ('column' in ref) return field(ref.column, fields);
      return ref.template
        .replace(TEMPLATE_PLACE, (_all, place: string) => field(/^\d+$/.test(place) ? Number(place) : place, fields))
        .trim();
    },
  };
}
