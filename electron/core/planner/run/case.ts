import type { Figure, Move } from '../../../../shared/domain/decision.ts';
import type { PlanConstraint, PlanShortage } from '../../../../shared/protocol/console-api/plan-calls.ts';
import type { Prices } from '../model/aims.ts';
import type { LinearModel } from '../model/linear-model.ts';

/** What is sent: index of a pair or lane → 1 or a quantity. */
export type Sent = ReadonlyMap<number, number>;

export interface CaseModel {
  readonly model: LinearModel;
  toValues(sent: Sent): Float64Array;
  toSent(values: ArrayLike<number>): Sent;
  shortage(values: ArrayLike<number>): number;
  /** A cheaper plan near this one, looked for until then. */
  improve?(sent: Sent, now: () => number, untilMs: number): Sent;
}

/** One problem in the words that both kinds share, so that they are solved and explained by one code. */
export interface PlanCase {
  readonly constraints: readonly PlanConstraint[];
  /** Figure in which a gain is told. */
  readonly time: string;
  start(now: () => number, untilMs: number): Sent | null;
  model(prices: Prices, constraints?: readonly PlanConstraint[]): CaseModel;
  /** The terms of the objective without their prices; less is better. What plans are compared by (PL6). */
  terms(sent: Sent): readonly number[];
  figures(sent: Sent): Figure[];
  moves(sent: Sent): Move[];
  short(sent: Sent): PlanShortage[];
  /** Why a shortage is: nothing is left of the kind, nobody gets there, or a rule keeps what is left. */
  whyShort(sent: Sent, shortage: PlanShortage): 'supply' | 'reach' | 'rule';
  /** Kinds or goods of which nothing is left with this plan. */
  usedUp(sent: Sent): string[];
  /** The same with one more unit or lot of it where it helps most; null: it is not known where that would stand. */
  withOneMore(kind: string): PlanCase | null;
  without(constraint: number): PlanCase;
}

export function valueOf(figures: readonly Figure[], key: string): number | null {
  return figures.find((one) => one.key === key)?.value ?? null;
}
