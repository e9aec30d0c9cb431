import type { Alert } from '../../../shared/domain/alert.ts';
import type { LocalText } from '../../../shared/domain/common.ts';
import { MINUTE, type Instant } from '../../../shared/kit/time.ts';

/** What one message of a chain has otherwise than the one before it. */
export type ChainChange =
  | { readonly field: 'level'; readonly from: Alert['level']; readonly to: Alert['level'] }
  | { readonly field: 'urgency'; readonly from: Alert['urgency']; readonly to: Alert['urgency'] }
  | { readonly field: 'severity'; readonly from: Alert['severity']; readonly to: Alert['severity'] }
  | { readonly field: 'certainty'; readonly from: Alert['certainty']; readonly to: Alert['certainty'] }
  | { readonly field: 'onset' | 'expires'; readonly from: Instant | null; readonly to: Instant | null }
  /** Long texts, and areas: that they changed, not how. */
  | { readonly field: 'event' | 'headline' | 'description' | 'instruction' | 'areas' };

const TEXTS = ['event', 'headline', 'description', 'instruction'] as const;

/** In the order in which an officer asks: how grave, how soon, until when, where, what. */
export function chainChanges(before: Alert, after: Alert): ChainChange[] {
  const changes: ChainChange[] = [];
  if (before.level !== after.level) changes.push({ field: 'level', from: before.level, to: after.level });
  if (before.severity !== after.severity) {
    changes.push({ field: 'severity', from: before.severity, to: after.severity });
  }
  if (before.urgency !== after.urgency) changes.push({ field: 'urgency', from: before.urgency, to: after.urgency });
  if (before.certainty !== after.certainty) {
    changes.push({ field: 'certainty', from: before.certainty, to: after.certainty });
  }
  for (const [field, from, to] of [
    ['onset', before.onsetAt, after.onsetAt],
    ['expires', before.expiresAt, after.expiresAt],
  ] as const) {
    if (minute(from) !== minute(to)) changes.push({ field, from: from ?? null, to: to ?? null });
  }
  if (JSON.stringify(before.areas) !== JSON.stringify(after.areas)) changes.push({ field: 'areas' });
  for (const field of TEXTS) if (!sameText(before[field], after[field])) changes.push({ field });
  return changes;
}

/** What is shown to the minute has not changed within it. */
function minute(at: Instant | undefined): number | undefined {
  return at === undefined ? undefined : Math.floor(at / MINUTE);
}

function sameText(a: LocalText | undefined, b: LocalText | undefined): boolean {
  return a?.zh === b?.zh && a?.en === b?.en;
}
