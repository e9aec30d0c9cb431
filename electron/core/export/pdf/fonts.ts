import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import * as z from 'zod';
import { readMeasures, unpackWoff, type Measures } from './font-file.ts';

/**
 * Noto Sans SC as it lies in its package. `chinese-simplified` has Latin, Chinese and the usual marks in one file; what it has not
 * (①, ≥, →, rare characters, Cyrillic) is in small files by ranges of code points.
 */
const PACKAGE = '@fontsource/noto-sans-sc';
const MAIN = 'chinese-simplified';
/** Drawn in place of what no file has (PK7): 〓 is the printers' mark for a missing type. */
export const STAND_IN = '〓';

export const WEIGHTS = [400, 700] as const;
export type Weight = (typeof WEIGHTS)[number];

/** A stretch of text that one file can draw. */
export interface Run {
  readonly face: Face;
  readonly text: string;
}

/** One file of the font, as it is registered with the PDF. */
interface Face extends Measures {
  readonly name: string;
  readonly bytes: Buffer;
}

/** Finds for every character the file that has it. Files are opened when they are first needed, once per process. */
export class Fonts {
  readonly #folder: string;
  readonly #ranges: readonly Range[];
  readonly #open = new Map<string, Face | null>();
  readonly #faces = new Map<string, Face | null>();
  readonly #missing = new Set<number>();

  /** Throws when the package is not there. */
  constructor() {
    const index = createRequire(import.meta.url).resolve(`${PACKAGE}/unicode.json`);
    this.#folder = join(dirname(index), 'files');
    this.#ranges = readRanges(readFileSync(index, 'utf8'));
  }

  /** What was asked for since the last time and stands in no file: each character once, as `U+1F600 😀`. */
  takeMissing(): string[] {
    const codes = [...this.#missing].toSorted((a, b) => a - b);
    this.#missing.clear();
    return codes.map((code) => `U+${code.toString(16).toUpperCase().padStart(4, '0')} ${String.fromCodePoint(code)}`);
  }

  /** Splits a text into runs; what nobody can draw becomes the stand-in and is noted. */
  runs(text: string, weight: Weight): Run[] {
    const runs: { face: Face; text: string }[] = [];
    for (const character of text) {
      const { face, drawn } = this.#drawn(character, weight);
      const last = runs.at(-1);
      if (last && last.face === face) last.text += drawn;
      else runs.push({ face, text: drawn });
    }
    return runs;
  }

  /** Width of one character at 1 pt. */
  advance(character: string, weight: Weight): number {
    const { face, drawn } = this.#drawn(character, weight);
    return face.advance(drawn.codePointAt(0) ?? 0);
  }

  #drawn(character: string, weight: Weight): { face: Face; drawn: string } {
    const code = character.codePointAt(0) ?? 0;
    const face = this.#faceOf(code, weight);
    if (face) return { face, drawn: character };
    this.#missing.add(code);
    const main = this.#file(MAIN, weight);
    if (!main) throw new Error(`${PACKAGE}: ${MAIN} ${weight} cannot be read`);
    return { face: main, drawn: STAND_IN };
  }

  #faceOf(code: number, weight: Weight): Face | null {
    const key = `${code} ${weight}`;
    const known = this.#faces.get(key);
    if (known !== undefined) return known;
    const names = [MAIN, ...this.#ranges.filter(({ from, to }) => from <= code && code <= to).map(({ file }) => file)];
    const found = names.map((name) => this.#file(name, weight)).find((face) => face?.has(code)) ?? null;
    this.#faces.set(key, found);
    return found;
  }

  #file(name: string, weight: Weight): Face | null {
    const key = `${name}-${weight}`;
    const known = this.#open.get(key);
    if (known !== undefined) return known;
    const face = openFace(key, join(this.#folder, `noto-sans-sc-${key}-normal.woff`));
    this.#open.set(key, face);
    return face;
  }
}

function openFace(name: string, path: string): Face | null {
  try {
    const bytes = unpackWoff(readFileSync(path));
    return { name, bytes, ...readMeasures(bytes) };
  } catch {
    return null;
  }
}

interface Range {
  readonly file: string;
  readonly from: number;
  readonly to: number;
}

/** `{"[4]": "U+1f1e9-1f1f5,U+1f21a"}`: which file a code point is in. */
function readRanges(json: string): Range[] {
  const table = z.record(z.string(), z.string()).parse(JSON.parse(json));
  return Object.entries(table).flatMap(([name, list]) =>
    list.split(',').flatMap((range) => {
      const [, from, to = from] = /^U\+([0-9a-f]+)(?:-([0-9a-f]+))?$/i.exec(range.trim()) ?? [];
      if (from === undefined || to === undefined) return [];
      return [{ file: name.replace(/[[\]]/g, ''), from: parseInt(from, 16), to: parseInt(to, 16) }];
    }),
  );
}
