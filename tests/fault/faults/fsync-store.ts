import { mkdirSync } from 'node:fs';
import path from 'node:path';
import type { Fault } from '../fault.ts';
import { openProfile } from '../kit/check-profile.ts';
import { runProgram } from '../kit/record.ts';
import { injectArgs } from '../kit/strace.ts';
import { straceMissing } from '../kit/tools.ts';
import { Tally } from '../tally.ts';

const ROWS = 12;

/**
 * R4 at the store: fsync fails at each position in turn, once and for good. Nothing acknowledged may be missing afterwards. A row
 * whose commit failed and that is there all the same is counted: it is why the console may not say "not saved".
 */
export const fsyncStore: Fault = {
  name: 'fsync-store',
  title: 'EIO from fsync at every position of the store’s writes, once and lasting',
  rules: ['R4'],
  async run(bench) {
    const missing = straceMissing();
    if (missing) return { kind: 'notRun', why: missing };
    const tally = new Tally();
    let acknowledged = 0;
    let hidden = 0;
    let kept = 0;
    // Until the position lies behind the last fsync of a whole run.
    for (let k = 1, hit = true; hit; k += bench.full ? 1 : 2) {
      hit = false;
      for (const lasting of [false, true]) {
        const profile = path.join(bench.folder, `${k}${lasting ? '-lasting' : ''}`);
        mkdirSync(profile);
        const { output } = await runProgram(
          'outbox-writer.ts',
          [profile, 'full', String(ROWS)],
          injection(profile, k, lasting),
        );
        const saved = idsOf(output, 'ack');
        const refused = idsOf(output, 'no');
        if (saved.length < ROWS) hit = true;
        else continue;
        tally.tries += 1;
        acknowledged += saved.length;
        const opened = openProfile(profile);
        if (opened.outcome === 'refused') {
          if (saved.length > 0) tally.lost += saved.length;
          tally.fail(`after EIO the store does not open: ${opened.problem.code}`);
          continue;
        }
        if (opened.integrity !== 'ok') tally.fail(`integrity after EIO: ${opened.integrity}`);
        tally.lost += saved.filter((id) => !opened.outbox.has(id)).length;
        const there = refused.filter((id) => opened.outbox.has(id)).length;
        hidden += there;
        kept += refused.length - there;
      }
    }
    tally.fact(
      `${acknowledged} rows acknowledged; of the rows whose commit failed ${hidden} are there all the same and ${kept} are not`,
    );
    return tally.counted();
  },
};

/** Faults on the database and its WAL only; the lock and the folder are not the question. */
function injection(profile: string, k: number, lasting: boolean): string[] {
  const database = path.join(profile, 'console.sqlite');
  return injectArgs('fsync', 'EIO', k, [database, `${database}-wal`], lasting);
}

function idsOf(output: string, word: 'ack' | 'no'): string[] {
  return [...output.matchAll(new RegExp(`^${word} (\\S+)`, 'gm'))].map((match) => match[1] ?? '');
}
