import type { Level } from '../../../shared/domain/common.ts';
import { SYMBOL_RADIUS } from '../symbols/symbol-parts.ts';
import type { SymbolFamily } from '../symbols/symbol-look.ts';
import { levelRank } from '../../state/incident-order.ts';
import { cluster } from './clusters.ts';
import { CrowdRoom } from './crowd-room.ts';
import { FAN_REACH, fanSlot } from './fan-out.ts';
import { grownBox } from './frame.ts';
import type { Frame } from './frame.ts';
import { heapsOf } from './heaps.ts';
import type { Heap } from './heaps.ts';
import { isShown } from './layer-choice.ts';
import type { HiddenLayers } from './layer-choice.ts';
import { glideOf, placeAt } from './symbol-item.ts';
import type { SymbolItem } from './symbol-item.ts';
import type { SymbolStore } from './symbol-store.ts';
import { scaleOf } from './world.ts';

/** One drawing on the canvas: a thing, or several as one. Place in px of the frame. */
export interface Mark {
  readonly family: SymbolFamily;
  /** The thing, or the worst of several. */
  readonly item: SymbolItem;
  /** How many it stands for. */
  readonly count: number;
  /** All of a cluster, the worst first; null for a single thing. Of a crowd it is looked up when asked: not in a drawing. */
  readonly members: readonly SymbolItem[] | null;
  readonly level: Level;
  readonly x: number;
  readonly y: number;
  readonly radius: number;
  /** Size of the drawing; a symbol is made for 1. */
  readonly scale: number;
  readonly selected: boolean;
  /** A unit seen from far: a small circle without its glyph. */
  readonly dot: boolean;
}

export interface SceneOptions {
  readonly hidden: HiddenLayers;
  /** Key of the selected item. */
  readonly selected: string | null;
  /** `performance.now()` of the frame. */
  readonly time: number;
}

/** Two symbols of a family nearer than this, px, become one. */
const CLUSTER_PX: Readonly<Record<SymbolFamily, number>> = {
  incident: 30, unit: 20, facility: 24, hazard: 24, sensor: 22,
}; // prettier-ignore
/** Below this zoom units are dots: a hundred glyphs over a whole city would hide the incidents (design §1.1). */
const DOT_ZOOM = 12.5;
const DOT_RADIUS = 5.5;
export const DOT_CLUSTER_RADIUS = 8.5;
const DOT_CLUSTER_PX = 13;
/** From so many things of a family on it is a crowd: heaps by cells that reach farther, so that the map can be read. */
const CROWD = 300;
const CROWD_PX: Readonly<Record<SymbolFamily, number>> = {
  incident: 46, unit: 50, facility: 46, hazard: 46, sensor: 46,
}; // prettier-ignore
/**
 * The zoom from which a crowd of so many has room: its units under way stand each by itself, and nothing is drawn smaller.
 * Half a zoom nearer halves what is in sight.
 */
const ROOM = { zoom: 14.5, things: 10_000 } as const;
const CROWD_SCALE = 0.72;
const DRAW_ORDER: readonly SymbolFamily[] = ['facility', 'hazard', 'sensor', 'unit', 'incident'];
/** How far beyond the frame symbols are still drawn, px: half of the largest one. */
const BLEED = 40;
export const SELECTED_SCALE = 1.25;
/** A glide over less than this, px, is not seen: it asks for no frame. */
const SEEN = 0.5;

interface Point {
  readonly x: number;
  readonly y: number;
}

/** What stands by itself, and what stands for several. */
interface Found {
  readonly singles: readonly SymbolItem[];
  readonly heaps: readonly Heap[];
}

interface Cached extends Found {
  readonly stamp: string;
  readonly hidden: HiddenLayers;
}

class HeapMark implements Mark {
  readonly family: SymbolFamily;
  readonly item: SymbolItem;
  readonly count: number;
  readonly level: Level;
  readonly x: number;
  readonly y: number;
  readonly radius: number;
  readonly scale = 1;
  readonly selected = false;
  readonly dot: boolean;
  readonly #heap: Heap;
  #members: readonly SymbolItem[] | null = null;

  constructor(heap: Heap, { x, y }: Point, { dot, radius }: Pick<Mark, 'dot' | 'radius'>) {
    this.#heap = heap;
    this.item = heap.worst;
    this.family = this.item.family;
    this.level = this.item.level;
    this.count = heap.count;
    this.x = x;
    this.y = y;
    this.dot = dot;
    this.radius = radius;
  }

  get members(): readonly SymbolItem[] {
    this.#members ??= this.#heap.members();
    return this.#members;
  }
}

/**
 * Decides what is drawn where. Few things of a family are joined exactly, and the joints are kept until a member, the zoom
 * or the choice of layers changes; a crowd is joined anew for each frame, but only what is in sight of it.
 */
export class SymbolScene {
  readonly #store: SymbolStore;
  readonly #cache = new Map<SymbolFamily, Cached>();
  #lifted: { readonly stamp: string; readonly items: ReadonlySet<SymbolItem> } = { stamp: '', items: new Set() };
  /** A unit is between two places: the next frame differs from this one. */
  gliding = false;

  constructor(store: SymbolStore) {
    this.#store = store;
  }

  /** The marks of one frame, in the order in which they are drawn. */
  build(frame: Frame, options: SceneOptions): Mark[] {
    this.gliding = false;
    this.#store.groups.hide(options.hidden, this.#store.items.values());
    this.#lift(options.selected);
    const places = new Map<string, Point>();
    const incidents = this.#marks('incident', frame, options, places, null);
    const room = this.#isCrowd('unit', frame.zoom) ? new CrowdRoom(incidents) : null;
    const marks: Mark[] = [];
    for (const family of DRAW_ORDER) {
      const found =
        family === 'incident'
          ? incidents
          : this.#marks(family, frame, options, places, family === 'unit' ? room : null);
      found.sort((a, b) => levelRank(b.level) - levelRank(a.level) || a.item.order - b.item.order);
      for (const mark of found) marks.push(mark);
    }
    const chosen = marks.findIndex((mark) => mark.selected);
    if (chosen >= 0) marks.push(...marks.splice(chosen, 1));
    return marks;
  }

  /** The selected one and the units on their way to it belong to no heap. */
  #lift(selected: string | null): void {
    const chosen = selected === null ? undefined : this.#store.items.get(selected);
    const stamp = chosen ? `${selected}|${chosen.topic === 'incident' ? this.#store.versions.unit : ''}` : '';
    if (stamp === this.#lifted.stamp) return;
    const items = new Set<SymbolItem>();
    if (chosen) items.add(chosen);
    if (chosen?.topic === 'incident')
      for (const unit of this.#store.family('unit')) if (unit.task === chosen.id) items.add(unit);
    this.#lifted = { stamp, items };
    this.#store.groups.lift(items);
  }

  #marks(
    family: SymbolFamily,
    frame: Frame,
    options: SceneOptions,
    places: Map<string, Point>,
    room: CrowdRoom | null,
  ): Mark[] {
    const crowded = this.#isCrowd(family, frame.zoom);
    const small = crowded && frame.zoom < roomZoom(this.#store.family(family).size);
    const { singles, heaps } = crowded ? this.#crowd(family, frame, small) : this.#few(family, frame.zoom, options);
    const marks: Mark[] = [];
    const atScene = new Map<string, SymbolItem[]>();
    for (const item of singles) {
      const at = this.#toPixels(item, frame, options.time);
      if (family === 'incident') places.set(item.id, at);
      // Which units are at an incident is told around its symbol.
      const scene = family === 'unit' ? this.#sceneOf(item, at, options.selected, places) : null;
      if (scene !== null) {
        const others = atScene.get(scene);
        if (others) others.push(item);
        else atScene.set(scene, [item]);
      } else if (inFrame(at, frame)) marks.push(single(item, at, frame.zoom, options, small));
    }
    for (const heap of heaps) {
      const at = { x: heap.x * frame.scale - frame.left, y: heap.y * frame.scale - frame.top };
      if (family === 'incident' && !crowded) for (const { id } of heap.members()) places.set(id, at);
      if (!inFrame(at, frame)) continue;
      const look = heapLook(heap, frame.zoom, small);
      marks.push(new HeapMark(heap, room?.beside({ ...at, radius: look.radius }) ?? at, look));
    }
    for (const [incident, units] of atScene) {
      const scene = places.get(incident);
      if (scene && inFrame(scene, frame)) marks.push(...fan(units, scene, frame.zoom, options));
    }
    return marks;
  }

  /** Id of the incident around whose symbol a unit is drawn; null: it stands where it is. */
  #sceneOf(unit: SymbolItem, at: Point, selected: string | null, places: Map<string, Point>): string | null {
    const { look } = unit.fresh;
    if (unit.task === null || look.family !== 'unit' || look.fill !== 'onScene' || unit.key === selected) return null;
    const scene = places.get(unit.task);
    return scene && Math.hypot(scene.x - at.x, scene.y - at.y) < FAN_REACH ? unit.task : null;
  }

  #toPixels(item: SymbolItem, frame: Frame, time: number): Point {
    if (glideOf(item, time) * frame.scale > SEEN) this.gliding = true;
    const { x, y } = placeAt(item, time);
    return { x: x * frame.scale - frame.left, y: y * frame.scale - frame.top };
  }

  #isCrowd(family: SymbolFamily, zoom: number): boolean {
    if (this.#store.family(family).size <= CROWD) return false;
    return this.#store.groups.of(family, zoom).reduce((sum, { tree }) => sum + tree.size, 0) > CROWD;
  }

  #crowd(family: SymbolFamily, frame: Frame, dense: boolean): Found {
    const singles: SymbolItem[] = [];
    const heaps: Heap[] = [];
    const groups = this.#store.groups.of(family, frame.zoom);
    // Five thousand dots that overlap tell less than a count: from far, units under way are counted too.
    const joinsAll = family === 'unit' && dense;
    const joined = joinsAll ? groups : groups.filter(({ alone }) => !alone);
    for (const heap of heapsOf(joined, frame.box, frame.zoom, CROWD_PX[family])) {
      if (heap.count === 1) singles.push(heap.worst);
      else heaps.push(heap);
    }
    const box = grownBox(frame, BLEED);
    const take = (item: SymbolItem): unknown => singles.push(item);
    for (const { alone, tree } of groups) if (alone && !joinsAll) tree.visit(box, Infinity, () => undefined, take);
    for (const item of this.#lifted.items) if (item.family === family && item.alive) singles.push(item);
    return { singles, heaps };
  }

  #few(family: SymbolFamily, zoom: number, { hidden, selected }: SceneOptions): Found {
    const own = selected && this.#store.items.get(selected)?.family === family ? selected : '';
    const stamp = `${this.#store.versions[family]}|${zoom}|${own}`;
    const cached = this.#cache.get(family);
    if (cached && cached.stamp === stamp && cached.hidden === hidden) return cached;
    const shown: SymbolItem[] = [];
    for (const item of this.#store.family(family)) {
      if (item.key === selected || isShown(item, hidden, zoom)) shown.push(item);
    }
    // A unit under way or at work is never part of a heap; parked ones may be.
    const reach = family === 'unit' && zoom < DOT_ZOOM ? DOT_CLUSTER_PX : CLUSTER_PX[family];
    const { singles, clusters } = cluster(
      shown,
      reach / scaleOf(zoom),
      (item) => item.key === selected || !item.parked,
    );
    const heaps = clusters.map(({ x, y, members }) => heapOf(x, y, members));
    const found = { stamp, hidden, singles, heaps };
    this.#cache.set(family, found);
    return found;
  }
}

function roomZoom(things: number): number {
  return ROOM.zoom + Math.log2(things / ROOM.things) / 2;
}

function heapOf(x: number, y: number, members: readonly SymbolItem[]): Heap {
  const sorted = [...members].sort((a, b) => a.weight - b.weight || a.order - b.order);
  return { x, y, count: sorted.length, worst: sorted[0] as SymbolItem, members: () => sorted };
}

function single(item: SymbolItem, { x, y }: Point, zoom: number, { selected }: SceneOptions, small: boolean): Mark {
  const chosen = item.key === selected;
  const comes = item.task !== null && selected === `incident:${item.task}`;
  const dot = item.family === 'unit' && zoom < DOT_ZOOM && !chosen && !comes;
  const scale = chosen ? SELECTED_SCALE : small && !comes ? CROWD_SCALE : 1;
  const radius = dot ? DOT_RADIUS : SYMBOL_RADIUS[item.family] * scale;
  return {
    family: item.family, item, count: 1, members: null, level: item.level, x, y, radius, scale, selected: chosen, dot,
  }; // prettier-ignore
}

function heapLook({ worst: { family } }: Heap, zoom: number, crowded: boolean): Pick<Mark, 'dot' | 'radius'> {
  const dot = family === 'unit' && zoom < DOT_ZOOM && !crowded;
  return { dot, radius: dot ? DOT_CLUSTER_RADIUS : SYMBOL_RADIUS[family] };
}

/** Units at one scene, around its symbol. */
function fan(units: SymbolItem[], scene: Point, zoom: number, options: SceneOptions): Mark[] {
  units.sort((a, b) => a.order - b.order);
  const dots = zoom < DOT_ZOOM && options.selected !== `incident:${units[0]?.task}`;
  const marks: Mark[] = [];
  for (const [index, unit] of units.entries()) {
    const { dx, dy, shared } = fanSlot(index, units.length, dots ? DOT_RADIUS : SYMBOL_RADIUS.unit);
    const at = { x: scene.x + dx, y: scene.y + dy };
    if (!shared) {
      marks.push(single(unit, at, zoom, options, false));
      continue;
    }
    const heap = heapOf(unit.x, unit.y, units.slice(index));
    marks.push(new HeapMark(heap, at, { ...heapLook(heap, zoom, false), dot: dots }));
    break;
  }
  return marks;
}

function inFrame({ x, y }: Point, frame: Frame): boolean {
  return x > -BLEED && y > -BLEED && x < frame.width + BLEED && y < frame.height + BLEED;
}
