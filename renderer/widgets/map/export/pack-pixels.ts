/** Pixels of a page, RGBA, from the upper left. */
export interface Pixels {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8ClampedArray;
}

/** The window gets its turn between so many lines. */
const LINES = 256;
/** Each byte as what it differs from the one above: most of a map is as the line before (PNG third edition, §9.2, filter 2). */
const UP = 2;

/**
 * RGB lines with PNG's filter, deflated: what PDF calls FlateDecode with predictor 15 (PDF 32000-1, 7.4.4.4). The browser's own
 * deflate works beside the window's thread; the library's PNG reader would hold it up for seconds.
 */
export async function packPixels(pixels: Pixels, signal: AbortSignal): Promise<Uint8Array<ArrayBuffer>> {
  const { readable, writable } = new CompressionStream('deflate');
  const packed = new Response(readable).arrayBuffer();
  const writer = writable.getWriter();
  try {
    for (let from = 0; from < pixels.height; from += LINES) {
      await writer.write(filtered(pixels, from, Math.min(pixels.height, from + LINES)));
      await new Promise((done) => setTimeout(done));
      signal.throwIfAborted();
    }
    await writer.close();
  } catch (error) {
    packed.catch(() => undefined);
    await writer.abort(error).catch(() => undefined);
    throw error;
  }
  return new Uint8Array(await packed);
}

/** Lines `from` to before `to`, each led by its filter. */
export function filtered({ width, data }: Pixels, from: number, to: number): Uint8Array<ArrayBuffer> {
  const lines = new Uint8Array((to - from) * (1 + width * 3));
  let at = 0;
  for (let y = from; y < to; y += 1) {
    lines[at++] = UP;
    let here = y * width * 4;
    for (let x = 0; x < width; x += 1, here += 4) {
      const above = here - width * 4;
      // Beyond the array there is nothing, which is the 0 that the first line differs from.
      for (let part = 0; part < 3; part += 1) lines[at++] = (data[here + part] ?? 0) - (data[above + part] ?? 0);
    }
  }
  return lines;
}
