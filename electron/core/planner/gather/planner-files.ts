import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import { INCIDENT_KINDS, type Incident } from '../../../../shared/domain/incident.ts';
import { UNIT_KINDS } from '../../../../shared/domain/resource.ts';
import type { Log } from '../../kernel/ports.ts';
import type { GoodSize, Haulage } from '../problem.ts';

const counts = z.partialRecord(z.enum(UNIT_KINDS), z.int().min(1).max(1_000));
const needsFile = z.object({
  kinds: z.partialRecord(z.enum(INCIDENT_KINDS), z.partialRecord(z.enum(['1', '2', '3', '4']), counts)),
});
const size = z.object({ kg: z.number().positive(), m3: z.number().positive() });
const haulageFile = z.object({
  truck: z.object({ kg: z.number().positive(), m3: z.number().positive(), loadMinutes: z.number().min(0) }),
  goods: z.record(z.string(), size),
});

export type Needs = readonly { readonly kind: string; readonly count: number }[];

export interface PlannerFiles {
  /** What an incident of its kind and level usually needs; nothing where the city's file says nothing. */
  usualNeeds(incident: Pick<Incident, 'kind' | 'level'>): Needs;
  readonly haulage: Haulage;
  readonly sizes: Readonly<Record<string, GoodSize>>;
}

/** Without its file: a truck of 5 t and 28 m³, ready in half an hour; no size of any good. */
const NO_HAULAGE: z.infer<typeof haulageFile> = { truck: { kg: 5_000, m3: 28, loadMinutes: 30 }, goods: {} };

/** `resources/plans/usual-needs.json` and `haulage.json`; what cannot be read is said in the log and taken as empty. */
export function readPlannerFiles(resources: string, log: Log): PlannerFiles {
  function read<S extends z.ZodType>(name: string, schema: S, otherwise: z.output<S>): z.output<S> {
    try {
      return schema.parse(JSON.parse(readFileSync(join(resources, 'plans', name), 'utf8')));
    } catch (error) {
      log.error('planner file not taken', { name, error: String(error) });
      return otherwise;
    }
  }
  const { kinds } = read('usual-needs.json', needsFile, { kinds: {} });
  const { truck, goods } = read('haulage.json', haulageFile, NO_HAULAGE);
  return {
    usualNeeds({ kind, level }) {
      // One that nobody graded is taken for an ordinary one.
      const found = kinds[kind]?.[level === 0 ? '3' : (`${level}` as const)] ?? {};
      return Object.entries(found).map(([unit, count]) => ({ kind: unit, count }));
    },
    haulage: { kg: truck.kg, m3: truck.m3, loadSeconds: truck.loadMinutes * 60 },
    sizes: goods,
  };
}
