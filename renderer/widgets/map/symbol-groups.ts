import type { SymbolFamily } from '../symbols/symbol-look.ts';
import { firstZoom, isHidden } from './layer-choice.ts';
import type { HiddenLayers } from './layer-choice.ts';
import type { SymbolItem } from './symbol-item.ts';
import { SymbolTree } from './symbol-tree.ts';

/** Items of a family that come at the same zoom and are treated alike when it is crowded. */
export interface SymbolGroup {
  readonly family: SymbolFamily;
  /** Never part of a heap: levels 1 and 2, and units that are not parked. */
  readonly alone: boolean;
  readonly firstZoom: number;
  readonly tree: SymbolTree;
}

export function standsAlone(item: SymbolItem): boolean {
  return item.level === 1 || item.level === 2 || !item.parked;
}

/** The spatial index of all that is not hidden: a tree per group. What is lifted is drawn by itself, in no tree. */
export class SymbolGroups {
  readonly #groups = new Map<string, SymbolGroup>();
  #hidden: HiddenLayers = new Set();
  #lifted: ReadonlySet<SymbolItem> = new Set();

  /** Those of a family that this zoom shows. */
  of(family: SymbolFamily, zoom: number): SymbolGroup[] {
    return [...this.#groups.values()].filter((group) => group.family === family && group.firstZoom <= zoom);
  }

  put(item: SymbolItem): void {
    this.drop(item);
    if (isHidden(item, this.#hidden) || this.#lifted.has(item)) return;
    const alone = standsAlone(item);
    const from = firstZoom(item);
    const key = `${item.family}|${alone}|${from}`;
    let group = this.#groups.get(key);
    if (!group) {
      group = { family: item.family, alone, firstZoom: from, tree: new SymbolTree() };
      this.#groups.set(key, group);
    }
    item.group = group;
    group.tree.add(item);
  }

  drop(item: SymbolItem): void {
    item.group?.tree.remove(item);
    item.group = null;
  }

  /** `items`: all there are. */
  hide(hidden: HiddenLayers, items: Iterable<SymbolItem>): void {
    if (hidden === this.#hidden) return;
    this.#hidden = hidden;
    this.#groups.clear();
    for (const item of items) {
      item.group = null;
      item.leaf = null;
      this.put(item);
    }
  }

  /** Takes these out and puts back those of before. */
  lift(items: ReadonlySet<SymbolItem>): void {
    const before = this.#lifted;
    this.#lifted = items;
    for (const item of before) if (!items.has(item) && item.alive) this.put(item);
    for (const item of items) this.drop(item);
  }
}
