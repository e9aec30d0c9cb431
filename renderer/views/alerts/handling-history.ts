import { handlingState, type Disposition, type Handling } from '../../../shared/domain/handling.ts';
import type { LocalText } from '../../../shared/domain/common.ts';
import type { Instant } from '../../../shared/kit/time.ts';
import type { TimelineRow } from '../../../shared/protocol/console-api/rows.ts';

export type HandlingEntry =
  | { readonly did: 'acknowledged'; readonly disposition: Disposition }
  | { readonly did: 'closed'; readonly reason: LocalText }
  | { readonly did: 'joined' | 'reopened' | 'seen' | 'snoozedUpdate' | 'unsnoozed' | 'untied' | 'parted' }
  | { readonly did: 'assigned' | 'escalated'; readonly to: string }
  | { readonly did: 'snoozed'; readonly until: Instant }
  | { readonly did: 'tied' | 'parts'; readonly count: number }
  | { readonly did: 'note'; readonly text: LocalText };

export interface HandlingLine {
  readonly id: string;
  readonly at: Instant;
  /** Who did it; null: the clock. */
  readonly officer: string | null;
  readonly post: string | null;
  readonly entry: HandlingEntry;
}

type Set = Partial<Record<keyof Handling, unknown>>;

/** Rows are masked records of any age: what has not the right shape is passed over. */
function entriesOf(set: Set, before: Set): HandlingEntry[] {
  const entries: HandlingEntry[] = [];
  const status = handlingState.safeParse(set.status);
  if (status.success) {
    const { data } = status;
    if (data.state === 'acknowledged') entries.push({ did: 'acknowledged', disposition: data.disposition });
    else if (data.state === 'closed') entries.push({ did: 'closed', reason: data.reason });
    else if (data.state === 'joined') entries.push({ did: 'joined' });
    else if (data.state === 'new' && before.status !== undefined) entries.push({ did: 'reopened' });
  }
  if (lengthOf(set.seenBy) > lengthOf(before.seenBy)) entries.push({ did: 'seen' });
  const { assignee, snoozed, note } = set as Partial<Handling>;
  if (typeof assignee?.to === 'string') entries.push({ did: 'assigned', to: assignee.to });
  if (snoozed?.until === 'update') entries.push({ did: 'snoozedUpdate' });
  else if (typeof snoozed?.until === 'number') entries.push({ did: 'snoozed', until: snoozed.until });
  else if ('snoozed' in set && before.snoozed && !entries.some(({ did }) => did === 'acknowledged' || did === 'closed'))
    entries.push({ did: 'unsnoozed' });
  const climbed = Array.isArray(set.escalations) ? (set.escalations as NonNullable<Handling['escalations']>) : [];
  for (const { to } of climbed.slice(lengthOf(before.escalations))) entries.push({ did: 'escalated', to });
  if ('incidents' in set) entries.push(grown(set.incidents, before.incidents, 'tied', 'untied'));
  if ('parts' in set) entries.push(grown(set.parts, before.parts, 'parts', 'parted'));
  if (note?.text) entries.push({ did: 'note', text: note.text });
  return entries;
}

function lengthOf(value: unknown): number {
  return Array.isArray(value) ? value.length : 0;
}

function grown(now: unknown, before: unknown, more: 'tied' | 'parts', less: 'untied' | 'parted'): HandlingEntry {
  const count = lengthOf(now) - lengthOf(before);
  return count > 0 ? { did: more, count } : { did: less };
}

/** What was done about a warning, newest first: each change of its handling record as one or several lines. */
export function handlingHistory(history: Iterable<TimelineRow>): HandlingLine[] {
  const rows = [...history].sort((a, b) => a.rev - b.rev);
  let before: Set = {};
  const lines: HandlingLine[] = [];
  for (const { id, at, by, set, conflict } of rows) {
    if (conflict !== undefined) continue;
    for (const [part, entry] of entriesOf(set, before).entries()) {
      const isClock = entry.did === 'escalated';
      lines.push({
        id: `${id} ${part}`,
        at,
        officer: isClock ? null : (by?.officer ?? null),
        post: isClock ? null : (by?.post ?? null),
        entry,
      });
    }
    before = { ...before, ...set };
  }
  return lines.reverse();
}
