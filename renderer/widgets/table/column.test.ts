import { describe, expect, it } from 'vitest';
import { compareKeys, rowsOf, tableSpec, type Column } from './column.ts';
import { parseChoices } from './table-choices.ts';

interface Row {
  readonly id: string;
  readonly value: number | null;
}

const columns: readonly Column<Row>[] = [
  { id: 'value', header: '', width: '1fr', sort: (row) => row.value, cell: (row) => row.value },
];
const rows: readonly Row[] = [
  { id: 'a', value: 2 },
  { id: 'b', value: null },
  { id: 'c', value: 1 },
];

describe('W1: sorting', () => {
  it('puts what is not known at the end, in either direction', () => {
    const order = (descending: boolean): string[] => {
      const source = rowsOf(
        rows,
        tableSpec(columns, { column: 'value', descending }, () => true, 'en'),
      );
      return [0, 1, 2].map((index) => source.at(index)?.id ?? '');
    };
    expect(order(false)).toEqual(['c', 'a', 'b']);
    expect(order(true)).toEqual(['a', 'c', 'b']);
  });

  it('compares words by the language and digits in them as numbers', () => {
    expect(compareKeys('Engine 10', 'Engine 9', false, 'en')).toBeGreaterThan(0);
    expect(compareKeys('北', '安', false, 'zh')).toBeGreaterThan(0);
  });

  it('compares lists place by place', () => {
    expect(compareKeys([1, 5], [1, 4], false, 'en')).toBeGreaterThan(0);
    expect(compareKeys([1, 5], [2, 0], true, 'en')).toBeGreaterThan(0);
  });
});

describe('W2: stored choices', () => {
  it('are taken only where they are understood', () => {
    expect(parseChoices(undefined)).toEqual({ sort: null, chosen: {} });
    expect(parseChoices('nonsense')).toEqual({ sort: null, chosen: {} });
    expect(parseChoices({ sort: { column: 'age', descending: true }, chosen: { level: ['1'], bad: 3 } })).toEqual({
      sort: { column: 'age', descending: true },
      chosen: { level: ['1'] },
    });
  });
});
