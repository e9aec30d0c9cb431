import type { Mark } from './symbol-scene.ts';

const CELL = 64;
/** A pointer this far outside a symbol still means it, px. */
const GRACE = 4;

/** Finds the mark under a point: a grid over the last drawn frame. */
export class MarkIndex {
  readonly #cells = new Map<number, number[]>();
  readonly #marks: readonly Mark[];

  constructor(marks: readonly Mark[]) {
    this.#marks = marks;
    marks.forEach((mark, index) => {
      const reach = mark.radius + GRACE;
      for (let row = cell(mark.y - reach); row <= cell(mark.y + reach); row += 1) {
        for (let column = cell(mark.x - reach); column <= cell(mark.x + reach); column += 1) {
          const key = keyOf(column, row);
          const list = this.#cells.get(key);
          if (list) list.push(index);
          else this.#cells.set(key, [index]);
        }
      }
    });
  }

  /** The uppermost mark at (x, y), px of the frame; null when there is only ground. */
  at(x: number, y: number): Mark | null {
    const list = this.#cells.get(keyOf(cell(x), cell(y))) ?? [];
    for (let i = list.length - 1; i >= 0; i -= 1) {
      const mark = this.#marks[list[i] as number] as Mark;
      const away =
        mark.family === 'incident' ? Math.abs(mark.x - x) + Math.abs(mark.y - y) : Math.hypot(mark.x - x, mark.y - y);
      if (away <= mark.radius + GRACE) return mark;
    }
    return null;
  }
}

function cell(value: number): number {
  return Math.floor(value / CELL);
}

function keyOf(column: number, row: number): number {
  return row * 8_192 + column;
}
