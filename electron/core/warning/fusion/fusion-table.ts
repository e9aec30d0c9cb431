import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import { INCIDENT_KINDS, type Incident } from '../../../../shared/domain/incident.ts';
import type { Log } from '../../kernel/ports.ts';

const share = z.number().min(0).max(1);

/** Which incidents a warning's event type brings, and what a reason weighs: `resources/demo-city/kind-table.json`. */
export const fusionTable = z.strictObject({
  version: z.literal(1),
  /** Kind of incident → event types of GB/T 35965.1 that bring it. */
  kinds: z.partialRecord(z.enum(INCIDENT_KINDS), z.array(z.string().max(40)).max(100)),
  weights: z.strictObject({
    inside: share,
    /** Inside an area in which half the city lies says little. */
    insideWide: share,
    near: share,
    sameTime: share,
    sameKind: share,
    sameSubject: share,
    sameChain: share,
  }),
  wideSquareKilometres: z.number().positive(),
  nearMetres: z.number().positive(),
  timeMinutes: z.number().positive(),
  /** What weighs less is not suggested. */
  least: share,
});
export type FusionTable = z.infer<typeof fusionTable>;

const NOTHING: FusionTable = {
  version: 1,
  kinds: {},
  weights: { inside: 0, insideWide: 0, near: 0, sameTime: 0, sameKind: 0, sameSubject: 0.9, sameChain: 0.9 },
  wideSquareKilometres: 50,
  nearMetres: 2_000,
  timeMinutes: 180,
  least: 0.5,
};

export function readFusionTable(resources: string, log: Log): FusionTable {
  const file = join(resources, 'demo-city', 'kind-table.json');
  try {
    return fusionTable.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch (error) {
    log.error('no table of kinds', { file, error: String(error) });
    return NOTHING;
  }
}

/** The kind of an incident that such a warning most likely is; `other` where the table says nothing. */
export function kindOf(eventCode: string | undefined, { kinds }: FusionTable): Incident['kind'] {
  if (eventCode === undefined) return 'other';
  return INCIDENT_KINDS.find((kind) => kinds[kind]?.includes(eventCode)) ?? 'other';
}
