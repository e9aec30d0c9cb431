import * as z from 'zod';
import { entityId, instantSchema } from '../../domain/common.ts';
import type { DecisionOption, Figure } from '../../domain/decision.ts';
import { call } from './call.ts';
import type { Instant } from '../../kit/time.ts';

/** What one option is computed for. `own`: by the officer's weights. */
export const PLAN_AIMS = ['fastest', 'coverage', 'cheapest', 'own'] as const;
export type PlanAim = (typeof PLAN_AIMS)[number];

const count = z.int().min(1).max(1_000);
const quantity = z.number().positive().max(1e9);

/** What the officer knows and the model does not: chosen from a menu, told back in words, lifted one by one. */
export const planConstraint = z.discriminatedUnion('is', [
  /** This unit goes there. */
  z.strictObject({ is: z.literal('lock'), unit: entityId, incident: entityId }),
  /** This unit does not go there; `incident: null`: nowhere. */
  z.strictObject({ is: z.literal('forbid'), unit: entityId, incident: entityId.nullable() }),
  /** At least so many units of a kind stay free in a district; `district: null`: in the city. */
  z.strictObject({
    is: z.literal('keepFree'),
    kind: z.string().max(40),
    district: z.string().max(16).nullable(),
    count,
  }),
  /** The first unit is there within so many minutes. */
  z.strictObject({ is: z.literal('arriveWithin'), incident: entityId, minutes: z.number().min(1).max(600) }),
  z.strictObject({ is: z.literal('atMost'), incident: entityId, count }),
  /** Nothing leaves this depot. */
  z.strictObject({ is: z.literal('closeDepot'), depot: entityId }),
  /** So much of a good stays in the depot. */
  z.strictObject({
    is: z.literal('keepStock'),
    depot: entityId,
    good: z.string().max(64),
    quantity: z.number().min(0),
  }),
  z.strictObject({ is: z.literal('sendFrom'), depot: entityId, point: entityId, good: z.string().max(64), quantity }),
  /** No more trucks in all. */
  z.strictObject({ is: z.literal('trucks'), count: z.int().min(0).max(10_000) }),
]);
export type PlanConstraint = z.infer<typeof planConstraint>;

const weight = z.number().min(0).max(100);

/** Weights of the officer's own option, 0…100 each: time, coverage kept for the rest of the city, cost, fairness between districts. */
export const planWeights = z.strictObject({ time: weight, coverage: weight, cost: weight, fairness: weight });
export type PlanWeights = z.infer<typeof planWeights>;

export const planQuestion = z.discriminatedUnion('is', [
  z.strictObject({
    is: z.literal('dispatch'),
    /** Needs by kind of unit; empty: those that its kind and level usually have. `weight` 1…9: how much it counts. */
    incidents: z
      .array(
        z.strictObject({
          id: entityId,
          needs: z.array(z.strictObject({ kind: z.string().max(40), count })).max(10),
          weight: z.int().min(1).max(9),
        }),
      )
      .min(1)
      .max(400),
    constraints: z.array(planConstraint).max(100),
    weights: planWeights,
  }),
  z.strictObject({
    is: z.literal('reallocation'),
    /** What facilities want; `by: null`: as soon as it can be. */
    points: z
      .array(
        z.strictObject({
          id: entityId,
          wants: z
            .array(z.strictObject({ good: z.string().max(64), quantity, by: instantSchema.nullable() }))
            .min(1)
            .max(40),
          weight: z.int().min(1).max(9),
        }),
      )
      .min(1)
      .max(200),
    constraints: z.array(planConstraint).max(100),
    weights: planWeights,
  }),
]);
export type PlanQuestion = z.infer<typeof planQuestion>;

/** What holds an option where it is. */
export type PlanBinding =
  | { readonly by: 'constraint'; readonly index: number; readonly gain: number | null }
  /** No free unit of the kind is left, or no stock of the good. */
  | { readonly by: 'supply'; readonly kind: string; readonly gain: number | null }
  /** Nobody reaches it: no way, or too late. */
  | { readonly by: 'reach'; readonly target: string; readonly kind: string };

export interface PlanShortage {
  readonly target: string;
  /** Kind of unit, or good. */
  readonly kind: string;
  readonly wanted: number;
  readonly given: number;
}

/** An option with what it says of itself. */
export interface PlanOption extends DecisionOption {
  readonly aim: PlanAim;
  readonly explains: {
    readonly binding: readonly PlanBinding[];
    readonly short: readonly PlanShortage[];
    /** What one more unit of a kind (or one more lot of a good) would change; figures after it, most useful first. */
    readonly oneMore: readonly { readonly kind: string; readonly figures: readonly Figure[] }[];
  };
  /** Relative distance to the bound, 0…1; null: it was stopped before there was one. */
  readonly gap: number | null;
  readonly milliseconds: number;
}

/** One member of an irreducible infeasible set: without any one of them the rest can be met. */
export type PlanConflict =
  | { readonly of: 'constraint'; readonly index: number }
  | { readonly of: 'need'; readonly target: string; readonly kind: string; readonly count: number };

/** One asking of the planner. It stays until the console ends or eight newer ones came. */
export interface PlanRunRow {
  readonly id: string;
  readonly askedAt: Instant;
  readonly question: PlanQuestion;
  readonly state:
    | { readonly is: 'gathering' }
    /** `feasible`: a first answer stands in `options` already. Seconds so far; best relative gap so far. */
    | {
        readonly is: 'solving';
        readonly aim: PlanAim;
        readonly done: number;
        readonly of: number;
        readonly gap: number | null;
      }
    | { readonly is: 'done'; readonly milliseconds: number }
    | { readonly is: 'infeasible'; readonly conflict: readonly PlanConflict[] }
    | { readonly is: 'cancelled' }
    | { readonly is: 'failed'; readonly code: string };
  readonly options: readonly PlanOption[];
  /** Every non-dominated point that was found, for the scatter; `aim`: it is one of the options. */
  readonly points: readonly { readonly aim: PlanAim | null; readonly figures: readonly Figure[] }[];
  /** Solver with its version, e.g. `HiGHS 1.15.3`. */
  readonly solver: string;
  /** SHA-256 of the canonical question with all it was computed from; bound to a decision. */
  readonly inputs: string | null;
  /** Left out and why, by record: without position, off duty, not reachable, count unknown. */
  readonly leftOut: readonly { readonly id: string; readonly because: string }[];
}

export const planCalls = {
  /** Asks the planner; follow `planRuns`. Refused with `plan-too-large`, `plan-unknown-target`, `plan-nothing-to-plan`. */
  startPlan: call<{ readonly run: string }>()(z.object({ question: planQuestion })),
  /** What was found so far stays. */
  cancelPlan: call<null>()(z.object({ run: z.string().max(64) })),
  /** What an incident of its kind and level usually needs, by kind of unit. */
  usualNeeds: call<
    readonly { readonly id: string; readonly needs: readonly { readonly kind: string; readonly count: number }[] }[]
  >()(z.object({ incidents: z.array(entityId).max(400) })),
};
