import * as z from 'zod';
import type { Brand } from '../kit/brand.ts';
import { alertArea, WARNING_COLOURS } from './alert.ts';
import { CAP_CATEGORY, CAP_CERTAINTY, CAP_SEVERITY, CAP_URGENCY } from './cap-terms.ts';
import { entityId, instantSchema, localText } from './common.ts';
import { internal, open } from './field-class.ts';
import { hand } from './hand.ts';

/** Also the identifier of the message and the id of its alert record: there is no second name under which it could go out again. */
export type ReleaseId = Brand<string, 'ReleaseId'>;

/** What a drafted message can be. It is chosen once; nothing makes a drill real afterwards. */
export const RELEASE_REALITY = ['Actual', 'Exercise', 'Test'] as const;
export type ReleaseReality = (typeof RELEASE_REALITY)[number];

/** The body in whose name a console releases (`resources/publisher.json`); copied into each draft, so that it stays as it was. */
export const publisher = z.strictObject({
  /** CAP sender: no blanks, commas, `<`, `&`. */
  sender: z.string().regex(/^[^\s,<&]{1,200}$/),
  name: z.strictObject({ zh: z.string().min(1).max(200), en: z.string().min(1).max(200) }),
  /** GB/T 35965.1: area code (GB/T 2260), sector, unit, extension: fourteen digits. */
  code: z.string().regex(/^\d{14}$/),
  /** Minutes east of UTC, of all times in the message. */
  offset: z.int().min(-720).max(840),
  contact: z.string().max(200).optional(),
});
export type Publisher = z.infer<typeof publisher>;

export const releaseStatus = z.discriminatedUnion('state', [
  z.strictObject({ state: z.literal('drafted'), since: instantSchema }),
  z.strictObject({ state: z.literal('submitted'), since: instantSchema }),
  /** Approved and out: one transaction puts this and the alert record. `since` is the message's time of sending. */
  z.strictObject({ state: z.literal('released'), since: instantSchema, by: hand }),
  z.strictObject({ state: z.literal('rejected'), since: instantSchema, by: hand, reason: localText }),
  z.strictObject({ state: z.literal('withdrawn'), since: instantSchema, by: hand, reason: localText.optional() }),
]);
export type ReleaseStatus = z.infer<typeof releaseStatus>;
export type ReleaseState = ReleaseStatus['state'];

const area = alertArea.pick({ name: true, polygons: true, circles: true, geocodes: true });
export type ReleaseArea = z.infer<typeof area>;

/** What an officer words. Three scales stay apart: colour of the law, CAP's severity, and neither is an event's grade. */
const content = {
  event: open(localText),
  /** GB/T 35965.1 event type. */
  eventCode: open(z.string().max(40).optional()),
  category: open(z.enum(CAP_CATEGORY)),
  colour: open(z.enum(WARNING_COLOURS)),
  severity: open(z.enum(CAP_SEVERITY)),
  urgency: open(z.enum(CAP_URGENCY)),
  certainty: open(z.enum(CAP_CERTAINTY)),
  headline: open(localText),
  description: open(localText.optional()),
  /** What the public is to do, and what not. */
  todo: open(localText.optional()),
  avoid: open(localText.optional()),
  /** When the public hears again. */
  nextWordAt: open(instantSchema.optional()),
  onsetAt: open(instantSchema.optional()),
  expiresAt: open(instantSchema.optional()),
  areas: open(z.array(area).max(100)),
  /** Of an update or cancel: why. */
  reason: open(localText.optional()),
};

export const releaseContent = z.strictObject(content);
export type ReleaseContent = z.infer<typeof releaseContent>;

/** One message to the public, from its first draft to its going out, and what came after it. */
export const release = z.strictObject({
  ...content,
  publisher: open(publisher),
  /** `of` an update or cancel: the release before it, which it replaces. */
  kind: open(
    z.discriminatedUnion('is', [
      z.strictObject({ is: z.literal('first') }),
      z.strictObject({ is: z.literal('update'), of: entityId }),
      z.strictObject({ is: z.literal('cancel'), of: entityId }),
    ]),
  ),
  reality: open(z.enum(RELEASE_REALITY)),
  /** What it was drafted from. */
  basis: internal(z.strictObject({ topic: z.enum(['incident', 'alert']), id: entityId }).optional()),
  /** Every message of its chain, oldest first, with its time of sending. */
  references: open(z.array(z.strictObject({ identifier: entityId, sentAt: instantSchema })).max(100)),
  /** Everybody who worded it; none of them approves it. */
  writtenBy: internal(z.array(hand).min(1).max(50)),
  /** Who handed in the text as it stands. */
  submittedBy: internal(hand.optional()),
  status: internal(releaseStatus),
  /** The release that replaced this one. */
  replacedBy: open(entityId.optional()),
});
export type Release = z.infer<typeof release>;
