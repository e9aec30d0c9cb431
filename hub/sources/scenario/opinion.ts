import * as z from 'zod';
import { departmentCode, localText } from '../../../shared/domain/common.ts';
import { OPINION_ANSWERS, OPINION_SOURCES, type Opinion } from '../../../shared/domain/opinion.ts';
import type { Random } from '../../../shared/kit/random.ts';
import { instant, MINUTE, type Instant } from '../../../shared/kit/time.ts';
import { valueAt } from './storm.ts';
import type { World } from './world.ts';

/** Intervals that the demo's talk is told with: six hours. Each count sends the curve again, also on a bad line (G5). */
const KEPT = 72;

const source = z.enum(OPINION_SOURCES);
const minute = z.number().min(-720).max(240);
const curve = z.array(z.tuple([z.number(), z.number().min(0)])).min(1);
const post = z.string().min(1).max(64);

/** `resources/demo-city/opinion.json`: what people of the demo talk about. Times are minutes from the opening. */
export const opinionFile = z.array(
  z.strictObject({
    key: z.string().regex(/^[a-z]+$/),
    subject: localText,
    keywords: z.array(z.string()),
    sources: z.array(source),
    /** The first post; null: people always talk of it. */
    start: minute.nullable(),
    /** Posts per ten minutes over the minutes, and how many of them are against, angry or afraid (0…1). */
    rate: curve,
    negative: curve,
    samples: z.array(z.strictObject({ source, text: localText })),
    rumour: z
      .strictObject({
        at: minute,
        claim: localText,
        fact: z.strictObject({ at: minute, department: departmentCode, text: localText }).optional(),
      })
      .optional(),
    /** What the demo's own departments did before the opening; all else is the officer's. */
    reported: z.strictObject({ at: minute.max(0), by: post, to: post }).optional(),
    handled: z.strictObject({ at: minute.max(0), by: post, how: z.enum(OPINION_ANSWERS), text: localText }).optional(),
  }),
);
export type OpinionPlan = z.infer<typeof opinionFile>[number];

/** The opinion desk's counts of the demo: told at the end of each interval. */
export interface OpinionDesk {
  step(): void;
  putAll(): void;
}

const FEED = 'hotline';
const SOURCE = 'PIO.opinion';
const WIDTH = 5 * MINUTE;
/** A new subject is looked for so far back and not found: its record begins with an hour of zeros. */
const LOOKED_BACK = 60 * MINUTE;
/** Talk comes in clumps: the rate of an interval strays by so much. */
const CLUMP = 0.12;

interface Subject {
  readonly plan: OpinionPlan;
  record: Opinion | null;
}

export function opinionId(key: string): string {
  return `PIO-${key}`;
}

export function createOpinionDesk({ outlet }: World, plans: readonly OpinionPlan[], random: Random): OpinionDesk {
  const subjects = plans.map((plan): Subject => ({ plan, record: null }));
  // Whole intervals since the opening; the first step makes those of the half day before it.
  let counted = -KEPT;

  function countOf({ rate, negative, start }: OpinionPlan, from: number): Opinion['series'][number] {
    const to = from + WIDTH;
    const begin = start === null ? -Infinity : start * MINUTE;
    const share = Math.min(1, Math.max(0, (to - begin) / WIDTH));
    const perInterval = (valueAt(rate, Math.max(begin, from + WIDTH / 2)) * WIDTH) / (10 * MINUTE);
    const mean = perInterval * share * Math.max(0.3, 1 + CLUMP * random.gaussian());
    const count = Math.max(0, Math.round(mean + Math.sqrt(mean) * random.gaussian()));
    const against = Math.round(count * valueAt(negative, from) + 0.3 * Math.sqrt(count) * random.gaussian());
    return { at: instant(from), count, negative: Math.min(count, Math.max(0, against)) };
  }

  function rumourAt({ rumour }: OpinionPlan, now: number): Opinion['rumour'] {
    if (!rumour || now < rumour.at * MINUTE) return undefined;
    const { claim, at, fact } = rumour;
    const isChecked = fact && now >= fact.at * MINUTE;
    return {
      claim,
      since: instant(at * MINUTE),
      ...(isChecked && {
        fact: { text: fact.text, department: fact.department, at: instant(fact.at * MINUTE) },
      }),
    };
  }

  function open(plan: OpinionPlan, series: Opinion['series'], now: Instant): Opinion {
    const { reported, handled, start, subject, keywords, sources, samples } = plan;
    const rumour = rumourAt(plan, now);
    return {
      subject,
      keywords,
      sources,
      series,
      samples,
      firstSeenAt: start === null ? (series[0]?.at ?? now) : instant(start * MINUTE),
      ...(rumour && { rumour }),
      ...(reported && { reported: { ...reported, at: instant(reported.at * MINUTE) } }),
      ...(handled && { handled: { ...handled, at: instant(handled.at * MINUTE) } }),
    };
  }

  function count(one: Subject, from: number, now: Instant): void {
    const { plan } = one;
    // Drawn for every subject, also before it begins: one more or fewer of them leaves the others' numbers.
    const interval = countOf(plan, from);
    const before = one.record?.series ?? [];
    if (!one.record && plan.start !== null) {
      if (interval.count === 0) return;
      const zeros = Array.from({ length: LOOKED_BACK / WIDTH }, (_, index) => ({
        at: instant(from - LOOKED_BACK + index * WIDTH),
        count: 0,
        negative: 0,
      }));
      one.record = open(plan, [...zeros, interval], now);
    } else if (!one.record) one.record = open(plan, [interval], now);
    else {
      one.record = { ...one.record, series: [...before, interval].slice(-KEPT) };
      return tell(one, { series: one.record.series });
    }
    outlet.put(FEED, SOURCE, 'opinion', opinionId(plan.key), one.record);
  }

  function tell({ plan }: Subject, fields: Partial<Opinion>): void {
    outlet.patch(FEED, SOURCE, 'opinion', opinionId(plan.key), fields);
  }

  return {
    step() {
      const { now } = outlet;
      for (; (counted + 1) * WIDTH <= now; counted += 1) {
        for (const one of subjects) count(one, counted * WIDTH, now);
      }
      for (const one of subjects) {
        const rumour = rumourAt(one.plan, now);
        if (!one.record || !rumour) continue;
        const said = one.record.rumour;
        if (said && Boolean(said.fact) === Boolean(rumour.fact)) continue;
        one.record = { ...one.record, rumour };
        tell(one, { rumour });
      }
    },
    putAll() {
      for (const { plan, record } of subjects) {
        if (record) outlet.put(FEED, SOURCE, 'opinion', opinionId(plan.key), record);
      }
    },
  };
}
