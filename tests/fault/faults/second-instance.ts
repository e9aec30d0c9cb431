import path from 'node:path';
import type { Fault } from '../fault.ts';
import { Console } from '../kit/console.ts';
import { Refused } from '../kit/window.ts';
import { Tally } from '../tally.ts';

/** R8: two cores start on one profile in the same moment. One owns it, the other says who it is and ends. */
export const secondInstance: Fault = {
  name: 'second-instance',
  title: 'two cores race for one profile',
  rules: ['R8'],
  async run(bench) {
    const tally = new Tally();
    const profile = path.join(bench.folder, 'profile');
    const winners = [0, 0];
    for (let race = 0; race < (bench.full ? 100 : 8); race += 1) {
      const seats = [new Console(profile, []), new Console(profile, [])];
      const starts = await Promise.allSettled(seats.map((seat) => seat.start()));
      tally.tries += 1;
      const owners = starts.flatMap((start, index) => (start.status === 'fulfilled' ? [index] : []));
      if (owners.length !== 1) tally.fail(`${owners.length} owners of one profile`);
      for (const index of owners) winners[index] = (winners[index] ?? 0) + 1;
      for (const start of starts) {
        if (start.status === 'fulfilled') continue;
        const reason: unknown = start.reason;
        if (!(reason instanceof Refused)) tally.fail(`the loser ended without a word: ${String(reason).slice(0, 300)}`);
        else if (reason.problem.code !== 'profile-in-use') tally.fail(`the loser says ${reason.problem.code}`);
      }
      // Half of the owners end quietly, half are killed: neither may leave the profile locked.
      for (const index of owners) await (bench.random.next() < 0.5 ? seats[index]?.stop() : seats[index]?.kill9());
      await Promise.all(seats.map((seat) => seat.kill9()));
    }
    tally.fact(`the first start won ${winners[0]} times, the second ${winners[1]} times`);
    return tally.counted();
  },
};
