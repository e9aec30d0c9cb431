import { inflateSync } from 'node:zlib';

/** What laying out a line needs of a font: which characters it has, and how wide each is. */
export interface Measures {
  has(codePoint: number): boolean;
  /** At 1 pt; 0 for what it has not. */
  advance(codePoint: number): number;
}

/** Bytes of the head of an OpenType file, and of one line of its list of tables. */
const HEAD = 12;
const RECORD = 16;

/**
 * The OpenType file in a WOFF 1.0 file (W3C), its tables unpacked. The library that embeds fonts unpacks a table anew for every glyph
 * that it reads from a WOFF: a report of forty pages took a minute, and takes one second from this. Throws when it is none.
 */
export function unpackWoff(file: Buffer): Buffer {
  if (file.readUInt32BE(0) !== 0x774f_4646) throw new Error('not a WOFF file');
  const count = file.readUInt16BE(12);
  const head = Buffer.alloc(HEAD + count * RECORD);
  file.copy(head, 0, 4, 8);
  head.writeUInt16BE(count, 4);
  const log = Math.floor(Math.log2(count));
  head.writeUInt16BE(2 ** log * 16, 6);
  head.writeUInt16BE(log, 8);
  head.writeUInt16BE(count * 16 - 2 ** log * 16, 10);
  const tables: Buffer[] = [];
  let offset = head.length;
  for (let index = 0; index < count; index += 1) {
    const at = 44 + index * 20;
    const [start, packed, length] = [file.readUInt32BE(at + 4), file.readUInt32BE(at + 8), file.readUInt32BE(at + 12)];
    const bytes = file.subarray(start, start + packed);
    const table = Buffer.alloc(Math.ceil(length / 4) * 4);
    (packed < length ? inflateSync(bytes) : bytes).copy(table);
    const record = HEAD + index * RECORD;
    file.copy(head, record, at, at + 4);
    file.copy(head, record + 4, at + 16, at + 20);
    head.writeUInt32BE(offset, record + 8);
    head.writeUInt32BE(length, record + 12);
    tables.push(table);
    offset += table.length;
  }
  return Buffer.concat([head, ...tables]);
}

/** Reads the tables `cmap` (formats 4 and 12), `head`, `hhea` and `hmtx` of an OpenType 1.9 file. Throws when one is not there. */
export function readMeasures(file: Buffer): Measures {
  const table = (tag: string): Buffer => {
    for (let index = 0; index < file.readUInt16BE(4); index += 1) {
      const at = HEAD + index * RECORD;
      if (file.toString('latin1', at, at + 4) !== tag) continue;
      return file.subarray(file.readUInt32BE(at + 8), file.readUInt32BE(at + 8) + file.readUInt32BE(at + 12));
    }
    throw new Error(`no table ${tag}`);
  };
  const unitsPerEm = table('head').readUInt16BE(18);
  const glyphs = readCharacters(table('cmap'));
  const widths = table('hmtx');
  const measured = table('hhea').readUInt16BE(34);
  return {
    has: (codePoint) => glyphs.has(codePoint),
    advance(codePoint) {
      const glyph = glyphs.get(codePoint);
      // Glyphs behind the last one that was measured are as wide as it.
      return glyph === undefined ? 0 : widths.readUInt16BE(Math.min(glyph, measured - 1) * 4) / unitsPerEm;
    },
  };
}

function readCharacters(cmap: Buffer): Map<number, number> {
  const glyphs = new Map<number, number>();
  for (let index = 0; index < cmap.readUInt16BE(2); index += 1) {
    const part = cmap.subarray(cmap.readUInt32BE(4 + index * 8 + 4));
    const format = part.readUInt16BE(0);
    if (format === 4) readSegments(part, glyphs);
    else if (format === 12) readGroups(part, glyphs);
  }
  return glyphs;
}

/** Format 4: segments of the basic plane. */
function readSegments(part: Buffer, into: Map<number, number>): void {
  const count = part.readUInt16BE(6) / 2;
  const [ends, starts, deltas, offsets] = [14, 16 + count * 2, 16 + count * 4, 16 + count * 6];
  for (let segment = 0; segment < count; segment += 1) {
    const end = part.readUInt16BE(ends + segment * 2);
    const start = part.readUInt16BE(starts + segment * 2);
    const delta = part.readUInt16BE(deltas + segment * 2);
    const offsetAt = offsets + segment * 2;
    const offset = part.readUInt16BE(offsetAt);
    for (let code = start; code <= end && code !== 0xff_ff; code += 1) {
      const raw = offset === 0 ? code : part.readUInt16BE(offsetAt + offset + (code - start) * 2);
      const glyph = raw === 0 && offset !== 0 ? 0 : (raw + delta) & 0xff_ff;
      if (glyph !== 0) into.set(code, glyph);
    }
  }
}

/** Format 12: groups of all planes. */
function readGroups(part: Buffer, into: Map<number, number>): void {
  for (let group = 0; group < part.readUInt32BE(12); group += 1) {
    const at = 16 + group * 12;
    const [start, end, glyph] = [part.readUInt32BE(at), part.readUInt32BE(at + 4), part.readUInt32BE(at + 8)];
    for (let code = start; code <= end; code += 1) into.set(code, glyph + code - start);
  }
}
