import * as z from 'zod';
import type { Brand } from '../kit/brand.ts';
import { GEOMETRY_FAULTS } from '../kit/check-geometry.ts';
import { departmentCode, instantSchema, level, localText, lonLat } from './common.ts';
import { internal, open, personal } from './field-class.ts';

export type IncidentId = Brand<string, 'IncidentId'>;

/** Kinds with a drawing of their own (names of GB/T 35649 in the symbol sheet); `other` is the honest rest. */
export const INCIDENT_KINDS = [
  'waterlog', 'dike', 'landslide', 'fire', 'traffic', 'trapped', 'outage', 'gas', 'hazmat', 'case',
  'collapse', 'roadcut', 'hotline', 'missing', 'medical', 'other',
] as const; // prettier-ignore

/** The loop report → handle → feedback. Each state carries only what it knows. */
export const incidentStatus = z.discriminatedUnion('state', [
  z.strictObject({ state: z.literal('reported'), since: instantSchema }),
  z.strictObject({ state: z.literal('acknowledged'), since: instantSchema, by: z.string().max(64) }),
  z.strictObject({ state: z.literal('dispatched'), since: instantSchema, units: z.array(z.string().max(64)).max(200) }),
  z.strictObject({ state: z.literal('onScene'), since: instantSchema, units: z.array(z.string().max(64)).max(200) }),
  z.strictObject({ state: z.literal('controlled'), since: instantSchema }),
  z.strictObject({ state: z.literal('closed'), since: instantSchema, outcome: localText }),
  /** It was found to be the same as another; its reports count there. Taking it back makes it `acknowledged` again. */
  z.strictObject({ state: z.literal('merged'), since: instantSchema, into: z.string().max(200) }),
]);
export type IncidentStatus = z.infer<typeof incidentStatus>;
export type IncidentState = IncidentStatus['state'];

/** One measured or told figure. `value: null` means asked for and not known; it is never shown as 0. */
export const incidentFigure = z.strictObject({
  key: z.string().max(40),
  label: localText,
  value: z.number().nullable(),
  unit: localText.optional(),
  at: instantSchema,
});
export type IncidentFigure = z.infer<typeof incidentFigure>;

export const incident = z.strictObject({
  kind: open(z.enum(INCIDENT_KINDS)),
  level: open(level),
  title: open(localText),
  status: open(incidentStatus),
  /** Absent when no coordinate is known: the incident is then on the board and named as not on the map. */
  at: open(lonLat.optional()),
  /** What was wrong with its geometry as it came, and was put right here; what came is kept in quarantine (R23). */
  faults: open(z.array(z.enum(GEOMETRY_FAULTS)).max(GEOMETRY_FAULTS.length).optional()),
  place: open(localText.optional()),
  district: open(z.string().max(16).optional()),
  address: personal('address', z.string().max(500).optional()),
  /** When it happened or was told, by the source (event time). */
  reportedAt: open(instantSchema),
  channel: open(z.string().max(40)),
  lead: open(departmentCode.optional()),
  /** How many reports were joined into this one. */
  reports: open(z.int().min(1).optional()),
  /** Incidents that were merged into this one; taken back one by one. */
  joined: open(z.array(z.string().max(200)).max(200).optional()),
  /** What must be done next and until when. */
  due: open(
    z.strictObject({ what: z.enum(['acknowledge', 'dispatch', 'decide', 'feedback']), at: instantSchema }).optional(),
  ),
  figures: open(z.array(incidentFigure).max(12).optional()),
  /** The newest journal line; older ones are in the history of the entity. */
  note: internal(z.strictObject({ at: instantSchema, by: z.string().max(64), text: localText }).optional()),
  reporterName: personal('name', z.string().max(80).optional()),
  reporterPhone: personal('phone', z.string().max(40).optional()),
});
export type Incident = z.infer<typeof incident>;
