import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Bench, Fault } from '../fault.ts';
import { Console } from '../kit/console.ts';
import { Hub } from '../kit/hub.ts';
import { untilCurrent, untilSettled } from '../kit/heal.ts';
import { compareCommands, compareReports, compareStore, readHubLog } from '../kit/model.ts';
import { Officer } from '../kit/officer.ts';
import { Reporter } from '../kit/reporter.ts';
import { Tally } from '../tally.ts';

/** R1: from kill to an answered call. */
const USABLE_BAR = 3_000;
/** R11: from both being there again to no lag. */
const LAG_BAR = 5_000;

type Victim = 'core' | 'hub' | 'both';

export const killCore = kill(
  'kill-core',
  'kill -9 of the console’s core while changes flow and commands are given',
  ['core'],
  33,
  300,
);
export const killHub = kill(
  'kill-hub',
  'kill -9 of the hub while changes flow and commands are given',
  ['hub'],
  5,
  100,
);
export const killBoth = kill(
  'kill-both',
  'kill -9 of core and hub at once, now this one first and now that one',
  ['both', 'core', 'hub'],
  12,
  100,
);

/** R1, R11, R13: nothing acknowledged is lost, nothing happens twice, the console is usable at once. */
function kill(name: string, title: string, victims: readonly Victim[], short: number, full: number): Fault {
  return {
    name,
    title,
    rules: ['R1', 'R11', 'R13'],
    run: (bench) => run(bench, victims, bench.full ? full : short),
  };
}

async function run(bench: Bench, victims: readonly Victim[], kills: number): Promise<ReturnType<Tally['counted']>> {
  const tally = new Tally();
  const hub = await Hub.start(path.join(bench.folder, 'hub'));
  const seat = new Console(path.join(bench.folder, 'profile'), [hub.url('fault')]);
  const reporter = new Reporter(hub, bench.random);
  const officer = new Officer(bench.random);
  await seat.start();
  reporter.start(100);
  let worstLag = 0;

  for (let count = 0; count < kills; count += 1) {
    const victim = bench.random.pick(victims);
    officer.start(seat, 20);
    await sleep(bench.random.int(50, 500));
    const start = performance.now();
    if (victim === 'both' && bench.random.next() < 0.5) await Promise.all([hub.kill9(), seat.kill9()]);
    else {
      if (victim !== 'core') await hub.kill9();
      if (victim !== 'hub') await seat.kill9();
    }
    tally.tries += 1;
    await officer.stop();
    const hubBack = victim === 'core' ? Promise.resolve() : hub.start();
    if (victim !== 'hub') await seat.start();
    await seat.call('session', {});
    // A core that is killed must be there again; one whose hub is killed was there all the time.
    tally.recovered(performance.now() - start, USABLE_BAR);
    await hubBack;
    worstLag = Math.max(worstLag, await untilCurrent(seat, hub, 'fault', 90_000));
  }

  await reporter.stop();
  await untilCurrent(seat, hub, 'fault', 90_000);
  await untilSettled(seat);
  if (!(await seat.stop())) tally.fail('the core did not end within 10 s when asked');
  await hub.stop();

  const log = readHubLog(hub.log('fault'));
  const commands = compareCommands(officer.queued, log, seat.profile);
  tally.difference(compareReports(reporter.reported, log));
  tally.difference(compareStore({ hub: log, feed: 'fault', profile: seat.profile }));
  tally.difference(commands);
  if (worstLag > LAG_BAR) tally.fail(`after a death the feed was current only after more than ${LAG_BAR} ms`);
  const lag = worstLag > 0 ? `; feed current ${Math.round(worstLag)} ms after a death at worst` : '';
  tally.fact(`${reporter.reported.length} reports, ${log.head} changes${lag}`);
  tally.fact(
    `${officer.queued.length} commands called queued ${JSON.stringify(commands.states)}, ${officer.unanswered} unanswered, ${officer.refused.length} refused`,
  );
  return tally.counted();
}
