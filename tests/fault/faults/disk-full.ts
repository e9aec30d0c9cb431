import { mkdirSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Fault } from '../fault.ts';
import { Console } from '../kit/console.ts';
import { untilCurrent, untilSettled } from '../kit/heal.ts';
import { Hub } from '../kit/hub.ts';
import { compareCommands, compareReports, compareStore, readHubLog } from '../kit/model.ts';
import { Officer } from '../kit/officer.ts';
import { Reporter } from '../kit/reporter.ts';
import { mountSmallDisk } from '../kit/tools.ts';
import { until } from '../kit/wait.ts';
import { Tally } from '../tally.ts';

/** The WAL alone may grow to 16 MB before a checkpoint. */
const DISK_BYTES = 40 * 1024 * 1024;
/** R3: after space has returned, without a restart. */
const RECOVERY_BAR = 5_000;
/** R3: until the officer is told. */
const BANNER_BAR = 2_000;

/** R3: the profile's disk fills up under a live feed and an officer. Nothing is called queued that is not; it heals by itself. */
export const diskFull: Fault = {
  name: 'disk-full',
  title: 'the profile’s disk (tmpfs of 40 MB) fills up and gets space again',
  rules: ['R3'],
  async run(bench) {
    const profile = path.join(bench.folder, 'profile');
    mkdirSync(profile);
    const disk = mountSmallDisk(profile, DISK_BYTES);
    if (typeof disk === 'string') return { kind: 'notRun', why: disk };
    try {
      const tally = new Tally();
      const hub = await Hub.start(path.join(bench.folder, 'hub'));
      const seat = new Console(profile, [hub.url('fault')]);
      const reporter = new Reporter(hub, bench.random);
      const officer = new Officer(bench.random);
      let worstNotice = 0;
      await seat.start();
      await untilCurrent(seat, hub, 'fault');
      const store = seat.watch('store', {});
      const isFull = (): boolean => [...store.rows.values()].some(({ disk }) => disk.state === 'full');
      const filler = path.join(profile, 'filler');
      for (let round = 0; round < (bench.full ? 10 : 3); round += 1) {
        reporter.start(50);
        officer.start(seat, 20);
        await sleep(bench.random.int(200, 600));
        fill(filler, profile, bench.random.int(0, 40) * 1_024);
        const filled = performance.now();
        tally.tries += 1;
        const noticed = await until('the full disk told', 15_000, () => (isFull() ? true : null)).catch(() => null);
        worstNotice = Math.max(worstNotice, performance.now() - filled);
        if (noticed === null && seat.isAlive) tally.fail('a full disk was never noticed');
        await sleep(500);
        await officer.stop();
        if (!seat.isAlive) {
          tally.fail(`the core died of a full disk: ${seat.output.slice(-600)}`);
          rmSync(filler);
          await seat.start();
        } else {
          // Reading goes on.
          await seat.call('session', {});
          rmSync(filler);
        }
        await reporter.stop();
        const start = performance.now();
        await untilCurrent(seat, hub, 'fault', 60_000);
        tally.recoveredLate(
          performance.now() - start,
          RECOVERY_BAR,
          'a feed that could not store comes back later than five seconds after there is space (R3)',
        );
      }
      tally.fact(`the screen was told of the full disk ${Math.round(worstNotice)} ms after, at worst`);
      if (worstNotice > BANNER_BAR) tally.fallsShort('a full disk is told later than two seconds after (R3)');
      for (const { code, origin } of officer.refused) {
        // Others are refused for what they ask; a full disk has one name.
        if (code === 'unexpected' || (origin === 'store' && code !== 'disk-full'))
          tally.fail(`a full disk is told to the officer as “${code}”, not by its name (R3)`);
      }
      const codes = [...Map.groupBy(officer.refused, ({ code }) => code)].map(([code, all]) => `${code} ${all.length}`);
      tally.fact(`the officer was refused: ${codes.join(', ') || 'nothing, the reserve was enough'}`);
      await untilSettled(seat);
      await seat.stop();
      await hub.stop();
      const log = readHubLog(hub.log('fault'));
      const commands = compareCommands(officer.queued, log, profile);
      tally.difference(compareReports(reporter.reported, log));
      tally.difference(compareStore({ hub: log, feed: 'fault', profile }));
      tally.difference(commands);
      tally.fact(
        `${officer.queued.length} commands called queued ${JSON.stringify(commands.states)}, ${officer.refused.length} refused, ${log.head} changes`,
      );
      return tally.counted();
    } finally {
      disk.remove();
    }
  },
};

/** Fills the disk but for `left` bytes. */
function fill(file: string, folder: string, left: number): void {
  const { bavail, bsize } = statfsSync(folder);
  const size = Math.max(0, bavail * bsize - left);
  try {
    writeFileSync(file, Buffer.alloc(size));
  } catch (error) {
    // The core took some of it meanwhile: then the disk is as full as it can be.
    if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error;
  }
}
