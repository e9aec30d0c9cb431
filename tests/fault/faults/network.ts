import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Fault } from '../fault.ts';
import { ChaosProxy, FAIR } from '../kit/chaos-proxy.ts';
import { Console } from '../kit/console.ts';
import { untilCurrent, untilSettled } from '../kit/heal.ts';
import { Hub } from '../kit/hub.ts';
import { compareCommands, compareReports, compareStore, readHubLog } from '../kit/model.ts';
import { Officer } from '../kit/officer.ts';
import { Reporter } from '../kit/reporter.ts';
import { createSchedule } from '../kit/schedule.ts';
import { until } from '../kit/wait.ts';
import { Tally } from '../tally.ts';

const CHANGES = 10_000;
/** R11: after the line is well again. */
const LAG_BAR = 5_000;
/** When it is given up. */
const PATIENCE = 70_000;
/** What must have met a frame, in the short form too. */
const GENTLE = [
  ['duplicated', { duplicate: 0.3 }],
  ['reordered', { reorder: 0.3 }],
] as const;

/** R11, R12, R13: 10,000 changes and an officer’s commands through a line that breaks in every way. */
export const network: Fault = {
  name: 'network',
  title: 'partition, delay, drop, duplicate, reorder, truncate, throttle and cut while 10,000 changes flow',
  rules: ['R11', 'R12', 'R13'],
  async run(bench) {
    const tally = new Tally();
    const hub = await Hub.start(path.join(bench.folder, 'hub'));
    const proxy = await ChaosProxy.open(hub.port, bench.random);
    const seat = new Console(path.join(bench.folder, 'profile'), [proxy.url('fault')]);
    const reporter = new Reporter(hub, bench.random);
    const officer = new Officer(bench.random);
    await seat.start();
    await untilCurrent(seat, hub, 'fault');
    const seconds = bench.full ? 240 : 28;
    reporter.start(Math.ceil(CHANGES / seconds));
    officer.start(seat, 5);
    const schedule = createSchedule(bench.random, seconds * 1_000);
    for (const { weather, cut, milliseconds } of schedule) {
      proxy.weather = weather;
      if (cut) proxy.cut();
      await sleep(milliseconds);
      if (!seat.isAlive) throw new Error(`the core ended:\n${seat.output.slice(-2_000)}`);
    }
    // A console that waited for its next try may have missed the weather that it stands: then once more, on a line that is up.
    for (const [way, weather] of GENTLE) {
      if (proxy.damage[way] > 0) continue;
      proxy.weather = FAIR;
      await untilCurrent(seat, hub, 'fault', PATIENCE);
      proxy.weather = weather;
      await until(`a frame ${way}`, 10_000, () => (proxy.damage[way] > 0 ? true : null)).catch(() => null);
    }
    await officer.stop();
    await reporter.stop();
    await reporter.burst(Math.max(0, CHANGES - reporter.reported.length));
    proxy.weather = FAIR;
    tally.recovered(await untilCurrent(seat, hub, 'fault', PATIENCE), LAG_BAR);
    await untilSettled(seat);
    await seat.stop();
    await hub.stop();
    await proxy.close();

    const { passed, ...broken } = proxy.damage;
    // Weather that met no frame proves nothing; some of it takes longer than the short form to find one.
    for (const way of ['duplicated', 'reordered', 'dropped', 'truncated'] as const) {
      if (broken[way] > 0) continue;
      if (bench.full || way === 'duplicated' || way === 'reordered') tally.fail(`no frame was ${way}`);
      else tally.fact(`no frame was ${way} this time`);
    }
    tally.tries = Object.values(broken).reduce((sum, times) => sum + times, 0) + schedule.length;
    const log = readHubLog(hub.log('fault'));
    const commands = compareCommands(officer.queued, log, seat.profile);
    tally.difference(compareReports(reporter.reported, log));
    tally.difference(compareStore({ hub: log, feed: 'fault', profile: seat.profile }));
    tally.difference(commands);
    tally.fact(
      `${log.head} changes; frames passed ${passed}, ${Object.entries(broken)
        .map(([way, times]) => `${way} ${times}`)
        .join(', ')}`,
    );
    const times = Map.groupBy(schedule, ({ name }) => name);
    tally.fact(`weather: ${[...times].map(([name, stretches]) => `${name} ${stretches.length}`).join(', ')}`);
    tally.fact(
      `${officer.queued.length} commands called queued ${JSON.stringify(commands.states)}, ${officer.refused.length} refused`,
    );
    return tally.counted();
  },
};
