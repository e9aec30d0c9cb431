import * as z from 'zod';
import type { Brand } from '../kit/brand.ts';
import { GEOMETRY_FAULTS } from '../kit/check-geometry.ts';
import { packedMessage } from './cap-message.ts';
import { CAP_CERTAINTY, CAP_MSG_TYPE, CAP_SCOPE, CAP_SEVERITY, CAP_STATUS, CAP_URGENCY } from './cap-terms.ts';
import { departmentCode, instantSchema, level, localText, lonLat } from './common.ts';
import { internal, open } from './field-class.ts';
import { ownWarning } from './own-warning.ts';

export { CAP_CERTAINTY, CAP_MSG_TYPE, CAP_SCOPE, CAP_SEVERITY, CAP_STATUS, CAP_URGENCY } from './cap-terms.ts';

export type AlertId = Brand<string, 'AlertId'>;

/** Which form it came in: CAP, the national form, NWS GeoJSON, Cursor-on-Target, QWeather; `own`: worked out or drafted here. */
export const ALERT_ORIGINS = ['cap', 'gb', 'nws', 'cot', 'qweather', 'own'] as const;
/** Warning levels of the event law, one to four. Not CAP's severity, not an event's grade, not a response level. */
export const WARNING_COLOURS = ['red', 'orange', 'yellow', 'blue'] as const;
export type WarningColour = (typeof WARNING_COLOURS)[number];

/** Why a signature does not hold. `unknown-key`: it holds, and nobody here has said whose key it is. */
export const SIGNATURE_FAULTS = [
  'unknown-key', 'key-expired', 'altered', 'not-this-message', 'not-allowed', 'malformed',
] as const; // prettier-ignore

/**
 * What an importer took amiss, in what it nevertheless took. Above the line: why the official schema refuses the message;
 * below: what the schema does not see, or what was lost on the way.
 */
export const VERDICT_REASONS = [
  'old-version', 'no-namespace', 'unknown-namespace', 'national-form', 'index-entry', 'converted',
  'missing-field', 'bad-value', 'bad-time', 'bad-number', 'element-order', 'unknown-element',

  'condition-missing', 'identifier-form', 'expires-before-onset', 'expires-before-sent', 'no-area', 'area-unresolved',
  'outline-unreadable', 'outline-swapped', 'outline-simplified', 'text-cut', 'resource-dropped', 'too-many',
] as const; // prettier-ignore
export type VerdictReason = (typeof VERDICT_REASONS)[number];

const ring = z.array(lonLat).min(4).max(20_000);

export const alertArea = z.strictObject({
  name: localText,
  /** Outer rings, closed, [lon, lat] (CAP itself writes lat,lon). */
  polygons: z.array(ring).max(200),
  /** `radius` in metres (CAP itself writes kilometres). */
  circles: z.array(z.strictObject({ center: lonLat, radius: z.number().min(0) })).max(200),
  geocodes: z.array(z.strictObject({ scheme: z.string().max(200), value: z.string().max(200) })).max(2_000),
  /** The polygons are not the sender's: they are what the area table has for the geocodes. */
  resolved: z.literal(true).optional(),
  /** Geocodes that no area table knows; only where the sender gave no outline. */
  unresolved: z.array(z.string().max(200)).max(2_000).optional(),
});
export type AlertArea = z.infer<typeof alertArea>;

export const alert = z.strictObject({
  identifier: open(z.string().min(1).max(300)),
  sender: open(z.string().max(300)),
  senderName: open(localText.optional()),
  sentAt: open(instantSchema),
  status: open(z.enum(CAP_STATUS)),
  msgType: open(z.enum(CAP_MSG_TYPE)),
  scope: open(z.enum(CAP_SCOPE)),
  /** Identifiers of the messages that this one updates or cancels. */
  references: open(z.array(z.string().max(300)).max(200)),
  /** Name of the event as the source has it. */
  event: open(localText),
  /** GB/T 35965.1 event type, e.g. 11B03. */
  eventCode: open(z.string().max(40).optional()),
  urgency: open(z.enum(CAP_URGENCY)),
  severity: open(z.enum(CAP_SEVERITY)),
  certainty: open(z.enum(CAP_CERTAINTY)),
  colour: open(z.enum(WARNING_COLOURS).optional()),
  /** For sorting and colouring: the colour as a level, else the CAP severity mapped onto it: Extreme 1 … Minor 4, Unknown 0. */
  level: open(level),
  headline: open(localText),
  description: open(localText.optional()),
  instruction: open(localText.optional()),
  effectiveAt: open(instantSchema.optional()),
  onsetAt: open(instantSchema.optional()),
  expiresAt: open(instantSchema.optional()),
  areas: open(z.array(alertArea).max(500)),
  /** What was wrong with its geometry as it came, and was put right here; what came is kept in quarantine (R23). */
  faults: open(z.array(z.enum(GEOMETRY_FAULTS)).max(GEOMETRY_FAULTS.length).optional()),
  /** Departments that must answer, and when they did. */
  answers: internal(
    z
      .array(z.strictObject({ department: departmentCode, at: instantSchema.nullable() }))
      .max(100)
      .optional(),
  ),
  /** Absent in records of before; they are read as CAP or as the demo's. */
  origin: open(z.enum(ALERT_ORIGINS).optional()),
  /** The rest of the message; `messageOf` (`alert-message.ts`) gives the whole. */
  cap: open(packedMessage.optional()),
  /** Absent where nobody looked: a form that has no signatures. */
  signature: open(
    z
      .discriminatedUnion('state', [
        /** `by`: name of the key in the trust folder. */
        z.strictObject({ state: z.literal('valid'), by: z.string().max(200) }),
        z.strictObject({
          state: z.literal('invalid'),
          why: z.enum(SIGNATURE_FAULTS),
          /** Whom its certificate names, when it has one: told, not proved. */
          by: z.string().max(200).optional(),
        }),
        z.strictObject({ state: z.literal('absent') }),
      ])
      .optional(),
  ),
  /** `strict`: the official XSD of CAP 1.2 takes it. Reasons are also given for what the XSD does not see. */
  verdict: open(
    z
      .strictObject({ strict: z.boolean(), reasons: z.array(z.enum(VERDICT_REASONS)).max(VERDICT_REASONS.length) })
      .optional(),
  ),
  /** Of a warning that the console raised itself. */
  own: open(ownWarning.optional()),
});
export type AlertSignature = NonNullable<z.infer<typeof alert>['signature']>;
export type Alert = z.infer<typeof alert>;
