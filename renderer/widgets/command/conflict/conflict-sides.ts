import type { Level } from '../../../../shared/domain/common.ts';
import type { Conflict, ConflictField, Hand } from '../../../../shared/domain/conflict.ts';
import type { Instant } from '../../../../shared/kit/time.ts';
import { isSameJson } from '../../../../shared/kit/equal.ts';
import type { TimelineRow } from '../../../../shared/protocol/console-api/rows.ts';
import { levelRank } from '../../../state/incident-order.ts';
import type { ConflictRow } from '../outbox-groups.ts';
import { isLevel, isObject } from '../words.ts';

export type { ConflictRow };

/** One of the two values of a conflict. */
export interface Side {
  readonly choice: 'current' | 'proposed';
  /** Null: a department's system, or nobody knows. */
  readonly hand: Hand | null;
  readonly mine: boolean;
  readonly values: ReadonlyMap<string, unknown>;
}

/** The two sides, ours on the left; where none is ours, what stands is. Keys 1 and 2 follow this order. */
export function sidesOf(conflict: Conflict, station: string | undefined): readonly [Side, Side] {
  const side = (choice: Side['choice'], hand: Hand | undefined): Side => ({
    choice,
    hand: hand ?? null,
    mine: hand !== undefined && hand.station === station,
    values: new Map(conflict.fields.map((field) => [field.field, field[choice]])),
  });
  const current = side('current', conflict.currentBy);
  const proposed = side('proposed', conflict.proposedBy);
  return proposed.mine && !current.mine ? [proposed, current] : [current, proposed];
}

export type Consequence =
  | { readonly kind: 'higherLevel'; readonly level: Level }
  | { readonly kind: 'unitStays'; readonly incident: string }
  | { readonly kind: 'stands' };

/** What holds while nobody has decided: of two levels the higher, a unit where it was promised first, else what stands. */
export function consequenceOf(conflict: Conflict): Consequence {
  if (conflict.kind === 'doubleCommitment') {
    const stands = conflict.fields.find(({ field }) => field === 'status')?.current;
    const incident = incidentOfStatus(stands);
    if (incident !== null) return { kind: 'unitStays', incident };
  }
  const levels = conflict.fields.find(({ field }) => field === 'level');
  if (levels && isLevel(levels.current) && isLevel(levels.proposed)) {
    const higher = levelRank(levels.current) <= levelRank(levels.proposed) ? levels.current : levels.proposed;
    return { kind: 'higherLevel', level: higher };
  }
  return { kind: 'stands' };
}

export function incidentOfStatus(status: unknown): string | null {
  return isObject(status) && typeof status['incident'] === 'string' ? status['incident'] : null;
}

/** `deciding`: chosen at this seat, its effect not seen yet. */
export type ConflictGroup = 'open' | 'deciding' | 'resolved';

export function conflictGroup({ data, pending }: ConflictRow): ConflictGroup {
  if (data.status.state === 'open') return 'open';
  return pending && pending.length > 0 ? 'deciding' : 'resolved';
}

export interface ConflictLists {
  readonly open: readonly ConflictRow[];
  readonly deciding: readonly ConflictRow[];
  /** Settled since `since`. */
  readonly resolved: readonly ConflictRow[];
}

/** Open ones oldest first, so that the list stands still while one is decided; settled ones newest first. */
export function groupConflicts(rows: Iterable<ConflictRow>, since: Instant): ConflictLists {
  const lists = { open: [] as ConflictRow[], deciding: [] as ConflictRow[], resolved: [] as ConflictRow[] };
  for (const row of rows) {
    const group = conflictGroup(row);
    if (group !== 'resolved' || settledAt(row) >= since) lists[group].push(row);
  }
  const byAge = (a: ConflictRow, b: ConflictRow): number => a.entered - b.entered || (a.id < b.id ? -1 : 1);
  lists.open.sort(byAge);
  lists.deciding.sort(byAge);
  lists.resolved.sort((a, b) => settledAt(b) - settledAt(a));
  return lists;
}

export function settledAt({ data, entered }: ConflictRow): Instant {
  return data.status.state === 'resolved' ? data.status.by.at : entered;
}

/** One point of the sketch: who set what, when. */
export interface Moment {
  readonly at: Instant;
  readonly kind: 'base' | 'current' | 'proposed';
  readonly value: unknown;
  readonly entered: Instant | null;
  readonly source: string | null;
}

/** The change that gave a field its value, as far back as this console's history of the entity goes. */
function setterOf(field: string, value: unknown, history: readonly TimelineRow[]): TimelineRow | undefined {
  return history
    .filter((row) => row.conflict === undefined && Object.hasOwn(row.set, field) && isSameJson(row.set[field], value))
    .toSorted((a, b) => b.entered - a.entered)[0];
}

/**
 * The base and both values of a conflict's first field in order of time. A hand's own time is when the officer acted; entry is when
 * the hub wrote it, null when this console does not know.
 */
export function momentsOf({ data, entered }: ConflictRow, history: readonly TimelineRow[]): Moment[] {
  const field = leading(data.fields);
  const moments: Moment[] = [];
  const base = 'base' in field ? setterOf(field.field, field.base, history) : undefined;
  if (base) {
    const { at, source } = base;
    moments.push({ at, kind: 'base', value: field.base, entered: base.entered, source });
  }
  const setter = setterOf(field.field, field.current, history);
  const currentAt = data.currentBy?.at ?? setter?.at;
  if (currentAt !== undefined) {
    const source = data.currentBy?.station ?? setter?.source ?? null;
    moments.push({ at: currentAt, kind: 'current', value: field.current, entered: setter?.entered ?? null, source });
  }
  const { at, station } = data.proposedBy;
  moments.push({ at, kind: 'proposed', value: field.proposed, entered, source: station });
  return moments.sort((a, b) => a.at - b.at);
}

/** The field that a conflict is about first of all. */
export function leading(fields: Conflict['fields']): ConflictField {
  const order = ['level', 'status', 'title'];
  const found = order.map((name) => fields.find(({ field }) => field === name)).find((field) => field !== undefined);
  return found ?? (fields[0] as ConflictField);
}

/** What the officer of a side wrote down about the entity, the newest first; null when nothing is known. */
export function noteOf(hand: Hand | null, history: readonly TimelineRow[]): unknown {
  if (!hand) return null;
  const wrote = history.filter(({ by, set }) => {
    return by !== undefined && by.station === hand.station && by.officer === hand.officer && isObject(set['note']);
  });
  const newest = wrote.toSorted((a, b) => b.entered - a.entered)[0]?.set['note'];
  return isObject(newest) ? (newest['text'] ?? null) : null;
}

export interface StockStory {
  readonly before: number;
  readonly steps: readonly { readonly delta: number; readonly station: string }[];
  readonly after: number;
}

/**
 * Moves of one stock by several seats since `since`: what was there, each delta, what is left. Null unless two seats moved some, for
 * only then is there something that could have been overwritten.
 */
export function stockStory(history: readonly TimelineRow[], since: Instant): StockStory | null {
  const rows = history
    .filter(({ set, conflict }) => conflict === undefined && typeof set['quantity'] === 'number')
    .toSorted((a, b) => a.rev - b.rev);
  const steps: { delta: number; station: string }[] = [];
  let before: number | null = null;
  let last: number | null = null;
  for (const { set, by, entered } of rows) {
    const quantity = Number(set['quantity']);
    if (last !== null && by && entered >= since) {
      before ??= last;
      steps.push({ delta: quantity - last, station: by.station });
    } else if (steps.length > 0 && last !== null) {
      // A count by the department in between: what came before it no longer adds up to what is there.
      steps.length = 0;
      before = null;
    }
    last = quantity;
  }
  if (before === null || last === null || new Set(steps.map(({ station }) => station)).size < 2) return null;
  return { before, steps, after: last };
}
