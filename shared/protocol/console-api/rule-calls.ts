import * as z from 'zod';
import { entityId } from '../../domain/common.ts';
import type { Level, LocalText } from '../../domain/common.ts';
import { rule } from '../../domain/rule.ts';
import type { Instant } from '../../kit/time.ts';
import { call } from './call.ts';
import type { Queued } from './queued.ts';

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
  readonly refused: 'rule-matches-everything' | 'rule-matches-nothing' | null;
}

/** A rule as an officer words it; version and hand are added when it is saved. */
export const ruleDraft = rule.omit({ version: true, changedBy: true });
export type RuleDraft = z.infer<typeof ruleDraft>;

export const ruleCalls = {
  previewRule: call<RulePreview>()(z.object({ id: entityId.optional(), rule: ruleDraft })),
  /** Makes or changes a rule. Refused with `rule-matches-everything` and its count. */
  putRule: call<Queued & { readonly id: string }>()(z.object({ id: entityId.optional(), rule: ruleDraft })),
  enableRule: call<Queued>()(z.object({ id: entityId, enabled: z.boolean() })),
};
