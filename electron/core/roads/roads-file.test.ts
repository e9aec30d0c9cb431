import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import { afterAll, describe, expect, it } from 'vitest';
import { ProblemError } from '../../../shared/kit/problem.ts';
import { decodeRoads, encodeRoads, readRoadsFile } from './roads-file.ts';
import { demoRoads } from './testing/demo.ts';
import { place, smallRoads } from './testing/small-roads.ts';

const folder = mkdtempSync(join(tmpdir(), 'roads-'));
afterAll(() => rmSync(folder, { recursive: true }));

function codeOf(run: () => unknown): string {
  try {
    run();
  } catch (error) {
    if (error instanceof ProblemError) return error.problem.code;
    throw error;
  }
  return 'read';
}

const small = smallRoads(
  [place(0, 0), place(100, 0), place(100, 100)],
  [
    { from: 0, to: 1, name: 0 },
    { from: 1, to: 2, backward: null },
  ],
  ['High Street'],
);
const bytes = Buffer.concat(encodeRoads(small));

describe('W9: a road graph’s file', () => {
  it('gives back what was written', () => {
    const { about, names, nodeCount, from, to, forwardMs, backwardMs, nameOf, flags, shapeStart, shape } = demoRoads();
    const data = { about, names, nodeCount, from, to, forwardMs, backwardMs, nameOf, flags, shapeStart, shape };
    const file = join(folder, 'demo.roads');
    writeFileSync(file, Buffer.concat(encodeRoads(data)));
    expect(readRoadsFile(file)).toEqual({ ...data, about: { ...about, source: 'file' } });
  });

  it('cut anywhere is refused as cut', () => {
    for (let length = 8; length < bytes.length; length += 1) {
      expect(codeOf(() => decodeRoads(bytes.subarray(0, length), 'f'))).toBe('roads-file-cut');
    }
  });

  it('with any byte changed is refused', () => {
    for (let at = 0; at < bytes.length; at += 1) {
      const changed = Buffer.from(bytes);
      changed[at] = (changed[at] ?? 0) ^ 0x55;
      expect(
        codeOf(() => decodeRoads(changed, 'f')),
        `byte ${at}`,
      ).toMatch(/^roads-file-/);
    }
    expect(codeOf(() => decodeRoads(Buffer.concat([bytes, bytes]), 'f'))).toBe('roads-file-damaged');
  });

  it('of another kind, of a newer version, or that is not there, is told apart', () => {
    expect(codeOf(() => decodeRoads(Buffer.from('<osm/>'), 'f'))).toBe('roads-file-wrong');
    expect(codeOf(() => decodeRoads(Buffer.from('LZROADS2 and more'), 'f'))).toBe('roads-file-newer');
    expect(codeOf(() => readRoadsFile(join(folder, 'none')))).toBe('roads-file-missing');
    expect(codeOf(() => readRoadsFile(folder))).toBe('roads-file-unreadable');
  });

  it.each([
    ['a junction that is not there', { from: Uint32Array.of(0, 9) }],
    ['a road that takes no time', { forwardMs: Uint32Array.of(0, 5) }],
    ['a name that is not there', { nameOf: Uint32Array.of(0, 4) }],
    ['a road without a line', { shapeStart: Uint32Array.of(0, 1, 4) }],
    ['points beyond the end', { shapeStart: Uint32Array.of(0, 2, 6) }],
  ])('that is sound but says nonsense is refused: %s', (_what, part) => {
    const nonsense = Buffer.concat(encodeRoads({ ...small, ...part }));
    expect(nonsense.readUInt32LE(nonsense.length - 4)).toBe(crc32(nonsense.subarray(0, -4)));
    expect(codeOf(() => decodeRoads(nonsense, 'f'))).toBe('roads-file-damaged');
  });
});
