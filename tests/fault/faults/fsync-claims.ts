import path from 'node:path';
import { DATABASE_FILE } from '../../../electron/core/store/open.ts';
import type { Fault } from '../fault.ts';
import { Console } from '../kit/console.ts';
import { Refused, Unanswered } from '../kit/window.ts';
import { untilCurrent, untilSettled } from '../kit/heal.ts';
import { Hub } from '../kit/hub.ts';
import { compareCommands, readHubLog, titlesOf } from '../kit/model.ts';
import { injectArgs } from '../kit/strace.ts';
import { straceMissing } from '../kit/tools.ts';
import { Tally } from '../tally.ts';

const COMMANDS = 10;
/** The honest answers when a commit failed and may have happened (R4): of a command, of anything else. */
const UNKNOWN = ['command-outcome-unknown', 'outcome-unknown'];
/** The core died over it. */
const UNANSWERED = 'no answer';

/**
 * R4 at the officer: fsync fails while commands are given. "Queued" must be so; a plain refusal must not come true later,
 * because the officer gives the order again and two engines drive out.
 */
export const fsyncClaims: Fault = {
  name: 'fsync-claims',
  title: 'EIO from fsync under the core: is what the officer was told true?',
  rules: ['R4', 'R13'],
  async run(bench) {
    const missing = straceMissing();
    if (missing) return { kind: 'notRun', why: missing };
    const tally = new Tally();
    const told = new Map<string, number>();
    let worstCase = 0;
    const positions = bench.full ? 50 : 5;
    for (let round = 0; round < positions; round += 1) {
      const folder = path.join(bench.folder, String(round));
      const hub = await Hub.start(path.join(folder, 'hub'));
      const seat = new Console(path.join(folder, 'profile'), [hub.url('fault')]);
      // A profile that is there already: the question is the commands, not the first start.
      await seat.start();
      await untilCurrent(seat, hub, 'fault');
      await seat.stop();
      await hub.stop();

      const lasting = round % 2 === 1;
      const database = path.join(seat.profile, DATABASE_FILE);
      const k = bench.random.int(1, COMMANDS);
      await seat
        .start(['strace', ...injectArgs('fsync', 'EIO', k, [database, `${database}-wal`], lasting)])
        .catch((error: unknown) => {
          if (!(error instanceof Refused || error instanceof Unanswered)) throw error;
        });
      tally.tries += 1;
      const queued: string[] = [];
      const refused: string[] = [];
      for (let number = 0; number < COMMANDS && seat.isAlive; number += 1) {
        const title = `${round}-${number}`;
        try {
          queued.push((await seat.call('createIncident', { kind: 'fire', level: 1, title, at: null })).commandId);
        } catch (error) {
          if (!(error instanceof Refused || error instanceof Unanswered)) throw error;
          const code = error instanceof Refused ? error.problem.code : UNANSWERED;
          told.set(code, (told.get(code) ?? 0) + 1);
          if (code !== UNANSWERED && !UNKNOWN.includes(code)) refused.push(title);
        }
      }
      await seat.kill9();

      // The disk is sound again.
      await hub.start();
      const start = performance.now();
      await seat.start();
      await seat.call('session', {});
      tally.recovered(performance.now() - start, 10_000);
      await untilCurrent(seat, hub, 'fault');
      await untilSettled(seat);
      await seat.stop();
      await hub.stop();
      const log = readHubLog(hub.log('fault'));
      tally.difference(compareCommands(queued, log, seat.profile));
      const done = titlesOf(log);
      const cameTrue = refused.filter((title) => done.has(title)).length;
      worstCase = Math.max(worstCase, cameTrue);
      tally.falseClaims += cameTrue;
    }
    if (worstCase > 0) tally.fail('a command that the officer was told had failed was carried out after all');
    tally.fact(
      `told besides “queued”: ${[...told].map(([code, times]) => `${code} ${times}`).join(', ') || 'nothing'}`,
    );
    return tally.counted();
  },
};
