import { describe, expect, it } from 'vitest';
import type { PlanConstraint } from '../../../shared/protocol/console-api/plan-calls.ts';
import { planQuestion } from '../../../shared/protocol/console-api/plan-calls.ts';
import { isAnswerOf, liftConstraint, newSheet, questionOf, toggleConstraint, undoConstraint } from './sheet.ts';

const lock: PlanConstraint = { is: 'lock', unit: 'u1', incident: 'i1' };
const forbid: PlanConstraint = { is: 'forbid', unit: 'u1', incident: 'i1' };
const two: PlanConstraint = { is: 'atMost', incident: 'i1', count: 2 };
const three: PlanConstraint = { is: 'atMost', incident: 'i1', count: 3 };

const sheet = newSheet('dispatch', { incidents: ['i1', 'i2'] });

describe('DE-V3: constraints', () => {
  it('are added, and lifted by the same key', () => {
    const locked = toggleConstraint(sheet, lock);
    expect(locked.constraints).toEqual([lock]);
    expect(toggleConstraint(locked, { ...lock }).constraints).toEqual([]);
  });

  it('give way to a later one about the same: a unit is not locked and barred at once', () => {
    expect(toggleConstraint(toggleConstraint(sheet, lock), forbid).constraints).toEqual([forbid]);
    expect(toggleConstraint(toggleConstraint(sheet, two), three).constraints).toEqual([three]);
  });

  it('come back step by step', () => {
    const worked = liftConstraint(toggleConstraint(toggleConstraint(sheet, lock), two), 0);
    expect(worked.constraints).toEqual([two]);
    const once = undoConstraint(worked);
    expect(once?.constraints).toEqual([lock, two]);
    const all = once && undoConstraint(once);
    expect(all && undoConstraint(all)?.constraints).toEqual([]);
    expect(undoConstraint(sheet)).toBe(null);
  });
});

describe('DE-V4: the question', () => {
  it('is what the planner takes', () => {
    const question = questionOf(toggleConstraint(sheet, lock));
    expect(planQuestion.parse(question)).toEqual(question);
    const points = [{ id: 'p1', wants: [{ good: 'water', quantity: 400, by: null }], weight: 1 }];
    const move = questionOf(newSheet('reallocation', { points }));
    expect(planQuestion.parse(move)).toEqual(move);
  });

  it('is none where nothing is picked, or nothing can be computed', () => {
    expect(questionOf(newSheet('dispatch'))).toBe(null);
    expect(questionOf(newSheet('other', { incidents: ['i1'] }))).toBe(null);
  });

  it('is another one as soon as anything of it is changed', () => {
    const asked = questionOf(sheet);
    expect(asked && isAnswerOf(asked, { ...sheet, reason: '先救人', chosen: 1 })).toBe(true);
    expect(asked && isAnswerOf(asked, toggleConstraint(sheet, lock))).toBe(false);
    expect(asked && isAnswerOf(asked, { ...sheet, weights: { ...sheet.weights, cost: 99 } })).toBe(false);
  });
});
