import type { Level } from '../../shared/domain/common.ts';
import type { WarningFold, WarningLine, WarningRow } from '../../shared/protocol/console-api/warning-rows.ts';
import { levelRank } from './incident-order.ts';
import type { LiveCollection } from './live-collection.ts';

/** Where a warning stands on the board: needs somebody now · somebody has it · over · not meant. */
export type WarningGroup = 'now' | 'taken' | 'over' | 'drill';

export function isFold(row: WarningRow): row is WarningFold {
  return row.form === 'fold';
}

/** Put off, until a time or its next message. The core leaves out what is over. */
export function isSnoozed({ handling }: WarningLine): boolean {
  return handling?.snoozed !== undefined;
}

/** A warning whose time is over and that nobody cancelled stays where it was: not known to be over. */
export function groupOf(row: WarningRow): WarningGroup {
  if (row.isDrill) return 'drill';
  if (isFold(row)) return row.open > 0 ? 'now' : 'taken';
  const state = row.handling?.status.state ?? 'new';
  if (row.phase === 'cancelled' || row.phase === 'over' || state === 'closed' || state === 'joined') return 'over';
  return state === 'acknowledged' || isSnoozed(row) ? 'taken' : 'now';
}

/** In force now, and meant; folds are not single warnings. */
export function isCurrent(row: WarningRow): row is WarningLine {
  return !isFold(row) && !row.isDrill && row.phase !== 'over' && row.phase !== 'cancelled';
}

/** Red and orange that nobody has: what the banner shows and what sounds again and again. */
export function isAlarm(row: WarningRow, group: WarningGroup): row is WarningLine {
  return !isFold(row) && group === 'now' && (row.alert.level === 1 || row.alert.level === 2);
}

export function levelOf(row: WarningRow): Level {
  return isFold(row) ? row.level : row.alert.level;
}

const GROUP_RANK: Readonly<Record<WarningGroup, number>> = { now: 0, taken: 1, over: 2, drill: 3 };

/** Needs somebody first, then the gravest, then the newest. */
export function urgencyOf(row: WarningRow): readonly number[] {
  const at = isFold(row) ? row.newestAt : row.alert.sentAt;
  return [GROUP_RANK[groupOf(row)], levelRank(levelOf(row)), -at];
}

interface Entry {
  readonly row: WarningRow;
  readonly group: WarningGroup;
}

/**
 * What bar, banner, rail and sound ask of all current warnings, kept by deltas: with 10,000 of them a count costs nothing
 * (rule A6). A row counts once; a fold for as many as it holds.
 */
export class WarningIndex {
  readonly #entries = new Map<string, Entry>();
  readonly #counts: Record<WarningGroup, number> = { now: 0, taken: 0, over: 0, drill: 0 };
  readonly #alarms = new Map<string, WarningLine>();
  /** Current warning of an earlier message of its chain. */
  readonly #current = new Map<string, string>();
  #sorted: readonly WarningLine[] | null = [];
  #openRed: ReadonlySet<string> | null = new Set();

  constructor(rows: LiveCollection<WarningRow>) {
    for (const row of rows.rows.values()) this.#put(row);
    // As long as the collection lives; both go together.
    rows.onDelta(({ put, remove, restart }) => {
      if (restart) this.#clear();
      for (const row of put) this.#put(row);
      for (const id of remove) this.#drop(id);
    });
  }

  count(group: WarningGroup): number {
    return this.#counts[group];
  }

  /** The gravest first, then the longest waiting. The same list until it changes. */
  get alarms(): readonly WarningLine[] {
    this.#sorted ??= [...this.#alarms.values()].sort(
      (a, b) => levelRank(a.alert.level) - levelRank(b.alert.level) || a.alert.sentAt - b.alert.sentAt,
    );
    return this.#sorted;
  }

  /** Ids of red ones that nobody has. The same set until it changes. */
  get openRed(): ReadonlySet<string> {
    this.#openRed ??= new Set(this.alarms.filter(({ alert }) => alert.level === 1).map(({ id }) => id));
    return this.#openRed;
  }

  /** Id of the current warning that a message belongs to; its own where it is current, or not known. */
  currentOf(id: string): string {
    return this.#entries.has(id) ? id : (this.#current.get(id) ?? id);
  }

  #clear(): void {
    this.#entries.clear();
    this.#current.clear();
    this.#alarms.clear();
    this.#sorted = [];
    this.#openRed = new Set();
    for (const group of Object.keys(this.#counts) as WarningGroup[]) this.#counts[group] = 0;
  }

  #put(row: WarningRow): void {
    this.#drop(row.id);
    const group = groupOf(row);
    this.#entries.set(row.id, { row, group });
    this.#counts[group] += weight(row);
    if (!isFold(row)) for (const earlier of row.before) this.#current.set(earlier, row.id);
    if (isAlarm(row, group)) this.#setAlarm(row.id, row);
  }

  #drop(id: string): void {
    const entry = this.#entries.get(id);
    if (!entry) return;
    this.#entries.delete(id);
    this.#counts[entry.group] -= weight(entry.row);
    if (this.#alarms.has(id)) this.#setAlarm(id, null);
  }

  #setAlarm(id: string, row: WarningLine | null): void {
    if (row) this.#alarms.set(id, row);
    else this.#alarms.delete(id);
    this.#sorted = null;
    this.#openRed = null;
  }
}

function weight(row: WarningRow): number {
  return isFold(row) ? row.count : 1;
}

/** One index per live query. */
const indexes = new WeakMap<LiveCollection<WarningRow>, WarningIndex>();

export function indexOf(rows: LiveCollection<WarningRow>): WarningIndex {
  const known = indexes.get(rows);
  if (known) return known;
  const made = new WarningIndex(rows);
  indexes.set(rows, made);
  return made;
}
