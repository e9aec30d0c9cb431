import { describe, expect, it } from 'vitest';
import { DAY, HOUR, instant, MINUTE, SECOND } from '../../shared/kit/time.ts';
import * as format from './format.ts';

function at(text: string) {
  return instant(new Date(text).getTime());
}

describe('T3: durations', () => {
  it('counts minutes and seconds under an hour', () => {
    expect(format.formatDuration(6 * MINUTE + 12 * SECOND, 'zh')).toBe('6:12');
    expect(format.formatDuration(59 * MINUTE + 59 * SECOND + 999, 'en')).toBe('59:59');
    expect(format.formatDuration(4 * SECOND, 'en')).toBe('0:04');
  });

  it('says hours and minutes above', () => {
    expect(format.formatDuration(66 * MINUTE, 'zh')).toBe('1 时 06 分');
    expect(format.formatDuration(66 * MINUTE, 'en')).toBe('1 h 06 min');
    expect(format.formatDuration(HOUR, 'en')).toBe('1 h 00 min');
  });

  it('says days beyond a day, and only days beyond ten', () => {
    expect(format.formatDuration(DAY + 4 * HOUR, 'en')).toBe('1 d 4 h');
    expect(format.formatDuration(3_650 * DAY, 'zh')).toBe('3,650 天');
  });

  it('never runs below zero', () => {
    expect(format.formatDuration(-5 * SECOND, 'en')).toBe('0:00');
    expect(format.formatSpan(-5 * SECOND, 'zh')).toBe('0 秒');
  });
});

describe('T3: ages', () => {
  const now = at('2026-07-18T14:32:08');
  it('uses the largest unit that still tells', () => {
    expect(format.formatAge(instant(now - 2 * SECOND), now, 'zh')).toBe('2 秒前');
    expect(format.formatAge(instant(now - 13 * MINUTE), now, 'zh')).toBe('13 分前');
    expect(format.formatAge(instant(now - 13 * MINUTE), now, 'en')).toBe('13 min ago');
  });
});

describe('T3: moments', () => {
  const now = at('2026-07-18T14:32:08');
  it('writes 24 h times, seconds only when asked for', () => {
    expect(format.formatTime(now)).toBe('14:32');
    expect(format.formatTime(now, true)).toBe('14:32:08');
    expect(format.formatTime(at('2026-07-18T04:05:06'), true)).toBe('04:05:06');
  });

  it('writes dates with the weekday', () => {
    expect(format.formatDate(now, 'zh')).toBe('07-18 周六');
    expect(format.formatDate(now, 'en')).toBe('Sat 18 Jul');
  });

  it('adds the day when it is another, the year when that differs', () => {
    expect(format.formatMoment(at('2026-07-18T09:00:00'), now, 'zh')).toBe('09:00');
    expect(format.formatMoment(at('2026-07-17T09:00:00'), now, 'zh')).toBe('07-17 09:00');
    expect(format.formatMoment(at('2026-07-17T09:00:00'), now, 'en')).toBe('17 Jul 09:00');
    expect(format.formatMoment(at('2015-12-10T17:40:00'), now, 'zh')).toBe('2015-12-10 17:40');
    expect(format.formatMoment(at('2015-12-10T17:40:00'), now, 'en')).toBe('10 Dec 2015 17:40');
  });
});

describe('T3: numbers', () => {
  it('groups thousands and keeps few digits', () => {
    expect(format.formatNumber(3_400, 'zh')).toBe('3,400');
    expect(format.formatFigure(0.92, 'en')).toBe('0.92');
    expect(format.formatFigure(71.34, 'en')).toBe('71.3');
    expect(format.formatFigure(12_345.6, 'zh')).toBe('12,346');
  });

  it('puts units behind a space', () => {
    expect(format.formatDistance(423, 'zh')).toBe('420 米');
    expect(format.formatDistance(1_240, 'en')).toBe('1.2 km');
    expect(format.formatSpeed(42, 'zh')).toBe('42 公里/时');
  });

  it('writes bytes in the unit that still tells', () => {
    expect(format.formatBytes(420_000, 'zh')).toBe('420 KB');
    expect(format.formatBytes(499_900_000, 'en')).toBe('499.9 MB');
    expect(format.formatBytes(38_460_000_000, 'zh')).toBe('38.5 GB');
    expect(format.formatBytes(1_234_000_000_000, 'en')).toBe('1,234 GB');
  });

  it('knows the unit codes of the feeds and leaves others as they are', () => {
    expect(format.formatUnit('piece', 'zh')).toBe('件');
    expect(format.formatUnit('m2', 'en')).toBe('m²');
    expect(format.formatUnit('toString', 'zh')).toBe('toString');
  });

  it('signs clock offsets with a real minus', () => {
    expect(format.formatOffset(-1_400, 'en')).toBe('−1,400 ms');
    expect(format.formatOffset(12, 'zh')).toBe('+12 毫秒');
    expect(format.formatOffset(0, 'en')).toBe('0 ms');
    expect(format.formatOffset(90_000, 'en')).toBe('+1 min');
  });
});
