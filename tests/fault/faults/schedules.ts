import path from 'node:path';
import type { Fault } from '../fault.ts';
import { ROOT } from '../../fixtures/processes.ts';
import { runTool } from '../kit/record.ts';
import { Tally } from '../tally.ts';

const FILE = 'electron/core/sync/schedules.test.ts';
/** R12: so long may a thousand of them take. */
const TIME_BAR = 60_000;

/** R12–R14 without machines: the sync core as a pure reducer, several stations and a model hub, in random schedules. */
export const schedules: Fault = {
  name: 'schedules',
  title:
    'random schedules of several stations and a model hub over the pure sync core: losses, doubles, cuts, kills, conflicts',
  rules: ['R12', 'R13', 'R14', 'R31'],
  async run(bench) {
    const tally = new Tally();
    const runs = bench.full ? 1_000 : 200;
    const seed = bench.random.int(1, 2_000_000_000);
    const start = performance.now();
    const vitest = path.join(ROOT, 'node_modules/vitest/vitest.mjs');
    const { code, output } = await runTool([vitest, 'run', FILE], {
      LIANZHI_SCHEDULES: String(runs),
      LIANZHI_SEED: String(seed),
    });
    const took = performance.now() - start;
    const said = /^schedules: (\d+), seed: (\d+), (.*)$/m.exec(output);
    tally.tries = Number(said?.[1] ?? 0);
    // Which promise was broken is in the words of the test.
    if (code !== 0) tally.fail(`a promise is broken (LIANZHI_SEED=${seed}): ${output.slice(-3_000)}`);
    if (tally.tries < runs) tally.fail(`${tally.tries} of ${runs} schedules were run`);
    if (bench.full && took > TIME_BAR)
      tally.fallsShort(`a thousand schedules take longer than ${TIME_BAR / 1_000} s (R12)`);
    const events = [...(said?.[3] ?? '').matchAll(/"(hub|conflict|resolved):(\w+)":(\d+)/g)];
    tally.fact(
      `LIANZHI_SEED=${seed}, ${(took / 1_000).toFixed(1)} s: ${events.map(([, who, what, times]) => `${who} ${what} ${times}`).join(', ')}`,
    );
    return tally.counted();
  },
};
