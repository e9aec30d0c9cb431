import { rule } from '../../../shared/domain/rule.ts';
import type { TimelineRow } from '../../../shared/protocol/console-api/rows.ts';
import { isSameJson } from '../../../shared/kit/equal.ts';
import type { Instant } from '../../../shared/kit/time.ts';

const FIELDS = [
  'name', 'method', 'source', 'districts', 'direction', 'rungs', 'scale', 'clear', 'clearMinutes', 'coolDownMinutes', 'windowMinutes',
  'atLeast', 'usual', 'departments', 'event', 'eventCode', 'instruction', 'enabled', 'why',
] as const; // prettier-ignore
export type RuleField = (typeof FIELDS)[number];

export interface RuleChange {
  readonly version: number;
  readonly at: Instant;
  readonly officer: string;
  readonly post: string;
  readonly why: string | null;
  readonly fields: readonly RuleField[];
  /** Switched on or off by this change; null: neither. */
  readonly enabled: boolean | null;
  /** The first of this city: what it changed of the shipped rule nobody noted. */
  readonly isFirst: boolean;
}

const state = rule.partial();

/** The versions of a rule from the history of its record, newest first. */
export function changesOf(rows: readonly TimelineRow[]): RuleChange[] {
  const changes: RuleChange[] = [];
  let before: Readonly<Record<string, unknown>> = {};
  let isFirst = true;
  for (const { set } of rows) {
    const after = { ...before, ...set };
    const parsed = state.safeParse(withoutNull(after));
    if (!parsed.success) continue;
    const { version, changedBy, why, enabled } = parsed.data;
    const fields = FIELDS.filter((field) => Object.hasOwn(set, field) && !isSameJson(set[field], before[field]));
    const wasEnabled = before['enabled'];
    before = after;
    if (version === undefined || !changedBy) continue;
    const isSwitched = !isFirst && fields.includes('enabled') && wasEnabled !== enabled;
    changes.push({
      version,
      at: changedBy.at,
      officer: changedBy.officer,
      post: changedBy.post,
      why: fields.includes('why') || isFirst ? (why ?? null) : null,
      fields,
      enabled: isSwitched ? (enabled ?? null) : null,
      isFirst,
    });
    isFirst = false;
  }
  return changes.toReversed();
}

function withoutNull(record: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(record).filter(([, value]) => value !== null));
}
