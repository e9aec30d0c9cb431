import * as z from 'zod';
import type { Brand } from '../kit/brand.ts';
import { departmentCode, instantSchema, level, localText } from './common.ts';
import { internal, open } from './field-class.ts';
import { WARNING_METHODS } from './own-warning.ts';

export type RuleId = Brand<string, 'RuleId'>;

/** A rung of a threshold: reaching `value` in the rule's direction raises `level`. */
export const rung = z.strictObject({ level, value: z.number() });

/** What a rule looks at. `kinds` empty: all of them. Districts empty: the whole city. */
export const ruleSource = z.discriminatedUnion('of', [
  /** Readings of sensors. */
  z.strictObject({ of: z.literal('sensor'), kinds: z.array(z.string().max(40)).max(20) }),
  /** Free places or beds of facilities, as a share (0…1) of what there is. */
  z.strictObject({ of: z.literal('facility'), kinds: z.array(z.string().max(40)).max(20) }),
  /** Hours left of a stock. */
  z.strictObject({ of: z.literal('supply'), goods: z.array(z.string().max(64)).max(50) }),
  /** Counts of incidents or cases per area and hour. */
  z.strictObject({ of: z.literal('incident'), kinds: z.array(z.string().max(40)).max(20) }),
  z.strictObject({ of: z.literal('case'), kinds: z.array(z.string().max(40)).max(20) }),
  /** Posts per subject of talk. */
  z.strictObject({ of: z.literal('opinion'), kinds: z.array(z.string().max(40)).max(20) }),
]);

/** A warning rule: data, edited in the console, the same at every seat (electron/core/warning/rules). */
export const rule = z.strictObject({
  name: open(localText),
  method: open(z.enum(WARNING_METHODS)),
  source: open(ruleSource),
  districts: open(z.array(z.string().max(16)).max(50)),
  direction: open(z.enum(['above', 'below'])),
  /**
   * Values by method: threshold, riseRate (change within the window): the unit of the readings · silence: multiples of the usual
   * interval · baseline: score · burst: times the usual · cluster: p-value · shortage: hours · opinion: times the usual.
   */
  rungs: open(z.array(rung).min(1).max(4)),
  /** `ownLimit`: values are shares of the sensor's own limit of that level, as each river gauge has its own. Absent: `plain`. */
  scale: open(z.enum(['plain', 'ownLimit']).optional()),
  /** It ends at `clear` × the rung's value held for `clearMinutes`. */
  clear: open(z.number().min(0).max(1.5)),
  clearMinutes: open(
    z
      .number()
      .min(0)
      .max(24 * 60),
  ),
  coolDownMinutes: open(
    z
      .number()
      .min(0)
      .max(24 * 60),
  ),
  /** Counts and rates are taken over so many minutes. */
  windowMinutes: open(
    z
      .number()
      .min(1)
      .max(30 * 24 * 60),
  ),
  /** The fewest events that may fire, so that 2 instead of 0 is no burst; of facilities: the places of the smallest that counts. */
  atLeast: open(z.int().min(0).max(10_000)),
  /** Taken as usual per area and window while less than a week was learnt; absent: then nothing fires. */
  usual: open(z.number().min(0).max(10_000).optional()),
  departments: open(z.array(departmentCode).max(20)),
  /** CAP event text, and the GB/T 35965.1 event type where there is one. */
  event: open(localText),
  eventCode: open(z.string().max(40).optional()),
  instruction: open(localText.optional()),
  enabled: open(z.boolean()),
  version: open(z.int().min(1)),
  changedBy: internal(
    z.strictObject({ officer: z.string().max(64), post: z.string().max(64), at: instantSchema }).optional(),
  ),
  why: internal(z.string().max(500).optional()),
});
export type Rule = z.infer<typeof rule>;
