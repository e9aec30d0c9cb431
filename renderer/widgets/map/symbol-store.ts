import { instant, type Instant } from '../../../shared/kit/time.ts';
import type { EntityRow } from '../../../shared/protocol/console-api/rows.ts';
import type { Delta, LiveCollection } from '../../state/live-collection.ts';
import type { SymbolFamily } from '../symbols/symbol-look.ts';
import { SymbolGroups } from './symbol-groups.ts';
import { drawingsOf, placeAt } from './symbol-item.ts';
import type { SymbolItem, SymbolRow, SymbolTopic } from './symbol-item.ts';
import { metresPerWorld } from './world.ts';

/** A move longer than this is a cut, not a glide (design §4), metres. */
const LONGEST_GLIDE = 500;

/**
 * All things that have a symbol, kept from the deltas of the live collections. No React and no copies per frame: the
 * canvas reads the items as they are (rule M1).
 */
export class SymbolStore {
  readonly items = new Map<string, SymbolItem>();
  /** The same items by place (rule M2). */
  readonly groups = new SymbolGroups();
  /** Counts up when the family's members, their places or their looks change; caches compare it. */
  readonly versions: Record<SymbolFamily, number> = { incident: 0, unit: 0, facility: 0, hazard: 0, sensor: 0 };
  /** Incidents that have a position, closed ones included: what the collection must agree with. */
  readonly locatedIncidents = new Set<string>();
  /** Newest entry time at the hub among all rows taken, for measuring the way from hub to glass. */
  newestEntered = 0;
  reducedMotion = false;
  readonly #families: Record<SymbolFamily, Set<SymbolItem>> = {
    incident: new Set(), unit: new Set(), facility: new Set(), hazard: new Set(), sensor: new Set(),
  }; // prettier-ignore
  readonly #changed: () => void;
  readonly #now: () => Instant;
  #arrivals = 0;

  /** `changed` is called after every change; it should only ask for a frame. `now`: for what is overdue from a date on. */
  constructor(changed: () => void, now: () => Instant = () => instant(0)) {
    this.#changed = changed;
    this.#now = now;
  }

  family(family: SymbolFamily): ReadonlySet<SymbolItem> {
    return this.#families[family];
  }

  find(topic: SymbolTopic, id: string): SymbolItem | undefined {
    return this.items.get(`${topic}:${id}`);
  }

  /** Follows a collection from its present rows on. Returns the function that stops. */
  follow<T extends SymbolTopic>(topic: T, collection: LiveCollection<EntityRow<T>>): () => void {
    const put = (row: EntityRow<T>): void => this.#put(topic, row as unknown as SymbolRow);
    for (const row of collection.rows.values()) put(row);
    this.#changed();
    return collection.onDelta((delta: Delta<EntityRow<T>>) => {
      if (delta.restart) this.#forget(topic);
      for (const row of delta.put) put(row);
      for (const id of delta.remove) this.#remove(topic, id);
      this.#changed();
    });
  }

  /** Time went on: a date may have passed. */
  tick(): void {
    for (const item of [...this.#families.hazard]) this.#put('hazard', item.row);
  }

  #put(topic: SymbolTopic, row: SymbolRow): void {
    if (row.entered > this.newestEntered) this.newestEntered = row.entered;
    const key = `${topic}:${row.id}`;
    if (topic === 'incident') {
      if (row.data.at) this.locatedIncidents.add(row.id);
      else this.locatedIncidents.delete(row.id);
    }
    const drawn = drawingsOf(row, this.#now());
    const known = this.items.get(key);
    if (!drawn || (known && known.family !== drawn.family)) this.#drop(key);
    if (!drawn) return;
    const item = this.items.get(key);
    if (item) {
      item.row = row;
      this.#update(item, drawn);
      return;
    }
    this.#arrivals += 1;
    const fresh: SymbolItem = {
      key,
      topic,
      id: row.id,
      order: this.#arrivals,
      row,
      ...drawn,
      fromX: drawn.x,
      fromY: drawn.y,
      movedAt: -Infinity,
      group: null,
      leaf: null,
      alive: true,
    };
    this.items.set(key, fresh);
    this.groups.put(fresh);
    this.#families[fresh.family].add(fresh);
    this.versions[fresh.family] += 1;
  }

  #update(item: SymbolItem, drawn: NonNullable<ReturnType<typeof drawingsOf>>): void {
    if (item.x !== drawn.x || item.y !== drawn.y) this.#move(item, drawn.x, drawn.y);
    const same = item.fresh === drawn.fresh && item.parked === drawn.parked && item.task === drawn.task;
    if (!same) {
      item.fresh = drawn.fresh;
      item.stale = drawn.stale;
      item.level = drawn.level;
      item.parked = drawn.parked;
      item.task = drawn.task;
      item.weight = drawn.weight;
      this.groups.put(item);
      this.versions[item.family] += 1;
    }
    item.heading = drawn.heading;
  }

  #move(item: SymbolItem, x: number, y: number): void {
    const now = performance.now();
    const { x: fromX, y: fromY } = placeAt(item, now);
    const metres = Math.hypot(x - fromX, y - fromY) * metresPerWorld(y);
    const { x: wasX, y: wasY } = item;
    item.x = x;
    item.y = y;
    item.group?.tree.move(item, wasX, wasY);
    item.fromX = fromX;
    item.fromY = fromY;
    item.movedAt = this.reducedMotion || metres > LONGEST_GLIDE || item.family !== 'unit' ? -Infinity : now;
    this.versions[item.family] += 1;
  }

  #remove(topic: SymbolTopic, id: string): void {
    if (topic === 'incident') this.locatedIncidents.delete(id);
    this.#drop(`${topic}:${id}`);
  }

  #drop(key: string): void {
    const item = this.items.get(key);
    if (!item) return;
    this.items.delete(key);
    this.groups.drop(item);
    item.alive = false;
    this.#families[item.family].delete(item);
    this.versions[item.family] += 1;
  }

  #forget(topic: SymbolTopic): void {
    if (topic === 'incident') this.locatedIncidents.clear();
    for (const item of [...this.items.values()]) if (item.topic === topic) this.#drop(item.key);
  }
}
