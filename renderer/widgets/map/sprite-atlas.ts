/**
 * Bitmaps of symbols, drawn once per key and then only copied. A key says everything that the bitmap shows but theme and
 * resolution: when those change, all is thrown away (rule M4).
 *
 * Each is a bitmap of its own. Without a GPU a piece of a large page costs 60 % more to copy than a whole bitmap, and a
 * page that is drawn on and copied from by turns is duplicated by the browser each time.
 */
export class SpriteAtlas {
  readonly #sprites = new Map<string, ImageBitmap>();
  readonly #pens = new Map<number, OffscreenCanvas>();
  #context: CanvasRenderingContext2D | null = null;
  #dpr = 1;
  #stamp = '';

  /** Call before each frame: `stamp` then draws on `context`, which counts in CSS px. */
  begin(context: CanvasRenderingContext2D, themeId: string, dpr: number): void {
    this.#context = context;
    this.#dpr = dpr;
    const stamp = `${themeId}@${dpr}`;
    if (stamp !== this.#stamp) this.forget();
    this.#stamp = stamp;
  }

  /** After a font has arrived: the counts were written in another one. */
  forget(): void {
    for (const sprite of this.#sprites.values()) sprite.close();
    this.#sprites.clear();
  }

  /**
   * Copies the bitmap `key` so that its centre is at (x, y). `reach`: half its side, CSS px. `draw` paints it around (0, 0)
   * when it is not there yet.
   */
  stamp(
    key: string,
    x: number,
    y: number,
    reach: number,
    draw: (pen: OffscreenCanvasRenderingContext2D) => void,
  ): void {
    const dpr = this.#dpr;
    const sprite = this.#sprites.get(key) ?? this.#make(key, Math.ceil(reach * dpr) * 2, draw);
    const side = sprite.width / dpr;
    // Whole device px: a bitmap between two pixels is a blurred bitmap.
    const left = Math.round((x - side / 2) * dpr) / dpr;
    const top = Math.round((y - side / 2) * dpr) / dpr;
    if (dpr === 1) this.#context?.drawImage(sprite, left, top);
    else this.#context?.drawImage(sprite, left, top, side, side);
  }

  /** `side`: device px. */
  #make(key: string, side: number, draw: (pen: OffscreenCanvasRenderingContext2D) => void): ImageBitmap {
    let canvas = this.#pens.get(side);
    if (!canvas) this.#pens.set(side, (canvas = new OffscreenCanvas(side, side)));
    const pen = canvas.getContext('2d');
    if (!pen) throw new Error('this window has no 2D canvas');
    pen.save();
    pen.setTransform(this.#dpr, 0, 0, this.#dpr, side / 2, side / 2);
    draw(pen);
    pen.restore();
    // Leaves the canvas empty for the next one.
    const sprite = canvas.transferToImageBitmap();
    this.#sprites.set(key, sprite);
    return sprite;
  }
}
