import * as z from 'zod';
import {
  CAP_CATEGORY,
  CAP_CERTAINTY,
  CAP_MSG_TYPE,
  CAP_RESPONSE_TYPE,
  CAP_SCOPE,
  CAP_SEVERITY,
  CAP_STATUS,
  CAP_URGENCY,
} from './cap-terms.ts';
import { lonLat } from './common.ts';
import { personal } from './field-class.ts';

/**
 * One CAP message as it is on the wire, every field of it. What writers of CAP and of the national form take, what every
 * reader makes. Empty elements are absent; times are texts, for their offset says where they were written.
 */

/** `2024-06-01T08:00:00+08:00`; UTC is `-00:00`. */
const capTime = z.string().regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[-+]\d\d:\d\d$/);
const short = z.string().max(2_000);
/** The XSD sets no limit; a message as a whole has one (1 MB). */
const long = z.string().max(300_000);

export const namedValue = z.strictObject({ valueName: short, value: long });
export type NamedValue = z.infer<typeof namedValue>;

export const capReference = z.strictObject({
  identifier: z.string().max(300),
  /** Absent in the national form, which names the identifier alone. */
  sender: z.string().max(300).optional(),
  /** As it was written. */
  sent: z.string().max(60).optional(),
});
export type CapReference = z.infer<typeof capReference>;

export const capResource = z.strictObject({
  resourceDesc: short,
  mimeType: short,
  size: z.int().optional(),
  uri: short.optional(),
  /** Base64, as it came. */
  derefUri: z.string().max(400_000).optional(),
  digest: short.optional(),
  /** Characters of a `derefUri` that was too large to be kept. */
  dropped: z.int().min(1).optional(),
});
export type CapResource = z.infer<typeof capResource>;

/** Outlines that could not be read, as they were written (`lat,lon`). */
const unread = z.strictObject({ polygons: z.array(long).max(200), circles: z.array(short).max(200) });

export const capArea = z.strictObject({
  areaDesc: long,
  /** Closed rings, [lon, lat]: CAP itself writes lat,lon. */
  polygons: z.array(z.array(lonLat).min(4).max(20_000)).max(200),
  /** `radius` in metres: CAP itself writes kilometres. */
  circles: z.array(z.strictObject({ center: lonLat, radius: z.number().min(0) })).max(200),
  geocodes: z.array(z.strictObject({ scheme: z.string().max(200), value: z.string().max(200) })).max(2_000),
  /** Feet above mean sea level; with `ceiling` the lower end of a range. */
  altitude: z.number().optional(),
  ceiling: z.number().optional(),
  unread: unread.optional(),
});
export type CapArea = z.infer<typeof capArea>;

/** What a block has besides its texts and areas. */
const infoFacts = {
  /** As it came; absent means en-US by the standard. */
  language: z.string().max(60).optional(),
  categories: z.array(z.enum(CAP_CATEGORY)).max(50),
  responseTypes: z.array(z.enum(CAP_RESPONSE_TYPE)).max(50).optional(),
  urgency: z.enum(CAP_URGENCY),
  severity: z.enum(CAP_SEVERITY),
  certainty: z.enum(CAP_CERTAINTY),
  audience: long.optional(),
  eventCodes: z.array(namedValue).max(200).optional(),
  effective: capTime.optional(),
  onset: capTime.optional(),
  expires: capTime.optional(),
  web: short.optional(),
  contact: personal('text', long.optional()),
  parameters: z.array(namedValue).max(500).optional(),
  resources: z.array(capResource).max(200).optional(),
};

/** The texts of a block, which the record's summary says, too. */
export const INFO_TEXTS = ['event', 'headline', 'description', 'instruction', 'senderName'] as const;
export type InfoText = (typeof INFO_TEXTS)[number];

export const capInfo = z.strictObject({
  ...infoFacts,
  event: long,
  headline: long.optional(),
  description: long.optional(),
  instruction: long.optional(),
  senderName: long.optional(),
  areas: z.array(capArea).max(500).optional(),
});
export type CapInfo = z.infer<typeof capInfo>;

/** What only the national form (GB/T 35965.1 as it is really sent) has. */
export const nationalPart = z.strictObject({
  senderCode: z.string().max(60).optional(),
  secClassification: z.string().max(60).optional(),
  /** The person who released it: the national form writes a name where CAP has the sender's. */
  releasedBy: personal('name', z.string().max(200).optional()),
  /** How it goes out: SMS, SPEAKER, WEB …, with the text for each. */
  methods: z
    .array(z.strictObject({ name: z.string().max(60), message: long, audience: short.optional() }))
    .max(50)
    .optional(),
});
export type NationalPart = z.infer<typeof nationalPart>;

/** What the message as a whole has besides its head. */
const messageFacts = {
  source: short.optional(),
  restriction: long.optional(),
  addresses: personal('text', long.optional()),
  codes: z.array(long).max(200).optional(),
  note: long.optional(),
  references: z.array(capReference).max(200).optional(),
  incidents: z.string().max(20_000).optional(),
  national: nationalPart.optional(),
};

export const capMessage = z.strictObject({
  identifier: z.string().min(1).max(300),
  sender: z.string().max(300),
  sent: capTime,
  status: z.enum(CAP_STATUS),
  msgType: z.enum(CAP_MSG_TYPE),
  scope: z.enum(CAP_SCOPE),
  ...messageFacts,
  infos: z.array(capInfo).max(200),
});
export type CapMessage = z.infer<typeof capMessage>;

/**
 * The same within an `alert` record, without what its flat fields already say (`alert-message.ts` packs and unpacks):
 * `same` names the texts that stand in the record's slot of this language; an area is the record's area number `at`.
 */
const packedInfo = z.strictObject({
  ...infoFacts,
  slot: z.enum(['zh', 'en']),
  same: z.array(z.enum(INFO_TEXTS)).max(INFO_TEXTS.length),
  event: long.optional(),
  headline: long.optional(),
  description: long.optional(),
  instruction: long.optional(),
  senderName: long.optional(),
  areas: z
    .array(
      z.strictObject({
        at: z.int().min(0).max(499),
        areaDesc: long.optional(),
        altitude: z.number().optional(),
        ceiling: z.number().optional(),
        unread: unread.optional(),
      }),
    )
    .max(500)
    .optional(),
});
export type PackedInfo = z.infer<typeof packedInfo>;

export const packedMessage = z.strictObject({
  /** The record's `sentAt` with the offset in which it was written. */
  sent: capTime,
  ...messageFacts,
  infos: z.array(packedInfo).max(200),
});
export type PackedMessage = z.infer<typeof packedMessage>;
