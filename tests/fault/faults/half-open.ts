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
import { until } from '../kit/wait.ts';
import { Tally } from '../tally.ts';

const STALE_BAR = 10_000;
/** R11: after the line is well again. */
const RECOVERY_BAR = 5_000;
/** When it is given up. */
const PATIENCE = 70_000;

/** R17: the line stands and nothing comes. The feed may not be called live for longer than ten seconds, nor a command delivered. */
export const halfOpen: Fault = {
  name: 'half-open',
  title: 'SIGSTOP of the hub, and a line that swallows everything',
  rules: ['R17'],
  async run(bench) {
    const tally = new Tally();
    const hub = await Hub.start(path.join(bench.folder, 'hub'));
    const proxy = await ChaosProxy.open(hub.port, bench.random);
    const seat = new Console(path.join(bench.folder, 'profile'), [proxy.url('fault')]);
    const reporter = new Reporter(hub, bench.random);
    const officer = new Officer(bench.random);
    await seat.start();
    const feeds = seat.watch('feeds', {});
    const outbox = seat.watch('outbox', {});
    const incidents = seat.watch('incidents', {});
    let worstStale = 0;

    for (let round = 0; round < (bench.full ? 8 : 2); round += 1) {
      reporter.start(50);
      await sleep(bench.random.int(300, 1_000));
      await reporter.stop();
      await untilCurrent(seat, hub, 'fault', PATIENCE);
      const isFrozen = round % 2 === 0;
      if (isFrozen) hub.freeze();
      else proxy.weather = { partition: true };
      const start = performance.now();
      tally.tries += 1;
      const before = officer.queued.length;
      await officer.act(seat, incidents);
      await until('the feed called anything but live', 60_000, () =>
        feeds.rows.get('fault')?.status.state === 'live' ? null : true,
      );
      worstStale = Math.max(worstStale, performance.now() - start);
      for (const id of officer.queued.slice(before)) {
        const state = outbox.rows.get(id)?.status.state;
        if (state === 'accepted' || state === 'effectSeen') {
          tally.falseClaims += 1;
          tally.fail(`a command was called ${state} while the hub could not answer`);
        }
      }
      await sleep(bench.random.int(0, 3_000));
      if (isFrozen) hub.thaw();
      else proxy.weather = FAIR;
      tally.recovered(await untilCurrent(seat, hub, 'fault', PATIENCE), RECOVERY_BAR);
    }

    await untilSettled(seat);
    await seat.stop();
    await hub.stop();
    await proxy.close();
    const log = readHubLog(hub.log('fault'));
    tally.difference(compareReports(reporter.reported, log));
    tally.difference(compareStore({ hub: log, feed: 'fault', profile: seat.profile }));
    tally.difference(compareCommands(officer.queued, log, seat.profile));
    if (worstStale > STALE_BAR) {
      tally.falseClaims += 1;
      tally.fail(`a dead feed was called live for ${Math.round(worstStale)} ms (bar ${STALE_BAR} ms)`);
    }
    tally.fact(`no longer called live after ${Math.round(worstStale)} ms at worst`);
    return tally.counted();
  },
};
