import type { Box } from './world.ts';

/**
 * A uniform grid over things with boxes: built once for ground that never changes. A query costs the cells it covers plus
 * the things in them; each thing is given once.
 */
export class BoxIndex<T extends { readonly box: Box }> {
  readonly #items: readonly T[];
  readonly #cells: number[][];
  readonly #side: number;
  readonly #bounds: Box;
  readonly #seen: Uint32Array;
  #query = 0;

  constructor(items: readonly T[], side = 48) {
    this.#items = items;
    this.#side = side;
    this.#cells = Array.from({ length: side * side }, () => []);
    this.#seen = new Uint32Array(items.length);
    this.#bounds = {
      minX: items.reduce((least, { box }) => Math.min(least, box.minX), Infinity),
      minY: items.reduce((least, { box }) => Math.min(least, box.minY), Infinity),
      maxX: items.reduce((most, { box }) => Math.max(most, box.maxX), -Infinity),
      maxY: items.reduce((most, { box }) => Math.max(most, box.maxY), -Infinity),
    };
    items.forEach((item, index) => this.#eachCell(item.box, (cell) => cell.push(index)));
  }

  /** Gives every thing whose box meets `box`, in the order in which they were put in within a cell. */
  query(box: Box, visit: (item: T) => void): void {
    this.#query += 1;
    this.#eachCell(box, (cell) => {
      for (const index of cell) {
        if (this.#seen[index] === this.#query) continue;
        this.#seen[index] = this.#query;
        const item = this.#items[index] as T;
        const own = item.box;
        if (own.minX <= box.maxX && own.maxX >= box.minX && own.minY <= box.maxY && own.maxY >= box.minY) visit(item);
      }
    });
  }

  #eachCell(box: Box, visit: (cell: number[]) => void): void {
    if (this.#items.length === 0) return;
    const { minX, minY, maxX, maxY } = this.#bounds;
    if (box.maxX < minX || box.minX > maxX || box.maxY < minY || box.minY > maxY) return;
    const last = this.#side - 1;
    const column = (x: number): number => Math.floor(((x - minX) / (maxX - minX || 1)) * this.#side);
    const row = (y: number): number => Math.floor(((y - minY) / (maxY - minY || 1)) * this.#side);
    const fromColumn = Math.max(0, Math.min(last, column(box.minX)));
    const toColumn = Math.max(0, Math.min(last, column(box.maxX)));
    const toRow = Math.max(0, Math.min(last, row(box.maxY)));
    for (let r = Math.max(0, Math.min(last, row(box.minY))); r <= toRow; r += 1) {
      for (let c = fromColumn; c <= toColumn; c += 1) visit(this.#cells[r * this.#side + c] as number[]);
    }
  }
}
