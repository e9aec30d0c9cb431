import type { Instant } from '../../../shared/kit/time.ts';
import type { EntityRow } from '../../../shared/protocol/console-api/rows.ts';
import { levelRank } from '../../state/incident-order.ts';
import type { Delta, LiveCollection } from '../../state/live-collection.ts';
import { areaLook, type AreaLook } from './alert-areas.ts';

type AlertRow = EntityRow<'alert'>;

export interface CurrentArea {
  readonly row: AlertRow;
  readonly look: AreaLook;
}

/**
 * The messages whose areas are drawn, kept by deltas: a frame does not walk thousands of messages to find out which of them
 * were replaced or are over. A change costs itself and the messages that it refers to; all of them are looked at only when one expires.
 */
export class CurrentAreas {
  readonly #alerts: LiveCollection<AlertRow>;
  /** How many messages that are here replace an identifier. */
  readonly #replacedBy = new Map<string, number>();
  readonly #idOf = new Map<string, string>();
  readonly #known = new Map<string, AlertRow>();
  readonly #current = new Map<string, CurrentArea>();
  #sorted: readonly CurrentArea[] | null = null;
  /** The next time at which a look changes by itself. */
  #nextEnd = Infinity;
  #now: Instant;

  constructor(alerts: LiveCollection<AlertRow>, now: Instant) {
    this.#alerts = alerts;
    this.#now = now;
    this.#fill();
  }

  take({ put, remove, restart }: Delta<AlertRow>): void {
    this.#sorted = null;
    if (restart) {
      this.#fill();
      return;
    }
    for (const row of put) this.#put(row);
    for (const id of remove) this.#drop(id);
  }

  /** The least severe first, so that the gravest is drawn last. The same list until something changes. */
  at(now: Instant): readonly CurrentArea[] {
    if (now >= this.#nextEnd || now < this.#now) {
      this.#now = now;
      this.#fill();
      this.#sorted = null;
    }
    this.#now = now;
    this.#sorted ??= [...this.#current.values()].sort(
      (a, b) => levelRank(b.row.data.level) - levelRank(a.row.data.level),
    );
    return this.#sorted;
  }

  #fill(): void {
    this.#replacedBy.clear();
    this.#idOf.clear();
    this.#known.clear();
    this.#current.clear();
    this.#nextEnd = Infinity;
    for (const row of this.#alerts.rows.values()) this.#refer(row, 1);
    for (const row of this.#alerts.rows.values()) this.#look(row);
  }

  #put(row: AlertRow): void {
    const before = this.#known.get(row.id);
    if (before) this.#refer(before, -1);
    this.#refer(row, 1);
    this.#look(row);
    for (const reference of new Set([...(before?.data.references ?? []), ...row.data.references]))
      this.#lookAt(reference);
  }

  #drop(id: string): void {
    const row = this.#known.get(id);
    if (!row) return;
    this.#refer(row, -1);
    this.#known.delete(id);
    this.#idOf.delete(row.data.identifier);
    this.#current.delete(id);
    for (const reference of row.data.references) this.#lookAt(reference);
  }

  #refer(row: AlertRow, by: 1 | -1): void {
    this.#known.set(row.id, row);
    this.#idOf.set(row.data.identifier, row.id);
    if (row.data.msgType !== 'Update' && row.data.msgType !== 'Cancel') return;
    for (const reference of row.data.references) {
      this.#replacedBy.set(reference, (this.#replacedBy.get(reference) ?? 0) + by);
    }
  }

  #lookAt(identifier: string): void {
    const row = this.#known.get(this.#idOf.get(identifier) ?? '');
    if (row) this.#look(row);
  }

  #look(row: AlertRow): void {
    const look = areaLook(row.data, this.#replaced, this.#now);
    if (look) this.#current.set(row.id, { row, look });
    else this.#current.delete(row.id);
    const { expiresAt } = row.data;
    if (expiresAt !== undefined && expiresAt > this.#now) this.#nextEnd = Math.min(this.#nextEnd, expiresAt);
  }

  readonly #replaced: Pick<ReadonlySet<string>, 'has'> = {
    has: (identifier) => (this.#replacedBy.get(identifier) ?? 0) > 0,
  };
}
