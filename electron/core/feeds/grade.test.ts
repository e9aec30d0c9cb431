import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Grade } from '../../../shared/protocol/console-api/rows.ts';
import { SECOND } from '../../../shared/kit/time.ts';
import { gradeRules, readGradeRules, type GradeRules } from './grade-rules.ts';
import { initialGrade, regrade, type Evidence, type GradeState } from './grade.ts';

const RESOURCES = join(import.meta.dirname, '../../../resources');
const silent = { info: () => undefined, warn: () => undefined, error: () => undefined };

function shipped(): GradeRules {
  const read = readGradeRules(RESOURCES, silent);
  if (!read) throw new Error('resources/link-grades.json cannot be read');
  return read;
}
const RULES = shipped();
const DWELL = RULES.dwellSeconds * SECOND;

const GOOD: Evidence = { joined: true, downFor: 0, roundTrip: 20, loss: 0, behind: 0, drops: 0, overfull: false };
const SLOW: Evidence = { ...GOOD, roundTrip: 1_200 };
const BAD: Evidence = { ...GOOD, roundTrip: 5_000 };
const DOWN: Evidence = {
  joined: false,
  downFor: 60_000,
  roundTrip: null,
  loss: null,
  behind: null,
  drops: 1,
  overfull: false,
};

interface Change {
  readonly at: number;
  readonly from: Grade;
  readonly to: Grade;
}

/** One evidence a second. */
function play(
  evidence: readonly Evidence[],
  start: GradeState = initialGrade(0),
): { state: GradeState; changes: Change[] } {
  const changes: Change[] = [];
  let state = start;
  let now = start.since;
  for (const given of evidence) {
    now += SECOND;
    const next = regrade(state, given, RULES, now);
    if (next.grade !== state.grade) changes.push({ at: now, from: state.grade, to: next.grade });
    state = next;
  }
  return { state, changes };
}

function lasting(evidence: Evidence, seconds: number): Evidence[] {
  return Array.from({ length: seconds }, () => evidence);
}

const RANK: Record<Grade, number> = { full: 0, slow: 1, intermittent: 2, none: 3 };
const maybe = (value: fc.Arbitrary<number>) => fc.option(value, { nil: null, freq: 4 });
const joinedEvidence: fc.Arbitrary<Evidence> = fc.record({
  joined: fc.constant(true),
  downFor: fc.constant(0),
  roundTrip: maybe(fc.integer({ min: 1, max: 9_000 })),
  loss: maybe(fc.double({ min: 0, max: 1, noNaN: true })),
  behind: maybe(fc.integer({ min: 0, max: 40_000 })),
  drops: fc.integer({ min: 0, max: 6 }),
  overfull: fc.boolean(),
});
/** Stretches of the same evidence, so that something comes of it, with outages in between. */
const evidence: fc.Arbitrary<Evidence[]> = fc
  .array(fc.tuple(fc.oneof(fc.constantFrom(GOOD, SLOW, BAD, DOWN), joinedEvidence), fc.integer({ min: 1, max: 60 })), {
    maxLength: 40,
  })
  .map((parts) => parts.flatMap(([given, seconds]) => lasting(given, seconds)));

describe('grades of a link', () => {
  it('G2: never flaps: two judgements in opposite directions are never closer than the dwell time', () => {
    fc.assert(
      fc.property(evidence, (given) => {
        const judged = play([GOOD, ...given]).changes;
        for (const [index, change] of judged.entries()) {
          const before = judged[index - 1];
          // Down and up are facts, not judgements.
          if (!before || change.from === 'none' || change.to === 'none' || before.from === 'none') continue;
          const turns = RANK[change.to] < RANK[change.from] !== RANK[before.to] < RANK[before.from];
          if (turns) expect(change.at - before.at).toBeGreaterThanOrEqual(DWELL);
        }
      }),
      { numRuns: 1_000 },
    );
  });

  it('G2: evidence that lasts is followed, whatever was before', () => {
    fc.assert(
      fc.property(evidence, (given) => {
        const { state } = play([GOOD, ...given]);
        const worst = 2 * (RULES.worsenSeconds + RULES.dwellSeconds) + RULES.downSeconds;
        expect(play(lasting(BAD, worst), { ...state, since: state.since + 1e6 }).state.grade).toBe('intermittent');
        const best = 2 * RULES.longestDwellSeconds + RULES.dwellSeconds;
        expect(play(lasting(GOOD, best), { ...state, since: state.since + 1e6 }).state.grade).toBe('full');
        expect(play(lasting(DOWN, 1), { ...state, since: state.since + 1e6 }).state.grade).toBe('none');
      }),
    );
  });

  it('G2: worse within seconds, better only after the dwell time, one step at a time', () => {
    const { changes } = play([GOOD, ...lasting(BAD, 10), ...lasting(GOOD, 60)]);
    expect(changes).toEqual([
      { at: 1_000, from: 'none', to: 'full' },
      { at: 4_000, from: 'full', to: 'intermittent' },
      { at: 27_000, from: 'intermittent', to: 'slow' },
      { at: 43_000, from: 'slow', to: 'full' },
    ]);
  });

  it('G2: a moment changes nothing', () => {
    expect(play([GOOD, ...lasting(BAD, 2), GOOD, ...lasting(BAD, 2), GOOD]).state.grade).toBe('full');
  });

  it('G2: between leaving and entering nothing changes', () => {
    const between = { ...GOOD, roundTrip: 600 };
    expect(play([GOOD, ...lasting(between, 300)]).state.grade).toBe('full');
    expect(play([GOOD, ...lasting(SLOW, 10), ...lasting(between, 300)]).state.grade).toBe('slow');
  });

  it('G2: an improvement that does not last doubles the patience before the next one', () => {
    const round = [...lasting(SLOW, 20), ...lasting(GOOD, 240)];
    const { changes } = play([GOOD, ...round, ...round, ...round]);
    const waits = changes.flatMap(({ at, from }, index) =>
      from === 'slow' ? [at - (changes[index - 1]?.at ?? 0)] : [],
    );
    // The stretches of good evidence are longer than the relapse time, so the first two patiences are equal.
    expect(waits[0]).toBe(waits[1]);
    const quick = [...lasting(SLOW, 25), ...lasting(GOOD, 25)];
    const relapsing = play([GOOD, ...quick, ...quick, ...quick, ...lasting(SLOW, 10), ...lasting(GOOD, 300)]).changes;
    const patience = relapsing.flatMap(({ at, from }, index) =>
      from === 'slow' ? [at - (relapsing[index - 1]?.at ?? 0)] : [],
    );
    expect(patience.at(-1)).toBeGreaterThan((patience[0] ?? 0) + DWELL);
  });

  it.each([
    ['round trip', { roundTrip: 900 }],
    ['heartbeats lost', { loss: 0.25 }],
    ['falling behind', { behind: 5_000 }],
    ['broken connections', { drops: 3 }],
    ['a line too full', { overfull: true }],
  ])('G1: %s alone makes a link slow', (_name, bad) => {
    expect(play([GOOD, ...lasting({ ...GOOD, ...bad }, 5)]).state.grade).toBe('slow');
  });

  it('G1: what is not measured speaks for nothing', () => {
    const nothing: Evidence = {
      joined: true,
      downFor: 0,
      roundTrip: null,
      loss: null,
      behind: null,
      drops: 0,
      overfull: false,
    };
    expect(play(lasting(nothing, 100)).state.grade).toBe('full');
  });

  it('G3: an outage shorter than five seconds is none, and none heals no line', () => {
    expect(play([GOOD, { ...DOWN, downFor: 4_000 }]).state.grade).toBe('full');
    const back = play([GOOD, ...lasting(SLOW, 10), ...lasting(DOWN, 100), GOOD]);
    expect(back.changes.map(({ to }) => to)).toEqual(['full', 'slow', 'none', 'slow']);
    expect(play([GOOD, ...lasting(DOWN, 100), GOOD]).state.grade).toBe('full');
  });

  it('G4: rules without room between leaving and entering are refused, and a missing file leaves up and down only', () => {
    const { slow } = RULES;
    const flat = { ...RULES, slow: { ...slow, leave: { ...slow.leave, roundTrip: slow.enter.roundTrip } } };
    expect(gradeRules.safeParse(flat).success).toBe(false);
    expect(readGradeRules('/nowhere', silent)).toBeNull();
  });
});
