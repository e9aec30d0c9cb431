export interface LabelStyle {
  readonly size: number;
  readonly weight: number;
  readonly colour: string;
  readonly halo: string;
}

export interface LabelBitmap {
  readonly canvas: HTMLCanvasElement;
  /** Of the words without their halo, CSS px. */
  readonly width: number;
  readonly height: number;
}

/** Halo around the letters, px on each side. */
const HALO = 4;
const KEPT = 700;

/** Words with their halo as bitmaps: writing costs a hundred times more than copying. The least recently used ones go. */
export class LabelBitmaps {
  readonly #bitmaps = new Map<string, LabelBitmap>();
  #stamp = '';
  #font = '';

  begin(themeId: string, dpr: number, font: string): void {
    const stamp = `${themeId}@${dpr}${font}`;
    if (stamp === this.#stamp) return;
    this.#stamp = stamp;
    this.#font = font;
    this.forget();
  }

  /** After a font has arrived: the words were written in another one. */
  forget(): void {
    this.#bitmaps.clear();
  }

  get(text: string, style: LabelStyle, dpr: number): LabelBitmap {
    const key = `${style.size}|${style.weight}|${style.colour}|${text}`;
    const known = this.#bitmaps.get(key);
    if (known) {
      this.#bitmaps.delete(key);
      this.#bitmaps.set(key, known);
      return known;
    }
    const made = this.#write(text, style, dpr);
    this.#bitmaps.set(key, made);
    if (this.#bitmaps.size > KEPT) {
      const oldest = this.#bitmaps.keys().next();
      if (!oldest.done) this.#bitmaps.delete(oldest.value);
    }
    return made;
  }

  /** Draws the words with their left edge at x and their middle at y. */
  stamp(
    context: CanvasRenderingContext2D,
    { canvas, width, height }: LabelBitmap,
    x: number,
    y: number,
    dpr: number,
  ): void {
    const left = Math.round((x - HALO) * dpr) / dpr;
    const top = Math.round((y - height / 2 - HALO) * dpr) / dpr;
    context.drawImage(canvas, left, top, width + HALO * 2, height + HALO * 2);
  }

  #write(text: string, style: LabelStyle, dpr: number): LabelBitmap {
    const canvas = document.createElement('canvas');
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
    return { canvas, width: canvas.width / dpr - HALO * 2, height: canvas.height / dpr - HALO * 2 };
  }
}
