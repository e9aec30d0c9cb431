import { describe, expect, it } from 'vitest';
import { instant } from '../kit/time.ts';
import { hazardLevel, isOverdue } from './hazard.ts';

const level = (likelihood: number, severity: number, nearVulnerable = false) =>
  hazardLevel({ likelihood, severity, nearVulnerable });

describe('the matrix of the register of dangers', () => {
  it('is red from 15, orange from 10, yellow from 5, blue below', () => {
    expect([level(3, 5), level(5, 3), level(4, 4)]).toEqual([1, 1, 1]);
    expect([level(5, 2), level(3, 4)]).toEqual([2, 2]);
    expect([level(5, 1), level(3, 3)]).toEqual([3, 3]);
    expect([level(1, 1), level(2, 2), level(1, 4)]).toEqual([4, 4, 4]);
  });

  it('takes the gravest outcome as red unless it is rare', () => {
    expect(level(2, 5)).toBe(1);
    expect(level(1, 5)).toBe(3);
  });

  it('moves up one level near a school or a hospital, and red stays red', () => {
    expect([level(2, 2, true), level(3, 3, true), level(5, 2, true), level(5, 5, true)]).toEqual([3, 2, 1, 1]);
  });
});

it('is overdue from its date until it is struck off, whatever its owner reports', () => {
  const dueAt = instant(1_000);
  const at = (state: 'inWork' | 'reportedDone' | 'struckOff', now: number) =>
    isOverdue({ dueAt, status: { state, since: instant(0) } }, instant(now));
  expect([at('inWork', 999), at('inWork', 1_001), at('reportedDone', 1_001), at('struckOff', 1_001)]).toEqual([
    false, true, true, false,
  ]); // prettier-ignore
});
