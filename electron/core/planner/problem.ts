import type { LocalText } from '../../../shared/domain/common.ts';
import type { LonLat } from '../../../shared/kit/geo.ts';
import type { Instant } from '../../../shared/kit/time.ts';
import type { PlanConstraint, PlanWeights } from '../../../shared/protocol/console-api/plan-calls.ts';

/** A unit that may be sent. `district`: index into `districts`; −1: not known. `covers`: districts that it reaches in time from where it is. */
export interface PlanUnit {
  readonly id: string;
  readonly kind: string;
  readonly at: LonLat;
  readonly district: number;
  readonly covers: readonly number[];
}

export interface PlanIncident {
  readonly id: string;
  readonly at: LonLat;
  readonly district: number;
  readonly weight: number;
  readonly needs: readonly { readonly kind: string; readonly count: number }[];
}

/** All that a dispatch is computed from; with the question it is what is hashed (PL9). */
export interface DispatchProblem {
  readonly is: 'dispatch';
  readonly at: Instant;
  readonly units: readonly PlanUnit[];
  readonly incidents: readonly PlanIncident[];
  readonly districts: readonly string[];
  /** Driving time, unit by incident; null: there is no way, or the kinds do not fit. */
  readonly seconds: readonly (readonly (number | null)[])[];
  readonly constraints: readonly PlanConstraint[];
  readonly weights: PlanWeights;
}

export interface PlanWant {
  /** Index into `points`. */
  readonly point: number;
  readonly good: string;
  readonly quantity: number;
  readonly by: Instant | null;
}

export interface PlanStock {
  /** Index into `depots`. */
  readonly depot: number;
  readonly good: string;
  readonly quantity: number;
  /** Planned reserve; null: none is planned. */
  readonly reserve: number | null;
}

/** Weight and room of one piece of a good. */
export interface GoodSize {
  readonly kg: number;
  readonly m3: number;
}

/** What one truck carries in one trip, and how long it is loaded, seconds. */
export interface Haulage {
  readonly kg: number;
  readonly m3: number;
  readonly loadSeconds: number;
}

/** All that a reallocation is computed from. */
export interface ReallocationProblem {
  readonly is: 'reallocation';
  readonly at: Instant;
  readonly depots: readonly { readonly id: string; readonly at: LonLat }[];
  readonly points: readonly { readonly id: string; readonly at: LonLat; readonly weight: number }[];
  readonly wants: readonly PlanWant[];
  readonly stocks: readonly PlanStock[];
  /** Absent: weight and room of the good are not known. */
  readonly sizes: Readonly<Record<string, GoodSize>>;
  readonly haulage: Haulage;
  /** Driving time, depot by point; null: there is no way. */
  readonly seconds: readonly (readonly (number | null)[])[];
  readonly constraints: readonly PlanConstraint[];
  readonly weights: PlanWeights;
}

export type Problem = DispatchProblem | ReallocationProblem;

/** What records are called, for sentences about them; not part of what is computed. */
export type PlanNames = Readonly<Record<string, LocalText>>;

export function cell<Value>(table: readonly (readonly Value[])[], row: number, column: number): Value | null {
  return table[row]?.[column] ?? null;
}
