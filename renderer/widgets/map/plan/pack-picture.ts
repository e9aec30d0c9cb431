import type { PICTURE_MEDIA } from '../../../../shared/domain/decision.ts';
import type { LonLat } from '../../../../shared/kit/geo.ts';

/** px. Large enough to read labels, small enough to be kept for ever. */
export const PICTURE_SIZE = { width: 1_280, height: 800 };

/** A decision takes no larger one. */
const MOST_BYTES = 600_000;
/** Tried from the best on; a map has large quiet areas, so the first one mostly does. */
const QUALITIES = [0.9, 0.75, 0.6, 0.4, 0.2];

export interface TakenPicture {
  readonly picture: {
    readonly media: (typeof PICTURE_MEDIA)[number];
    readonly width: number;
    readonly height: number;
    readonly base64: string;
  };
  readonly view: { readonly center: LonLat; readonly zoom: number };
}

/** The canvas as JPEG, which the printed report can hold too (PDF knows no WebP), in the best quality that is not too large. Throws when none is. */
export async function packPicture(canvas: OffscreenCanvas, view: TakenPicture['view']): Promise<TakenPicture> {
  for (const type of ['image/jpeg', 'image/webp'] as const) {
    for (const quality of QUALITIES) {
      const blob = await canvas.convertToBlob({ type, quality });
      // A browser that cannot write it answers with another type, and would again.
      if (blob.type !== type) break;
      if (blob.size > MOST_BYTES) continue;
      const { width, height } = canvas;
      return { picture: { media: type, width, height, base64: toBase64(await blob.arrayBuffer()) }, view };
    }
  }
  throw new Error('no picture of at most 600 KB could be written');
}

const CHUNK = 32_768;

export function toBase64(buffer: ArrayBuffer): string {
  const bytes = new Uint8Array(buffer);
  let text = '';
  for (let at = 0; at < bytes.length; at += CHUNK) text += String.fromCharCode(...bytes.subarray(at, at + CHUNK));
  return btoa(text);
}
