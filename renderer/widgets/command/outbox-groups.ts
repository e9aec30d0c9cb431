import type { Incident } from '../../../shared/domain/incident.ts';
import type { Instant } from '../../../shared/kit/time.ts';
import { commandTypes, isCommandType } from '../../../shared/protocol/commands/command-types.ts';
import type { EntityRow, OutboxRow } from '../../../shared/protocol/console-api/rows.ts';

export type ConflictRow = EntityRow<'conflict'>;

/**
 * `waiting`: its effect may still come, or somebody must settle its conflict · `again`: it has no effect and the officer has
 * not decided again · `settled`: nothing is left to do.
 */
export type OutboxGroup = 'waiting' | 'again' | 'settled';

export interface GroupContext {
  /** Ids of commands that were given again, and the number of the newest that stands for them. */
  readonly resent: ReadonlyMap<string, number>;
  /** Whether a conflict is still to be decided; one that this window does not have yet is. */
  readonly isConflictOpen: (commandId: string) => boolean;
}

export function groupOf(row: OutboxRow, { resent, isConflictOpen }: GroupContext): OutboxGroup {
  switch (row.status.state) {
    case 'queued':
    case 'sent':
    case 'accepted':
    case 'unknown':
      return 'waiting';
    case 'conflict':
      return isConflictOpen(row.id) ? 'waiting' : 'settled';
    case 'expired':
    case 'rejected':
    case 'undone':
      return resent.has(row.id) ? 'settled' : 'again';
    case 'effectSeen':
    case 'withdrawn':
      return 'settled';
  }
}

export interface Grouped {
  readonly waiting: readonly OutboxRow[];
  readonly again: readonly OutboxRow[];
  readonly settled: readonly OutboxRow[];
  readonly resent: ReadonlyMap<string, number>;
}

/** What waits in the order it is sent; what is over with the newest first. */
export function groupOutbox(rows: Iterable<OutboxRow>, conflicts: ReadonlyMap<string, ConflictRow>): Grouped {
  const all = [...rows];
  const resent = new Map<string, number>();
  for (const { resendOf, stationSeq } of all) {
    if (resendOf !== undefined) resent.set(resendOf, Math.max(stationSeq, resent.get(resendOf) ?? 0));
  }
  const isConflictOpen = (id: string): boolean => conflicts.get(id)?.data.status.state !== 'resolved';
  const groups = { waiting: [] as OutboxRow[], again: [] as OutboxRow[], settled: [] as OutboxRow[] };
  for (const row of all) groups[groupOf(row, { resent, isConflictOpen })].push(row);
  const inOrder = (a: OutboxRow, b: OutboxRow): number => a.stationSeq - b.stationSeq || (a.id < b.id ? -1 : 1);
  groups.waiting.sort(inOrder);
  groups.again.sort(inOrder);
  groups.settled.sort((a, b) => inOrder(b, a));
  return { ...groups, resent };
}

/** How many orders have an outcome that is not known yet. */
export function countUnsettled({ rows }: { readonly rows: ReadonlyMap<string, OutboxRow> }): number {
  let waiting = 0;
  for (const { status } of rows.values()) {
    const { state } = status;
    if (state === 'queued' || state === 'sent' || state === 'accepted' || state === 'unknown') waiting += 1;
  }
  return waiting;
}

/**
 * Others changed other fields of the same record meanwhile, and both stand. A unit's position moves all the time; that is nobody's
 * judgement beside the officer's, and not worth a word.
 */
export function wasMerged({ merged, topic }: OutboxRow): boolean {
  return merged === true && topic !== 'resource';
}

/** Not yet at the hub, as far as anybody knows: what would be read out over the phone. */
export function isUnsent({ status }: OutboxRow): boolean {
  return status.state === 'queued' || status.state === 'sent' || status.state === 'unknown';
}

export interface OutboxActions {
  /** Ask the hub again under the same id. */
  readonly retry: boolean;
  /** A new command with a new time. */
  readonly resend: boolean;
  readonly edit: boolean;
  readonly withdraw: boolean;
}

/** Where changing the words or the amount makes another order of the same meaning. */
const EDITABLE: ReadonlySet<string> = new Set([
  'incident.create',
  'incident.change',
  'incident.close',
  'incident.addNote',
  'stock.move',
]);

/** What may be done with a row. Whether the core still agrees is said by its answer. */
export function actionsOf(row: OutboxRow, isResent: boolean): OutboxActions {
  const none = { retry: false, resend: false, edit: false, withdraw: false };
  // A command that another station handed over is not ours to change.
  const isOwn = row.carriedFrom === undefined;
  const isKnown = isCommandType(row.type);
  switch (row.status.state) {
    case 'queued':
      return { ...none, retry: true, edit: isOwn && EDITABLE.has(row.type), withdraw: isOwn };
    case 'sent':
    case 'unknown':
      return { ...none, retry: true };
    case 'expired':
    case 'rejected':
    case 'withdrawn':
    case 'undone':
      return { ...none, resend: isOwn && isKnown && !isResent, edit: isOwn && !isResent && EDITABLE.has(row.type) };
    case 'accepted':
    case 'effectSeen':
    case 'conflict':
      return none;
  }
}

/** Which incident an order serves; null when none. */
export function incidentOf(row: OutboxRow): string | null {
  if (row.topic === 'incident') return row.entityId;
  const payload = row.payload;
  if (typeof payload !== 'object' || payload === null || !('incident' in payload)) return null;
  return typeof payload.incident === 'string' ? payload.incident : null;
}

export interface PhoneCall {
  readonly feed: string;
  /** The most urgent order of this feed. */
  readonly first: OutboxRow;
  readonly others: number;
  /** The limit of the incident that the order serves; null when it has none. */
  readonly limit: Instant | null;
  readonly inConflict: boolean;
}

/**
 * Whom to call while feeds are down: one call a department, for the most urgent of its orders that have not left. By the limit
 * of the incident, then by its level, then by who waits longest; what must first be decided stands last.
 */
export function phoneCalls(
  waiting: readonly OutboxRow[],
  isDown: (feed: string) => boolean,
  incident: (id: string) => Incident | undefined,
): PhoneCall[] {
  const urgency = (row: OutboxRow): readonly number[] => {
    const about = incident(incidentOf(row) ?? '');
    const level = about?.level ?? 0;
    return [
      row.status.state === 'conflict' ? 1 : 0,
      about?.due?.at ?? Number.MAX_SAFE_INTEGER,
      level === 0 ? 5 : level,
      row.issuedAt,
    ];
  };
  const compare = (a: OutboxRow, b: OutboxRow): number => {
    const [left, right] = [urgency(a), urgency(b)];
    const place = left.findIndex((value, index) => value !== right[index]);
    return place < 0 ? 0 : (left[place] ?? 0) - (right[place] ?? 0);
  };
  const byFeed = new Map<string, OutboxRow[]>();
  for (const row of waiting) {
    if (!isDown(row.feed) || !(isUnsent(row) || row.status.state === 'conflict') || isSilent(row)) continue;
    byFeed.set(row.feed, [...(byFeed.get(row.feed) ?? []), row]);
  }
  return [...byFeed]
    .map(([feed, rows]) => ({ feed, rows: rows.toSorted(compare) }))
    .toSorted((a, b) => (a.rows[0] && b.rows[0] ? compare(a.rows[0], b.rows[0]) : 0))
    .flatMap(({ feed, rows }) => {
      const first = rows[0];
      if (!first) return [];
      const limit = incident(incidentOf(first) ?? '')?.due?.at ?? null;
      return [{ feed, first, others: rows.length - 1, limit, inConflict: first.status.state === 'conflict' }];
    });
}

/** Notes and judgements move nobody; for what is only carried, the station that gave it calls: two calls would send two units. */
function isSilent({ type, carriedFrom }: OutboxRow): boolean {
  if (carriedFrom !== undefined) return true;
  return type === 'incident.addNote' || (isCommandType(type) && commandTypes[type].topic === 'conflict');
}
