import type { Level } from '../../../shared/domain/common.ts';
import { SYMBOL_RADIUS } from '../symbols/symbol-parts.ts';
import type { SymbolFamily } from '../symbols/symbol-look.ts';
import { levelRank } from '../../state/incident-order.ts';
import { cluster } from './clusters.ts';
import type { Clustered } from './clusters.ts';
import { FAN_REACH, fanSlot } from './fan-out.ts';
import type { Frame } from './frame.ts';
import { isShown } from './layer-choice.ts';
import type { HiddenLayers } from './layer-choice.ts';
import { isGliding, placeAt } from './symbol-item.ts';
import type { SymbolItem } from './symbol-item.ts';
import type { SymbolStore } from './symbol-store.ts';
import { scaleOf } from './world.ts';

/** One drawing on the canvas: a thing, or several as one. Place in px of the frame. */
export interface Mark {
  readonly family: SymbolFamily;
  /** The thing, or the worst of several. */
  readonly item: SymbolItem;
  /** All of a cluster, the worst first; null for a single thing. */
  readonly members: readonly SymbolItem[] | null;
  readonly level: Level;
  readonly x: number;
  readonly y: number;
  readonly radius: number;
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
const CLUSTER_PX: Readonly<Record<SymbolFamily, number>> = { incident: 30, unit: 20, facility: 24, sensor: 22 };
/** Below this zoom units are dots: a hundred glyphs over a whole city would hide the incidents (design §1.1). */
const DOT_ZOOM = 12.5;
const DOT_RADIUS = 5.5;
export const DOT_CLUSTER_RADIUS = 8.5;
const DOT_CLUSTER_PX = 13;
/** From so many things of a family on, clusters reach farther: the map must stay readable with a year of calls on it. */
const CROWD = 300;
const CROWD_PX = 46;
const DRAW_ORDER: readonly SymbolFamily[] = ['facility', 'sensor', 'unit', 'incident'];
/** How far beyond the frame symbols are still drawn, px: half of the largest one. */
const BLEED = 40;
export const SELECTED_SCALE = 1.25;

interface Cached {
  readonly stamp: string;
  readonly hidden: HiddenLayers;
  readonly found: Clustered<SymbolItem>;
}

/** Decides what is drawn where. Clusters are kept until a family, the zoom or the choice of layers changes. */
export class SymbolScene {
  readonly #store: SymbolStore;
  readonly #cache = new Map<SymbolFamily, Cached>();
  /** A unit is between two places: the next frame differs from this one. */
  gliding = false;

  constructor(store: SymbolStore) {
    this.#store = store;
  }

  /** The marks of one frame, in the order in which they are drawn. */
  build(frame: Frame, options: SceneOptions): Mark[] {
    this.gliding = false;
    const places = new Map<string, { x: number; y: number }>();
    const incidents = this.#marks('incident', frame, options, places);
    const marks: Mark[] = [];
    for (const family of DRAW_ORDER) {
      const found = family === 'incident' ? incidents : this.#marks(family, frame, options, places);
      found.sort((a, b) => levelRank(b.level) - levelRank(a.level) || a.item.order - b.item.order);
      for (const mark of found) marks.push(mark);
    }
    const chosen = marks.findIndex((mark) => mark.selected);
    if (chosen >= 0) marks.push(...marks.splice(chosen, 1));
    return marks;
  }

  #marks(
    family: SymbolFamily,
    frame: Frame,
    options: SceneOptions,
    places: Map<string, { x: number; y: number }>,
  ): Mark[] {
    const { singles, clusters } = this.#clustered(family, frame.zoom, options);
    const marks: Mark[] = [];
    const atScene = new Map<string, SymbolItem[]>();
    for (const item of singles) {
      const { x, y } = this.#toPixels(item, frame, options.time);
      if (family === 'incident') places.set(item.id, { x, y });
      // Which units are at an incident is told around its symbol.
      const scene =
        item.task !== null && item.fresh.look.family === 'unit' && item.fresh.look.fill === 'onScene'
          ? places.get(item.task)
          : undefined;
      if (scene && item.key !== options.selected && Math.hypot(scene.x - x, scene.y - y) < FAN_REACH) {
        const others = atScene.get(item.task as string);
        if (others) others.push(item);
        else atScene.set(item.task as string, [item]);
      } else if (inFrame(x, y, frame)) marks.push(this.#mark(item, null, x, y, frame.zoom, options));
    }
    for (const { x: worldX, y: worldY, members } of clusters) {
      const x = worldX * frame.scale - frame.left;
      const y = worldY * frame.scale - frame.top;
      if (family === 'incident') for (const member of members) places.set(member.id, { x, y });
      if (inFrame(x, y, frame)) marks.push(this.#mark(members[0] as SymbolItem, members, x, y, frame.zoom, options));
    }
    for (const [incident, units] of atScene) {
      const scene = places.get(incident);
      if (scene && inFrame(scene.x, scene.y, frame)) marks.push(...this.#fan(units, scene, frame.zoom, options));
    }
    return marks;
  }

  /** Units at one scene, around its symbol. */
  #fan(units: SymbolItem[], scene: { x: number; y: number }, zoom: number, options: SceneOptions): Mark[] {
    units.sort((a, b) => a.order - b.order);
    const dots = zoom < DOT_ZOOM && options.selected !== `incident:${units[0]?.task}`;
    const marks: Mark[] = [];
    for (const [index, unit] of units.entries()) {
      const { dx, dy, shared } = fanSlot(index, units.length, dots ? DOT_RADIUS : SYMBOL_RADIUS.unit);
      marks.push(this.#mark(unit, shared ? units.slice(index) : null, scene.x + dx, scene.y + dy, zoom, options));
      if (shared) break;
    }
    return marks;
  }

  #mark(
    item: SymbolItem,
    members: readonly SymbolItem[] | null,
    x: number,
    y: number,
    zoom: number,
    { selected }: SceneOptions,
  ): Mark {
    const chosen = item.key === selected;
    const comes = item.task !== null && selected === `incident:${item.task}`;
    const dot = item.family === 'unit' && zoom < DOT_ZOOM && !chosen && !comes;
    const full = SYMBOL_RADIUS[item.family] * (chosen ? SELECTED_SCALE : 1);
    const radius = dot ? (members ? DOT_CLUSTER_RADIUS : DOT_RADIUS) : full;
    return { family: item.family, item, members, level: item.level, x, y, radius, selected: chosen, dot };
  }

  #toPixels(item: SymbolItem, frame: Frame, time: number): { x: number; y: number } {
    if (isGliding(item, time)) this.gliding = true;
    const { x, y } = placeAt(item, time);
    return { x: x * frame.scale - frame.left, y: y * frame.scale - frame.top };
  }

  #clustered(family: SymbolFamily, zoom: number, { hidden, selected }: SceneOptions): Clustered<SymbolItem> {
    const own = selected && this.#store.items.get(selected)?.family === family ? selected : '';
    const stamp = `${this.#store.versions[family]}|${zoom}|${own}`;
    const cached = this.#cache.get(family);
    if (cached && cached.stamp === stamp && cached.hidden === hidden) return cached.found;
    const shown: SymbolItem[] = [];
    for (const item of this.#store.family(family)) {
      if (item.key === selected || isShown(item, hidden, zoom)) shown.push(item);
    }
    // A unit under way or at work is never part of a heap; parked ones may be.
    const near = family === 'unit' && zoom < DOT_ZOOM ? DOT_CLUSTER_PX : CLUSTER_PX[family];
    const reach = shown.length > CROWD ? CROWD_PX : near;
    const found = cluster(shown, reach / scaleOf(zoom), (item) => item.key === selected || !item.parked);
    this.#cache.set(family, { stamp, hidden, found });
    return found;
  }
}

function inFrame(x: number, y: number, frame: Frame): boolean {
  return x > -BLEED && y > -BLEED && x < frame.width + BLEED && y < frame.height + BLEED;
}
