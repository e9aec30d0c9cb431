import type { Grade } from '../../../shared/protocol/console-api/rows.ts';
import { SECOND } from '../../../shared/kit/time.ts';
import type { GradeRules, Limits } from './grade-rules.ts';

/** What was measured of a link. Null where nothing can be said; it then speaks neither for nor against. */
export interface Evidence {
  readonly joined: boolean;
  /** ms since it was last joined; 0 while it is. */
  readonly downFor: number;
  /** ms */
  readonly roundTrip: number | null;
  /** 0…1 */
  readonly loss: number | null;
  /** ms, beyond what is held back on purpose. */
  readonly behind: number | null;
  readonly drops: number;
  /** The hub had to leave something out that it was not asked to hold back: the line does not carry everything. */
  readonly overfull: boolean;
}

/** The grade of a link and what would change it. Times are monotonic milliseconds. */
export interface GradeState {
  readonly grade: Grade;
  readonly since: number;
  /** The last change was for the better. */
  readonly improved: boolean;
  /** Evidence that has pointed one way since then. */
  readonly leaning: { readonly worse: boolean; readonly since: number } | null;
  /** How often an improvement did not last; each doubles the patience before the next. */
  readonly relapses: number;
  /** The grade to come back with after an outage: an outage heals no line. */
  readonly before: Exclude<Grade, 'none'>;
}

const WORST_FIRST = ['intermittent', 'slow', 'full'] as const;
const RANK = { full: 0, slow: 1, intermittent: 2, none: 3 } as const;

export function initialGrade(now: number): GradeState {
  return { grade: 'none', since: now, improved: false, leaning: null, relapses: 0, before: 'full' };
}

/**
 * G1–G4 (GRADES.md): down and up are facts and count at once; between full, slow and intermittent a change for the worse needs
 * evidence for `worsenSeconds`, one for the better for `dwellSeconds` (doubled by every relapse), one step at a time, and two
 * changes in opposite directions are never closer than `dwellSeconds`. Called with every new evidence, about once a second.
 */
export function regrade(state: GradeState, evidence: Evidence, rules: GradeRules, now: number): GradeState {
  if (!evidence.joined) {
    if (evidence.downFor < rules.downSeconds * SECOND || state.grade === 'none') return { ...state, leaning: null };
    return { ...state, grade: 'none', since: now, improved: false, leaning: null, before: state.grade };
  }
  if (state.grade === 'none') {
    const grade = worse(state.before, entered(evidence, rules));
    return { ...state, grade, since: now, improved: false, leaning: null };
  }
  const target = targetOf(state.grade, evidence, rules);
  if (target === state.grade) {
    const isSettled = state.grade === 'full' && now - state.since > rules.longestDwellSeconds * SECOND;
    return { ...state, leaning: null, relapses: isSettled ? 0 : state.relapses };
  }
  const isWorse = RANK[target] > RANK[state.grade];
  const leaning = state.leaning?.worse === isWorse ? state.leaning : { worse: isWorse, since: now };
  const leant = now - leaning.since;
  const stood = now - state.since;
  const dwell = rules.dwellSeconds * SECOND;
  if (isWorse) {
    if (leant < rules.worsenSeconds * SECOND || (state.improved && stood < dwell)) return { ...state, leaning };
    const isRelapse = state.improved && stood < rules.relapseSeconds * SECOND;
    const relapses = state.relapses + (isRelapse ? 1 : 0);
    return { ...state, grade: target, since: now, improved: false, leaning: null, relapses };
  }
  const patience = Math.min(dwell * 2 ** state.relapses, rules.longestDwellSeconds * SECOND);
  if (leant < patience || stood < patience) return { ...state, leaning };
  return { ...state, grade: target, since: now, improved: true, leaning: null };
}

/** Where the evidence alone would put a link that is now at `grade`: straight to a worse one, or one step up. */
function targetOf(grade: Exclude<Grade, 'none'>, evidence: Evidence, rules: GradeRules): Exclude<Grade, 'none'> {
  const worst = entered(evidence, rules);
  if (RANK[worst] >= RANK[grade] || grade === 'full') return worst;
  if (!isBelow(evidence, rules[grade].leave)) return grade;
  return grade === 'intermittent' ? 'slow' : 'full';
}

function entered(evidence: Evidence, rules: GradeRules): Exclude<Grade, 'none'> {
  const worst = WORST_FIRST.find((grade) => grade === 'full' || reaches(evidence, rules[grade].enter)) ?? 'full';
  return worst === 'full' && evidence.overfull ? 'slow' : worst;
}

function reaches({ roundTrip, loss, behind, drops }: Evidence, limits: Limits): boolean {
  return (
    (roundTrip ?? 0) >= limits.roundTrip ||
    (loss ?? 0) >= limits.loss ||
    (behind ?? 0) >= limits.behindSeconds * SECOND ||
    drops >= limits.drops
  );
}

/** `drops` counts down by itself within a minute, so its limit is reached or not; the others have a band. */
function isBelow(evidence: Evidence, limits: Limits): boolean {
  return !reaches(evidence, limits);
}

function worse(a: Exclude<Grade, 'none'>, b: Exclude<Grade, 'none'>): Exclude<Grade, 'none'> {
  return RANK[a] > RANK[b] ? a : b;
}
