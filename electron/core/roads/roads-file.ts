import { readFileSync } from 'node:fs';
import { crc32 } from 'node:zlib';
import * as z from 'zod';
import { localText } from '../../../shared/domain/common.ts';
import { ProblemError } from '../../../shared/kit/problem.ts';
import { BARRED, NO_NAME, type RoadData } from './road-data.ts';

/**
 * A built road graph on disk: `MAGIC`, the header's length (uint32), the header (JSON), the arrays in the order of `ARRAYS`
 * (little endian, each begun at a multiple of 4), the CRC-32 of all that (uint32). Nothing in it is trusted (W9).
 */
const MAGIC = Buffer.from('LZROADS1');
const FAMILY = 'LZROADS';
const HEADER_AT = MAGIC.length + 4;
/** More roads than any country has; keeps a damaged count from asking for memory. */
const MOST = 50_000_000;

const header = z.strictObject({
  name: localText,
  attribution: z.string().max(500).nullable(),
  names: z.array(localText).max(MOST),
  nodes: z.int().min(1).max(MOST),
  roads: z.int().min(1).max(MOST),
  points: z
    .int()
    .min(2)
    .max(10 * MOST),
});
type Header = z.infer<typeof header>;

type Arrays = Omit<RoadData, 'about' | 'names' | 'nodeCount'>;

/** Each array with its kind and its length. */
const ARRAYS = [
  ['from', Uint32Array, (of: Header) => of.roads],
  ['to', Uint32Array, (of: Header) => of.roads],
  ['forwardMs', Uint32Array, (of: Header) => of.roads],
  ['backwardMs', Uint32Array, (of: Header) => of.roads],
  ['nameOf', Uint32Array, (of: Header) => of.roads],
  ['shapeStart', Uint32Array, (of: Header) => of.roads + 1],
  ['shape', Int32Array, (of: Header) => 2 * of.points],
  ['flags', Uint8Array, (of: Header) => of.roads],
] as const satisfies readonly (readonly [keyof Arrays, unknown, (of: Header) => number])[];

/** The parts of the file, in order. */
export function encodeRoads(data: RoadData): Buffer[] {
  const head: Header = {
    name: data.about.name,
    attribution: data.about.attribution,
    names: [...data.names],
    nodes: data.nodeCount,
    roads: data.from.length,
    points: data.shape.length / 2,
  };
  const json = Buffer.from(JSON.stringify(head));
  const length = Buffer.alloc(4);
  length.writeUInt32LE(json.length);
  const parts = [MAGIC, length, padded(json)];
  for (const [name] of ARRAYS) {
    const array = data[name];
    parts.push(padded(Buffer.from(array.buffer, array.byteOffset, array.byteLength)));
  }
  const sum = Buffer.alloc(4);
  sum.writeUInt32LE(parts.reduce((crc, part) => crc32(part, crc), 0));
  return [...parts, sum];
}

/** Throws `roads-file-missing`, `roads-file-unreadable`, `roads-file-wrong`, `roads-file-newer`, `roads-file-cut`, `roads-file-damaged`. */
export function readRoadsFile(file: string): RoadData {
  let bytes: Buffer;
  try {
    bytes = readFileSync(file);
  } catch (error) {
    const reason = (error as NodeJS.ErrnoException).code ?? String(error);
    throw refuse(reason === 'ENOENT' ? 'roads-file-missing' : 'roads-file-unreadable', file, reason);
  }
  return decodeRoads(bytes, file);
}

export function decodeRoads(bytes: Buffer, file: string): RoadData {
  if (bytes.toString('latin1', 0, FAMILY.length) !== FAMILY) throw refuse('roads-file-wrong', file);
  if (!bytes.subarray(0, MAGIC.length).equals(MAGIC)) throw refuse('roads-file-newer', file);
  if (bytes.length < HEADER_AT) throw refuse('roads-file-cut', file);
  const length = bytes.readUInt32LE(MAGIC.length);
  const begin = HEADER_AT + length + padding(length);
  if (begin > bytes.length) throw refuse('roads-file-cut', file);
  const head = readHeader(bytes.subarray(HEADER_AT, HEADER_AT + length), file);
  const wanted = ARRAYS.reduce((sum, [, kind, count]) => {
    const size = count(head) * kind.BYTES_PER_ELEMENT;
    return sum + size + padding(size);
  }, begin + 4);
  if (bytes.length < wanted) throw refuse('roads-file-cut', file, `${bytes.length} of ${wanted} bytes`);
  const end = wanted - 4;
  if (bytes.length > wanted || crc32(bytes.subarray(0, end)) !== bytes.readUInt32LE(end)) {
    throw refuse('roads-file-damaged', file);
  }
  const arrays: Record<string, Uint32Array | Int32Array | Uint8Array> = {};
  let at = begin;
  for (const [name, Kind, count] of ARRAYS) {
    const size = count(head) * Kind.BYTES_PER_ELEMENT;
    // A copy of its own, because a view would have to begin at a multiple of 4 in memory.
    arrays[name] = new Kind(new Uint8Array(bytes.subarray(at, at + size)).buffer);
    at += size + padding(size);
  }
  const data: RoadData = {
    about: { source: 'file', name: head.name, attribution: head.attribution },
    names: head.names,
    nodeCount: head.nodes,
    ...(arrays as unknown as Arrays),
  };
  const wrong = contradiction(data);
  if (wrong) throw refuse('roads-file-damaged', file, wrong);
  return data;
}

function readHeader(json: Buffer, file: string): Header {
  try {
    return header.parse(JSON.parse(json.toString('utf8')));
  } catch (error) {
    throw refuse('roads-file-damaged', file, String(error));
  }
}

/** What would lead a search out of its arrays. */
function contradiction({
  from,
  to,
  forwardMs,
  backwardMs,
  nameOf,
  names,
  nodeCount,
  shapeStart,
  shape,
}: RoadData): string | null {
  for (let road = 0; road < from.length; road += 1) {
    if ((from[road] ?? 0) >= nodeCount || (to[road] ?? 0) >= nodeCount) return `road ${road}: no such junction`;
    if (forwardMs[road] === 0 || backwardMs[road] === 0) return `road ${road}: takes no time`;
    const name = nameOf[road] ?? NO_NAME;
    if (name !== NO_NAME && name >= names.length) return `road ${road}: no such name`;
    if ((shapeStart[road + 1] ?? 0) < (shapeStart[road] ?? 0) + 2) return `road ${road}: no line`;
  }
  if (shapeStart[0] !== 0 || shapeStart[from.length] !== shape.length / 2) return 'points without a road';
  if (!forwardMs.some((ms) => ms !== BARRED) && !backwardMs.some((ms) => ms !== BARRED)) return 'nothing can be driven';
  return null;
}

function padding(length: number): number {
  return (4 - (length % 4)) % 4;
}

function padded(part: Buffer): Buffer {
  return padding(part.length) === 0 ? part : Buffer.concat([part, Buffer.alloc(padding(part.length))]);
}

function refuse(code: string, file: string, detail?: string): ProblemError {
  return new ProblemError({ code, origin: 'roads', params: { path: file }, ...(detail !== undefined && { detail }) });
}
