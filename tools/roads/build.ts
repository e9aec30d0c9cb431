import {
  closeSync,
  existsSync,
  fsyncSync,
  openSync,
  readSync,
  renameSync,
  rmSync,
  statSync,
  writevSync,
} from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { languageOf, type Language } from '../../electron/core/launch/language.ts';
import { buildGraph } from '../../electron/core/roads/graph.ts';
import { encodeRoads } from '../../electron/core/roads/roads-file.ts';
import type { RoadData } from '../../electron/core/roads/road-data.ts';
import { toProblem } from '../../shared/kit/problem.ts';
import { refuse } from './osm-source.ts';
import { readNetwork, type Pass } from './road-network.ts';
import { problemText, roadText } from './text.ts';

/** `npm run roads -- build FILE [--out FILE] [--name NAME]`: an OSM extract → a road graph for `--roads`. */
interface Wanted {
  readonly file: string;
  readonly out: string;
  readonly name: string;
}

function readArguments(args: readonly string[]): Wanted {
  const options = { out: { type: 'string' }, name: { type: 'string' } } as const;
  const { tokens } = parseArgs({ args: [...args], options, strict: false, allowPositionals: true, tokens: true });
  const words: string[] = [];
  const values = new Map<string, string>();
  for (const token of tokens) {
    if (token.kind === 'positional') words.push(token.value);
    if (token.kind !== 'option') continue;
    if (!Object.hasOwn(options, token.name)) throw refuse('unknown-option', { option: token.rawName });
    if (!token.value) throw refuse('value-missing', { option: token.rawName });
    values.set(token.name, token.value);
  }
  const [command, file, more] = words;
  if (command !== 'build') throw refuse('command-missing', {});
  if (file === undefined) throw refuse('value-missing', { option: 'build' });
  if (more !== undefined) throw refuse('unexpected-argument', { argument: more });
  const stem = path.resolve(file).replace(/(\.osm)?(\.pbf|\.gz|\.xml)?$/i, '');
  const name = values.get('name') ?? path.basename(stem);
  return { file: path.resolve(file), out: path.resolve(values.get('out') ?? `${stem}.roads`), name };
}

/** At most one line a second, and only where somebody watches it being overwritten or whole passes are worth a line. */
function progressTo(language: Language, file: string): (pass: Pass, bytes: number) => void {
  let size = 0;
  let next = 0;
  return (pass, bytes) => {
    size ||= statSync(file).size;
    const now = performance.now();
    const isWhole = bytes >= size;
    if (!isWhole && now < next) return;
    next = now + 1_000;
    const line = `${roadText(language, pass)} ${Math.floor((100 * bytes) / size)}%`;
    if (process.stderr.isTTY) process.stderr.write(`\r${line}${isWhole ? '\n' : ''}`);
    else process.stderr.write(`${line}\n`);
  };
}

/** Whole or not at all: written beside its place, then moved there. Returns its bytes. */
function write(out: string, data: RoadData): number {
  requireOurs(out);
  const part = `${out}.part`;
  try {
    const handle = openSync(part, 'w');
    try {
      for (const piece of encodeRoads(data)) {
        for (let done = 0; done < piece.length;) done += writevSync(handle, [piece.subarray(done)]);
      }
      fsyncSync(handle);
    } finally {
      closeSync(handle);
    }
    renameSync(part, out);
    return statSync(out).size;
  } catch (error) {
    rmSync(part, { force: true });
    throw refuse('out-unwritable', { path: out, reason: (error as NodeJS.ErrnoException).code ?? String(error) });
  }
}

/** A slip of the hand must not overwrite somebody's document. */
function requireOurs(out: string): void {
  if (!existsSync(out)) return;
  const head = Buffer.alloc(7);
  const handle = openSync(out, 'r');
  readSync(handle, head, 0, head.length, 0);
  closeSync(handle);
  if (head.toString('latin1') !== 'LZROADS') throw refuse('out-exists', { path: out });
}

async function build(args: readonly string[], language: Language): Promise<string> {
  const { file, out, name } = readArguments(args);
  const began = performance.now();
  const text = /\p{Script=Han}/u.test(name) ? { zh: name } : { en: name };
  const { data, counts } = await readNetwork(file, text, progressTo(language, file));
  const { roads, junctions, connected } = buildGraph(data).info;
  const kib = Math.round(write(out, data) / 1_024);
  return roadText(language, 'done', {
    ...counts,
    roads,
    junctions,
    // Rounded down: 100 is to mean all.
    connected: Math.floor(1_000 * connected) / 10,
    seconds: ((performance.now() - began) / 1_000).toFixed(1),
    out,
    kib,
  });
}

const args = process.argv.slice(2);
const language = languageOf(process.env);
if (args.includes('--help')) console.log(roadText(language, 'usage'));
else {
  try {
    console.log(await build(args, language));
  } catch (error) {
    console.error(problemText(language, toProblem(error, 'roads')));
    process.exitCode = 1;
  }
}
