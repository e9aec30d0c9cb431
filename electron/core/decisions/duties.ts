import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import { departmentCode, localText } from '../../../shared/domain/common.ts';
import { GRAVE_ORDERS } from '../../../shared/domain/decision.ts';
import { INCIDENT_KINDS } from '../../../shared/domain/incident.ts';
import { planPost } from '../../../shared/domain/plan-book.ts';
import { responseLevel } from '../../../shared/domain/plan-template.ts';
import type { Log } from '../kernel/ports.ts';

const post = z.string().min(1).max(64);

/** Who may order what, by type of event, level and function (责任清单). `*`: any event. */
const responsibility = z.object({
  source: z.string(),
  version: z.literal(1),
  /** Minutes until a department must have said yes, by level. */
  acknowledgeMinutes: z.strictObject({ I: z.int(), II: z.int(), III: z.int(), IV: z.int() }),
  eventOf: z.partialRecord(z.enum(INCIDENT_KINDS), z.string()),
  /** To whom a post reports: what it may, those above it may too. */
  above: z.record(post, post),
  rows: z.array(
    z.object({
      id: z.string().max(32),
      eventType: z.string(),
      levels: z.array(responseLevel).min(1),
      function: z.string(),
      approvers: z.array(post),
    }),
  ),
});

const graveOrders = z.object({
  source: z.string(),
  version: z.literal(1),
  orders: z.array(
    z.object({ id: z.enum(GRAVE_ORDERS), name: localText, pair: z.tuple([z.array(post), z.array(post)]) }),
  ),
});

const departments = z.array(z.object({ code: departmentCode, name: localText }));

/** The city's lists as far as decisions and orders need them. */
export interface Duties {
  readonly list: z.infer<typeof responsibility>;
  readonly grave: z.infer<typeof graveOrders>['orders'];
  readonly posts: ReadonlyMap<string, z.infer<typeof planPost>>;
  readonly departments: ReadonlySet<string>;
}

/** Nobody's: everything needs a second person, and no department is known. */
const NO_DUTIES: Duties = {
  list: {
    source: '',
    version: 1,
    acknowledgeMinutes: { I: 2, II: 3, III: 5, IV: 10 },
    eventOf: {},
    above: {},
    rows: [],
  },
  grave: [],
  posts: new Map(),
  departments: new Set(),
};

/** DE2: lists that cannot be read give nobody the right to decide alone, and the log says so. */
export function readDuties(resources: string, log: Pick<Log, 'error'>): Duties {
  const read = <S extends z.ZodType>(schema: S, ...path: readonly string[]): z.output<S> =>
    schema.parse(JSON.parse(readFileSync(join(resources, ...path), 'utf8')));
  try {
    return {
      list: read(responsibility, 'plans', 'responsibility.json'),
      grave: read(graveOrders, 'plans', 'grave-orders.json').orders,
      posts: new Map(read(z.array(planPost), 'plans', 'posts.json').map((one) => [one.post, one])),
      departments: new Set(read(departments, 'demo-city', 'departments.json').map(({ code }) => code)),
    };
  } catch (error) {
    log.error('responsibility lists not read; every decision needs a second person', { error: String(error) });
    return NO_DUTIES;
  }
}

/** Of a post that no list has, what stands before its dash, as all codes are built. */
export function departmentOf({ posts }: Pick<Duties, 'posts'>, code: string): string {
  return posts.get(code)?.department ?? code.split('-')[0] ?? code;
}
