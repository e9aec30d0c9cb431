import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Random } from '../../../shared/kit/random.ts';
import { DAY } from '../../../shared/kit/time.ts';
import type { Fault } from '../fault.ts';
import { JumpingClock } from '../kit/clocks.ts';
import { openCoreInside, type CoreInside } from '../kit/core-inside.ts';
import { untilCurrent, untilSettled } from '../kit/heal.ts';
import { Hub } from '../kit/hub.ts';
import { compareCommands, compareReports, compareStore, readHubLog, readOutbox } from '../kit/model.ts';
import { Reporter } from '../kit/reporter.ts';
import { until } from '../kit/wait.ts';
import { Tally } from '../tally.ts';

const SKEW_BAR = 30_000;
const JUMPS: readonly (readonly [string, () => number])[] = [
  ['+24 h', () => DAY],
  ['−24 h', () => -DAY],
  ['to 1970', () => -Date.now()],
];

/**
 * R20: the console's wall clock jumps while changes flow and commands wait. Order and timeouts follow the hub and the
 * monotonic clock; the skew is on the screen. The only fault that runs the core inside this process, for its clock.
 */
export const clockJump: Fault = {
  name: 'clock-jump',
  title: 'the console’s wall clock jumps by ±24 h and to 1970',
  rules: ['R20', 'R14'],
  async run(bench) {
    const tally = new Tally();
    for (const [index, [name, milliseconds]] of JUMPS.entries()) {
      await jump(path.join(bench.folder, String(index)), bench.random, name, milliseconds(), tally);
    }
    return tally.counted();
  },
};

async function jump(folder: string, random: Random, name: string, milliseconds: number, tally: Tally): Promise<void> {
  const hub = await Hub.start(path.join(folder, 'hub'));
  const reporter = new Reporter(hub, random);
  const clock = new JumpingClock();
  const profile = path.join(folder, 'profile');
  const seat = openCoreInside(profile, [hub.url('fault')], clock);
  const feeds = seat.watch('feeds', {});
  const queued: string[] = [];
  reporter.start(50);
  await untilCurrent(seat, hub, 'fault');
  const isLive = (): boolean => feeds.rows.get('fault')?.status.state === 'live';

  // Commands that wait for a hub that is away, and a jump meanwhile.
  const logged = seat.log.length;
  hub.freeze();
  for (let count = 0; count < 3; count += 1) queued.push(await command(seat, `${name} waiting ${count}`));
  clock.offset = milliseconds;
  tally.tries += 1;
  await sleep(2_500);
  hub.thaw();
  await untilCurrent(seat, hub, 'fault');

  const start = performance.now();
  for (let count = 0; count < 3; count += 1) queued.push(await command(seat, `${name} after ${count}`));
  while (performance.now() - start < 2_000) {
    if (!isLive()) tally.fail(`${name}: the jump made the feed look ${feeds.rows.get('fault')?.status.state}`);
    await sleep(100);
  }
  await until(`${name}: the skew on the screen`, SKEW_BAR, () => {
    const offset = feeds.rows.get('fault')?.clockOffset;
    return typeof offset === 'number' && Math.abs(offset + milliseconds) < 2_000 ? true : null;
  }).then(
    () => tally.fact(`${name}: skew shown ${Math.round(performance.now() - start)} ms after`),
    () =>
      tally.fail(
        `${name}: the skew is not shown within ${SKEW_BAR} ms (offset ${feeds.rows.get('fault')?.clockOffset})`,
      ),
  );
  if (!seat.log.slice(logged).some((line) => /clock/i.test(line)))
    tally.fallsShort('a jump of the clock is not logged (R20)');

  await reporter.stop();
  await untilCurrent(seat, hub, 'fault');
  await untilSettled(seat);
  await seat.core.stop();
  await hub.stop();
  const log = readHubLog(hub.log('fault'));
  tally.difference(compareReports(reporter.reported, log));
  tally.difference(compareStore({ hub: log, feed: 'fault', profile }));
  tally.difference(compareCommands(queued, log, profile));
  const expired = queued.filter((id) => readOutbox(profile).get(id) === 'expired').length;
  if (expired > 0)
    tally.fail(`${name}: ${expired} of ${queued.length} commands expired although their ten minutes had not passed`);
}

async function command(seat: CoreInside, title: string): Promise<string> {
  return (await seat.call('createIncident', { kind: 'fire', level: 1, title, at: null })).commandId;
}
