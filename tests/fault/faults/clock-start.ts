import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Fault } from '../fault.ts';
import { JumpingClock } from '../kit/clocks.ts';
import { openCoreInside, type CoreInside } from '../kit/core-inside.ts';
import { untilCurrent, untilSettled } from '../kit/heal.ts';
import { Hub } from '../kit/hub.ts';
import { compareCommands, compareReports, compareStore, effectsOf, readHubLog, readOutbox } from '../kit/model.ts';
import { Reporter } from '../kit/reporter.ts';
import { until } from '../kit/wait.ts';
import { Tally } from '../tally.ts';

const SKEW_BAR = 30_000;
/** What may stand for an order that was given before the hub was ever heard, by a clock that is 56 years behind. */
const SAID = ['effectSeen', 'expired', 'rejected', 'conflict'];

/**
 * R20, bad input: the machine's clock battery is dead, it starts in 1970, and a time server puts it right later. First on a new
 * profile, then on one that was used today. Orders are given before the hub was ever heard, after, and after the clock was set.
 */
export const clockStart: Fault = {
  name: 'clock-start',
  title: 'the console starts in 1970, on a new profile and on a used one; the clock is put right while it runs',
  rules: ['R20', 'R14', 'R13'],
  async run(bench) {
    const tally = new Tally();
    const hub = await Hub.start(path.join(bench.folder, 'hub'));
    const reporter = new Reporter(hub, bench.random);
    const profile = path.join(bench.folder, 'profile');
    const early: string[] = [];
    const queued: string[] = [];
    await reporter.burst(50);

    for (const [index, name] of ['a new profile', 'a used profile'].entries()) {
      const offset = -Date.now();
      const clock = new JumpingClock(offset);
      hub.freeze();
      const seat = openCoreInside(profile, [hub.url('fault')], clock);
      const feeds = seat.watch('feeds', {});
      tally.tries += 1;
      for (let count = 0; count < 3; count += 1) early.push(await order(seat, `early ${index}-${count}`));
      await sleep(1_500);
      hub.thaw();
      reporter.start(50);
      await untilCurrent(seat, hub, 'fault');
      for (let count = 0; count < 3; count += 1) queued.push(await order(seat, `in 1970 ${index}-${count}`));
      const start = performance.now();
      await until(`${name}: the skew on the screen`, SKEW_BAR, () => {
        const shown = feeds.rows.get('fault')?.clockOffset;
        return typeof shown === 'number' && Math.abs(shown + offset) < 5_000 ? true : null;
      }).catch((error: unknown) => tally.fail(String(error)));
      tally.fact(`${name}: skew of 56 years shown ${Math.round(performance.now() - start)} ms after joining`);

      clock.offset = 0;
      await sleep(1_000);
      for (let count = 0; count < 3; count += 1) queued.push(await order(seat, `set right ${index}-${count}`));
      await reporter.stop();
      await untilCurrent(seat, hub, 'fault');
      await untilSettled(seat);
      const state = feeds.rows.get('fault')?.status.state;
      if (state !== 'live') tally.fail(`${name}: after the clock was set the feed is ${state}`);
      await seat.core.stop();
    }

    await hub.stop();
    const log = readHubLog(hub.log('fault'));
    const outbox = readOutbox(profile);
    tally.difference(compareReports(reporter.reported, log));
    tally.difference(compareStore({ hub: log, feed: 'fault', profile }));
    tally.difference(compareCommands([...early, ...queued], log, profile));
    for (const id of early)
      if (!SAID.includes(outbox.get(id) ?? '')) tally.fail(`an early order ends as ${outbox.get(id) ?? 'nothing'}`);
    for (const id of queued)
      if (outbox.get(id) !== 'effectSeen')
        tally.fail(`an order given after the join ends as ${outbox.get(id) ?? 'nothing'}`);
    const done = effectsOf(log);
    const carriedOut = early.filter((id) => done.has(id)).length;
    tally.fact(`${early.length} orders before the hub was ever heard: ${carriedOut} carried out, ${early.length - carriedOut} shown as ${[...new Set(early.map((id) => outbox.get(id)))].join(', ')}`); // prettier-ignore
    return tally.counted();
  },
};

async function order(seat: CoreInside, title: string): Promise<string> {
  return (await seat.call('createIncident', { kind: 'fire', level: 1, title, at: null })).commandId;
}
