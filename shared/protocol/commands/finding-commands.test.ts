import { describe, expect, it } from 'vitest';
import { finding, FINDING_STATES, isFindingLate, type Finding, type FindingState } from '../../domain/finding.ts';
import { ProblemError } from '../../kit/problem.ts';
import { DAY, instant, MINUTE } from '../../kit/time.ts';
import type { Command } from '../feed/command.ts';
import { carryOut, worldOf } from './carry-out.ts';

const NOW = instant(1_750_000_000_000);
const PUMPS = {
  title: { zh: '泵车调度电话占线二十分钟' },
  area: 'dispatch',
  isStrength: false,
  incident: 'i1',
  owner: { department: 'WRB' },
  dueAt: instant(NOW + 30 * DAY),
} as const;

function give(before: Finding | undefined, type: string, payload: unknown, officer = 'lin'): Finding {
  const command: Command = {
    commandId: 'c1',
    stationId: 'S1',
    stationSeq: 1,
    actor: { officer, post: 'CCC-DO1', station: 'S1', authority: 'all' },
    type,
    topic: 'finding',
    entityId: 'f1',
    payload,
    expectedRev: before ? 1 : null,
    issuedAt: NOW,
    expiresAt: instant(NOW + MINUTE),
  };
  const [line] = carryOut(
    worldOf((topic) => (topic === 'finding' ? before : undefined)),
    command,
  );
  return finding.parse(line?.record);
}

function refusedBy(run: () => unknown): string | null {
  try {
    run();
    return null;
  } catch (error) {
    return error instanceof ProblemError ? error.problem.code : String(error);
  }
}

const made = (): Finding => give(undefined, 'finding.make', PUMPS);
const text = { zh: '增设一路专线' };
const go = (before: Finding, state: FindingState, officer?: string) =>
  give(before, 'finding.step', { state, text }, officer);
const at: Readonly<Record<FindingState, () => Finding>> = {
  open: made,
  inWork: () => go(made(), 'inWork'),
  done: () => go(made(), 'done'),
  checked: () => go(at.done(), 'checked', 'zhou'),
  dropped: () => go(made(), 'dropped'),
};

describe('findings of an after-action review', () => {
  it('RV1: made it is open, has an owner and a date that is still to come', () => {
    const by = { officer: 'lin', post: 'CCC-DO1', at: NOW };
    expect(made()).toEqual({ ...PUMPS, madeBy: by, status: { state: 'open', since: NOW, by }, steps: [] });
    expect(refusedBy(() => give(undefined, 'finding.make', { ...PUMPS, dueAt: NOW }))).toBe('finding-due-past');
    // What went well has nothing to be late with.
    expect(refusedBy(() => give(undefined, 'finding.make', { ...PUMPS, dueAt: NOW, isStrength: true }))).toBeNull();
  });

  it.each([
    ['open', ['inWork', 'done', 'dropped']],
    ['inWork', ['done', 'dropped']],
    ['done', ['checked', 'open']],
    ['checked', ['open']],
    ['dropped', ['open']],
  ] as const)('RV2: from %s it goes to %j and nowhere else', (from, ways) => {
    const before = at[from]();
    for (const state of FINDING_STATES) {
      const code = refusedBy(() => go(before, state, 'he'));
      expect(code, state).toBe((ways as readonly string[]).includes(state) ? null : 'finding-not-now');
    }
  });

  it('RV2: done needs a result, dropped and opened again need a reason', () => {
    expect(refusedBy(() => give(made(), 'finding.step', { state: 'done' }))).toBe('finding-result');
    expect(refusedBy(() => give(made(), 'finding.step', { state: 'dropped' }))).toBe('finding-reason');
    expect(refusedBy(() => give(at.checked(), 'finding.step', { state: 'open' }))).toBe('finding-reason');
    expect(at.done().status).toMatchObject({ state: 'done', result: text });
    expect(go(at.checked(), 'open').status).toMatchObject({ state: 'open', reason: text });
  });

  it('RV3: whoever says that it is done is not who checks it', () => {
    expect(refusedBy(() => go(at.done(), 'checked'))).toBe('finding-own-check');
    expect(at.checked().status).toMatchObject({ by: { officer: 'zhou' }, did: { officer: 'lin' }, result: text });
  });

  it('RV2: the steps before stand with it, oldest first', () => {
    expect(at.checked().steps.map(({ state }) => state)).toEqual(['open', 'done']);
  });

  it('RV4: late is what nobody has mended by its date', () => {
    const later = instant(PUMPS.dueAt + 1);
    expect(FINDING_STATES.filter((state) => isFindingLate(at[state](), later))).toEqual(['open', 'inWork']);
    expect(isFindingLate(made(), NOW)).toBe(false);
    expect(isFindingLate({ ...made(), isStrength: true }, later)).toBe(false);
  });
});
