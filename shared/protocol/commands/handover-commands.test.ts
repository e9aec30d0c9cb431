import { describe, expect, it } from 'vitest';
import { handover, type Handover } from '../../domain/handover.ts';
import { ProblemError } from '../../kit/problem.ts';
import { HOUR, instant, MINUTE } from '../../kit/time.ts';
import type { Command } from '../feed/command.ts';
import { carryOut, worldOf } from './carry-out.ts';

const NOW = instant(1_750_000_000_000);
const OPEN: Handover['open'] = [
  { topic: 'incident', id: 'red', title: { zh: '石岭闸漫溢' }, level: 1 },
  { topic: 'order', id: 'late', title: { zh: '转移柳荫路' }, level: 0, isOverdue: true },
  { topic: 'incident', id: 'blue', title: { zh: '积水' }, level: 4, note: { zh: '泵车十分钟到' } },
];

function give(before: Handover | undefined, type: string, payload: unknown, officer = 'lin'): Handover {
  const command: Command = {
    commandId: 'c1',
    stationId: 'S1',
    stationSeq: 1,
    actor: { officer, post: 'CCC-DO1', station: 'S1', authority: 'all' },
    type,
    topic: 'handover',
    entityId: 'h1',
    payload,
    expectedRev: before ? 1 : null,
    issuedAt: NOW,
    expiresAt: instant(NOW + MINUTE),
  };
  const [line] = carryOut(
    worldOf((topic) => (topic === 'handover' ? before : undefined)),
    command,
  );
  return handover.parse(line?.record);
}

function refusedBy(run: () => unknown): string | null {
  try {
    run();
    return null;
  } catch (error) {
    return error instanceof ProblemError ? error.problem.code : String(error);
  }
}

const offer = { shiftBegan: instant(NOW - 8 * HOUR), open: OPEN };
const offered = (): Handover => give(undefined, 'handover.offer', offer);

describe('the hand-over of a shift', () => {
  it('JO6: offered it holds who hands over, since when, and what was open then', () => {
    expect(offered()).toEqual({
      ...offer,
      from: { officer: 'lin', post: 'CCC-DO1', at: NOW },
      status: { state: 'offered', since: NOW },
    });
    const tomorrow = { ...offer, shiftBegan: instant(NOW + HOUR) };
    expect(refusedBy(() => give(undefined, 'handover.offer', tomorrow))).toBe('handover-began-future');
  });

  it('JO7: nobody hands over to himself', () => {
    const read = OPEN.map(({ id }) => id);
    expect(refusedBy(() => give(offered(), 'handover.take', { read }))).toBe('handover-own');
  });

  it('JO7: what is grave and what is overdue must be ticked as read, all else may be', () => {
    const take = (read: readonly string[]) => () => give(offered(), 'handover.take', { read }, 'zhou');
    expect(refusedBy(take([]))).toBe('handover-unread');
    expect(refusedBy(take(['red', 'blue']))).toBe('handover-unread');
    expect(refusedBy(take(['late', 'blue']))).toBe('handover-unread');
    expect(refusedBy(take(['red', 'late']))).toBeNull();
  });

  it('JO7: taken over it holds who, when and what was read; it is taken once', () => {
    const payload = { read: ['late', 'red', 'another'], remark: { zh: '泵车到了再报' } };
    const taken = give(offered(), 'handover.take', payload, 'zhou');
    expect(taken.status).toEqual({
      state: 'taken',
      since: NOW,
      by: { officer: 'zhou', post: 'CCC-DO1', at: NOW },
      read: ['red', 'late'],
      remark: { zh: '泵车到了再报' },
    });
    expect(refusedBy(() => give(taken, 'handover.take', payload, 'he'))).toBe('handover-taken');
  });
});
