import { open, type FileHandle } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { brotliDecompress, gunzip, zstdDecompress } from 'node:zlib';
import { Compression, PMTiles, ResolvedValueCache, TileType, type Header, type Source } from 'pmtiles';
import { ProblemError } from '../../../shared/kit/problem.ts';
import { MOST_ZOOM, readAttribution, readBounds, readName, type TileFacts } from './tile-facts.ts';
import type { TileFile } from './tile-file.ts';
import { readTileImage } from './tile-image.ts';
import { refuseTiles } from './tile-problem.ts';
import { MOST_TILE_BYTES, unpackTile } from './unpack-tile.ts';

/** No part that a file asks for is larger: directories hold a few thousand entries, metadata a few kilobytes. */
const MOST_PART = 16 * 1024 * 1024;
const HEADER = 127;
const KNOWN: readonly TileType[] = [TileType.Mvt, TileType.Png, TileType.Jpeg, TileType.Webp];

/** A PMTiles 3 archive, raster or vector, read in place. Every offset in it is a claim: reads are bounded by the file. */
export async function openPmtiles(file: string): Promise<TileFile> {
  const handle = await open(file, 'r');
  try {
    const { size } = await handle.stat();
    if (size < HEADER) throw refuseTiles('tiles-cut-short');
    const archive = new PMTiles(
      new FileSource(file, handle, size),
      new ResolvedValueCache(64, undefined, decompress),
      decompress,
    );
    const header = await archive.getHeader();
    judge(header, size);
    const facts = await readFacts(archive, header, path.basename(file, path.extname(file)));
    return {
      facts,
      read: async ({ z, x, y }) => {
        try {
          const found = await archive.getZxy(z, x, y);
          return found && found.data.byteLength > 0 ? await unpackTile(new Uint8Array(found.data)) : null;
        } catch (error) {
          throw refusal(error);
        }
      },
      close: () => void handle.close(),
    };
  } catch (error) {
    await handle.close();
    throw refusal(error);
  }
}

class FileSource implements Source {
  readonly #file: string;
  readonly #handle: FileHandle;
  readonly #size: number;

  constructor(file: string, handle: FileHandle, size: number) {
    this.#file = file;
    this.#handle = handle;
    this.#size = size;
  }

  getKey(): string {
    return this.#file;
  }

  async getBytes(offset: number, length: number): Promise<{ data: ArrayBuffer }> {
    if (!(offset >= 0) || !(length >= 0) || length > MOST_PART) throw refuseTiles('tiles-corrupt');
    const data = new ArrayBuffer(Math.max(0, Math.min(length, this.#size - offset)));
    const { bytesRead } = await this.#handle.read(new Uint8Array(data), 0, data.byteLength, offset);
    if (bytesRead < data.byteLength) throw refuseTiles('tiles-cut-short');
    return { data };
  }
}

async function decompress(data: ArrayBuffer, compression: Compression): Promise<ArrayBuffer> {
  const maxOutputLength = MOST_PART;
  const unpack = (): Promise<Buffer> | null => {
    if (compression === Compression.Gzip) return promisify(gunzip)(data, { maxOutputLength });
    if (compression === Compression.Brotli) return promisify(brotliDecompress)(data, { maxOutputLength });
    if (compression === Compression.Zstd) return promisify(zstdDecompress)(data, { maxOutputLength });
    return null;
  };
  const unpacked = await unpack();
  return unpacked ? new Uint8Array(unpacked).buffer : data;
}

function judge(header: Header, size: number): void {
  if (header.specVersion !== 3) throw refuseTiles('tiles-version', { version: header.specVersion });
  if (!KNOWN.includes(header.tileType))
    throw refuseTiles('tiles-format', { format: TileType[header.tileType] ?? header.tileType });
  if (header.tileDataOffset + (header.tileDataLength ?? 0) > size) throw refuseTiles('tiles-cut-short');
  if (header.numTileEntries === 0) throw refuseTiles('tiles-empty');
  const { minZoom, maxZoom } = header;
  if (!(minZoom <= maxZoom && maxZoom <= MOST_ZOOM)) throw refuseTiles('tiles-corrupt');
}

async function readFacts(archive: PMTiles, header: Header, fileName: string): Promise<TileFacts> {
  const said = await readMetadata(archive);
  const content = header.tileType === TileType.Mvt ? 'vector' : 'raster';
  return {
    name: readName(said['name'], fileName),
    content,
    minZoom: header.minZoom,
    maxZoom: header.maxZoom,
    bounds: readBounds([header.minLon, header.minLat, header.maxLon, header.maxLat]),
    tileSize: content === 'vector' || (await firstWidth(archive, header)) >= 512 ? 512 : 256,
    attribution: readAttribution(said['attribution']),
  };
}

async function readMetadata(archive: PMTiles): Promise<Readonly<Record<string, unknown>>> {
  const said: unknown = await archive.getMetadata();
  return typeof said === 'object' && said !== null ? (said as Record<string, unknown>) : {};
}

/** Px of the tile in the middle; 256 when there is none. */
async function firstWidth(archive: PMTiles, { minLon, minLat, maxLon, maxLat, minZoom }: Header): Promise<number> {
  const scale = 2 ** minZoom;
  const latitude = (Math.max(-85, Math.min(85, (minLat + maxLat) / 2)) * Math.PI) / 180;
  const x = Math.min(scale - 1, Math.max(0, Math.floor(((minLon + maxLon) / 720 + 0.5) * scale)));
  const y = Math.floor((0.5 - Math.asinh(Math.tan(latitude)) / (2 * Math.PI)) * scale);
  const found = await archive.getZxy(minZoom, x, Math.min(scale - 1, Math.max(0, y)));
  if (!found) return 256;
  if (found.data.byteLength > MOST_TILE_BYTES) throw refuseTiles('tiles-too-large');
  return readTileImage(new Uint8Array(found.data), 'raster')?.width ?? 256;
}

function refusal(error: unknown): ProblemError {
  return error instanceof ProblemError ? error : refuseTiles('tiles-corrupt', undefined, error);
}
