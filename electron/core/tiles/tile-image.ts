/** What a tile's bytes are, by the bytes alone: names and headers of servers and files are only claims (T4). */
export type TileKind = 'png' | 'jpeg' | 'webp' | 'pbf';

export interface TileImage {
  readonly kind: TileKind;
  /** Pixels on a side; 0 for vectors. */
  readonly width: number;
  readonly height: number;
}

/** A larger picture is no tile: it would fill the window's memory. */
const MOST_PIXELS = 2_048;

export const TILE_TYPES: Readonly<Record<TileKind, string>> = {
  png: 'image/png',
  jpeg: 'image/jpeg',
  webp: 'image/webp',
  pbf: 'application/x-protobuf',
};

/** Null when the bytes are no tile of ours, e.g. an error page. gzip must have been taken off before. */
export function readTileImage(data: Uint8Array, content: 'raster' | 'vector'): TileImage | null {
  if (content === 'vector') return isVectorTile(data) ? { kind: 'pbf', width: 0, height: 0 } : null;
  const image = readPng(data) ?? readWebp(data) ?? readJpeg(data);
  if (!image || image.width < 1 || image.height < 1) return null;
  return image.width <= MOST_PIXELS && image.height <= MOST_PIXELS ? image : null;
}

export function isGzip(data: Uint8Array): boolean {
  return data[0] === 0x1f && data[1] === 0x8b;
}

/** Empty, or a first field that is a layer (Mapbox Vector Tile 2.1 §4.1: field 3, length-delimited) within the bytes. */
function isVectorTile(data: Uint8Array): boolean {
  if (data.length === 0) return true;
  if (data[0] !== 0x1a) return false;
  let length = 0;
  for (let index = 1; index < 6; index += 1) {
    const byte = data[index];
    if (byte === undefined) return false;
    length += (byte & 0x7f) * 2 ** (7 * (index - 1));
    if (byte < 0x80) return index + 1 + length <= data.length;
  }
  return false;
}

function view(data: Uint8Array): DataView {
  return new DataView(data.buffer, data.byteOffset, data.byteLength);
}

function ascii(data: Uint8Array, from: number, to: number): string {
  return String.fromCharCode(...data.subarray(from, to));
}

/** PNG 3rd ed. §5.2, §11.2.1: signature, then IHDR. */
function readPng(data: Uint8Array): TileImage | null {
  if (data.length < 33 || ascii(data, 1, 4) !== 'PNG' || data[0] !== 0x89 || ascii(data, 12, 16) !== 'IHDR')
    return null;
  return { kind: 'png', width: view(data).getUint32(16), height: view(data).getUint32(20) };
}

/** WebP container (RFC 9649 §2): a lossy, lossless or extended first chunk. */
function readWebp(data: Uint8Array): TileImage | null {
  if (data.length < 30 || ascii(data, 0, 4) !== 'RIFF' || ascii(data, 8, 12) !== 'WEBP') return null;
  const bytes = view(data);
  switch (ascii(data, 12, 16)) {
    case 'VP8 ':
      return { kind: 'webp', width: bytes.getUint16(26, true) & 0x3fff, height: bytes.getUint16(28, true) & 0x3fff };
    case 'VP8L': {
      const bits = bytes.getUint32(21, true);
      return { kind: 'webp', width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1 };
    }
    case 'VP8X':
      return {
        kind: 'webp',
        width: (bytes.getUint32(24, true) & 0xffffff) + 1,
        height: (bytes.getUint32(26, true) >>> 8) + 1,
      };
    default:
      return null;
  }
}

/** JPEG (ITU-T T.81 B.1.1.4): segments up to the frame header. */
function readJpeg(data: Uint8Array): TileImage | null {
  if (data[0] !== 0xff || data[1] !== 0xd8) return null;
  const bytes = view(data);
  for (let at = 2; at + 9 < data.length;) {
    if (data[at] !== 0xff) return null;
    const marker = data[at + 1] as number;
    if (marker === 0xff) {
      at += 1;
      continue;
    }
    const isFrame = marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;
    if (isFrame) return { kind: 'jpeg', height: bytes.getUint16(at + 5), width: bytes.getUint16(at + 7) };
    at += 2 + bytes.getUint16(at + 2);
  }
  return null;
}
