import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { createRandom } from '../../../shared/kit/random.ts';
import { betterSqlite } from '../kernel/better-sqlite.ts';
import { readCityNames } from './city-names.ts';
import { folded, soundsOf, wordsOf } from './fold.ts';
import type { Name } from './name.ts';
import { NameIndex } from './name-index.ts';

const opened: NameIndex[] = [];
const quiet = { info: () => undefined, warn: () => undefined, error: () => undefined };

function indexOf(names: readonly Name[]): NameIndex {
  const index = new NameIndex(betterSqlite);
  opened.push(index);
  index.write(() => {
    for (const name of names) index.put(name);
  });
  return index;
}

function place(id: string, zh: string, en = '', also: Partial<Name> = {}): Name {
  const title = { zh, ...(en !== '' && { en }) };
  return { kind: 'place', id, title, note: null, at: null, box: null, weight: 3, ...also };
}

const ids = (index: NameIndex, text: string, limit = 50): string[] =>
  index.search({ text, limit }).map((hit) => hit.id);

afterEach(() => {
  for (const index of opened.splice(0)) index.close();
});

describe('N1: a name is found by any part of it', () => {
  const index = (): NameIndex =>
    indexOf([
      place('PL-H1', '市第一人民医院', "First People's Hospital"),
      place('PL-H2', '市中心医院', 'Central Hospital'),
      place('street:7', '人民路', 'Renmin Road', { kind: 'street' }),
      place('U-7', '特勤一中队 1 号车', 'Engine 1', { kind: 'unit', weight: 1 }),
    ]);

  it('Chinese of one, two and more letters', () => {
    expect(ids(index(), '医')).toEqual(['PL-H2', 'PL-H1']);
    expect(ids(index(), '医院')).toEqual(['PL-H2', 'PL-H1']);
    expect(ids(index(), '人民医院')).toEqual(['PL-H1']);
    expect(ids(index(), '人民')).toEqual(['street:7', 'PL-H1']);
  });

  it('English without case, by a word or inside one', () => {
    expect(ids(index(), 'CENTRAL')).toEqual(['PL-H2']);
    expect(ids(index(), 'hosp')).toEqual(['PL-H2', 'PL-H1']);
    expect(ids(index(), 'ospit')).toEqual(['PL-H2', 'PL-H1']);
  });

  it('pinyin in full, by initials, with and without blanks', () => {
    expect(ids(index(), 'renminlu')).toEqual(['street:7']);
    expect(ids(index(), 'ren min yi yuan')).toEqual(['PL-H1']);
    expect(ids(index(), 'rmyy')).toEqual(['PL-H1']);
    expect(ids(index(), 'rm')).toEqual(['street:7', 'PL-H1']);
  });

  it('its number', () => {
    expect(ids(index(), 'pl-h2')).toEqual(['PL-H2']);
    expect(ids(index(), 'u-7')).toEqual(['U-7']);
  });

  it('several words, each of which must be there', () => {
    expect(ids(index(), '市 医院')).toEqual(['PL-H2', 'PL-H1']);
    expect(ids(index(), '第一 hospital')).toEqual(['PL-H1']);
    expect(ids(index(), '第一 central')).toEqual([]);
  });

  it('and nothing by what is no word', () => {
    for (const text of ['', ' ', "'", '"', '%', '_', '*', 'NOT', '"a" OR "b"', '\u0000']) {
      expect(ids(index(), text), text).toEqual([]);
    }
  });
});

describe('N2: order', () => {
  it('the whole name, its beginning, its initials, inside it', () => {
    const index = indexOf([
      place('d', '大桥西路'),
      place('c', '西大桥东路'),
      place('b', '大桥'),
      place('a', '北大桥'),
      place('e', '大清桥'),
    ]);
    expect(ids(index, '大桥')).toEqual(['b', 'd', 'a', 'c']);
    expect(ids(index, 'dq').slice(0, 2)).toEqual(['b', 'e']);
  });

  it('of equals the lighter, then the nearer', () => {
    const far = { at: [117.9, 30.3] as const };
    const near = { at: [117.6, 30.3] as const };
    const index = indexOf([
      place('far', '新村站', '', far),
      place('near', '新村口', '', near),
      place('light', '新村着火', '', { ...far, kind: 'incident', weight: 0 }),
    ]);
    const hits = index.search({ text: '新村', limit: 9, near: [117.6, 30.3] });
    expect(hits.map(({ id }) => id)).toEqual(['light', 'near', 'far']);
  });

  it('of what fits thousands, the lightest are among the hits', () => {
    const many = Array.from({ length: 6_000 }, (_, index) => place(`p${index}`, `甲乙丙丁第${index}号`));
    const index = indexOf([...many, place('open', '某处甲乙丙丁起火', '', { kind: 'incident', weight: 0 })]);
    expect(ids(index, '乙丙')[0]).toBe('open');
    expect(ids(index, '乙丙丁')[0]).toBe('open');
    expect(index.search({ text: '乙', limit: 50 })).toHaveLength(50);
    expect(index.search({ text: '乙', limit: 50, kinds: ['incident'] }).map(({ id }) => id)).toEqual(['open']);
  });
});

describe('N3: the index follows its names', () => {
  it('a new name takes the place of the old one; a removed one is gone', () => {
    const index = indexOf([place('x', '老名字')]);
    index.put(place('x', '新名字'));
    expect([ids(index, '老名'), ids(index, '新名'), index.size]).toEqual([[], ['x'], 1]);
    index.remove('x');
    expect([ids(index, '新名'), ids(index, '新名字'), index.size]).toEqual([[], [], 0]);
  });
});

it('N4: finds exactly what a look at every name finds, on random names', () => {
  const random = createRandom(20_260_718);
  const letters = [...'东西南北中大小新老桥路村街河园区'];
  const word = (length: number): string => Array.from({ length }, () => random.pick(letters)).join('');
  const names = Array.from({ length: 300 }, (_, index) => place(`n${index}`, word(random.int(2, 7))));
  const index = indexOf(names);
  for (let round = 0; round < 200; round += 1) {
    const query = word(random.int(1, 3));
    const expected = names.filter(({ title }) => title.zh?.includes(query)).map(({ id }) => id);
    expect(
      index
        .search({ text: query, limit: 300 })
        .map(({ id }) => id)
        .sort(),
      query,
    ).toEqual(expected.sort());
  }
});

it('N5: how names are spelled', () => {
  expect(folded('ＡＢＣ é')).toBe('abc e');
  expect(wordsOf("  Xi'an  路、桥 ")).toEqual(['xi', 'an', '路', '桥']);
  expect(soundsOf('绿园 3 号')).toEqual({ syllables: 'lv yuan 3 hao', full: 'lvyuan3hao', initials: 'ly3h' });
  expect(soundsOf('Ring Road').full).toBe('');
});

it('N6: the demo city has districts, streets with a place on them, and places', () => {
  const names = readCityNames(join(import.meta.dirname, '../../../resources/demo-city'), quiet);
  const count = (kind: string): number => names.filter((name) => name.kind === kind).length;
  expect(count('district')).toBeGreaterThan(3);
  expect(count('street')).toBeGreaterThan(1_000);
  expect(count('place')).toBeGreaterThan(400);
  for (const { at, title } of names) expect(at, title.zh).not.toBeNull();
  expect(readCityNames('/nowhere', quiet)).toEqual([]);
});
