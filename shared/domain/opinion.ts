import * as z from 'zod';
import type { Brand } from '../kit/brand.ts';
import { departmentCode, instantSchema, localText } from './common.ts';
import { internal, open } from './field-class.ts';
import { MINUTE } from '../kit/time.ts';

export type OpinionId = Brand<string, 'OpinionId'>;

/** Where people speak, as kinds; accounts and persons are never taken in. */
export const OPINION_SOURCES = ['microblog', 'shortVideo', 'chatGroup', 'forum', 'news', 'hotline'] as const;

/** What was done about a subject of talk: answered in public · refuted · passed on to who can help · watched. */
export const OPINION_ANSWERS = ['replied', 'refuted', 'passedOn', 'watched'] as const;
export type OpinionAnswer = (typeof OPINION_ANSWERS)[number];

/** Intervals that a record carries: half a day of five minutes. */
export const MAX_INTERVALS = 144;
const MAX_QUOTE = 200;

const hand = { at: instantSchema, by: z.string().max(64) };

/**
 * One subject of talk (舆情话题) as counts: how many posts, how many of them against, angry or afraid. Never a person: quotes are short
 * and without a name or account.
 */
export const opinion = z.strictObject({
  subject: open(localText),
  /** Words by which the source counts a post to it. */
  keywords: open(z.array(z.string().min(1).max(40)).max(20)),
  sources: open(z.array(z.enum(OPINION_SOURCES)).max(OPINION_SOURCES.length)),
  /** Equal intervals, oldest first, the last one complete; `at` is its begin. A missing one is unknown, not 0. */
  series: open(
    z
      .array(z.strictObject({ at: instantSchema, count: z.int().min(0), negative: z.int().min(0) }))
      .max(MAX_INTERVALS)
      .refine((series) => series.every(({ count, negative }) => negative <= count), { error: 'opinion-negative-over-count' })
      .refine((series) => series.every(({ at }, index) => index === 0 || at > (series[index - 1]?.at ?? 0)), { error: 'opinion-out-of-order' }),
  ), // prettier-ignore
  samples: open(
    z
      .array(
        z.strictObject({
          source: z.enum(OPINION_SOURCES),
          text: localText.refine(({ zh = '', en = '' }) => Math.max(zh.length, en.length) <= MAX_QUOTE, { error: 'opinion-quote-too-long' }),
        }),
      )
      .max(5),
  ), // prettier-ignore
  /** The first post on it that the source knows. */
  firstSeenAt: open(instantSchema),
  /** What is claimed without ground, and what the responsible department says; `fact` absent: not checked yet. */
  rumour: open(
    z
      .strictObject({
        claim: localText,
        since: instantSchema,
        fact: z.strictObject({ text: localText, department: departmentCode, at: instantSchema }).optional(),
      })
      .optional(),
  ),
  /** Reported upwards: when, by which post, to which. */
  reported: internal(z.strictObject({ ...hand, to: z.string().max(64) }).optional()),
  handled: internal(z.strictObject({ ...hand, how: z.enum(OPINION_ANSWERS), text: localText }).optional()),
});
export type Opinion = z.infer<typeof opinion>;

/** Time from the first post of a rise until it is known, reported, handled (K-31 of the city's indicators, without a response level). */
export const OPINION_LIMITS = { known: 30 * MINUTE, reported: 60 * MINUTE, handled: 180 * MINUTE } as const;
