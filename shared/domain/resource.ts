import * as z from 'zod';
import type { Brand } from '../kit/brand.ts';
import { departmentCode, instantSchema, level, localText, lonLat } from './common.ts';
import { internal, open, personal } from './field-class.ts';

export type ResourceId = Brand<string, 'ResourceId'>;

export const UNIT_KINDS = [
  'engine', 'ambulance', 'police', 'pump', 'boat', 'repair', 'drone', 'medteam', 'convoy', 'other',
] as const; // prettier-ignore
export const FACILITY_KINDS = [
  'shelter', 'hospital', 'depot', 'pumpst', 'substation', 'school', 'waterplant', 'care', 'command',
  'firestation', 'emsstation', 'policestation', 'other',
] as const; // prettier-ignore
export const SENSOR_KINDS = ['gauge', 'rain', 'ponding', 'video'] as const;

export const unitStatus = z.discriminatedUnion('state', [
  z.strictObject({ state: z.literal('free'), since: instantSchema }),
  z.strictObject({
    state: z.literal('enRoute'),
    since: instantSchema,
    incident: z.string().max(200),
    etaAt: instantSchema.optional(),
  }),
  z.strictObject({ state: z.literal('onScene'), since: instantSchema, incident: z.string().max(200) }),
  z.strictObject({ state: z.literal('returning'), since: instantSchema }),
  z.strictObject({ state: z.literal('offDuty'), since: instantSchema }),
]);
export type UnitStatus = z.infer<typeof unitStatus>;

export const unit = z.strictObject({
  form: open(z.literal('unit')),
  kind: open(z.enum(UNIT_KINDS)),
  name: open(localText),
  department: open(departmentCode),
  status: open(unitStatus),
  at: open(lonLat),
  /** Degrees clockwise from north. */
  heading: open(z.number().min(0).max(360).optional()),
  /** km/h */
  speed: open(z.number().min(0).max(400).optional()),
  /** When the position was measured. */
  positionAt: open(instantSchema),
  crew: internal(z.int().min(0).optional()),
  driver: personal('name', z.string().max(80).optional()),
});
export type Unit = z.infer<typeof unit>;

export const facility = z.strictObject({
  form: open(z.literal('facility')),
  kind: open(z.enum(FACILITY_KINDS)),
  name: open(localText),
  department: open(departmentCode.optional()),
  district: open(z.string().max(16).optional()),
  at: open(lonLat),
  inService: open(z.boolean()),
  /** Beds, places, pumps…: how many there are and how many are in use; `used: null` means not known. */
  load: open(
    z
      .strictObject({ used: z.number().nullable(), capacity: z.number(), unit: localText, at: instantSchema })
      .optional(),
  ),
});
export type Facility = z.infer<typeof facility>;

export const sensor = z.strictObject({
  form: open(z.literal('sensor')),
  kind: open(z.enum(SENSOR_KINDS)),
  name: open(localText),
  department: open(departmentCode.optional()),
  at: open(lonLat),
  unit: open(z.string().max(20).optional()),
  reading: open(z.strictObject({ value: z.number().nullable(), at: instantSchema }).optional()),
  /** Highest threshold reached; 0 when none. */
  level: open(level),
  limits: open(
    z
      .array(z.strictObject({ level, value: z.number() }))
      .max(8)
      .optional(),
  ),
});
export type Sensor = z.infer<typeof sensor>;

export const resource = z.discriminatedUnion('form', [unit, facility, sensor]);
export type Resource = z.infer<typeof resource>;
