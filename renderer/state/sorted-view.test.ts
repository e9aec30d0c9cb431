import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { LiveCollection } from './live-collection.ts';
import { SortedView, type ViewSpec } from './sorted-view.ts';

interface Row {
  readonly id: string;
  readonly key: number;
  readonly kept: boolean;
}

const spec: ViewSpec<Row, number> = { keep: (row) => row.kept, key: (row) => row.key, compare: (a, b) => a - b };

function ids(view: SortedView<Row, number>): string[] {
  return Array.from({ length: view.length }, (_, index) => view.at(index)?.id ?? '');
}

function part(put: readonly Row[], remove: readonly string[] = [], restart = false) {
  return { put, remove, restart, complete: true };
}

function expected(rows: Iterable<Row>): string[] {
  return [...rows]
    .filter((row) => row.kept)
    .sort((a, b) => a.key - b.key || (a.id < b.id ? -1 : 1))
    .map((row) => row.id);
}

const row = fc.record({
  id: fc.constantFrom(...'abcdefghij'),
  key: fc.integer({ min: 0, max: 4 }),
  kept: fc.boolean(),
});

describe('S3: a sorted view', () => {
  it('is at any time the filtered and sorted collection, whatever came and went', () => {
    const step = fc.record({
      put: fc.array(row, { maxLength: 6 }),
      remove: fc.array(fc.constantFrom(...'abcdefghij'), { maxLength: 3 }),
      restart: fc.boolean(),
      read: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
        const collection = new LiveCollection<Row>();
        const view = new SortedView(collection, spec);
        view.follow();
        for (const { put, remove, restart, read } of steps) {
          collection.take(part(put, remove, restart));
          if (read) expect(ids(view)).toEqual(expected(collection.rows.values()));
        }
        expect(ids(view)).toEqual(expected(collection.rows.values()));
        ids(view).forEach((id, index) => expect(view.indexOf(id)).toBe(index));
      }),
    );
  });

  it('shows the new row in place when its key did not change', () => {
    const collection = new LiveCollection<Row>();
    const view = new SortedView(collection, spec);
    view.follow();
    collection.take(part([{ id: 'a', key: 1, kept: true }]));
    const next = { id: 'a', key: 1, kept: true };
    collection.take(part([next]));
    expect(view.at(0)).toBe(next);
    expect(view.length).toBe(1);
  });

  it('catches up with what came before it followed', () => {
    const collection = new LiveCollection<Row>();
    const view = new SortedView(collection, spec);
    collection.take(part([{ id: 'a', key: 1, kept: true }]));
    expect(view.length).toBe(0);
    view.follow();
    expect(ids(view)).toEqual(['a']);
  });

  it('finds where a beginning ends', () => {
    const collection = new LiveCollection<Row>();
    collection.take(part([1, 1, 2, 3].map((key, index) => ({ id: String(index), key, kept: true }))));
    const view = new SortedView(collection, spec);
    expect(view.lowerBound(({ key }) => key <= 1)).toBe(2);
    expect(view.lowerBound(() => true)).toBe(4);
    expect(view.indexOf('nobody')).toBe(-1);
  });
});
