import type { ReactNode } from 'react';
import type { ViewSpec } from '../../state/sorted-view.ts';

/** What a column is sorted by; a list compares place by place. Null is not known, and stands at the end in either direction. */
export type SortKey = number | string | readonly number[] | null;

export interface Column<Row> {
  readonly id: string;
  readonly header: string;
  readonly hint?: string;
  /** A CSS grid track. */
  readonly width: string;
  /** Numbers stand at the end of their cell, so that digits meet. */
  readonly align?: 'end';
  readonly sort?: (row: Row) => SortKey;
  readonly cell: (row: Row) => ReactNode;
}

export interface Sort {
  readonly column: string;
  readonly descending: boolean;
}

const collators = new Map<string, Intl.Collator>();

function collator(language: string): Intl.Collator {
  const known = collators.get(language);
  if (known) return known;
  const made = new Intl.Collator(language, { numeric: true });
  collators.set(language, made);
  return made;
}

export function compareKeys(a: SortKey, b: SortKey, descending: boolean, language: string): number {
  if (a === b) return 0;
  if (a === null) return 1;
  if (b === null) return -1;
  const order = compareKnown(a, b, language);
  return descending ? -order : order;
}

function compareKnown(a: NonNullable<SortKey>, b: NonNullable<SortKey>, language: string): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  if (typeof a === 'object' && typeof b === 'object') {
    for (let place = 0; place < a.length; place += 1) {
      const difference = (a[place] ?? 0) - (b[place] ?? 0);
      if (difference !== 0) return difference;
    }
    return 0;
  }
  return collator(language).compare(String(a), String(b));
}

/** A table's order as the spec of a `SortedView`; an unknown or unsortable column leaves the order of ids. */
export function tableSpec<Row>(
  columns: readonly Column<Row>[],
  sort: Sort,
  keep: (row: Row) => boolean,
  language: string,
): ViewSpec<Row, SortKey> {
  const key = columns.find(({ id }) => id === sort.column)?.sort ?? (() => 0);
  return { keep, key, compare: (a, b) => compareKeys(a, b, sort.descending, language) };
}

/** The rows of a table by position. `SortedView` is one; an array becomes one by `rowsOf`. */
export interface RowSource<Row> {
  readonly length: number;
  at(index: number): Row | undefined;
  indexOf(id: string): number;
}

export function rowsOf<Row extends { readonly id: string }>(
  rows: readonly Row[],
  { keep, key, compare }: ViewSpec<Row, SortKey>,
): RowSource<Row> {
  const sorted = rows
    .filter((row) => keep(row))
    .map((row) => ({ row, key: key(row) }))
    .sort((a, b) => compare(a.key, b.key))
    .map(({ row }) => row);
  return {
    length: sorted.length,
    at: (index) => sorted[index],
    indexOf: (id) => sorted.findIndex((row) => row.id === id),
  };
}
