import { describe, expect, it } from 'vitest';
import { isZone, timeReader } from './local-time.ts';

const iso = (text: string | null) => (text === null ? null : Date.parse(text));

describe('times', () => {
  it.each([
    ['2015-12-10 17:40:00', 'America/New_York', '2015-12-10T22:40:00Z'],
    ['2015-07-10 17:40:00', 'America/New_York', '2015-07-10T21:40:00Z'],
    // The clock jumped from 02:00 to 03:00: taken as if it had not.
    ['2016-03-13 02:30:00', 'America/New_York', '2016-03-13T07:30:00Z'],
    // The hour that came twice: the first.
    ['2016-11-06 01:30:00', 'America/New_York', '2016-11-06T05:30:00Z'],
    ['2024-05-01 10:00:00', 'Asia/Shanghai', '2024-05-01T02:00:00Z'],
    ['2024-05-01 10:00:00', '-03:30', '2024-05-01T13:30:00Z'],
    ['2024-02-29 00:00:00', '+00:00', '2024-02-29T00:00:00Z'],
    ['2023-02-29 00:00:00', '+00:00', null],
    ['1969-12-31 23:59:59', '+00:00', null],
    ['2024-13-01 00:00:00', '+00:00', null],
    ['2024-05-01', '+00:00', null],
  ])('S8: %s in %s is %s', (text, zone, expected) => {
    expect(timeReader('yyyy-MM-dd HH:mm:ss', zone)(text)).toBe(iso(expected));
  });

  it.each([
    ['2020-02-05T10:45:00+08:00', '2020-02-05T02:45:00Z'],
    ['2020-02-05 10:45:00+08:00', '2020-02-05T02:45:00Z'],
    ['2020-02-05T10:45:00.25Z', '2020-02-05T10:45:00.250Z'],
    ['2020-02-05T10:45:00-00:00', '2020-02-05T10:45:00Z'],
    ['2020-02-05T10:45:00', null],
    ['2020-02-05', null],
    ['yesterday', null],
  ])('S8: ISO %s without a zone of its own is %s', (text, expected) => {
    expect(timeReader('iso', null)(text)).toBe(iso(expected));
  });

  it('S8: epochs and other patterns', () => {
    expect(timeReader('epoch-s', null)('1700000000.5')).toBe(1_700_000_000_500);
    expect(timeReader('epoch-ms', null)('1700000000000')).toBe(1_700_000_000_000);
    expect(timeReader('epoch-s', null)('-5')).toBeNull();
    expect(timeReader('dd.MM.yyyy HH:mm', '+01:00')('5.3.2024 07:05')).toBe(Date.parse('2024-03-05T06:05:00Z'));
  });

  it('S8: zones', () => {
    expect(['+08:00', 'Asia/Shanghai', 'UTC', 'Mars/Olympus', '8'].map(isZone)).toEqual([
      true,
      true,
      true,
      false,
      false,
    ]);
  });
});
