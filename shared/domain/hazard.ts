import * as z from 'zod';
import type { Brand } from '../kit/brand.ts';
import type { Instant } from '../kit/time.ts';
import { departmentCode, instantSchema, localText, lonLat } from './common.ts';
import { open } from './field-class.ts';

export type HazardId = Brand<string, 'HazardId'>;

/** Categories of the register of hidden dangers (隐患), HD-FLD … HD-OTH. */
export const HAZARD_KINDS = [
  'flood', 'slope', 'building', 'fire', 'gas', 'chemical', 'electric', 'lift', 'traffic', 'crowd', 'school', 'water',
  'food', 'infection', 'network', 'other',
] as const; // prettier-ignore

/** From when the finding was issued to when it was struck off after a re-inspection (销号). A dispute stops no clock. */
export const HAZARD_STATES = ['issued', 'accepted', 'disputed', 'inWork', 'reportedDone', 'struckOff'] as const;

const grade = z.int().min(1).max(5);

/** A danger that an inspection found and that somebody has to put right by a date. */
export const hazard = z.strictObject({
  kind: open(z.enum(HAZARD_KINDS)),
  /** What was found, in a few words. */
  title: open(localText),
  place: open(localText),
  at: open(lonLat),
  district: open(z.string().max(16).optional()),
  /** 1 rarer than once in 30 years … 5 more than once a year, or happening already. */
  likelihood: open(grade),
  /** 1 nobody hurt … 5 ten deaths or more, or a key lifeline. */
  severity: open(grade),
  /** Within 300 m of a school, a hospital, a care home or the command centre: one level up, once. */
  nearVulnerable: open(z.boolean()),
  /** Graded without a measured value. */
  estimated: open(z.boolean()),
  /** Who has to put it right, and who found it. */
  owner: open(departmentCode),
  inspector: open(departmentCode),
  /** Persons whom it may reach; null: not known. */
  persons: open(z.int().min(0).nullable()),
  foundAt: open(instantSchema),
  dueAt: open(instantSchema),
  status: open(z.strictObject({ state: z.enum(HAZARD_STATES), since: instantSchema })),
});
export type Hazard = z.infer<typeof hazard>;
export type HazardKind = Hazard['kind'];
export type HazardState = Hazard['status']['state'];
export type HazardLevel = 1 | 2 | 3 | 4;

type Graded = Pick<Hazard, 'likelihood' | 'severity' | 'nearVulnerable'>;

/** Likelihood × severity, 1…25. */
export function riskOf({ likelihood, severity }: Graded): number {
  return likelihood * severity;
}

/** The register's matrix: red from 15, or the gravest that is not rare; orange 10–14, yellow 5–9, blue below. */
export function hazardLevel(graded: Graded): HazardLevel {
  const risk = riskOf(graded);
  const isGravest = graded.severity === 5 && graded.likelihood >= 2;
  const bare = risk >= 15 || isGravest ? 1 : risk >= 10 ? 2 : risk >= 5 ? 3 : 4;
  return (graded.nearVulnerable ? Math.max(1, bare - 1) : bare) as HazardLevel;
}

/** Past its date and not struck off: what is reported as done counts as done only after the re-inspection. */
export function isOverdue({ dueAt, status }: Pick<Hazard, 'dueAt' | 'status'>, now: Instant): boolean {
  return status.state !== 'struckOff' && dueAt < now;
}
