import { inflateSync, zstdDecompressSync } from 'node:zlib';
import { PbfReader } from 'pbf';
import { ProblemError } from '../../shared/kit/problem.ts';
import { cut, refuse, type OsmFile, type OsmSink } from './osm-source.ts';

/** Limits of the format (OSM wiki, PBF Format): what is larger is no OSM file. */
const MAX_HEADER = 64 * 1024;
const MAX_BLOB = 32 * 1024 * 1024;
/** What a reader must be able to do; files with history, and others, ask for more. */
const KNOWN_FEATURES = new Set(['OsmSchema-V0.6', 'DenseNodes']);
const NANO = 1e-9;

/** Block by block. A file cut between two blocks looks whole: the format has no end mark. */
export async function readPbf(file: OsmFile, sink: OsmSink): Promise<void> {
  let at = 0;
  let block = 0;
  const take = async (length: number): Promise<Buffer> => {
    const bytes = Buffer.alloc(length);
    const { bytesRead } = await file.handle.read(bytes, 0, length, at);
    if (bytesRead < length) throw cut(file, at + bytesRead, `block ${block}`);
    at += length;
    return bytes;
  };
  while (at < file.bytes) {
    block += 1;
    const headerLength = (await take(4)).readUInt32BE();
    if (headerLength > MAX_HEADER) throw damaged(file, block, 'header too long');
    const header = await take(headerLength);
    const { type, size } = sound(file, block, () => readHeader(header));
    // No size, or one that no block has.
    if (!(size >= 0 && size <= MAX_BLOB)) throw damaged(file, block, `block of ${size} bytes`);
    const blob = await take(size);
    // Blocks of other kinds may be passed over (ibid.).
    if (type === 'OSMHeader') sound(file, block, () => checkFeatures(file, unpack(file, blob)));
    if (type === 'OSMData') sound(file, block, () => readData(unpack(file, blob), sink));
    sink.progress(at);
  }
}

function damaged(file: OsmFile, block: number, detail: string): ProblemError {
  return refuse('osm-damaged', { path: file.path, where: `block ${block}` }, detail);
}

/** Decoding of arbitrary bytes may fail anywhere; the block is named. */
function sound<T>(file: OsmFile, block: number, decode: () => T): T {
  try {
    return decode();
  } catch (error) {
    if (error instanceof ProblemError) throw error;
    throw damaged(file, block, String(error));
  }
}

/** BlobHeader: 1 type, 3 datasize. */
function readHeader(bytes: Uint8Array): { type: string; size: number } {
  return new PbfReader(bytes).readFields(
    (tag, header: { type: string; size: number }, pbf) => {
      if (tag === 1) header.type = pbf.readString();
      else if (tag === 3) header.size = pbf.readVarint();
    },
    { type: '', size: Number.NaN },
  );
}

/** Blob: 1 raw, 3 zlib, 7 zstd; 4 lzma, 5 bzip2, 6 lz4 are in the format and in no file that is offered. */
function unpack(file: OsmFile, bytes: Uint8Array): Uint8Array {
  const { data } = new PbfReader(bytes).readFields(
    (tag, read: { data: Uint8Array | null }, pbf) => {
      if (tag === 1) read.data = pbf.readBytes();
      else if (tag === 3) read.data = inflateSync(pbf.readBytes(), { maxOutputLength: MAX_BLOB });
      else if (tag === 7) read.data = zstdDecompressSync(pbf.readBytes(), { maxOutputLength: MAX_BLOB });
      else if (tag >= 4 && tag <= 6)
        throw refuse('osm-unsupported', { path: file.path, feature: `compression ${tag}` });
    },
    { data: null },
  );
  if (!data) throw new Error('no data');
  return data;
}

/** HeaderBlock: 4 required_features. */
function checkFeatures(file: OsmFile, bytes: Uint8Array): void {
  new PbfReader(bytes).readFields((tag, _nothing: null, pbf) => {
    if (tag !== 4) return;
    const feature = pbf.readString();
    if (!KNOWN_FEATURES.has(feature)) throw refuse('osm-unsupported', { path: file.path, feature });
  }, null);
}

interface Block {
  readonly strings: string[];
  readonly groups: Uint8Array[];
  granularity: number;
  latOffset: number;
  lonOffset: number;
}

/** PrimitiveBlock: 1 stringtable, 2 groups, 17 granularity, 19 lat_offset, 20 lon_offset. */
function readData(bytes: Uint8Array, sink: OsmSink): void {
  const block = new PbfReader(bytes).readFields(
    (tag, read: Block, pbf) => {
      if (tag === 1) {
        pbf.readMessage((field, strings: string[], table) => {
          if (field === 1) strings.push(table.readString());
        }, read.strings);
      } else if (tag === 2) read.groups.push(pbf.readBytes());
      else if (tag === 17) read.granularity = pbf.readVarint();
      else if (tag === 19) read.latOffset = pbf.readVarint(true);
      else if (tag === 20) read.lonOffset = pbf.readVarint(true);
    },
    { strings: [], groups: [], granularity: 100, latOffset: 0, lonOffset: 0 },
  );
  // Only now: scale and offsets may stand behind the groups.
  for (const group of block.groups) {
    new PbfReader(group).readFields((tag, _nothing: null, pbf) => {
      if (tag === 1 && sink.node) readNode(pbf, block, sink.node);
      else if (tag === 2 && sink.node) readDense(pbf, block, sink.node);
      else if (tag === 3 && sink.way) readWay(pbf, block, sink.way);
    }, null);
  }
}

type TakeNode = NonNullable<OsmSink['node']>;

function emit(take: TakeNode, block: Block, id: number, lat: number, lon: number): void {
  take(id, (block.lonOffset + block.granularity * lon) * NANO, (block.latOffset + block.granularity * lat) * NANO);
}

/** Node: 1 id, 8 lat, 9 lon. */
function readNode(pbf: PbfReader, block: Block, take: TakeNode): void {
  const node = pbf.readMessage(
    (tag, read: { id: number; lat: number; lon: number }, inner) => {
      if (tag === 1) read.id = inner.readSVarint();
      else if (tag === 8) read.lat = inner.readSVarint();
      else if (tag === 9) read.lon = inner.readSVarint();
    },
    { id: 0, lat: 0, lon: 0 },
  );
  emit(take, block, node.id, node.lat, node.lon);
}

/** DenseNodes: 1 ids, 8 lats, 9 lons, each the difference to the one before. */
function readDense(pbf: PbfReader, block: Block, take: TakeNode): void {
  const { ids, lats, lons } = pbf.readMessage(
    (tag, read: { ids: number[]; lats: number[]; lons: number[] }, inner) => {
      if (tag === 1) inner.readPackedSVarint(read.ids);
      else if (tag === 8) inner.readPackedSVarint(read.lats);
      else if (tag === 9) inner.readPackedSVarint(read.lons);
    },
    { ids: [], lats: [], lons: [] },
  );
  if (lats.length !== ids.length || lons.length !== ids.length) throw new Error('dense nodes of unequal length');
  let [id, lat, lon] = [0, 0, 0];
  for (const [index, step] of ids.entries()) {
    id += step;
    lat += lats[index] ?? 0;
    lon += lons[index] ?? 0;
    emit(take, block, id, lat, lon);
  }
}

/** Way: 2 keys, 3 values, 8 refs, each the difference to the one before. */
function readWay(pbf: PbfReader, { strings }: Block, take: NonNullable<OsmSink['way']>): void {
  const { keys, values, steps } = pbf.readMessage(
    (tag, read: { keys: number[]; values: number[]; steps: number[] }, inner) => {
      if (tag === 2) inner.readPackedVarint(read.keys);
      else if (tag === 3) inner.readPackedVarint(read.values);
      else if (tag === 8) inner.readPackedSVarint(read.steps);
    },
    { keys: [], values: [], steps: [] },
  );
  let ref = 0;
  const refs = steps.map((step) => (ref += step));
  const tags = new Map(keys.map((key, index) => [strings[key] ?? '', strings[values[index] ?? -1] ?? '']));
  take(refs, tags);
}
