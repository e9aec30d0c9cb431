import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Grade } from '../../../shared/protocol/console-api/rows.ts';
import { instant } from '../../../shared/kit/time.ts';
import { ManualClock } from '../testing/manual-clock.ts';
import { readGradeRules } from './grade-rules.ts';
import { Grader } from './grader.ts';
import { initialState, type SessionEvent, type SessionState } from './session-state.ts';

const RESOURCES = join(import.meta.dirname, '../../../resources');
const SILENT = { info: () => undefined, warn: () => undefined, error: () => undefined };
const CURSOR = { epoch: 'e', seq: 5 };
const FOLLOWING: SessionState = {
  ...initialState('fire', CURSOR),
  phase: { is: 'following', epoch: 'e', target: 5, held: [], asked: null, ahead: null, since: 0 },
};
const TICK: SessionEvent = { type: 'tick' };
const HEARTBEAT: SessionEvent = { type: 'heartbeat', heartbeat: { epoch: 'e', head: 5, serverTime: instant(0) } };
const LEFT_OUT: SessionEvent = {
  type: 'frame',
  frame: { epoch: 'e', prevSeq: 4, seq: 5, changes: [], omitted: 3 },
};

let clock: ManualClock;
let hold: number;
let told: [Grade, number][];
let grader: Grader;
beforeEach(() => {
  clock = new ManualClock();
  hold = 0;
  told = [];
  grader = new Grader({
    clock,
    rules: readGradeRules(RESOURCES, SILENT),
    probe: (answered) => answered(),
    isStoreBehind: () => false,
    storeHold: () => hold,
    changed: (grade, milliseconds) => void told.push([grade, milliseconds]),
  });
  grader.observe(TICK, { ...FOLLOWING, cursor: null }, FOLLOWING);
  seconds(3);
  told = [];
});

function seconds(count: number, ...events: SessionEvent[]): void {
  for (let second = 0; second < count; second += 1) {
    for (const event of [TICK, HEARTBEAT, ...events]) grader.observe(event, FOLLOWING, FOLLOWING);
    clock.pass(1_000);
  }
}

describe('grader', () => {
  it('F14 (G5): the hub is asked to hold back when the store wants it, and not any more when it does not', () => {
    hold = 2_000;
    expect(grader.hold).toBe(2_000);
    seconds(3);
    hold = 5_000;
    seconds(3);
    hold = 0;
    seconds(3);
    expect(told.map(([, milliseconds]) => milliseconds)).toEqual([2_000, 5_000, 0]);
    expect(new Set(told.map(([grade]) => grade))).toEqual(new Set(['full']));
  });

  it('F14: what the hub leaves out at our wish is no fault of the line; what it leaves out unasked is', () => {
    hold = 5_000;
    seconds(10, LEFT_OUT);
    hold = 0;
    seconds(2, LEFT_OUT);
    expect(grader.grade).toBe('full');
    seconds(10);
    seconds(10, LEFT_OUT);
    expect(grader.grade).toBe('slow');
  });
});
