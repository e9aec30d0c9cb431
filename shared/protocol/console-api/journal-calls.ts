import * as z from 'zod';
import { departmentCode, entityId, instantSchema } from '../../domain/common.ts';
import type { Level, LocalText } from '../../domain/common.ts';
import { MEDIA } from '../../domain/decision.ts';
import { finding } from '../../domain/finding.ts';
import type { MatterTopic } from '../../domain/handover.ts';
import { ENTRY_KINDS } from '../../domain/journal-entry.ts';
import { TOPIC_NAMES } from '../../domain/topic-names.ts';
import type { Instant } from '../../kit/time.ts';
import { call } from './call.ts';
import type { Queued } from './queued.ts';

const target = z.object({ id: entityId, expectedRev: z.int().min(1) });
const link = z.object({ topic: z.enum(TOPIC_NAMES), id: entityId });

/** What is open now, for a hand-over. `changedAt`: since when it is as it is; null: not known. */
export interface OpenMatter {
  readonly topic: MatterTopic;
  readonly id: string;
  readonly title: LocalText;
  readonly level: Level;
  readonly isOverdue: boolean;
  readonly changedAt: Instant | null;
  readonly isNew: boolean;
}

export const journalCalls = {
  /** `corrects`: a new entry in the place of an old one, which stays. Refused with `journal-time-future`, `journal-corrected-already`. */
  enterJournal: call<Queued & { readonly id: string; readonly number: number }>()(
    z.object({
      kind: z.enum(ENTRY_KINDS),
      direction: z.enum(['in', 'out', 'within']),
      media: z.enum(MEDIA),
      from: z.string().trim().max(120),
      to: z.string().trim().max(120),
      text: z.string().trim().min(1).max(4_000),
      happenedAt: instantSchema,
      receivedAt: instantSchema.optional(),
      links: z.array(link).max(20),
      corrects: entityId.optional(),
      why: z.string().trim().max(500).optional(),
    }),
  ),
  /** What a hand-over would hold now, the gravest first. */
  openMatters: call<readonly OpenMatter[]>()(z.object({ since: instantSchema })),
  offerHandover: call<Queued & { readonly id: string }>()(
    z.object({
      shiftBegan: instantSchema,
      text: z.string().trim().max(4_000).optional(),
      notes: z.record(z.string().max(200), z.string().trim().max(500)),
    }),
  ),
  /** By another officer than the one who hands over. Refused with `handover-own`, `handover-unread`. */
  takeHandover: call<Queued>()(
    target.extend({ read: z.array(entityId).max(300), remark: z.string().trim().max(1_000).optional() }),
  ),
  makeFinding: call<Queued & { readonly id: string }>()(
    z.object({
      title: z.string().trim().min(1).max(300),
      text: z.string().trim().max(4_000).optional(),
      area: finding.shape.area,
      isStrength: z.boolean(),
      incident: entityId.optional(),
      decision: entityId.optional(),
      record: z.object({ station: z.string().max(64), no: z.int().min(0) }).optional(),
      owner: z.object({ department: departmentCode, post: z.string().max(64).optional() }),
      dueAt: instantSchema,
    }),
  ),
  /** `checked` by another officer than the one who did it. */
  stepFinding: call<Queued>()(
    target.extend({
      state: z.enum(['inWork', 'done', 'checked', 'dropped', 'open']),
      text: z.string().trim().max(2_000).optional(),
    }),
  ),
};
