import * as z from 'zod';
import { entityId, instantSchema, localText, lonLat } from '../../domain/common.ts';
import {
  DECISION_KINDS,
  decisionOption,
  GRAVE_ORDERS,
  MEDIA,
  PICTURE_MEDIA,
  type GraveOrder,
} from '../../domain/decision.ts';
import { responseLevel } from '../../domain/plan-template.ts';
import type { LocalText } from '../../domain/common.ts';
import { call } from './call.ts';
import type { Queued } from './queued.ts';

const target = z.object({ id: entityId, expectedRev: z.int().min(1) });

const response = z.strictObject({ template: entityId, version: z.int().min(1), level: responseLevel });

const content = z.object({
  kind: z.enum(DECISION_KINDS),
  question: localText,
  incidents: z.array(entityId).max(100),
  response: response.optional(),
  options: z.array(decisionOption).min(1).max(6),
  /** The asking of the planner that they come from, when they do. */
  run: z.string().max(64).optional(),
});

/** What is bound to the choice. The core adds cursors, hashes, solver and station. */
const shown = z.object({
  chosen: z.int().min(0).max(5),
  reason: z.string().trim().min(1).max(4_000),
  expected: z.string().trim().max(2_000).optional(),
  reviewAt: instantSchema.optional(),
  grave: z.enum(GRAVE_ORDERS).optional(),
  /** Records on the screen, in the order in which they stood. */
  facts: z.array(z.object({ topic: z.string().max(40), id: entityId })).max(60),
  /** The map as drawn; at most 600 KB, base64. */
  picture: z
    .object({
      media: z.enum(PICTURE_MEDIA),
      width: z.int().min(1),
      height: z.int().min(1),
      base64: z.base64().max(820_000),
    })
    .optional(),
  view: z.object({ center: lonLat, zoom: z.number().min(0).max(24) }).optional(),
  run: z.string().max(64).optional(),
  /** Immediate danger to life and the second person cannot be reached: decided alone, to be ratified within 30 minutes. */
  alone: z.boolean().optional(),
});

/** Who may decide it, by the responsibility list. */
export interface AuthorityCheck {
  /** Row of the list, e.g. `RM-004`; null: no row covers it. */
  readonly row: string | null;
  readonly approvers: readonly { readonly post: string; readonly name: LocalText }[];
  /** The post at this seat is one of them. */
  readonly isHeld: boolean;
  /** It must be given by two. */
  readonly grave: GraveOrder | null;
}

export const decisionCalls = {
  draftDecision: call<Queued & { readonly id: string }>()(content),
  changeDecision: call<Queued>()(target.extend({ set: content.partial() })),
  authorityFor: call<AuthorityCheck>()(
    z.object({
      kind: z.enum(DECISION_KINDS),
      incidents: z.array(entityId).max(100),
      level: responseLevel.optional(),
      grave: z.enum(GRAVE_ORDERS).optional(),
    }),
  ),
  /**
   * Chooses. Decides at once and gives the orders, or hands it to the second person when it is grave or above the post (the
   * answer says which). Refused with `decision-reason-missing`, `decision-moved`, `decision-not-open`.
   */
  chooseOption: call<Queued & { readonly state: 'decided' | 'submitted'; readonly orders: number }>()(
    target.extend(shown.shape),
  ),
  /** The second person: another officer than any who wrote it. Gives the orders. */
  approveDecision: call<Queued & { readonly orders: number }>()(target),
  returnDecision: call<Queued>()(target.extend({ reason: z.string().trim().min(1).max(2_000) })),
  withdrawDecision: call<Queued>()(target.extend({ reason: z.string().trim().max(2_000).optional() })),
  /** Of one that was decided alone. */
  ratifyDecision: call<Queued>()(target),
  reviewDecision: call<Queued>()(target.extend({ finding: z.string().trim().min(1).max(4_000) })),
  /** Said by telephone or at the table, entered afterwards. */
  enterSpoken: call<Queued & { readonly id: string }>()(
    z.object({
      question: z.string().trim().min(1).max(500),
      choice: z.string().trim().min(1).max(500),
      reason: z.string().trim().min(1).max(4_000),
      incidents: z.array(entityId).max(100),
      at: instantSchema,
      by: z.string().trim().min(1).max(64),
      media: z.enum(MEDIA),
    }),
  ),
  /** A file that a decision is bound to; null when it lies at another station. */
  attachment: call<{ readonly media: string; readonly base64: string } | null>()(
    z.object({ sha256: z.string().regex(/^[0-9a-f]{64}$/) }),
  ),
};
