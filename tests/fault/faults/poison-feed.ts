import path from 'node:path';
import type { Fault } from '../fault.ts';
import { Console } from '../kit/console.ts';
import { HostileHub } from '../kit/hostile-hub.ts';
import { until } from '../kit/wait.ts';
import { Tally } from '../tally.ts';

/** R16: a good message between bad ones is on the screen in this time. */
const SHOWN_BAR = 1_000;
const RECONNECTS_A_MINUTE = 6;

/** R16, R24: a hub that sends mostly poison. The process lives, every good change is shown, the rest is counted. */
export const poisonFeed: Fault = {
  name: 'poison-feed',
  title: 'a hostile hub: malformed, oversize, deep, forbidden and mistyped messages with good ones between',
  rules: ['R16', 'R24'],
  async run(bench) {
    const tally = new Tally();
    const hub = await HostileHub.open(bench.random, bench.full ? 60_000 : 12_600, bench.full ? 6 : 2);
    const seat = new Console(path.join(bench.folder, 'profile'), [hub.url]);
    await seat.start();
    const start = performance.now();
    const incidents = seat.watch('incidents', {});
    const feeds = seat.watch('feeds', {});
    let worst = 0;
    const shown = new Set<number>();
    await until('every good change on the screen', 120_000, () => {
      if (!seat.isAlive) throw new Error(`the core ended:\n${seat.output.slice(-3_000)}`);
      for (const seq of hub.good) {
        if (shown.has(seq) || !incidents.rows.has(`G-${seq}`)) continue;
        shown.add(seq);
        worst = Math.max(worst, performance.now() - (hub.sentAt.get(seq) ?? performance.now()));
      }
      return shown.size === hub.good.size ? true : null;
    }).catch((error: unknown) => tally.fail(error instanceof Error ? error.message : String(error)));
    const minutes = Math.max(1, (performance.now() - start) / 60_000);

    tally.tries = hub.unsound;
    tally.lost = hub.good.size - shown.size;
    if (worst > SHOWN_BAR) tally.fail(`a good change was shown only after more than ${SHOWN_BAR} ms`);
    if (!seat.isAlive) tally.fail('the core died');
    else await seat.call('session', {});
    const bad = [...incidents.rows.keys()].filter((id) => !id.startsWith('G-'));
    if (bad.length > 0) tally.fail(`${bad.length} poisonous records are on the screen, e.g. ${bad[0]?.slice(0, 60)}`);
    const row = feeds.rows.get('fault');
    if (!row || row.quarantined === 0) tally.fail('nothing is counted as quarantined');
    if ((hub.connects - 1) / minutes > RECONNECTS_A_MINUTE)
      tally.fail(`${hub.connects} connections in ${minutes.toFixed(1)} min`);
    if (/unhandled|uncaught/i.test(seat.output)) tally.fail('an unhandled error is in the core’s log');
    if (!(await seat.stop())) tally.fail('the core did not end within 10 s when asked');
    await hub.close();
    tally.fact(
      `${hub.messages} messages and changes, ${hub.unsound} unsound, ${hub.good.size} good; ${row?.quarantined ?? 0} in quarantine`,
    );
    tally.fact(
      `a good change was shown ${Math.round(worst)} ms after it was sent, at worst; ${hub.connects} connections`,
    );
    return tally.counted();
  },
};
