/** A rectangle on the screen, px. */
export interface Rect {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

const CELL = 64;

/** What is taken on the screen. Who comes first keeps its place: ask in order of importance. */
export class LabelSpace {
  readonly #cells = new Map<number, Rect[]>();

  isFree(rect: Rect): boolean {
    // Asked thousands of times per drawing: plain loops.
    const toColumn = Math.floor((rect.x + rect.width) / CELL);
    const toRow = Math.floor((rect.y + rect.height) / CELL);
    for (let row = Math.floor(rect.y / CELL); row <= toRow; row += 1) {
      for (let column = Math.floor(rect.x / CELL); column <= toColumn; column += 1) {
        const taken = this.#cells.get(row * 8_192 + column);
        if (!taken) continue;
        for (const other of taken) if (overlap(rect, other)) return false;
      }
    }
    return true;
  }

  /** How many of those that are here it would cover. */
  count(rect: Rect): number {
    const covered = new Set<Rect>();
    this.#eachCell(rect, (key) => {
      for (const other of this.#cells.get(key) ?? []) if (overlap(rect, other)) covered.add(other);
    });
    return covered.size;
  }

  take(rect: Rect): void {
    this.#eachCell(rect, (key) => {
      const taken = this.#cells.get(key);
      if (taken) taken.push(rect);
      else this.#cells.set(key, [rect]);
    });
  }

  /** Takes the first place that is free; null when none is. */
  takeFirst<T extends Rect>(places: readonly T[]): T | null {
    const place = places.find((candidate) => this.isFree(candidate));
    if (place) this.take(place);
    return place ?? null;
  }

  #eachCell(rect: Rect, visit: (key: number) => void): void {
    const toColumn = Math.floor((rect.x + rect.width) / CELL);
    const toRow = Math.floor((rect.y + rect.height) / CELL);
    for (let row = Math.floor(rect.y / CELL); row <= toRow; row += 1) {
      for (let column = Math.floor(rect.x / CELL); column <= toColumn; column += 1) visit(row * 8_192 + column);
    }
  }
}

function overlap(a: Rect, b: Rect): boolean {
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
}
