export interface LabelStyle {
  readonly size: number;
  readonly weight: number;
  readonly colour: string;
  readonly halo: string;
}

export interface LabelBitmap {
  readonly bitmap: ImageBitmap;
  /** Of the words without their halo, CSS px. */
  readonly width: number;
  readonly height: number;
}

/** Halo around the letters, px on each side. */
const HALO = 4;
const KEPT = 700;
/** So long words are written in one frame, ms; the others follow in the next ones. */
const WRITING_MS = 4;

/** Words with their halo as bitmaps: writing costs a hundred times more than copying. The least recently used ones go. */
export class LabelBitmaps {
  readonly #bitmaps = new Map<string, LabelBitmap>();
  /** All words are written here, one after the other. */
  readonly #canvas = new OffscreenCanvas(1, 1);
  #stamp = '';
  #font = '';
  #spent = 0;
  #behind = false;

  /** Call before each frame. */
  begin(themeId: string, dpr: number, font: string): void {
    this.#spent = 0;
    this.#behind = false;
    const stamp = `${themeId}@${dpr}${font}`;
    if (stamp === this.#stamp) return;
    this.#stamp = stamp;
    this.#font = font;
    this.forget();
  }

  /** After a font has arrived: the words were written in another one. */
  forget(): void {
    for (const { bitmap } of this.#bitmaps.values()) bitmap.close();
    this.#bitmaps.clear();
  }

  /** Some words of this frame were not written: another frame is needed. */
  get behind(): boolean {
    return this.#behind;
  }

  /** Null when it is not written yet and this frame has written enough. */
  get(text: string, style: LabelStyle, dpr: number): LabelBitmap | null {
    const key = `${style.size}|${style.weight}|${style.colour}|${text}`;
    const known = this.#bitmaps.get(key);
    if (known) {
      this.#bitmaps.delete(key);
      this.#bitmaps.set(key, known);
      return known;
    }
    if (this.#spent > WRITING_MS) {
      this.#behind = true;
      return null;
    }
    const began = performance.now();
    const made = this.#write(text, style, dpr);
    this.#spent += performance.now() - began;
    this.#bitmaps.set(key, made);
    if (this.#bitmaps.size > KEPT) {
      const oldest = this.#bitmaps.keys().next();
      if (!oldest.done) {
        this.#bitmaps.get(oldest.value)?.bitmap.close();
        this.#bitmaps.delete(oldest.value);
      }
    }
    return made;
  }

  /** Draws the words with their left edge at x and their middle at y. */
  stamp(
    context: CanvasRenderingContext2D,
    { bitmap, width, height }: LabelBitmap,
    x: number,
    y: number,
    dpr: number,
  ): void {
    const left = Math.round((x - HALO) * dpr) / dpr;
    const top = Math.round((y - height / 2 - HALO) * dpr) / dpr;
    context.drawImage(bitmap, left, top, width + HALO * 2, height + HALO * 2);
  }

  #write(text: string, style: LabelStyle, dpr: number): LabelBitmap {
    const canvas = this.#canvas;
    const context = canvas.getContext('2d');
    if (!context) throw new Error('this window has no 2D canvas');
    const font = `${style.weight} ${style.size}px ${this.#font}`;
    context.font = font;
    const height = Math.ceil(style.size * 1.4);
    // Whole device px, so that copying does not stretch the letters.
    const width = Math.ceil(context.measureText(text).width * dpr) / dpr;
    canvas.width = Math.round((width + HALO * 2) * dpr);
    canvas.height = Math.round((height + HALO * 2) * dpr);
    context.setTransform(dpr, 0, 0, dpr, 0, 0);
    context.font = font;
    context.textBaseline = 'middle';
    context.lineJoin = 'round';
    context.strokeStyle = style.halo;
    context.lineWidth = 4;
    context.strokeText(text, HALO, height / 2 + HALO);
    context.fillStyle = style.colour;
    context.fillText(text, HALO, height / 2 + HALO);
    const bitmap = canvas.transferToImageBitmap();
    return { bitmap, width: bitmap.width / dpr - HALO * 2, height: bitmap.height / dpr - HALO * 2 };
  }
}
