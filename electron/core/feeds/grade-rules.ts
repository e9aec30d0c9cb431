import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import type { Log } from '../kernel/ports.ts';

/** Any one of these reached is reached; all below is below. */
const limits = z.strictObject({
  /** ms */
  roundTrip: z.number().positive(),
  /** How long ago the state that is on screen was the hub's, beyond what the hub was asked to hold back. */
  behindSeconds: z.number().positive(),
  /** Share of heartbeats that did not come while joined, over a minute. */
  loss: z.number().gt(0).max(1),
  /** Broken connections within a minute. */
  drops: z.int().min(1),
});
export type Limits = z.infer<typeof limits>;

const behaviour = {
  /** For how long the hub is asked to hold back what is not urgent. */
  holdSeconds: z.number().min(0).max(60),
  /** How often the round trip is measured. */
  probeSeconds: z.number().min(1).max(60),
};
const degraded = z.strictObject({ ...behaviour, enter: limits, leave: limits });

/** `resources/link-grades.json`. What each figure does is told in grade.ts. */
export const gradeRules = z
  .strictObject({
    version: z.literal(1),
    worsenSeconds: z.number().min(1),
    dwellSeconds: z.number().min(1),
    longestDwellSeconds: z.number().min(1),
    relapseSeconds: z.number().min(1),
    downSeconds: z.number().min(1),
    full: z.strictObject(behaviour),
    slow: degraded,
    intermittent: degraded,
  })
  .refine(({ slow, intermittent }) => isBand(slow) && isBand(intermittent), { error: 'leave-not-below-enter' });
export type GradeRules = z.infer<typeof gradeRules>;

/** Between leaving and entering there must be room, or a grade would flap. */
function isBand({ enter, leave }: z.infer<typeof degraded>): boolean {
  return (Object.keys(enter) as (keyof Limits)[]).every((name) => leave[name] < enter[name]);
}

/** Null, said in the log, when the file is missing or is not what it should be: the link is then up or down, nothing between. */
export function readGradeRules(resources: string, log: Log): GradeRules | null {
  const file = join(resources, 'link-grades.json');
  try {
    return gradeRules.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch (error) {
    log.warn('link grades not read', { file, error: String(error) });
    return null;
  }
}
