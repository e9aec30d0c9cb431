import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Fault } from '../fault.ts';
import { BareClient } from '../kit/bare-client.ts';
import { Hub } from '../kit/hub.ts';
import { compareReports, readHubLog } from '../kit/model.ts';
import { Reporter } from '../kit/reporter.ts';
import { until } from '../kit/wait.ts';
import { Tally } from '../tally.ts';

const RATE_BAR = 20;
const CURRENT_BAR = 90_000;

/** R18: the hub restarts under many stations that all come back by the console’s retry rule, and are let in at the hub’s pace. */
export const reconnectStorm: Fault = {
  name: 'reconnect-storm',
  title: 'the hub is killed and restarted under many stations',
  rules: ['R18'],
  async run(bench) {
    const tally = new Tally();
    const hub = await Hub.start(path.join(bench.folder, 'hub'));
    const reporter = new Reporter(hub, bench.random);
    const connects: number[] = [];
    const count = bench.full ? 200 : 60;
    const stations = Array.from({ length: count }, (_, index) => {
      return new BareClient(hub.url('fault'), `storm-${index}`, bench.random, () => connects.push(performance.now()));
    });
    try {
      for (const station of stations) station.connect();
      reporter.start(50);
      await allAt(stations, hub, 30_000);
      for (let round = 0; round < (bench.full ? 3 : 1); round += 1) {
        const before = stations.map((station) => station.drops);
        await hub.kill9();
        // As long as a supervisor and a slow disk take.
        await sleep(bench.random.int(500, 2_000));
        connects.length = 0;
        await hub.start();
        tally.tries += count;
        tally.recovered(await allAt(stations, hub, CURRENT_BAR), CURRENT_BAR);
        const busiest = busiestSecond(connects);
        const again = stations.filter((station, index) => station.drops > (before[index] ?? 0) + 1).length;
        if (again > 0) tally.fail(`${again} stations lost their connection a second time`);
        if (busiest > RATE_BAR)
          tally.fallsShort(`more than ${RATE_BAR} stations connect within one second, against R18`);
        tally.fact(`${count} stations, ${busiest} connects in the busiest second`);
      }
      await reporter.stop();
      await allAt(stations, hub, 10_000);
      const gaps = stations.reduce((sum, station) => sum + station.gaps, 0);
      if (gaps > 0) tally.fail(`${gaps} frames did not stand on the one before`);
    } finally {
      for (const station of stations) station.close();
    }
    await hub.stop();
    tally.difference(compareReports(reporter.reported, readHubLog(hub.log('fault'))));
    return tally.counted();
  },
};

/** Until every station has joined and has what the hub had when it was asked; resolves with how long that took, ms. */
async function allAt(stations: readonly BareClient[], hub: Hub, limit: number): Promise<number> {
  const start = performance.now();
  const { head, epoch } = await hub.health();
  await until(`all stations at ${head}`, limit, () =>
    stations.every((station) => station.isJoined && station.epoch === epoch && station.seq >= head) ? true : null,
  );
  return performance.now() - start;
}

function busiestSecond(moments: readonly number[]): number {
  let most = 0;
  let first = 0;
  for (const [last, moment] of moments.entries()) {
    while (moment - (moments[first] ?? moment) > 1_000) first += 1;
    most = Math.max(most, last - first + 1);
  }
  return most;
}
