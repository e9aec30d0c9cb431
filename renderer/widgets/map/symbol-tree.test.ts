import { describe, expect, it } from 'vitest';
import { createRandom } from '../../../shared/kit/random.ts';
import { drawingsOf } from './symbol-item.ts';
import type { SymbolItem, TreeNode } from './symbol-item.ts';
import { incidentRow, START } from './symbol-rows.test-data.ts';
import { isWorse, SymbolTree, worstOf } from './symbol-tree.ts';

const WORLD = { minX: 0, minY: 0, maxX: 1, maxY: 1 };

function itemAt(order: number, x: number, y: number, level: 0 | 3 | 4): SymbolItem {
  const row = incidentRow(`i${order}`, { level });
  const drawn = drawingsOf(row, START);
  if (!drawn) throw new Error('this row has a symbol');
  return {
    key: `incident:i${order}`, topic: 'incident', id: row.id, order, row, ...drawn, x, y, fromX: x, fromY: y,
    movedAt: -Infinity, group: null, leaf: null, alive: true,
  }; // prettier-ignore
}

/** What a query says of each cell of a depth, single items counted into their cells. */
function cellsOf(tree: SymbolTree, depth: number) {
  const cells = new Map<string, { count: number; x: number; y: number; worst: SymbolItem }>();
  const take = (column: number, row: number, count: number, x: number, y: number, worst: SymbolItem): void => {
    const known = cells.get(`${column}|${row}`);
    if (!known) cells.set(`${column}|${row}`, { count, x, y, worst });
    else {
      known.count += count;
      known.x += x;
      known.y += y;
      if (isWorse(worst, known.worst)) known.worst = worst;
    }
  };
  tree.visit(
    WORLD,
    depth,
    (node: TreeNode) => take(node.column, node.row, node.count, node.sumX, node.sumY, worstOf(node) as SymbolItem),
    (item) => take(Math.floor(item.x * 2 ** depth), Math.floor(item.y * 2 ** depth), 1, item.x, item.y, item),
  );
  return cells;
}

describe('SymbolTree', () => {
  it('M2: says of every cell what a walk over all things says, after any adding, moving and removing', () => {
    const random = createRandom(7);
    const tree = new SymbolTree();
    const items: SymbolItem[] = [];
    // Half of them in one small place, so that the tree is deep there and shallow elsewhere.
    const place = (): number => (random.next() < 0.5 ? 0.4 + random.next() * 0.001 : random.next());
    for (let step = 0; step < 6_000; step += 1) {
      const dice = random.next();
      if (items.length < 50 || dice < 0.3) {
        const item = itemAt(step, place(), place(), random.pick([0, 3, 4]));
        items.push(item);
        tree.add(item);
      } else if (dice < 0.5) {
        const [item] = items.splice(random.int(0, items.length - 1), 1);
        if (item) tree.remove(item);
      } else {
        const item = random.pick(items);
        const { x, y } = item;
        item.x = random.next() < 0.5 ? place() : x + random.gaussian() * 1e-4;
        item.y = random.next() < 0.5 ? place() : y + random.gaussian() * 1e-4;
        tree.move(item, x, y);
      }
    }
    expect(tree.size).toBe(items.length);
    for (const depth of [0, 3, 8, 14]) {
      const found = cellsOf(tree, depth);
      const expected = new Map<string, SymbolItem[]>();
      for (const item of items) {
        const key = `${Math.floor(item.x * 2 ** depth)}|${Math.floor(item.y * 2 ** depth)}`;
        expected.set(key, [...(expected.get(key) ?? []), item]);
      }
      expect([...found.keys()].sort()).toEqual([...expected.keys()].sort());
      for (const [key, members] of expected) {
        const cell = found.get(key);
        expect(cell?.count).toBe(members.length);
        expect(cell?.x).toBeCloseTo(
          members.reduce((sum, { x }) => sum + x, 0),
          6,
        );
        expect(cell?.worst.order).toBe(members.reduce((a, b) => (isWorse(b, a) ? b : a)).order);
      }
    }
  });

  it('M2: gives in a box all that lies in it', () => {
    const random = createRandom(3);
    const tree = new SymbolTree();
    const items = Array.from({ length: 2_000 }, (_, order) => itemAt(order, random.next(), random.next(), 4));
    for (const item of items) tree.add(item);
    const box = { minX: 0.2, minY: 0.3, maxX: 0.35, maxY: 0.32 };
    const found = new Set<SymbolItem>();
    tree.visit(box, Infinity, () => undefined, (item) => found.add(item)); // prettier-ignore
    for (const item of items) {
      const inside = item.x >= box.minX && item.x <= box.maxX && item.y >= box.minY && item.y <= box.maxY;
      if (inside) expect(found.has(item)).toBe(true);
    }
    expect(found.size).toBeLessThan(200);
  });

  it('M2: many things at one place do not split it for ever', () => {
    const tree = new SymbolTree();
    const items = Array.from({ length: 100 }, (_, order) => itemAt(order, 0.5, 0.5, 4));
    for (const item of items) tree.add(item);
    for (const item of items) tree.remove(item);
    expect(tree.size).toBe(0);
    expect(cellsOf(tree, 4).size).toBe(0);
  });
});
