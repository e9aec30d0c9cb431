import { copyFileSync, cpSync, existsSync, rmSync } from 'node:fs';
import path from 'node:path';
import type { Fault } from '../fault.ts';
import { Console } from '../kit/console.ts';
import { untilCurrent, untilSettled } from '../kit/heal.ts';
import { Hub } from '../kit/hub.ts';
import { compareEntitiesOnly, effectsOf, readHubLog, readOutbox } from '../kit/model.ts';
import { Officer } from '../kit/officer.ts';
import { Reporter } from '../kit/reporter.ts';
import { Tally } from '../tally.ts';

/** What of the hub's folder is put back, and whether it outgrows the console's cursor before the console is there again. */
const WAYS = [
  { name: 'database put back, its head file newer', withHead: false, outgrow: false },
  { name: 'database put back, hub outgrows the console', withHead: false, outgrow: true },
  { name: 'whole folder put back', withHead: true, outgrow: false },
  { name: 'whole folder put back, hub outgrows the console', withHead: true, outgrow: true },
] as const;

/** R19: the hub comes back with an older log. Nothing that it no longer has may stay on the console's screen. */
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
        await seat.stop();
        await hub.stop();
        const log = readHubLog(hub.log('fault'));
        const difference = compareEntitiesOnly(log, 'fault', seat.profile);
        tally.difference(difference);
        const undone = undoneCommands(officer.queued, effectsOf(log), readOutbox(seat.profile));
        if (undone > 0)
          tally.fallsShort('commands whose effect the restored hub no longer has are still shown as done');
        const wrong = difference.lost.length + difference.wrong.length;
        tally.fact(`${way.name}: ${wrong} entities differ, ${undone} commands shown as done and gone at the hub`);
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

function undoneCommands(
  queued: readonly string[],
  effects: ReadonlyMap<string, number>,
  outbox: ReadonlyMap<string, string>,
): number {
  return queued.filter((id) => outbox.get(id) === 'effectSeen' && !effects.has(id)).length;
}
