import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Random } from '../../../shared/kit/random.ts';
import { Disk } from './power-loss.ts';
import type { Act } from './strace.ts';

export interface Recording {
  readonly acts: readonly Act[];
  /** The folder that the acts were recorded in. */
  readonly original: string;
  /** Finds the ids that one message of the program acknowledges. */
  readonly acknowledges: (message: string) => readonly string[];
}

/**
 * Lets the power fail at `points` random acts of a recording. For each the files are rebuilt in `folder`, and `check` is
 * called with what had been acknowledged until then.
 */
export function cutAtRandom(
  recording: Recording,
  points: number,
  folder: string,
  random: Random,
  check: (acknowledged: ReadonlySet<string>) => void,
): void {
  const { acts, original, acknowledges } = recording;
  const wanted = chooseCuts(acts.length, points, random);
  const acknowledged = new Set<string>();
  const disk = new Disk();
  for (const [index, act] of acts.entries()) {
    disk.apply(act);
    if (act.kind === 'say') for (const id of acknowledges(act.data.toString('latin1'))) acknowledged.add(id);
    for (let times = wanted.get(index) ?? 0; times > 0; times -= 1) {
      rebuild(folder, original, disk.cut(random));
      check(acknowledged);
    }
  }
}

/** How often the power fails after which act. */
function chooseCuts(acts: number, points: number, random: Random): Map<number, number> {
  const wanted = new Map<number, number>();
  for (let point = 0; point < points; point += 1) {
    const index = random.int(0, acts - 1);
    wanted.set(index, (wanted.get(index) ?? 0) + 1);
  }
  return wanted;
}

/** Writes the files of a cut into an empty folder. */
function rebuild(folder: string, original: string, files: ReadonlyMap<string, Buffer>): void {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  for (const [file, bytes] of files) {
    const target = path.join(folder, path.relative(original, file));
    mkdirSync(path.dirname(target), { recursive: true });
    writeFileSync(target, bytes);
  }
}
