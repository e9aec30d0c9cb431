import * as z from 'zod';
import { entityId, level } from '../../domain/common.ts';
import type { Level, LocalText } from '../../domain/common.ts';
import { rule, type Rule } from '../../domain/rule.ts';
import type { Instant } from '../../kit/time.ts';
import { call } from './call.ts';
import type { Queued } from './queued.ts';

/** A rule of the city or a shipped one, with what it has done. */
export interface RuleLine {
  readonly id: string;
  readonly form: 'rule';
  readonly rule: Rule;
  /** Revision of the city's record; null: it is the shipped rule, unchanged. */
  readonly rev: number | null;
  /** A shipped rule of this id stands behind it. */
  readonly isShipped: boolean;
  readonly lastFiredAt: Instant | null;
  /** Warnings that it raised within the last thirty days, as known here. */
  readonly fired30: number;
  /** Warnings of it that stand now. */
  readonly standing: number;
  /** Why it cannot fire at present: the city has no such records. */
  readonly isBlind: boolean;
  readonly pending: boolean;
}

/** A shipped file, or one rule of it, that could not be read; the others work. */
export interface RuleFaultLine {
  readonly id: string;
  readonly form: 'fault';
  readonly file: string;
  /** Of the rule in it; null: the whole file. */
  readonly rule: string | null;
  readonly code: string;
  readonly detail: string;
}

export type RuleRow = RuleLine | RuleFaultLine;

/** What a rule would have raised: the answer to "would have fired 4 times". */
export interface RulePreview {
  readonly from: Instant;
  readonly until: Instant;
  /** Days of history that were there, of the thirty asked for. */
  readonly days: number;
  readonly count: number;
  /** The newest fifty. */
  readonly firings: readonly {
    readonly at: Instant;
    readonly until: Instant | null;
    readonly level: Level;
    readonly subject: LocalText;
    readonly value: number | null;
  }[];
  /** How many subjects and samples it looked at; a rule that would fire for most of them is refused when it is saved. */
  readonly subjects: number;
  readonly samples: number;
  /** Subjects that it would have fired for, and samples that were over a rung. */
  readonly firedSubjects: number;
  readonly overSamples: number;
  /** False: the time for it was over before all of the history was read; the newest was read first. */
  readonly isComplete: boolean;
  readonly refused: 'rule-matches-everything' | 'rule-matches-nothing' | null;
}

/** A rule as an officer words it; version and hand are added when it is saved. */
export const ruleDraft = rule.omit({ version: true, changedBy: true });
export type RuleDraft = z.infer<typeof ruleDraft>;

const draft = { id: entityId.optional(), rule: ruleDraft };
/** Names the form that asks, so that its newer question ends its older one. */
const asker = z.string().min(1).max(64);

export const ruleCalls = {
  /** Refused with `preview-superseded` when the same form asked anew, or took the question back. */
  previewRule: call<RulePreview>()(z.object({ ...draft, asker: asker.optional() })),
  cancelPreview: call<null>()(z.object({ asker })),
  /**
   * Makes or changes a rule. Refused with `rule-matches-everything` and its count, `rule-matches-nothing`, `rule-department-unknown`,
   * or as `checkRule` says. `after`: the version on screen.
   */
  putRule: call<Queued & { readonly id: string }>()(z.object({ ...draft, after: z.int().min(0).optional() })),
  enableRule: call<Queued>()(z.object({ id: entityId, enabled: z.boolean() })),
  /** Puts a warning of the console's own lower. Refused with `overrule-not-lower`, `alert-not-own`, `alert-over`. */
  overruleWarning: call<Queued>()(z.object({ id: entityId, level, reason: z.string().trim().min(1).max(500) })),
};
