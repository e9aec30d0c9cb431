import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import type { Log } from '../../kernel/ports.ts';

/** Of a rung: the leader of the department that is concerned. */
export const DEPARTMENT_LEADER = 'department-leader';

const post = z.string().min(1).max(64);
const seconds = z.int().min(1).max(86_400);

const rungs = z
  .array(z.strictObject({ afterSeconds: seconds, unless: z.enum(['seen', 'taken']), to: post }))
  .max(20)
  .refine(
    (list) => list.every((rung, index) => index === 0 || rung.afterSeconds > (list[index - 1]?.afterSeconds ?? 0)),
    {
      error: 'rungs-out-of-order',
    },
  );

const ladder = z.strictObject({ rungs, tell: z.array(post).max(20) });

const clockTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/);

/** What the duty room does when nobody does anything: `resources/demo-city/escalation.json`. */
export const escalation = z.strictObject({
  version: z.literal(1),
  levels: z.strictObject({ 0: ladder, 1: ladder, 2: ladder, 3: ladder, 4: ladder }),
  leaders: z.record(z.string().max(32), post),
  /** Where a department has no leader here, or none is concerned. */
  leaderElse: post,
  /** Rungs of these levels wait until it is over; red and orange know no quiet. */
  quiet: z.strictObject({
    from: clockTime,
    to: clockTime,
    offsetMinutes: z.int().min(-840).max(840),
    levels: z.array(z.union([z.literal(3), z.literal(4), z.literal(0)])).max(3),
  }),
  storm: z.strictObject({
    enterPerMinute: z.int().min(2),
    leavePerMinute: z.int().min(1),
    leaveAfterSeconds: z.int().min(0).max(3_600),
  }),
  fold: z.strictObject({ foldFrom: z.int().min(2), keepAbove: z.int().min(0) }),
  /** Seconds between two sounds of a level. */
  sound: z.strictObject({ 0: z.number(), 1: z.number().max(10), 2: z.number(), 3: z.number(), 4: z.number() }),
});
export type Escalation = z.infer<typeof escalation>;

/**
 * Without its file the duty room still has somebody to turn to: the duty leader after a minute for red, after three for orange.
 * The log says so.
 */
const BARE: Escalation = {
  version: 1,
  levels: {
    0: { rungs: [], tell: [] },
    1: { rungs: [{ afterSeconds: 60, unless: 'taken', to: 'CCC-DL' }], tell: [] },
    2: { rungs: [{ afterSeconds: 180, unless: 'taken', to: 'CCC-DL' }], tell: [] },
    3: { rungs: [], tell: [] },
    4: { rungs: [], tell: [] },
  },
  leaders: {},
  leaderElse: 'CCC-DL',
  quiet: { from: '00:00', to: '00:00', offsetMinutes: 480, levels: [] },
  storm: { enterPerMinute: 60, leavePerMinute: 15, leaveAfterSeconds: 120 },
  fold: { foldFrom: 5, keepAbove: 30 },
  sound: { 0: 60, 1: 1, 2: 4, 3: 15, 4: 60 },
};

export function readEscalation(resources: string, log: Log): Escalation {
  const file = join(resources, 'demo-city', 'escalation.json');
  try {
    return escalation.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch (error) {
    log.error('no escalation ladders', { file, error: String(error) });
    return BARE;
  }
}
