import { copyFileSync, cpSync, existsSync, rmSync } from 'node:fs';
import path from 'node:path';
import type { Fault } from '../fault.ts';
import { Console } from '../kit/console.ts';
import { untilCurrent, untilSettled } from '../kit/heal.ts';
import { Hub } from '../kit/hub.ts';
import { compareCommands, compareEntitiesOnly, effectsOf, readHubLog } from '../kit/model.ts';
import { Officer } from '../kit/officer.ts';
import { Reporter } from '../kit/reporter.ts';
import { until } from '../kit/wait.ts';
import type { Seat } from '../kit/window.ts';
import { Tally } from '../tally.ts';

/** What of the hub's folder is put back, and whether it outgrows the console's cursor before the console is there again. */
const WAYS = [
  { name: 'database put back, its head file newer', withHead: false, outgrow: false },
  { name: 'database put back, hub outgrows the console', withHead: false, outgrow: true },
  { name: 'whole folder put back', withHead: true, outgrow: false },
  { name: 'whole folder put back, hub outgrows the console', withHead: true, outgrow: true },
] as const;

/** R19: the hub comes back with an older log. Nothing that it no longer has may stay on the console's screen, or be called done. */
export const restoredHub: Fault = {
  name: 'restored-hub',
  title: 'hub restored from an older backup, four ways',
  rules: ['R19'],
  async run(bench) {
    const tally = new Tally();
    for (let round = 0; round < (bench.full ? 5 : 1); round += 1) {
      for (const [number, way] of WAYS.entries()) {
        const folder = path.join(bench.folder, `${round}-${number}`);
        const hub = await Hub.start(path.join(folder, 'hub'));
        const seat = new Console(path.join(folder, 'profile'), [hub.url('fault')]);
        const reporter = new Reporter(hub, bench.random);
        const officer = new Officer(bench.random);
        await reporter.burst(bench.random.int(50, 200));
        await hub.stop();
        cpSync(hub.data, path.join(folder, 'backup'), { recursive: true });
        await hub.start();

        await seat.start();
        await untilCurrent(seat, hub, 'fault');
        const incidents = seat.watch('incidents', {});
        const more = bench.random.int(20, 100);
        await reporter.burst(more);
        for (let count = 0; count < 5; count += 1) await officer.act(seat, incidents);
        await untilCurrent(seat, hub, 'fault');
        await untilSettled(seat);

        if (way.outgrow) await seat.stop();
        await hub.stop();
        const before = effectsOf(readHubLog(path.join(folder, 'backup', 'fault.sqlite')));
        putBack(path.join(folder, 'backup'), hub.data, way.withHead);
        await hub.start();
        tally.tries += 1;
        if (way.outgrow) {
          await reporter.burst(more + 50);
          await seat.start();
        } else {
          await reporter.burst(5);
        }
        tally.recovered(await untilCurrent(seat, hub, 'fault'), 60_000);
        await untilCompared(seat, officer.queued.length);
        await seat.stop();
        await hub.stop();
        const log = readHubLog(hub.log('fault'));
        const difference = compareEntitiesOnly(log, 'fault', seat.profile);
        tally.difference(difference);
        const commands = compareCommands(officer.queued, log, seat.profile);
        tally.difference(commands);
        const again = officer.queued.filter((id) => !before.has(id)).length;
        const wrong = difference.lost.length + difference.wrong.length;
        tally.fact(
          `${way.name}: ${wrong} entities differ; ${again} of ${officer.queued.length} commands were gone at the hub, now ${JSON.stringify(commands.states)}`,
        );
      }
    }
    return tally.counted();
  },
};

function putBack(backup: string, data: string, withHead: boolean): void {
  const files = ['fault.sqlite', 'fault.sqlite-wal', 'fault.sqlite-shm', ...(withHead ? ['fault.head'] : [])];
  for (const file of files) {
    rmSync(path.join(data, file), { force: true });
    if (existsSync(path.join(backup, file))) copyFileSync(path.join(backup, file), path.join(data, file));
  }
}

/** Until every command has had an end for a while: what the hub lost goes out again by itself. */
async function untilCompared(seat: Seat, count: number): Promise<void> {
  const outbox = seat.watch('outbox', {});
  const isEnded = (state: string): boolean => !['queued', 'sent', 'accepted', 'unknown'].includes(state);
  let since = performance.now();
  await until('all commands compared', 30_000, () => {
    const ended = [...outbox.rows.values()].filter(({ status }) => isEnded(status.state)).length;
    if (!outbox.complete || ended < count) since = performance.now();
    return performance.now() - since > 500 ? true : null;
  });
  outbox.close();
}
