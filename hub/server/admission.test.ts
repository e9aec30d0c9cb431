import { describe, expect, it } from 'vitest';
import { createAdmission } from './admission.ts';

describe('admission', () => {
  it('H60 (R18): lets in no more than its places within any window, whenever they come', () => {
    let now = 0;
    const admission = createAdmission(() => now, 20, 1_000);
    const entered: number[] = [];
    for (; now < 5_000; now += 7) if (admission.admit() === 0) entered.push(now);
    for (const start of entered) {
      expect(entered.filter((at) => at >= start && at < start + 1_000).length).toBeLessThanOrEqual(20);
    }
    expect(entered.length).toBeGreaterThan(80);
  });

  it('H60 (R18): two hundred that come at once and obey are all in within eleven seconds, each asking twice at most', () => {
    let now = 0;
    const admission = createAdmission(() => now, 20, 1_000);
    let due = Array.from({ length: 200 }, () => 0);
    let asked = 0;
    for (; due.length > 0 && now < 20_000; now += 1) {
      due = due.flatMap((at) => {
        if (at > now) return [at];
        asked += 1;
        const wait = admission.admit();
        return wait === 0 ? [] : [now + wait];
      });
    }
    expect(now).toBeLessThan(11_000);
    expect(asked).toBeLessThanOrEqual(400);
  });

  it('H60: one that asks without end cannot make another wait for longer than a minute, nor after it has gone', () => {
    let now = 0;
    const admission = createAdmission(() => now);
    for (; now < 1_000; now += 0.1) expect(admission.admit()).toBeLessThanOrEqual(60_000);
    now += 61_000;
    expect(admission.admit()).toBe(0);
  });

  it('H60: a station that comes alone never waits', () => {
    let now = 0;
    const admission = createAdmission(() => now);
    for (; now < 60_000; now += 100) expect(admission.admit()).toBe(0);
  });
});
