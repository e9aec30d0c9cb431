interface Disc {
  readonly x: number;
  readonly y: number;
  readonly radius: number;
}

const CELL = 48;
/** A diamond leaves the corners of its square free. */
const SHARE = 0.85;
/** Pushed aside once may be pushed onto the next. */
const ROUNDS = 2;

/**
 * Room beside the incidents for the heaps of units of a crowd: a heap stands for a middle of many places, so a few px aside
 * it is as true, and its count can be read.
 */
export class CrowdRoom {
  readonly #cells = new Map<number, Disc[]>();

  constructor(taken: readonly Disc[]) {
    for (const disc of taken) {
      const key = keyOf(Math.floor(disc.x / CELL), Math.floor(disc.y / CELL));
      const cell = this.#cells.get(key);
      if (cell) cell.push(disc);
      else this.#cells.set(key, [disc]);
    }
  }

  /** The place, or the nearest one beside what lies on it. px of the frame. */
  beside({ x, y, radius }: Disc): { x: number; y: number } {
    let place = { x, y };
    for (let round = 0; round < ROUNDS; round += 1) {
      const other = this.#nearest(place);
      if (!other) break;
      const least = (other.radius + radius) * SHARE;
      const dx = place.x - other.x;
      const dy = place.y - other.y;
      const away = Math.hypot(dx, dy);
      if (away >= least) break;
      place =
        away < 1
          ? { x: other.x, y: other.y + least }
          : { x: other.x + (dx / away) * least, y: other.y + (dy / away) * least };
    }
    return place;
  }

  #nearest({ x, y }: { readonly x: number; readonly y: number }): Disc | null {
    let nearest: Disc | null = null;
    let least = Infinity;
    const column = Math.floor(x / CELL);
    const row = Math.floor(y / CELL);
    for (let r = row - 1; r <= row + 1; r += 1) {
      for (let c = column - 1; c <= column + 1; c += 1) {
        for (const disc of this.#cells.get(keyOf(c, r)) ?? []) {
          const away = (disc.x - x) ** 2 + (disc.y - y) ** 2;
          if (away < least) {
            least = away;
            nearest = disc;
          }
        }
      }
    }
    return nearest;
  }
}

function keyOf(column: number, row: number): number {
  return row * 8_192 + column;
}
