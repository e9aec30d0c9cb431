import { readFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Fault } from '../fault.ts';
import { Console } from '../kit/console.ts';
import { untilCurrent, untilSettled } from '../kit/heal.ts';
import { Hub } from '../kit/hub.ts';
import { compareCommands, compareReports, compareStore, readHubLog } from '../kit/model.ts';
import { Reporter } from '../kit/reporter.ts';
import { LENGTH, RESTLESS_WAYS, RestlessHub, type RestlessWay } from '../kit/restless-hub.ts';
import { until } from '../kit/wait.ts';
import { Tally } from '../tally.ts';

/** A second; no rule names a number for joining anew, so it is the pace of the hub's own heartbeats, twice. */
const JOINS_A_SECOND = 4;
/** Share of one core that may be spent on a feed that cannot be followed, the ordinary work included. */
const CPU_BAR = 0.5;
/** R15: another feed's order is delivered in this time all the same. */
const DELIVERED_BAR = 1_000;
/** R18: a hub that broke the contract often is tried again within a minute. */
const HEALED_BAR = 60_000;

/** Bad input: a feed that answers with another epoch each time. It says so, costs nobody else anything, and heals by itself. */
export const epochRestless: Fault = {
  name: 'epoch-restless',
  title: 'a feed that says another epoch each time, in answers, snapshots, frames and heartbeats, beside a sound one',
  rules: ['R19', 'R16', 'R18'],
  async run(bench) {
    const tally = new Tally();
    const hub = await Hub.start(path.join(bench.folder, 'hub'));
    const restless = await RestlessHub.open();
    const seat = new Console(path.join(bench.folder, 'profile'), [hub.url('fault'), restless.url]);
    const reporter = new Reporter(hub, bench.random);
    const queued: string[] = [];
    reporter.start(30);
    for (const way of RESTLESS_WAYS) {
      restless.way = null;
      // Failed tries of the way before are forgotten.
      await seat.start();
      await suffer(way, bench.full ? 15_000 : 2_500, { hub, restless, seat, queued, tally });
      await seat.stop();
    }
    await reporter.stop();
    await seat.start();
    await untilCurrent(seat, hub, 'fault');
    await untilSettled(seat);
    await seat.stop();
    await hub.stop();
    await restless.close();
    const log = readHubLog(hub.log('fault'));
    tally.difference(compareReports(reporter.reported, log));
    tally.difference(compareStore({ hub: log, feed: 'fault', profile: seat.profile }));
    tally.difference(compareCommands(queued, log, seat.profile));
    return tally.counted();
  },
};

interface Scene {
  readonly hub: Hub;
  readonly restless: RestlessHub;
  readonly seat: Console;
  /** Commands to the sound feed. */
  readonly queued: string[];
  readonly tally: Tally;
}

async function suffer(way: RestlessWay, milliseconds: number, scene: Scene): Promise<void> {
  const { hub, restless, seat, tally } = scene;
  const feeds = seat.watch('feeds', {});
  const incidents = seat.watch('incidents', {});
  const stateOf = (feed: string): string => feeds.rows.get(feed)?.status.state ?? 'not there';
  const isWhole = (): boolean =>
    stateOf('restless') === 'live' && [...incidents.rows.keys()].filter((id) => id.startsWith('G-')).length === LENGTH;
  await untilCurrent(seat, hub, 'fault');
  await until('the feed while it is sound', 20_000, () => (isWhole() ? true : null));

  restless.way = way;
  restless.asked = 0;
  restless.stir();
  const cpu = cpuSeconds(seat.pid);
  const start = performance.now();
  const orders = ordersMeanwhile(way, scene);
  const states: string[] = [];
  while (performance.now() - start < milliseconds) {
    states.push(stateOf('restless'));
    await sleep(20);
    if (!seat.isAlive) throw new Error(`the core ended:\n${seat.output.slice(-2_000)}`);
  }
  await orders;
  const seconds = (performance.now() - start) / 1_000;
  const joins = restless.asked / seconds;
  const spent = (cpuSeconds(seat.pid) - cpu) / seconds;
  tally.tries += restless.asked;
  if (restless.asked === 0) tally.fail(`${way}: the hub was never asked: nothing was tried`);
  if (joins > JOINS_A_SECOND) tally.fail(`${way}: a busy loop, ${Math.round(joins)} joins a second`);
  if (spent > CPU_BAR) tally.fail(`${way}: ${Math.round(spent * 100)} % of a processor spent`);
  if (stateOf('fault') !== 'live') tally.fail(`${way}: the sound feed is ${stateOf('fault')}`);
  if (/unhandled|uncaught/i.test(seat.output)) tally.fail('an unhandled error is in the core’s log');
  const shown = [...Map.groupBy(states, (state) => state)].map(([state, all]) => `${state} ${Math.round((100 * all.length) / states.length)} %`); // prettier-ignore
  tally.fact(`${way}: ${joins.toFixed(1)} joins a second, ${Math.round(spent * 100)} % of a processor; shown as ${shown.join(', ')}`); // prettier-ignore

  restless.way = null;
  const healed = performance.now();
  await until(`${way}: the feed at rest again`, 90_000, () => (isWhole() ? true : null));
  tally.recovered(performance.now() - healed, HEALED_BAR);
}

/** Another feed's orders are carried out meanwhile. */
async function ordersMeanwhile(way: string, { seat, queued, tally }: Scene): Promise<void> {
  const outbox = seat.watch('outbox', {});
  for (let count = 0; count < 3; count += 1) {
    await sleep(700);
    const start = performance.now();
    const args = { feed: 'fault', kind: 'fire', level: 2, title: `${way} ${count}`, at: null } as const;
    const { commandId } = await seat.call('createIncident', args);
    queued.push(commandId);
    const isDone = (): boolean => outbox.rows.get(commandId)?.status.state === 'effectSeen';
    await until('an order to the sound feed', 10_000, () => (isDone() ? true : null), 5);
    if (performance.now() - start > DELIVERED_BAR)
      tally.fail(`${way}: an order to the sound feed took longer than ${DELIVERED_BAR} ms`);
  }
  outbox.close();
}

/** User and system time of a process so far, s. Linux only; 0 elsewhere. */
function cpuSeconds(pid: number | undefined): number {
  if (pid === undefined || process.platform !== 'linux') return 0;
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
    .replace(/^.*\) /s, '')
    .split(' ');
  // proc(5): utime and stime are fields 14 and 15; the name and what stands before it are cut off.
  return (Number(fields[11]) + Number(fields[12])) / 100;
}
