import * as z from 'zod';
import type { Brand } from '../kit/brand.ts';
import type { Instant } from '../kit/time.ts';
import { departmentCode, entityId, instantSchema, localText } from './common.ts';
import { internal, open } from './field-class.ts';
import { hand } from './hand.ts';

export type FindingId = Brand<string, 'FindingId'>;

export const findingStatus = z.discriminatedUnion('state', [
  /** `reason`: why it was opened again. */
  z.strictObject({ state: z.literal('open'), since: instantSchema, by: hand, reason: localText.optional() }),
  z.strictObject({ state: z.literal('inWork'), since: instantSchema, by: hand }),
  z.strictObject({ state: z.literal('done'), since: instantSchema, by: hand, result: localText }),
  /** By another than the one who did it. */
  z.strictObject({ state: z.literal('checked'), since: instantSchema, by: hand, did: hand, result: localText }),
  z.strictObject({ state: z.literal('dropped'), since: instantSchema, by: hand, reason: localText }),
]);

export type FindingStatus = z.infer<typeof findingStatus>;
export type FindingState = FindingStatus['state'];
export const FINDING_STATES = [
  'open',
  'inWork',
  'done',
  'checked',
  'dropped',
] as const satisfies readonly FindingState[];
export const FINDING_AREAS = [
  'warning', 'command', 'dispatch', 'supplies', 'communications', 'public', 'recovery', 'system',
] as const; // prettier-ignore

/** What an after-action review found (复盘): kept across incidents until somebody has mended it and another has looked. */
export const finding = z.strictObject({
  title: open(localText),
  text: internal(localText.optional()),
  area: open(z.enum(FINDING_AREAS)),
  /** What went well is a finding too. */
  isStrength: open(z.boolean()),
  incident: open(entityId.optional()),
  decision: open(entityId.optional()),
  /** Number of the log's entry that shows it, with its station. */
  record: open(z.strictObject({ station: z.string().max(64), no: z.int().min(0) }).optional()),
  owner: open(z.strictObject({ department: departmentCode, post: z.string().max(64).optional() })),
  dueAt: open(instantSchema),
  madeBy: internal(hand),
  status: open(findingStatus),
  steps: open(z.array(findingStatus).max(20)),
});
export type Finding = z.infer<typeof finding>;

/** Where each state can go. */
export const FINDING_WAYS: Readonly<Record<FindingState, readonly FindingState[]>> = {
  open: ['inWork', 'done', 'dropped'],
  inWork: ['done', 'dropped'],
  done: ['checked', 'open'],
  checked: ['open'],
  dropped: ['open'],
};

export function isFindingOver({ status }: Pick<Finding, 'status'>): boolean {
  return status.state === 'checked' || status.state === 'dropped';
}

/** Not mended by its date. What is done and waits to be checked was in time. A strength has nothing to mend. */
export function isFindingLate({ status, dueAt, isStrength }: Finding, now: Instant): boolean {
  return !isStrength && (status.state === 'open' || status.state === 'inWork') && dueAt < now;
}
