import PDFDocument from 'pdfkit';
import type { Fonts, Weight } from './fonts.ts';
import { breakLines } from './lines.ts';

/** Points. A4, with room for a punch at the left. */
export const PAGE = { width: 595.28, height: 841.89, left: 54, right: 42, top: 58, bottom: 54 } as const;
export const WIDTH = PAGE.width - PAGE.left - PAGE.right;
export const BOTTOM = PAGE.height - PAGE.bottom;
export const LEADING = 1.5;

export const INK = { text: '#16181d', quiet: '#5b626e', line: '#b9bec7', head: '#eef0f3', drill: '#6d3fb0' } as const;

export interface Style {
  readonly size: number;
  readonly weight?: Weight;
  readonly ink?: string;
  readonly align?: 'right';
}

/** Pages that are written from top to bottom, in any characters, with page numbers at the end. */
export class Paper {
  readonly doc: PDFKit.PDFDocument;
  readonly fonts: Fonts;
  y: number = PAGE.top;
  readonly #registered = new Set<string>();

  constructor(
    fonts: Fonts,
    info: { readonly title: string; readonly author: string; readonly at: Date; readonly lang: string },
  ) {
    this.fonts = fonts;
    this.doc = new PDFDocument({
      size: 'A4',
      margin: 0,
      bufferPages: true,
      autoFirstPage: false,
      // No font of the library's own: every character is embedded.
      font: '',
      lang: info.lang,
      displayTitle: true,
      info: {
        Title: info.title,
        Author: info.author,
        CreationDate: info.at,
        Producer: 'Lianzhi Console',
        Creator: 'Lianzhi Console',
      },
    });
    this.turn();
  }

  get page(): number {
    const { start, count } = this.doc.bufferedPageRange();
    return start + count;
  }

  turn(): void {
    this.doc.addPage();
    this.y = PAGE.top;
  }

  /** A new page unless so much is left on this one. */
  need(height: number): void {
    if (this.y + height > BOTTOM && this.y > PAGE.top) this.turn();
  }

  lines(text: string, width: number, { size, weight = 400 }: Style): string[] {
    return breakLines(text, width, (one) => this.fonts.advance(one, weight) * size);
  }

  widthOf(text: string, { size, weight = 400 }: Style): number {
    return [...text].reduce((sum, one) => sum + this.fonts.advance(one, weight) * size, 0);
  }

  /** One line, its top at `y`. With `align: 'right'`, `x` is where it ends. */
  line(text: string, x: number, y: number, style: Style): void {
    const { size, weight = 400, ink = INK.text, align } = style;
    let at = align === 'right' ? x - this.widthOf(text, style) : x;
    for (const { face, text: run } of this.fonts.runs(text, weight)) {
      if (!this.#registered.has(face.name)) {
        this.doc.registerFont(face.name, face.bytes);
        this.#registered.add(face.name);
      }
      this.doc.font(face.name).fontSize(size).fillColor(ink).text(run, at, y, { lineBreak: false });
      at += [...run].reduce((sum, one) => sum + face.advance(one.codePointAt(0) ?? 0) * size, 0);
    }
  }

  /** Wrapped, over pages where it must be; the cursor stands below it. */
  paragraph(text: string, style: Style, x: number = PAGE.left, width: number = WIDTH): void {
    for (const line of this.lines(text, width, style)) {
      this.need(style.size * LEADING);
      this.line(line, style.align === 'right' ? x + width : x, this.y, style);
      this.y += style.size * LEADING;
    }
  }

  rule(
    y: number,
    ink: string = INK.line,
    thickness = 0.6,
    from: number = PAGE.left,
    to: number = PAGE.left + WIDTH,
  ): void {
    this.doc.moveTo(from, y).lineTo(to, y).lineWidth(thickness).strokeColor(ink).stroke();
  }

  /** Writes on every page that there is, once all are there. */
  onEveryPage(write: (page: number, count: number) => void): void {
    const { start, count } = this.doc.bufferedPageRange();
    for (let index = 0; index < count; index += 1) {
      this.doc.switchToPage(start + index);
      write(index + 1, count);
    }
  }

  /** Ends it. @returns the whole file. */
  async end(): Promise<Buffer> {
    const pieces: Buffer[] = [];
    const done = new Promise<Buffer>((resolve, reject) => {
      this.doc.on('data', (piece: Buffer) => pieces.push(piece));
      this.doc.on('end', () => resolve(Buffer.concat(pieces)));
      this.doc.on('error', reject);
    });
    this.doc.end();
    return done;
  }
}
