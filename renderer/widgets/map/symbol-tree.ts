import type { SymbolItem, TreeNode } from './symbol-item.ts';
import type { Box } from './world.ts';

const BUCKET = 8;
/** Cells of this depth are 16 px wide at zoom 20: nearer than any zoom shows. */
const DEEPEST = 24;

/**
 * A quadtree of buckets in which every node knows how many are below it, their middle and the worst of them. A move inside
 * a cell costs a walk to the root; what a query costs depends on the cells it sees, not on how many things are in them.
 */
export class SymbolTree {
  readonly #root: TreeNode = createNode(0, 0, 0, null);

  get size(): number {
    return this.#root.count;
  }

  add(item: SymbolItem): void {
    this.#descend(this.#root, item);
  }

  /** `x`, `y`: where it was before its position changed. */
  move(item: SymbolItem, x: number, y: number): void {
    let node = item.leaf as TreeNode;
    if (holds(node, item)) {
      for (let each: TreeNode | null = node; each; each = each.parent) {
        each.sumX += item.x - x;
        each.sumY += item.y - y;
      }
      return;
    }
    this.#takeOut(node, item);
    let sparse: TreeNode | null = null;
    while (node.parent && !holds(node, item)) {
      const above = leave(node, item, x, y);
      if (node.count <= BUCKET / 2) sparse = node;
      node = above;
    }
    if (sparse?.children) join(sparse);
    for (let each = node.parent; each; each = each.parent) {
      each.sumX += item.x - x;
      each.sumY += item.y - y;
    }
    leave(node, item, x, y);
    this.#descend(node, item);
  }

  remove(item: SymbolItem): void {
    const { leaf } = item;
    if (!leaf) return;
    this.#takeOut(leaf, item);
    let sparse: TreeNode | null = null;
    for (let node: TreeNode | null = leaf; node; node = node.parent) {
      leave(node, item, item.x, item.y);
      if (node.count <= BUCKET / 2) sparse = node;
    }
    item.leaf = null;
    if (sparse?.children) join(sparse);
  }

  /**
   * Gives what meets `box`: nodes of exactly `depth`, and single items of leaves that end above it. Such an item may lie
   * outside of the box.
   */
  visit(box: Box, depth: number, node: (node: TreeNode) => void, item: (item: SymbolItem) => void): void {
    visitNode(this.#root, box, depth, node, item);
  }

  #takeOut(leaf: TreeNode, item: SymbolItem): void {
    const at = leaf.items.indexOf(item);
    leaf.items[at] = leaf.items[leaf.items.length - 1] as SymbolItem;
    leaf.items.pop();
  }

  #descend(from: TreeNode, item: SymbolItem): void {
    let node = from;
    for (;;) {
      node.count += 1;
      node.sumX += item.x;
      node.sumY += item.y;
      if (node.count === 1 || (node.worst && isWorse(item, node.worst))) node.worst = item;
      if (!node.children) break;
      node = childFor(node, node.children, item);
    }
    node.items.push(item);
    item.leaf = node;
    if (node.items.length > BUCKET && node.depth < DEEPEST) this.#split(node);
  }

  #split(node: TreeNode): void {
    const { items } = node;
    node.items = [];
    node.children = [null, null, null, null];
    for (const item of items) this.#descend(childFor(node, node.children, item), item);
  }
}

/** The worst below a node, found again when the one that was known has left. */
export function worstOf(node: TreeNode): SymbolItem | null {
  if (node.worst || node.count === 0) return node.worst;
  let worst: SymbolItem | null = null;
  for (const item of node.items) if (!worst || isWorse(item, worst)) worst = item;
  for (const child of node.children ?? []) {
    const candidate = child && worstOf(child);
    if (candidate && (!worst || isWorse(candidate, worst))) worst = candidate;
  }
  node.worst = worst;
  return worst;
}

export function isWorse(a: SymbolItem, b: SymbolItem): boolean {
  return a.weight < b.weight || (a.weight === b.weight && a.order < b.order);
}

function createNode(depth: number, column: number, row: number, parent: TreeNode | null): TreeNode {
  return { depth, column, row, parent, children: null, items: [], count: 0, sumX: 0, sumY: 0, worst: null };
}

function holds({ depth, column, row }: TreeNode, { x, y }: SymbolItem): boolean {
  const cells = 2 ** depth;
  return Math.floor(x * cells) === column && Math.floor(y * cells) === row;
}

function childFor(node: TreeNode, children: (TreeNode | null)[], { x, y }: SymbolItem): TreeNode {
  const cells = 2 ** (node.depth + 1);
  // Clamped: what lies outside of the world stands at its edge.
  const right = Math.max(0, Math.min(1, Math.floor(x * cells) - node.column * 2));
  const down = Math.max(0, Math.min(1, Math.floor(y * cells) - node.row * 2));
  const at = down * 2 + right;
  let child = children[at];
  if (!child) {
    child = createNode(node.depth + 1, node.column * 2 + right, node.row * 2 + down, node);
    children[at] = child;
  }
  return child;
}

/** Takes an item out of a node's sums. Returns the node above. */
function leave(node: TreeNode, item: SymbolItem, x: number, y: number): TreeNode {
  node.count -= 1;
  // Sums of a node that was empty once begin again at nought: rounding does not add up for ever.
  node.sumX = node.count === 0 ? 0 : node.sumX - x;
  node.sumY = node.count === 0 ? 0 : node.sumY - y;
  if (node.worst === item) node.worst = null;
  return node.parent ?? node;
}

function join(node: TreeNode): void {
  const items: SymbolItem[] = [];
  collect(node, items);
  node.children = null;
  node.items = items;
  for (const item of items) item.leaf = node;
}

function collect(node: TreeNode, items: SymbolItem[]): void {
  items.push(...node.items);
  for (const child of node.children ?? []) if (child) collect(child, items);
}

function visitNode(
  node: TreeNode,
  box: Box,
  depth: number,
  onNode: (node: TreeNode) => void,
  onItem: (item: SymbolItem) => void,
): void {
  if (node.count === 0) return;
  const side = 2 ** -node.depth;
  const x = node.column * side;
  const y = node.row * side;
  if (x > box.maxX || y > box.maxY || x + side < box.minX || y + side < box.minY) return;
  if (node.depth === depth) onNode(node);
  else if (node.children) {
    for (const child of node.children) if (child) visitNode(child, box, depth, onNode, onItem);
  } else for (const item of node.items) onItem(item);
}
