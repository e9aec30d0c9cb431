import * as z from 'zod';
import type { Brand } from '../kit/brand.ts';
import { GEOMETRY_FAULTS } from '../kit/check-geometry.ts';
import { departmentCode, instantSchema, level, localText, lonLat } from './common.ts';
import { internal, open } from './field-class.ts';

export type AlertId = Brand<string, 'AlertId'>;

/** OASIS CAP 1.2 enumerations (checked against CAP-v1.2.xsd). */
export const CAP_STATUS = ['Actual', 'Exercise', 'System', 'Test', 'Draft'] as const;
export const CAP_MSG_TYPE = ['Alert', 'Update', 'Cancel', 'Ack', 'Error'] as const;
export const CAP_SCOPE = ['Public', 'Restricted', 'Private'] as const;
export const CAP_URGENCY = ['Immediate', 'Expected', 'Future', 'Past', 'Unknown'] as const;
export const CAP_SEVERITY = ['Extreme', 'Severe', 'Moderate', 'Minor', 'Unknown'] as const;
export const CAP_CERTAINTY = ['Observed', 'Likely', 'Possible', 'Unlikely', 'Unknown'] as const;

const ring = z.array(lonLat).min(4).max(20_000);

export const alertArea = z.strictObject({
  name: localText,
  /** Outer rings, closed, [lon, lat] (CAP itself writes lat,lon). */
  polygons: z.array(ring).max(200),
  /** `radius` in metres (CAP itself writes kilometres). */
  circles: z.array(z.strictObject({ center: lonLat, radius: z.number().min(0) })).max(200),
  geocodes: z.array(z.strictObject({ scheme: z.string().max(200), value: z.string().max(200) })).max(2_000),
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
  /** GB/T colour as a level, or the CAP severity mapped onto it: Extreme 1 … Minor 4, Unknown 0. */
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
});
export type Alert = z.infer<typeof alert>;
