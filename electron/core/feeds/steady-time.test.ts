import { describe, expect, it } from 'vitest';
import { ManualClock } from '../testing/manual-clock.ts';
import { SteadyTime } from './steady-time.ts';

describe('steady time', () => {
  it('F11 (R20): goes on from the start whatever the wall clock is set to', () => {
    const clock = new ManualClock(1_000_000_000);
    const time = new SteadyTime(clock);
    clock.jump(-86_400_000);
    clock.pass(5_000);
    expect(time.now()).toBe(1_000_005_000);
  });

  it('F11 (R20): tells a jump of more than two seconds once, and slewing never', () => {
    const clock = new ManualClock(1_000_000_000);
    const time = new SteadyTime(clock);
    clock.pass(60_000);
    expect(time.jumped()).toBe(0);
    clock.jump(1_900);
    expect(time.jumped()).toBe(0);
    clock.jump(-86_400_000);
    expect(time.jumped()).toBe(-86_400_000 + 1_900);
    expect(time.jumped()).toBe(0);
  });
});
