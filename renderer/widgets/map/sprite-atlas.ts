interface Sprite {
  readonly page: HTMLCanvasElement;
  /** Place in the page, device px. */
  readonly sx: number;
  readonly sy: number;
  readonly side: number;
}

interface Shelf {
  readonly page: HTMLCanvasElement;
  readonly y: number;
  readonly side: number;
  x: number;
}

const PAGE = 1024;

/**
 * Bitmaps of symbols on a few large canvases, drawn once per key and then only copied. A key says everything that the
 * bitmap shows but theme and resolution: when those change, all is thrown away (rule M4).
 */
export class SpriteAtlas {
  readonly #sprites = new Map<string, Sprite>();
  #pages: { readonly page: HTMLCanvasElement; used: number }[] = [];
  #shelves: Shelf[] = [];
  #stamp = '';

  /** Call before each frame: forgets all bitmaps when theme or resolution differ from those they were drawn for. */
  begin(themeId: string, dpr: number): void {
    const stamp = `${themeId}@${dpr}`;
    if (stamp === this.#stamp) return;
    this.#stamp = stamp;
    this.#sprites.clear();
    this.#pages = [];
    this.#shelves = [];
  }

  get size(): number {
    return this.#sprites.size;
  }

  /**
   * Copies the bitmap `key` so that its centre is at (x, y). `reach`: half its side, CSS px. `draw` paints it around
   * (0, 0) when it is not there yet.
   */
  stamp(
    context: CanvasRenderingContext2D,
    key: string,
    x: number,
    y: number,
    reach: number,
    dpr: number,
    draw: (context: CanvasRenderingContext2D) => void,
  ): void {
    const sprite = this.#sprites.get(key) ?? this.#make(key, reach, dpr, draw);
    const side = sprite.side / dpr;
    // Whole device px: a bitmap between two pixels is a blurred bitmap.
    const left = Math.round((x - side / 2) * dpr) / dpr;
    const top = Math.round((y - side / 2) * dpr) / dpr;
    context.drawImage(sprite.page, sprite.sx, sprite.sy, sprite.side, sprite.side, left, top, side, side);
  }

  #make(key: string, reach: number, dpr: number, draw: (context: CanvasRenderingContext2D) => void): Sprite {
    const side = Math.ceil(reach * dpr) * 2;
    const { page, x, y } = this.#place(side + 2);
    const context = page.getContext('2d');
    if (!context) throw new Error('this window has no 2D canvas');
    context.save();
    context.setTransform(dpr, 0, 0, dpr, x + side / 2, y + side / 2);
    draw(context);
    context.restore();
    const sprite = { page, sx: x, sy: y, side };
    this.#sprites.set(key, sprite);
    return sprite;
  }

  #place(side: number): { page: HTMLCanvasElement; x: number; y: number } {
    let shelf = this.#shelves.find(
      (candidate) => candidate.side === side && candidate.x + side <= candidate.page.width,
    );
    if (!shelf) {
      shelf = this.#newShelf(side);
      this.#shelves.push(shelf);
    }
    const place = { page: shelf.page, x: shelf.x, y: shelf.y };
    shelf.x += side;
    return place;
  }

  #newShelf(side: number): Shelf {
    let last = this.#pages.at(-1);
    if (!last || last.used + side > last.page.height) {
      const page = document.createElement('canvas');
      page.width = Math.max(PAGE, side);
      page.height = Math.max(PAGE, side);
      last = { page, used: 0 };
      this.#pages.push(last);
    }
    const shelf = { page: last.page, y: last.used, side, x: 0 };
    last.used += side;
    return shelf;
  }
}
