import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkPromises, type Tally } from './testing/promises.ts';
import { Simulation } from './testing/simulation.ts';
import { anyStep } from './testing/steps.ts';

/**
 * `LIANZHI_SCHEDULES=1000` for a thorough run, `LIANZHI_SEED=…` for the very same one again, `LIANZHI_SHRINK=1` for the
 * shortest schedule that breaks a promise (minutes).
 */
const RUNS = Number(process.env['LIANZHI_SCHEDULES'] ?? 200);
const SEED = Number(process.env['LIANZHI_SEED'] ?? Date.now() % 2_147_483_647);

describe('random schedules', () => {
  it(
    `R12–R14: nothing is lost, doubled or overwritten in silence, and all stations end equal`,
    () => {
      const tally: Tally = new Map();
      fc.assert(
        fc.property(fc.array(anyStep, { minLength: 40, maxLength: 250, size: 'max' }), (steps) => {
          const simulation = new Simulation();
          for (const step of steps) simulation.run(step);
          simulation.heal();
          checkPromises(simulation, new Map());
          simulation.settleConflicts();
          checkPromises(simulation, tally);
        }),
        { numRuns: RUNS, seed: SEED, endOnFailure: process.env['LIANZHI_SHRINK'] === undefined },
      );
      const counts = Object.fromEntries([...tally].toSorted(([a], [b]) => (a < b ? -1 : 1)));
      process.stdout.write(`schedules: ${RUNS}, seed: ${SEED}, ${JSON.stringify(counts)}\n`);
      // What never happened was not put to the test.
      for (const what of [
        'hub:accepted', 'hub:merged', 'hub:conflict', 'hub:expired', 'hub:rejected', 'conflict:field',
        'conflict:doubleCommitment', 'resolved:set', 'resolved:kept', 'own:effectSeen', 'own:conflict', 'own:expired',
        'own:withdrawn', 'carried:effectSeen', 'own:undone', 'forgotten:effectSeen', 'forgotten:undone', 'refused:command-outcome-unknown', 'refused:write-failed',
      ]) {
        expect(tally.get(what) ?? 0, what).toBeGreaterThan(0);
      } // prettier-ignore
    },
    RUNS * 2_000,
  );
});
