import { beforeEach, describe, expect, it } from 'vitest';
import { MINUTE } from '../../../shared/kit/time.ts';
import { GradeMeter } from './grade-meter.ts';

let now: number;
let meter: GradeMeter;
beforeEach(() => {
  now = 0;
  meter = new GradeMeter(now);
  meter.joined(now);
});

function beats(count: number, head = 0): void {
  for (let beat = 0; beat < count; beat += 1) {
    now += 2_000;
    meter.heartbeat(now, head);
  }
}

describe('what is measured of a link', () => {
  it('G1: loss is the share of the last minute’s heartbeats that did not come, unknown in the first minute', () => {
    beats(20);
    expect(meter.loss(now)).toBeNull();
    beats(20);
    expect(meter.loss(now)).toBe(0);
    now += 20_000;
    meter.heartbeat(now, 0);
    expect(meter.loss(now)).toBeCloseTo(9 / 30, 1);
    beats(30);
    expect(meter.loss(now)).toBe(0);
  });

  it('G1: beats that come a second early or late are not lost', () => {
    for (let beat = 1; beat <= 60; beat += 1) meter.heartbeat(beat * 2_000 + (beat % 2) * 900, 0);
    expect(meter.loss(120_000)).toBe(0);
  });

  it('G1: an outage is loss on the screen, but speaks against no line; what is missed while joined does', () => {
    beats(40);
    meter.down(now, true);
    now += 40_000;
    meter.joined(now);
    beats(5);
    expect(meter.loss(now)).toBeGreaterThan(0.5);
    expect(meter.evidence(now, 0, true)).toMatchObject({ loss: 0, drops: 1, joined: true, downFor: 0 });
    now += 16_000;
    beats(5);
    expect(meter.evidence(now, 0, true).loss).toBeGreaterThan(0.3);
  });

  it('G1: silence counts while it lasts', () => {
    beats(40);
    now += 30_000;
    expect(meter.loss(now)).toBeGreaterThan(0.4);
  });

  it('G1: the middle of three round trips, or the time that an answer is waited for', () => {
    expect(meter.roundTrip(now)).toBeNull();
    for (const trip of [30, 5_000, 40]) meter.trip(trip);
    expect(meter.roundTrip(now)).toBe(40);
    meter.probeSent(now);
    now += 3_000;
    expect(meter.roundTrip(now)).toBe(3_000);
    meter.probeEnded();
    expect(meter.roundTrip(now)).toBe(40);
  });

  it('G1: behind is for how long a head that was told of has not been reached, beyond what is held back on purpose', () => {
    beats(1, 100);
    meter.cursor(now, 100);
    beats(1, 200);
    beats(3, 300);
    expect(meter.evidence(now, 0, true).behind).toBe(6_000);
    expect(meter.evidence(now, 2_000, true).behind).toBe(4_000);
    meter.cursor(now, 250);
    expect(meter.evidence(now, 0, true).behind).toBe(4_000);
    meter.cursor(now, 300);
    expect(meter.evidence(now, 0, true).behind).toBeNull();
  });

  it('G1: while what was missed is caught up, only a lag that does not become smaller speaks against the line', () => {
    beats(1, 100_000);
    for (let second = 1; second <= 20; second += 1) {
      now += 1_000;
      meter.cursor(now, second * 4_000);
      meter.heartbeat(now, 100_000 + second * 200);
      expect(meter.evidence(now, 0, false).behind).toBe(0);
    }
    for (let second = 1; second <= 10; second += 1) {
      now += 1_000;
      meter.cursor(now, 80_000 + second * 100);
      meter.heartbeat(now, 104_000 + second * 200);
    }
    expect(meter.evidence(now, 0, false).behind).toBeGreaterThan(8_000);
  });

  it('G1: broken connections count for a minute, each once', () => {
    for (let count = 0; count < 3; count += 1) {
      meter.down(now, true);
      meter.down(now + 10, true);
      meter.joined(now + 100);
      now += 1_000;
    }
    meter.down(now, false);
    expect(meter.evidence(now, 0, true)).toMatchObject({ drops: 3, joined: false });
    expect(meter.evidence(now + MINUTE, 0, true)).toMatchObject({ drops: 0, downFor: MINUTE });
  });
});
