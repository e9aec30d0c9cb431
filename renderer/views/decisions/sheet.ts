import type { DecisionKind, DecisionOption, GraveOrder } from '../../../shared/domain/decision.ts';
import type { ResponseLevel } from '../../../shared/domain/plan-template.ts';
import type { PlanConstraint, PlanQuestion, PlanWeights } from '../../../shared/protocol/console-api/plan-calls.ts';
import type { Instant } from '../../../shared/kit/time.ts';

export interface Need {
  readonly kind: string;
  readonly count: number;
}

export interface Want {
  readonly good: string;
  readonly quantity: number;
  readonly by: Instant | null;
}

export interface WantingPoint {
  readonly id: string;
  readonly wants: readonly Want[];
  readonly weight: number;
}

/** What the officer is working on before it is chosen. It stays while he is at another desk (DE-V2). */
export interface Sheet {
  readonly kind: DecisionKind;
  /** In his own words; empty: worded from what is asked. */
  readonly question: string;
  readonly incidents: readonly string[];
  /** Where he changed what an incident needs; the others have what their kind and level usually need. */
  readonly needs: Readonly<Record<string, readonly Need[]>>;
  readonly points: readonly WantingPoint[];
  readonly constraints: readonly PlanConstraint[];
  /** Constraints as they were before each change, the newest last: `Ctrl Z` goes back through them. */
  readonly before: readonly (readonly PlanConstraint[])[];
  readonly weights: PlanWeights;
  readonly response: { readonly template: string; readonly version: number; readonly level: ResponseLevel } | null;
  /** Options that no planner made. */
  readonly own: readonly DecisionOption[];
  readonly run: string | null;
  /** The asking before: its options stand while the newer one has none yet. */
  readonly earlierRun: string | null;
  readonly chosen: number | null;
  readonly reason: string;
  readonly expected: string;
  /** Minutes from the choice; null: no review. */
  readonly reviewMinutes: number | null;
  readonly grave: GraveOrder | null;
  /** The record that it was kept as; null: in this window only. */
  readonly decision: string | null;
}

export const EVEN_WEIGHTS: PlanWeights = { time: 40, coverage: 30, cost: 15, fairness: 15 };
const UNDO_STEPS = 50;

export function newSheet(kind: DecisionKind, start: Partial<Sheet> = {}): Sheet {
  return {
    kind,
    question: '',
    incidents: [],
    needs: {},
    points: [],
    constraints: [],
    before: [],
    weights: EVEN_WEIGHTS,
    response: null,
    own: [],
    run: null,
    earlierRun: null,
    chosen: null,
    reason: '',
    expected: '',
    reviewMinutes: 60,
    grave: null,
    decision: null,
    ...start,
  };
}

/** The same constraint, told by what it says and not by its place. */
export function isSameConstraint(a: PlanConstraint, b: PlanConstraint): boolean {
  const [left, right] = [Object.entries(a), new Map<string, unknown>(Object.entries(b))];
  return left.length === right.size && left.every(([key, value]) => right.get(key) === value);
}

/** What two constraints speak about: the later one takes the place of the earlier. */
function subject(constraint: PlanConstraint): string {
  switch (constraint.is) {
    case 'lock':
    case 'forbid':
      return `unit ${constraint.unit} ${constraint.incident}`;
    case 'keepFree':
      return `keepFree ${constraint.kind} ${constraint.district}`;
    case 'arriveWithin':
    case 'atMost':
      return `${constraint.is} ${constraint.incident}`;
    case 'closeDepot':
      return `closeDepot ${constraint.depot}`;
    case 'keepStock':
      return `keepStock ${constraint.depot} ${constraint.good}`;
    case 'sendFrom':
      return `sendFrom ${constraint.depot} ${constraint.point} ${constraint.good}`;
    case 'trucks':
      return 'trucks';
  }
}

function withConstraints(sheet: Sheet, constraints: readonly PlanConstraint[]): Sheet {
  return { ...sheet, constraints, before: [...sheet.before, sheet.constraints].slice(-UNDO_STEPS) };
}

/** Adds it, or lifts it when it stands already; what speaks of the same thing gives way (DE-V3). */
export function toggleConstraint(sheet: Sheet, constraint: PlanConstraint): Sheet {
  const isThere = sheet.constraints.some((other) => isSameConstraint(other, constraint));
  const others = sheet.constraints.filter((other) => subject(other) !== subject(constraint));
  return withConstraints(sheet, isThere ? others : [...others, constraint]);
}

export function liftConstraint(sheet: Sheet, index: number): Sheet {
  return withConstraints(sheet, sheet.constraints.toSpliced(index, 1));
}

/** One step back; null when there is none. */
export function undoConstraint(sheet: Sheet): Sheet | null {
  const last = sheet.before.at(-1);
  return last ? { ...sheet, constraints: last, before: sheet.before.slice(0, -1) } : null;
}

/** What the planner is asked; null when it is nothing for the planner, or nothing was picked yet. */
export function questionOf({ kind, incidents, needs, points, constraints, weights }: Sheet): PlanQuestion | null {
  const shared = { constraints: [...constraints], weights };
  if (kind === 'dispatch' && incidents.length > 0) {
    return {
      is: 'dispatch',
      incidents: incidents.map((id) => ({ id, needs: [...(needs[id] ?? [])], weight: 1 })),
      ...shared,
    };
  }
  if (kind === 'reallocation' && points.length > 0) {
    return { is: 'reallocation', points: points.map((point) => ({ ...point, wants: [...point.wants] })), ...shared };
  }
  return null;
}

/** Whether what was asked is still what stands on the sheet; a choice from an older asking would be of another question. */
export function isAnswerOf(asked: PlanQuestion, sheet: Sheet): boolean {
  const wanted = questionOf(sheet);
  return wanted !== null && JSON.stringify(asked) === JSON.stringify(wanted);
}
