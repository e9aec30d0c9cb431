import { existsSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { DAY, HOUR } from '../../shared/kit/time.ts';
import { MONTGOMERY, montgomery, readCalls } from '../bench/detect-montgomery.ts';

/** Real calls beside the project; where they are missing this is reported as skipped, never as passed. */
describe.skipIf(!existsSync(MONTGOMERY))('Montgomery County: usual on the first 70 %, odd in the rest', () => {
  const calls = existsSync(MONTGOMERY) ? readCalls() : [];
  const result = existsSync(MONTGOMERY) ? montgomery(calls) : null;

  it('D15: two and a half weeks are learnt; few weeks make cautious scores', () => {
    expect(result?.calls).toBe(9_226);
    expect(result?.learntWeeks).toBeGreaterThan(2.4);
    expect(result?.learntWeeks).toBeLessThan(2.6);
    const share = (result?.reachThree ?? 0) / (result?.judged ?? 1);
    expect(share).toBeGreaterThan(0);
    expect(share).toBeLessThan(0.00135);
  });

  it('D15: the night of New Year is odd for ambulances, and anybody can count it in the file', () => {
    const night = result?.anomalies.find(({ from }) => from === '2016-01-01T02:00');
    expect(night).toMatchObject({
      area: '(county)',
      type: 'EMS',
      count: 14,
      hourOfWeek: 98,
      before: [2, 0, 5],
      median: 2,
      mad: 2,
    });
    const named = calls.filter(({ line }) => night?.lines.includes(line));
    expect(named).toHaveLength(14);
    for (const { at, type } of named) {
      expect(type).toBe('EMS');
      expect(new Date(at).toISOString().slice(0, 13)).toBe('2016-01-01T02');
    }
  });

  it('D15: what is listed as the past is what the file says of the same hour of the week', () => {
    const first = Math.min(...calls.map(({ at }) => at));
    expect(result?.anomalies.length).toBeGreaterThan(5);
    for (const { from, type, area, before } of result?.anomalies ?? []) {
      const counted = [4, 3, 2, 1].flatMap((weeks) => {
        const hour = Date.parse(`${from}Z`) - weeks * 7 * DAY;
        if (hour < first || hour >= Date.parse(`${result?.learntUntil}Z`)) return [];
        return calls.filter(
          (call) =>
            call.type === type &&
            (area === '(county)' || call.area === area) &&
            call.at >= hour &&
            call.at < hour + HOUR,
        ).length;
      });
      expect(counted).toEqual(before);
    }
  });
});
