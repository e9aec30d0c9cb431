import type { Incident, IncidentState } from '../../shared/domain/incident.ts';
import type { LocalText } from '../../shared/domain/common.ts';
import type { Conflict } from '../../shared/domain/conflict.ts';
import type { Instant } from '../../shared/kit/time.ts';
import type { TimelineRow } from '../../shared/protocol/console-api/rows.ts';

/** The states that the loop goes through; an incident that was merged into another has left it. */
export type LoopState = Exclude<IncidentState, 'merged'>;

export const LOOP: readonly LoopState[] = ['reported', 'acknowledged', 'dispatched', 'onScene', 'controlled', 'closed'];

export type LoopStep =
  | { readonly state: LoopState; readonly phase: 'done'; readonly at: Instant }
  /** Passed without anybody having said when. */
  | { readonly state: LoopState; readonly phase: 'missed' }
  /** What is being worked towards. */
  | { readonly state: LoopState; readonly phase: 'doing' }
  | { readonly state: LoopState; readonly phase: 'ahead' };

/** A change's new status, if it set one. History rows are masked records of any age, so nothing about them is taken for granted. */
function statusOf(row: TimelineRow): { readonly state: LoopState; readonly since: Instant } | null {
  const status = row.set['status'];
  if (typeof status !== 'object' || status === null) return null;
  const { state, since } = status as { state?: unknown; since?: unknown };
  if (row.conflict !== undefined) return null;
  const known = LOOP.find((candidate) => candidate === state);
  return known !== undefined && typeof since === 'number' ? { state: known, since: since as Instant } : null;
}

/** The loop from report to feedback, each step with the first time that history gives it. */
export function loopSteps(incident: Incident, history: Iterable<TimelineRow>): LoopStep[] {
  const first = new Map<LoopState, Instant>();
  const keep = (state: LoopState, at: Instant): void => {
    const known = first.get(state);
    if (known === undefined || at < known) first.set(state, at);
  };
  keep('reported', incident.reportedAt);
  for (const row of history) {
    const status = statusOf(row);
    if (status) keep(status.state, status.since);
  }
  const { status } = incident;
  if (status.state !== 'merged') keep(status.state, status.since);
  // A merged one shows how far it had come.
  const reached =
    status.state === 'merged' ? LOOP.findLastIndex((state) => first.has(state)) : LOOP.indexOf(status.state);
  return LOOP.map((state, index) => {
    const at = first.get(state);
    if (index <= reached) return at === undefined ? { state, phase: 'missed' } : { state, phase: 'done', at };
    return { state, phase: index === reached + 1 && status.state !== 'merged' ? 'doing' : 'ahead' };
  });
}

export type JournalEntry =
  | { readonly kind: 'created'; readonly channel: string | null }
  | { readonly kind: 'removed' }
  | { readonly kind: 'note'; readonly by: string; readonly text: LocalText }
  | { readonly kind: 'state'; readonly state: IncidentState; readonly by: string | null }
  /** Two seats changed the same; nothing of the second was written. */
  | { readonly kind: 'conflict'; readonly post: string; readonly fields: readonly string[] }
  | {
      readonly kind: 'resolved';
      readonly choice: 'current' | 'proposed' | 'other';
      readonly post: string;
      readonly reason: LocalText;
    }
  | { readonly kind: 'level'; readonly level: Incident['level'] }
  | { readonly kind: 'reports'; readonly count: number }
  | { readonly kind: 'lead'; readonly lead: string }
  | {
      readonly kind: 'figure';
      readonly label: LocalText;
      readonly value: number | null;
      readonly unit: LocalText | null;
    };

export interface JournalLine {
  readonly id: string;
  readonly at: Instant;
  readonly entered: Instant;
  readonly source: string;
  readonly entry: JournalEntry;
}

function isLocalText(value: unknown): value is LocalText {
  return typeof value === 'object' && value !== null && ('zh' in value || 'en' in value);
}

function noteOf(row: TimelineRow): JournalEntry | null {
  const note = row.set['note'];
  if (typeof note !== 'object' || note === null) return null;
  const { by, text } = note as { by?: unknown; text?: unknown };
  return isLocalText(text) ? { kind: 'note', by: typeof by === 'string' ? by : '', text } : null;
}

function figuresOf(row: TimelineRow, last: Map<string, unknown>): JournalEntry[] {
  const figures = row.set['figures'];
  if (!Array.isArray(figures)) return [];
  const entries: JournalEntry[] = [];
  for (const figure of figures as { key?: unknown; label?: unknown; value?: unknown; unit?: unknown }[]) {
    const { key, label, value, unit } = figure;
    if (typeof key !== 'string' || !isLocalText(label) || last.get(key) === value) continue;
    last.set(key, value);
    entries.push({
      kind: 'figure',
      label,
      value: typeof value === 'number' ? value : null,
      unit: isLocalText(unit) ? unit : null,
    });
  }
  return entries;
}

function isMerge(row: TimelineRow): boolean {
  const status = row.set['status'];
  return typeof status === 'object' && status !== null && (status as { state?: unknown }).state === 'merged';
}

/** The two moments of a conflict that the log tells: that it arose, and how it was settled. */
function conflictOf({ set }: TimelineRow): JournalEntry[] {
  const { status, proposedBy, fields } = set as Partial<Conflict>;
  if (status?.state === 'resolved') {
    return [{ kind: 'resolved', choice: status.choice, post: status.by.post, reason: status.reason }];
  }
  if (!proposedBy || !Array.isArray(fields)) return [];
  return [{ kind: 'conflict', post: proposedBy.post, fields: fields.map(({ field }) => field) }];
}

function changesOf(row: TimelineRow, first: boolean, figures: Map<string, unknown>): JournalEntry[] {
  if (row.conflict !== undefined) return conflictOf(row);
  if (row.op === 'remove') return [{ kind: 'removed' }];
  if (isMerge(row)) return [{ kind: 'state', state: 'merged', by: row.by?.post ?? null }];
  const { channel, level, reports, lead } = row.set;
  const entries: JournalEntry[] = [];
  const status = statusOf(row);
  const note = noteOf(row);
  if (first) entries.push({ kind: 'created', channel: typeof channel === 'string' ? channel : null });
  else {
    if (status) {
      const by = (row.set['status'] as { by?: unknown }).by;
      entries.push({ kind: 'state', state: status.state, by: typeof by === 'string' ? by : null });
    }
    if (isLevel(level)) entries.push({ kind: 'level', level });
    if (typeof reports === 'number' && reports > 1) entries.push({ kind: 'reports', count: reports });
    if (typeof lead === 'string') entries.push({ kind: 'lead', lead });
  }
  if (note) entries.push(note);
  return [...entries, ...figuresOf(row, figures)];
}

function isLevel(value: unknown): value is Incident['level'] {
  return value === 0 || value === 1 || value === 2 || value === 3 || value === 4;
}

/** The log of an incident as a reader wants it, newest first: what happened, by whom, when. Moves alone are no entry. */
export function journal(history: Iterable<TimelineRow>): JournalLine[] {
  // By entry: the lines of a conflict have revisions of their own.
  const rows = [...history].sort((a, b) => a.entered - b.entered || a.rev - b.rev);
  const figures = new Map<string, unknown>();
  const lines = rows.flatMap((row, index) =>
    changesOf(row, index === 0, figures).map((entry, part) => ({
      id: `${row.id} ${part}`,
      at: row.at,
      entered: row.entered,
      source: row.source,
      entry,
    })),
  );
  return lines.reverse();
}
