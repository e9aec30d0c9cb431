import { describe, expect, it } from 'vitest';
import { instant, MINUTE } from '../../../shared/kit/time.ts';
import type { OpinionBurst, OpinionRow } from '../../../shared/protocol/console-api/opinion-calls.ts';
import { loopOf, talkState, urgency } from './opinion-loop.ts';

const T0 = 1_800_000_000_000;
const at = (minute: number) => instant(T0 + minute * MINUTE);
const burst = (from: number, knownAt: number, until: number | null = null): OpinionBurst => ({
  from: at(from),
  knownAt: at(knownAt),
  until: until === null ? null : at(until),
  count: 300,
  peak: 200,
});

function row(bursts: readonly OpinionBurst[], data: object = {}, timesUsual = 1): OpinionRow {
  return {
    id: 'PIO-dam',
    rev: 1,
    feed: 'hotline',
    at: at(0),
    entered: at(0),
    received: at(0),
    data: { subject: { zh: '水库' }, keywords: [], sources: [], series: [], samples: [], firstSeenAt: at(-5), ...data },
    assessment: {
      points: [],
      bursts,
      width: 5 * MINUTE,
      trend: { is: 'steady', change: 0 },
      timesUsual,
      negative: null,
    },
  } as unknown as OpinionRow;
}

describe('opinion desk', () => {
  it('O1: known, reported and handled are timed from the first post of the newest rise, with their limits', () => {
    const reported = { at: at(42), by: 'PIO-OPN', to: 'PIO-DIR' };
    const loop = loopOf(row([burst(0, 5, 20), burst(30, 40)], { reported }));
    expect(loop).toEqual([
      { step: 'known', at: at(40), took: 10 * MINUTE, due: at(60) },
      { step: 'reported', at: at(42), took: 12 * MINUTE, due: at(90) },
      { step: 'handled', at: null, took: null, due: at(210) },
    ]);
  });

  it('O1: talk without a rise has no clock; what was done before the rise says nothing about it', () => {
    expect(loopOf(row([]))).toEqual(
      ['known', 'reported', 'handled'].map((step) => ({ step, at: null, took: null, due: null })),
    );
    const reported = { at: at(10), by: 'PIO-OPN', to: 'PIO-DIR' };
    expect(loopOf(row([burst(30, 40)], { reported }))[1]).toMatchObject({ at: at(10), took: null });
  });

  it('O2: an open rise that nobody handled stands first; one that is handled stands last', () => {
    const handled = { at: at(50), by: 'PIO-SPK', how: 'replied', text: { zh: '已回应' } };
    const rows = [
      row([], {}, 1.5),
      row([burst(0, 5)], { handled }, 9),
      row([burst(0, 5)], {}, 4),
      row([burst(0, 5)], {}, 7),
    ];
    const sorted = [...rows].sort((a, b) => {
      const [x, y] = [urgency(a), urgency(b)];
      return (x[0] ?? 0) - (y[0] ?? 0) || (x[1] ?? 0) - (y[1] ?? 0) || (x[2] ?? 0) - (y[2] ?? 0);
    });
    expect(sorted.map((one) => rows.indexOf(one))).toEqual([3, 2, 0, 1]);
  });

  it('O2: a rise that is over is not called one', () => {
    expect(talkState(row([burst(0, 5, 30)]))).toBe('steady');
    expect(talkState(row([burst(0, 5)]))).toBe('burst');
    expect(talkState(row([], {}, 19))).toBe('rising');
  });
});
