import * as z from 'zod';
import type { Brand } from '../kit/brand.ts';
import { entityId, instantSchema, localText, lonLat } from './common.ts';
import { internal, open } from './field-class.ts';
import { hand } from './hand.ts';
import { responseLevel } from './plan-template.ts';

export type DecisionId = Brand<string, 'DecisionId'>;

/** dispatch: which units to which incidents · reallocation: which depot sends what where · response: a level is activated. */
export const DECISION_KINDS = ['dispatch', 'reallocation', 'response', 'other'] as const;
export type DecisionKind = (typeof DECISION_KINDS)[number];

/** Orders that two persons give (重大指令), by their number in the city's list (`resources/plans/grave-orders.json`). */
export const GRAVE_ORDERS = [
  'G-01', 'G-02', 'G-03', 'G-04', 'G-05', 'G-06', 'G-07', 'G-08', 'G-09', 'G-10', 'G-11', 'G-12',
] as const; // prettier-ignore
export type GraveOrder = (typeof GRAVE_ORDERS)[number];

export const MEDIA = ['phone', 'radio', 'face', 'video', 'fax', 'message', 'paper', 'system'] as const;
export type Media = (typeof MEDIA)[number];

/** One number of an option. `value: null`: not known, never 0. `key` names its words, e.g. `meanResponse`; `unit`: s, count, km … */
export const figure = z.strictObject({
  key: z.string().min(1).max(40),
  value: z.number().nullable(),
  unit: z.string().max(16).optional(),
});
export type Figure = z.infer<typeof figure>;

/** One thing that would be ordered if the option were chosen. */
export const move = z.discriminatedUnion('is', [
  z.strictObject({ is: z.literal('assign'), unit: entityId, incident: entityId, seconds: z.number().min(0) }),
  z.strictObject({
    is: z.literal('ship'),
    from: entityId,
    to: entityId,
    good: z.string().max(64),
    quantity: z.number().positive(),
    trips: z.int().min(1),
    arriveAt: instantSchema,
  }),
  z.strictObject({
    is: z.literal('task'),
    task: z.string().max(24),
    name: localText,
    post: z.string().max(64),
    dueAt: instantSchema,
  }),
]);
export type Move = z.infer<typeof move>;

/** What was weighed: an option with its figures and what it would order. */
export const decisionOption = z.strictObject({
  /** fastest · coverage · cheapest · own · or a word of the officer's. */
  aim: z.string().min(1).max(40),
  name: localText,
  /** Of an option by hand: nothing was computed. */
  isComputed: z.boolean(),
  summary: localText.optional(),
  figures: z.array(figure).max(20),
  moves: z.array(move).max(400),
  /** What is broken or short, in words. */
  faults: z.array(localText).max(20),
});
export type DecisionOption = z.infer<typeof decisionOption>;

export const PICTURE_MEDIA = ['image/webp', 'image/png', 'image/jpeg'] as const;

const sha256 = z.string().regex(/^[0-9a-f]{64}$/);

/** What was on the screen when it was decided, bound by hashes: cursors, facts, the picture, the model. */
export const evidence = z.strictObject({
  takenAt: instantSchema,
  /** How far each feed had been read. */
  cursors: z
    .array(
      z.strictObject({
        feed: z.string().max(64),
        epoch: z.string().max(64),
        seq: z.int().min(0),
        asOf: instantSchema.nullable(),
      }),
    )
    .max(64),
  /** Records that were looked at, as they stood: SHA-256 of their canonical JSON (RFC 8785) unmasked. */
  facts: z
    .array(
      z.strictObject({
        topic: z.string().max(40),
        id: entityId,
        rev: z.int().min(0),
        label: localText,
        value: localText.optional(),
        at: instantSchema.optional(),
        sha256,
      }),
    )
    .max(60),
  /** The map as it was drawn: a file kept beside the log under this hash, at the station that took it. */
  picture: z
    .strictObject({
      sha256,
      media: z.enum(PICTURE_MEDIA),
      width: z.int().min(1).max(20_000),
      height: z.int().min(1).max(20_000),
      bytes: z.int().min(1),
    })
    .optional(),
  /** Where the map stood, to open it again at `takenAt`. */
  view: z.strictObject({ center: lonLat, zoom: z.number().min(0).max(24) }).optional(),
  /** What the planner was asked: `inputs` is the hash of the whole question, kept beside the log. */
  model: z
    .strictObject({
      solver: z.string().max(80),
      inputs: sha256,
      milliseconds: z.number().min(0),
      /** Relative distance to the bound, 0…1; null: none was found. */
      gap: z.number().min(0).nullable(),
    })
    .optional(),
  /** Station that holds picture and inputs. */
  station: z.string().max(64),
});
export type Evidence = z.infer<typeof evidence>;

export const decisionStatus = z.discriminatedUnion('state', [
  z.strictObject({ state: z.literal('drafted'), since: instantSchema }),
  /** A grave one, or one above the post: waits for the second person. */
  z.strictObject({ state: z.literal('submitted'), since: instantSchema }),
  /** `second` is another officer than the first. `alone`: immediate danger to life; to be ratified until then. */
  z.strictObject({
    state: z.literal('decided'),
    since: instantSchema,
    by: hand,
    second: hand.optional(),
    ratifyBy: instantSchema.optional(),
  }),
  z.strictObject({ state: z.literal('returned'), since: instantSchema, by: hand, reason: localText }),
  z.strictObject({ state: z.literal('withdrawn'), since: instantSchema, by: hand, reason: localText.optional() }),
  /** Looked at again at its review time. */
  z.strictObject({
    state: z.literal('reviewed'),
    since: instantSchema,
    by: hand,
    decided: hand,
    second: hand.optional(),
    finding: localText,
  }),
]);
export type DecisionStatus = z.infer<typeof decisionStatus>;
export type DecisionState = DecisionStatus['state'];

/** From "what are our options" to "who decided what, on which evidence". */
export const decision = z.strictObject({
  kind: open(z.enum(DECISION_KINDS)),
  question: open(localText),
  incidents: open(z.array(entityId).max(100)),
  /** Of a response: which plan is activated at which level. */
  response: open(z.strictObject({ template: entityId, version: z.int().min(1), level: responseLevel }).optional()),
  options: open(z.array(decisionOption).min(1).max(6)),
  /** Index into `options`; absent while nothing is chosen. */
  chosen: open(z.int().min(0).max(5).optional()),
  reason: internal(localText.optional()),
  expected: internal(localText.optional()),
  reviewAt: open(instantSchema.optional()),
  grave: open(z.enum(GRAVE_ORDERS).optional()),
  /** Checked against the responsibility list: the row, the posts that may, and whether the deciding post is one of them. */
  authority: internal(
    z
      .strictObject({
        row: z.string().max(32).nullable(),
        approvers: z.array(z.string().max(64)).max(10),
        isHeld: z.boolean(),
      })
      .optional(),
  ),
  /** Said first and entered afterwards: it is marked as such for ever. */
  spoken: open(z.strictObject({ at: instantSchema, by: z.string().max(64), media: z.enum(MEDIA) }).optional()),
  evidence: internal(evidence.optional()),
  writtenBy: internal(z.array(hand).min(1).max(50)),
  status: open(decisionStatus),
});
export type Decision = z.infer<typeof decision>;
