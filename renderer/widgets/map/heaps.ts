import type { SymbolGroup } from './symbol-groups.ts';
import type { SymbolItem, TreeNode } from './symbol-item.ts';
import { isWorse, worstOf } from './symbol-tree.ts';
import type { Box } from './world.ts';
import { scaleOf } from './world.ts';

/** Things of a crowd that are drawn as one; a count of 1 is a thing by itself. World units. */
export interface Heap {
  readonly x: number;
  readonly y: number;
  readonly count: number;
  readonly worst: SymbolItem;
  /** All of them, the worst first. Looked up when asked: of a thousand heaps, one is pointed at. */
  members(): readonly SymbolItem[];
}

/** A cell is 16 px wide at a whole zoom, 11…23 px between two. */
const CELLS_PER_TILE = 4;
/** Cells around the window that are joined too, in reaches: so far a cell's fate may depend on its neighbours'. */
const MARGIN = 4;
const RANKS = 6;
/** Order in which cells may found a heap, from an 8 × 8 ordered dither (Bayer 1973): neighbours come far apart in time. */
const PHASES = 64;
const EDGE = 1e-6;

/**
 * Joins a crowd by the cells of its trees: what it costs depends on how large the window is, not on how many things there
 * are. Cells found heaps in a fixed order, the worst first and then by their place in the world, and take what is free within
 * `reach` px; so neither dragging nor counts that change make heaps jump (rule M5).
 */
export function heapsOf(groups: readonly SymbolGroup[], box: Box, zoom: number, reach: number): Heap[] {
  const depth = Math.round(zoom) + CELLS_PER_TILE;
  const cells = 2 ** depth;
  const reachCells = (reach / scaleOf(zoom)) * cells;
  const margin = Math.ceil(reachCells * MARGIN);
  const left = Math.floor(box.minX * cells) - margin;
  const top = Math.floor(box.minY * cells) - margin;
  const columns = Math.floor(box.maxX * cells) + margin - left + 1;
  const rows = Math.floor(box.maxY * cells) + margin - top + 1;
  const grid = gridFor(columns * rows);
  const { counts, sumX, sumY, worst, occupied } = grid;
  occupied.length = 0;

  function take(column: number, row: number, count: number, x: number, y: number, item: SymbolItem): void {
    if (column < 0 || row < 0 || column >= columns || row >= rows) return;
    const cell = row * columns + column;
    const known = worst[cell];
    if (!known) occupied.push(cell);
    if (!known || isWorse(item, known)) worst[cell] = item;
    counts[cell] = (counts[cell] as number) + count;
    sumX[cell] = (sumX[cell] as number) + x;
    sumY[cell] = (sumY[cell] as number) + y;
  }
  const takeNode = (node: TreeNode): void => {
    const item = worstOf(node);
    if (item) take(node.column - left, node.row - top, node.count, node.sumX, node.sumY, item);
  };
  const takeItem = (item: SymbolItem): void =>
    take(Math.floor(item.x * cells) - left, Math.floor(item.y * cells) - top, 1, item.x, item.y, item);
  const wide: Box = {
    minX: left / cells,
    minY: top / cells,
    maxX: (left + columns) / cells,
    maxY: (top + rows) / cells,
  };
  for (const { tree } of groups) tree.visit(wide, depth, takeNode, takeItem);

  const heaps: Heap[] = [];
  const disc = discOf(reachCells);
  for (const founder of inOrder(occupied, worst, columns, left, top)) {
    let count = counts[founder] as number;
    if (count === 0) continue;
    let item = worst[founder] as SymbolItem;
    let x = sumX[founder] as number;
    let y = sumY[founder] as number;
    counts[founder] = 0;
    const joined = [founder];
    const column = founder % columns;
    const row = (founder - column) / columns;
    for (let i = 0; i < disc.length; i += 2) {
      const c = column + (disc[i] as number);
      const r = row + (disc[i + 1] as number);
      if (c < 0 || r < 0 || c >= columns || r >= rows) continue;
      const cell = r * columns + c;
      const more = counts[cell] as number;
      if (more === 0) continue;
      counts[cell] = 0;
      count += more;
      x += sumX[cell] as number;
      y += sumY[cell] as number;
      joined.push(cell);
      const other = worst[cell] as SymbolItem;
      if (isWorse(other, item)) item = other;
    }
    const members = (): SymbolItem[] =>
      membersIn(
        groups,
        joined.map((cell) => [(cell % columns) + left, Math.floor(cell / columns) + top]),
        depth,
      );
    heaps.push({ x: x / count, y: y / count, count, worst: item, members });
  }
  for (const cell of occupied) {
    worst[cell] = null;
    sumX[cell] = 0;
    sumY[cell] = 0;
  }
  return heaps;
}

interface Grid {
  counts: Int32Array;
  sumX: Float64Array;
  sumY: Float64Array;
  worst: (SymbolItem | null)[];
  readonly occupied: number[];
}

/** Used again by every frame; left empty after each. */
const shared: Grid = {
  counts: new Int32Array(0),
  sumX: new Float64Array(0),
  sumY: new Float64Array(0),
  worst: [],
  occupied: [],
};

function gridFor(cells: number): Grid {
  if (shared.counts.length < cells) {
    shared.counts = new Int32Array(cells);
    shared.sumX = new Float64Array(cells);
    shared.sumY = new Float64Array(cells);
    shared.worst = new Array<SymbolItem | null>(cells).fill(null);
  }
  return shared;
}

/** Occupied cells by rank of their worst, then by phase: a counting sort. */
function inOrder(
  occupied: readonly number[],
  worst: readonly (SymbolItem | null)[],
  columns: number,
  left: number,
  top: number,
): Int32Array {
  const starts = new Int32Array(RANKS * PHASES + 1);
  const keys = new Int32Array(occupied.length);
  occupied.forEach((cell, index) => {
    const column = cell % columns;
    const key = rankOf(worst[cell]) * PHASES + phaseOf(column + left, (cell - column) / columns + top);
    keys[index] = key;
    starts[key + 1] = (starts[key + 1] as number) + 1;
  });
  for (let key = 1; key < starts.length; key += 1) starts[key] = (starts[key] as number) + (starts[key - 1] as number);
  const order = new Int32Array(occupied.length);
  occupied.forEach((cell, index) => {
    const key = keys[index] as number;
    const at = starts[key] as number;
    starts[key] = at + 1;
    order[at] = cell;
  });
  return order;
}

/** By level alone: what is done about it changes too often to move heaps. */
function rankOf(item: SymbolItem | null | undefined): number {
  return item ? Math.min(RANKS - 1, item.weight >> 2) : 0;
}

function phaseOf(column: number, row: number): number {
  const x = column & 7;
  const y = row & 7;
  const mixed = x ^ y;
  return (
    ((mixed & 1) << 5) | ((y & 1) << 4) | ((mixed & 2) << 2) | ((y & 2) << 1) | ((mixed & 4) >> 1) | ((y & 4) >> 2)
  );
}

/** Offsets of the cells within a radius, without the middle; interleaved. */
function discOf(radius: number): number[] {
  const disc: number[] = [];
  const reach = Math.floor(radius);
  for (let row = -reach; row <= reach; row += 1) {
    for (let column = -reach; column <= reach; column += 1) {
      if ((row !== 0 || column !== 0) && row * row + column * column <= radius * radius) disc.push(column, row);
    }
  }
  return disc;
}

function membersIn(
  groups: readonly SymbolGroup[],
  joined: readonly (readonly number[])[],
  depth: number,
): SymbolItem[] {
  const cells = 2 ** depth;
  const found: SymbolItem[] = [];
  for (const [column = 0, row = 0] of joined) {
    const take = (item: SymbolItem): void => {
      if (Math.floor(item.x * cells) === column && Math.floor(item.y * cells) === row) found.push(item);
    };
    // A little less than the cell: a box on its edge would see the neighbours too.
    const box = {
      minX: (column + EDGE) / cells,
      minY: (row + EDGE) / cells,
      maxX: (column + 1 - EDGE) / cells,
      maxY: (row + 1 - EDGE) / cells,
    };
    for (const { tree } of groups) tree.visit(box, Infinity, () => undefined, take);
  }
  return found.sort((a, b) => a.weight - b.weight || a.order - b.order);
}
