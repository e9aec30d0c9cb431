import { describe, expect, it } from 'vitest';
import type { Fault } from '../refuse.ts';
import { mapping, type Mapping } from './mapping.ts';
import { readCsv, type Outcome } from './read-file.ts';

const HEADER = 'id,when,lng,lat,title,note';
const GOOD = '1,2024-05-01 10:00:00,120.1,30.2,Fire on Main St,x';

const base = {
  lang: 'en',
  id: { column: 'id' },
  time: { column: 'when', format: 'yyyy-MM-dd HH:mm:ss', zone: '+08:00' },
  position: { lon: 'lng', lat: 'lat' },
  title: { column: 'title' },
} as const;

function mapped(change: object = {}): Mapping {
  return mapping.parse({ ...base, ...change });
}

/** Reads bytes in pieces of a given size, so that every border falls everywhere. */
async function read(content: string | Buffer, map = mapped(), piece = 64 * 1024): Promise<Outcome[]> {
  const bytes = typeof content === 'string' ? Buffer.from(content) : content;
  async function* pieces() {
    for (let at = 0; at < bytes.length; at += piece) yield bytes.subarray(at, at + piece);
  }
  const outcomes: Outcome[] = [];
  for await (const outcome of readCsv(pieces(), map)) outcomes.push(outcome);
  return outcomes;
}

function faults(outcomes: readonly Outcome[]): Fault[] {
  return outcomes.flatMap((outcome) => ('fault' in outcome ? [outcome.fault] : []));
}

function positionOf([outcome]: readonly Outcome[]) {
  if (!outcome || !('row' in outcome)) throw new Error(JSON.stringify(outcome));
  return outcome.row.data.at;
}

function ids(outcomes: readonly Outcome[]): string[] {
  return outcomes.flatMap((outcome) => ('row' in outcome ? [outcome.row.id] : []));
}

describe('a CSV file', () => {
  it('S1: rows become incidents by the mapping', async () => {
    const outcomes = await read(
      `${HEADER}\n${GOOD}\n`,
      mapped({
        kind: { rules: [{ match: '^fire', kind: 'fire' }] },
        level: { of: { column: 'note' }, rules: [{ match: '^x$', level: 2 }] },
        place: { template: '{title} ({note})' },
        address: { column: 'note' },
        channel: { value: '119' },
        lead: { value: 'FRD' },
      }),
    );
    const at = Date.UTC(2024, 4, 1, 2);
    expect(outcomes).toEqual([
      {
        line: 2,
        row: {
          id: '1',
          at,
          data: {
            kind: 'fire',
            level: 2,
            title: { en: 'Fire on Main St' },
            status: { state: 'reported', since: at },
            at: [120.1, 30.2],
            reportedAt: at,
            channel: '119',
            lead: 'FRD',
            place: { en: 'Fire on Main St (x)' },
            address: 'x',
          },
        },
      },
    ]);
  });

  it.each([1, 2, 3, 7, 1_000])(
    'S1: pieces of %i bytes, quotes, line ends inside and Windows ends change nothing',
    async (piece) => {
      const row = '2,2024-05-01 10:00:00,120.1,30.2,"says ""help"",\r\nnow",洪水';
      const outcomes = await read(
        `\ufeff${HEADER}\r\n${GOOD}\r\n\r\n${row}\r\n${GOOD.replace('1,', '3,')}`,
        mapped(),
        piece,
      );
      expect(faults(outcomes)).toEqual([]);
      expect(outcomes.map(({ line }) => line)).toEqual([2, 4, 6]);
      expect(outcomes[1]).toMatchObject({ row: { data: { title: { en: 'says "help",\r\nnow' } } } });
    },
  );

  it('S2: without a header, columns are numbers', async () => {
    const map = mapping.parse({
      lang: 'zh',
      header: false,
      delimiter: ';',
      time: { column: 1, format: 'epoch-s' },
      title: { column: 2 },
      id: { row: true, prefix: 'r-' },
    });
    const outcomes = await read('1714528800;积水\n1714528900;起火\n', map);
    expect(ids(outcomes)).toEqual(['r-1', 'r-2']);
    expect(outcomes[0]).toMatchObject({ row: { at: 1_714_528_800_000, data: { title: { zh: '积水' } } } });
  });

  it('S3: GB 18030 is read when the mapping names it', async () => {
    const text = Buffer.concat([
      Buffer.from(`${HEADER}\n1,2024-05-01 10:00:00,120,30,`),
      Buffer.from([0xbb, 0xf0, 0xd4, 0xd6]),
      Buffer.from(',x\n'),
    ]);
    const outcomes = await read(text, mapped({ encoding: 'gb18030', lang: 'zh' }));
    expect(outcomes[0]).toMatchObject({ row: { data: { title: { zh: '火灾' } } } });
  });

  it('S3: coordinates of another datum become WGS-84', async () => {
    const outcomes = await read(
      `${HEADER}\n1,2024-05-01 10:00:00,116.404,39.915,a,b\n`,
      mapped({ position: { ...base.position, datum: 'gcj02' } }),
    );
    const [lon, lat] = positionOf(outcomes) ?? [];
    expect(lon).toBeCloseTo(116.39775, 4);
    expect(lat).toBeCloseTo(39.9136, 4);
  });

  it('S4: no coordinate at all is an incident without a place on the map', async () => {
    const outcomes = await read(`${HEADER}\n1,2024-05-01 10:00:00,,,a,b\n`);
    expect(outcomes[0]).toMatchObject({ row: { id: '1' } });
    expect(positionOf(outcomes)).toBeUndefined();
  });
});

describe('bad input', () => {
  const row = (fields: string) => `${HEADER}\n${GOOD}\n${fields}\n${GOOD.replace('1,', '9,')}\n`;

  it.each<[string, string, Partial<Fault>]>([
    ['a row cut off', '2,2024-05-01 10:00:00,120', { code: 'field-count', row: 3, detail: '3 fields instead of 6' }],
    ['a row too long', '2,2024-05-01 10:00:00,120,30,a,b,c', { code: 'field-count', row: 3 }],
    [
      'a longitude that is none',
      '2,2024-05-01 10:00:00,x12,30,a,b',
      { code: 'bad-number', row: 3, column: 'lng', value: 'x12' },
    ],
    ['half a position', '2,2024-05-01 10:00:00,120,,a,b', { code: 'bad-number', column: 'lat', value: '' }],
    ['NaN', '2,2024-05-01 10:00:00,NaN,30,a,b', { code: 'bad-number', column: 'lng' }],
    [
      'a latitude of 91',
      '2,2024-05-01 10:00:00,120,91,a,b',
      { code: 'coordinate-out-of-range', row: 3, column: 'lat', value: '91' },
    ],
    ['lon and lat swapped', '2,2024-05-01 10:00:00,30,120,a,b', { code: 'coordinate-out-of-range', column: 'lat' }],
    [
      '30 February',
      '2,2024-02-30 10:00:00,120,30,a,b',
      { code: 'bad-date', row: 3, column: 'when', value: '2024-02-30 10:00:00' },
    ],
    ['hour 24', '2,2024-05-01 24:00:00,120,30,a,b', { code: 'bad-date' }],
    ['a time of another form', '2,01/05/2024,120,30,a,b', { code: 'bad-date', value: '01/05/2024' }],
    [
      'an id seen before',
      '1,2024-05-01 10:00:00,120,30,a,b',
      { code: 'duplicate-id', row: 3, value: '1', detail: 'first on line 2' },
    ],
    ['no id', ',2024-05-01 10:00:00,120,30,a,b', { code: 'missing-value', column: 'id' }],
    ['no title', '2,2024-05-01 10:00:00,120,30,,b', { code: 'missing-value', column: 'title' }],
    [
      '1 MB in one field',
      `2,2024-05-01 10:00:00,120,30,a,${'x'.repeat(1_048_576)}`,
      { code: 'field-too-long', row: 3, column: 'note' },
    ],
    [
      'a title of 30 KB',
      `2,2024-05-01 10:00:00,120,30,${'x'.repeat(30_000)},b`,
      { code: 'field-too-long', column: 'title' },
    ],
    ['a quote never closed', '2,2024-05-01 10:00:00,120,30,"a,b', { code: 'unclosed-quote', row: 3 }],
  ])('S5: %s is refused by name, and the rest comes in', async (_case, fields, fault) => {
    for (const piece of [5_000, 64 * 1024]) {
      const outcomes = await read(row(fields), mapped(), piece);
      expect(faults(outcomes)).toMatchObject([fault]);
      expect(ids(outcomes)).toEqual(['1', '9']);
    }
  });

  it('S5: a quote never closed does not pair with a later one', async () => {
    const outcomes = await read(
      `${HEADER}\n2,2024-05-01 10:00:00,120,30,"a,b\n${GOOD}\n9,2024-05-01 10:00:00,120,30,"fine, quoted",b\n`,
    );
    expect(faults(outcomes)).toMatchObject([{ code: 'unclosed-quote', row: 2 }]);
    expect(ids(outcomes)).toEqual(['1', '9']);
  });

  it('S5: a value in a refusal is an excerpt', async () => {
    const [fault] = faults(await read(row(`2,${'9'.repeat(5_000)},120,30,a,b`)));
    expect(fault?.code).toBe('bad-date');
  });

  it('S5: bytes that are not UTF-8 cost their row', async () => {
    const bytes = Buffer.concat([
      Buffer.from(`${HEADER}\n${GOOD}\n2,2024-05-01 10:00:00,120,30,caf`),
      Buffer.from([0xe9]),
      Buffer.from(`,x\n${GOOD.replace('1,', '9,')}\n`),
    ]);
    const outcomes = await read(bytes);
    expect(faults(outcomes)).toMatchObject([{ code: 'bad-encoding', row: 3, detail: 'not utf-8' }]);
    expect(ids(outcomes)).toEqual(['1', '9']);
  });

  it('S6: faults of the whole file are the only outcome', async () => {
    expect(faults(await read(''))).toEqual([{ code: 'empty-file' }]);
    expect(faults(await read('\n\n'))).toEqual([{ code: 'empty-file' }]);
    expect(faults(await read(`${HEADER.replaceAll(',', ';')}\n${GOOD.replaceAll(',', ';')}\n`))).toMatchObject([
      { code: 'wrong-delimiter', row: 1, detail: expect.stringContaining('";"') as string },
    ]);
    expect(faults(await read(`${HEADER.replace('lat', 'latitude')}\n${GOOD}\n`))).toMatchObject([
      {
        code: 'missing-column',
        column: 'lat',
        detail: 'for lat; header found: id | when | lng | latitude | title | note',
      },
    ]);
  });

  it('S6: a file that ends in the middle of 5 MB without a line end is not held in memory for ever', async () => {
    const outcomes = await read(`${HEADER}\n${GOOD}\n${'x'.repeat(5_000_000)}\n${GOOD.replace('1,', '9,')}\n`);
    expect(faults(outcomes)).toMatchObject([{ code: 'field-too-long', row: 3 }]);
    expect(ids(outcomes)).toEqual(['1', '9']);
  });

  it('S6: noise is survived', async () => {
    let seed = 7;
    const noise = Buffer.from(
      Array.from({ length: 200_000 }, () => (seed = (seed * 1_103_515_245 + 12_345) & 0x7fffffff) >> 16),
    );
    const outcomes = await read(Buffer.concat([Buffer.from(`${HEADER}\n`), noise, Buffer.from(`\n${GOOD}\n`)]));
    expect(faults(outcomes).length).toBeGreaterThan(10);
    expect(ids(outcomes)).toEqual(['1']);
  });
});

describe('a mapping', () => {
  it.each<[string, object]>([
    ['a zone that does not exist', { time: { column: 'when', format: 'iso', zone: 'Mars/Olympus' } }],
    ['a pattern without a zone', { time: { column: 'when', format: 'yyyy-MM-dd' } }],
    ['a pattern without a day', { time: { column: 'when', format: 'yyyy-MM', zone: '+08:00' } }],
    ['a rule that is no regular expression', { kind: { rules: [{ match: '(', kind: 'fire' }] } }],
    ['a kind that does not exist', { kind: { rules: [{ match: 'x', kind: 'volcano' }] } }],
    ['an encoding that nobody knows', { encoding: 'klingon' }],
    ['UTF-16', { encoding: 'utf-16le' }],
    ['a field that does not exist', { titel: { column: 'title' } }],
    ['a delimiter of two', { delimiter: '::' }],
    ['a quote for a delimiter', { delimiter: '"' }],
    ['an encoding with states', { encoding: 'iso-2022-jp' }],
  ])('S7: with %s is refused', (_case, change) => {
    expect(mapping.safeParse({ ...base, ...change }).success).toBe(false);
  });
});

describe("a CSV file of citizens' cases", () => {
  const map = mapped({
    topic: 'case',
    category: { rules: [{ match: 'fire', category: 'C103' }] },
    callerPhone: { column: 'note' },
    channel: { value: 'web' },
  });

  it('S1: rows become cases that nobody has looked at yet, sorted by the mapping where it can', async () => {
    const outcomes = await read(`${HEADER}\n1,2024-05-01 10:00:00,120.1,30.2,Fire on Main St,100 5550 1234\n`, map);
    expect(outcomes).toMatchObject([
      {
        row: {
          id: '1',
          data: {
            status: { state: 'new', by: 'file' },
            category: 'C103',
            text: { en: 'Fire on Main St' },
            callerPhone: '100 5550 1234',
            channel: 'web',
          },
        },
      },
    ]);
  });

  it('S4: a telephone with letters and endless words are refused by name, and the rest comes in', async () => {
    const rows = [
      '1,2024-05-01 10:00:00,120.1,30.2,Tree down,138abc',
      `2,2024-05-01 10:00:00,120.1,30.2,${'x'.repeat(5_000)},110`,
      '3,2024-05-01 10:00:00,120.1,30.2,Tree down,110',
    ];
    const outcomes = await read(`${HEADER}\n${rows.join('\n')}\n`, map);
    expect(faults(outcomes).map(({ code, column }) => [code, column])).toEqual([
      ['case-phone-invalid', 'note'],
      ['case-text-too-long', 'title'],
    ]);
    expect(ids(outcomes)).toEqual(['3']);
  });
});
