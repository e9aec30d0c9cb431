import { describe, expect, it } from 'vitest';
import { opinion, type Opinion } from '../../domain/opinion.ts';
import { ProblemError } from '../../kit/problem.ts';
import { instant } from '../../kit/time.ts';
import type { Command } from '../feed/command.ts';
import { carryOut, worldOf } from './carry-out.ts';

const NOW = instant(1_750_000_000_000);
const DAM: Opinion = {
  subject: { zh: '石岭水库要垮坝' },
  keywords: ['水库'],
  sources: ['chatGroup'],
  series: [{ at: NOW, count: 40, negative: 30 }],
  samples: [],
  firstSeenAt: NOW,
};

function give(before: Opinion, type: string, payload: unknown): Opinion {
  const command: Command = {
    commandId: 'c1',
    stationId: 'S1',
    stationSeq: 1,
    actor: { officer: 'lin', post: 'CCC-DO1', station: 'S1', authority: 'all' },
    type,
    topic: 'opinion',
    entityId: 'PIO-dam',
    payload,
    expectedRev: 1,
    issuedAt: NOW,
    expiresAt: instant(NOW + 60_000),
  };
  const world = worldOf((topic) => (topic === 'opinion' ? before : undefined));
  const [line] = carryOut(world, command);
  return opinion.parse(line?.record);
}

function refusedBy(run: () => unknown): string | null {
  try {
    run();
    return null;
  } catch (error) {
    return error instanceof ProblemError ? error.problem.code : String(error);
  }
}

describe('public opinion commands', () => {
  it('O3: reported once: the first time counts', () => {
    const told = give(DAM, 'opinion.report', { to: 'PIO-DIR' });
    expect(told.reported).toEqual({ at: NOW, by: 'CCC-DO1', to: 'PIO-DIR' });
    expect(refusedBy(() => give(told, 'opinion.report', { to: 'CCC-DL' }))).toBe('opinion-reported-already');
  });

  it('O3: handled once, and never refuted without an official fact', () => {
    const refute = { how: 'refuted', text: { zh: '水位低于汛限' } };
    expect(refusedBy(() => give(DAM, 'opinion.handle', refute))).toBe('opinion-refuted-without-fact');
    const flagged = give(DAM, 'opinion.flag', { claim: { zh: '垮坝' } });
    expect(refusedBy(() => give(flagged, 'opinion.handle', refute))).toBe('opinion-refuted-without-fact');
    const fact = { text: { zh: '库水位 85.62 米' }, department: 'WRB' };
    const checked = give(flagged, 'opinion.flag', { claim: { zh: '垮坝' }, fact });
    expect(checked.rumour?.fact).toEqual({ ...fact, at: NOW });
    const handled = give(checked, 'opinion.handle', refute);
    expect(handled.handled).toMatchObject({ how: 'refuted', by: 'CCC-DO1' });
    expect(refusedBy(() => give(handled, 'opinion.handle', refute))).toBe('opinion-handled-already');
  });

  it('O4: a record that cannot be is refused: more against than there are posts, intervals out of order, a long quote', () => {
    const at = (minute: number) => instant(NOW + minute * 60_000);
    const broken: readonly Partial<Opinion>[] = [
      { series: [{ at: NOW, count: 3, negative: 4 }] },
      { series: [{ at: at(5), count: 3, negative: 1 }, { at: NOW, count: 3, negative: 1 }] },
      { samples: [{ source: 'forum', text: { zh: '长'.repeat(201) } }] },
    ]; // prettier-ignore
    for (const part of broken) expect(opinion.safeParse({ ...DAM, ...part }).success).toBe(false);
    expect(opinion.safeParse(DAM).success).toBe(true);
  });
});
