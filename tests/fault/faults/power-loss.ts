import { mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { JOURNAL_FILE } from '../../../electron/core/store/protect/journal.ts';
import type { Bench, Fault } from '../fault.ts';
import { openProfile } from '../kit/check-profile.ts';
import { Console } from '../kit/console.ts';
import { cutAtRandom } from '../kit/cut.ts';
import { untilCurrent } from '../kit/heal.ts';
import { Hub } from '../kit/hub.ts';
import { compareStore, readHubLog } from '../kit/model.ts';
import { Officer } from '../kit/officer.ts';
import { readAll, recordProgram } from '../kit/record.ts';
import { Reporter } from '../kit/reporter.ts';
import { recordArgs } from '../kit/strace.ts';
import { straceMissing } from '../kit/tools.ts';
import { Tally } from '../tally.ts';

/** The control must find at least this share of its cuts with a loss, or the method is blind. */
const CONTROL_SHARE = 0.2;

/**
 * R2: the store's writes are recorded with their bytes and their syncs, and the disk is rebuilt as a power cut at any point
 * could leave it. What was acknowledged before the cut must be there. The same with a driver that only pretends to sync must
 * lose, which proves that the method can see a loss. It is opened without the journal, which would give everything back.
 */
export const powerLossStore: Fault = {
  name: 'power-loss-store',
  title: 'power cut at any point of the store’s writes, files rebuilt from synced bytes; with a control that must lose',
  rules: ['R2'],
  async run(bench) {
    const missing = straceMissing();
    if (missing) return { kind: 'notRun', why: missing };
    const tally = new Tally();
    const sound = await cutStore(bench, 'full', bench.full ? 1_000 : 100, tally);
    tally.fact(`${sound.acts} recorded acts, ${sound.cuts} cuts`);
    const weak = await cutStore(bench, 'weak', bench.full ? 100 : 50, new Tally());
    tally.fact(`control with synchronous=NORMAL: ${weak.withLoss} of ${weak.cuts} cuts lose acknowledged rows`);
    if (weak.withLoss < weak.cuts * CONTROL_SHARE) tally.fail('the control loses nothing: this test cannot see a loss');
    return tally.counted();
  },
};

/** R2: the same with the whole core: frames of a live feed, their cursor, and commands that the officer was told are queued. */
export const powerLossCore: Fault = {
  name: 'power-loss-core',
  title: 'power cut at any point of the core’s writes, with a live feed and commands',
  rules: ['R2', 'R11'],
  async run(bench) {
    const missing = straceMissing();
    if (missing) return { kind: 'notRun', why: missing };
    const tally = new Tally();
    const hub = await Hub.start(path.join(bench.folder, 'hub'));
    const profile = path.join(bench.folder, 'recorded');
    const trace = path.join(bench.folder, 'core.trace');
    const seat = new Console(profile, [hub.url('fault')]);
    const reporter = new Reporter(hub, bench.random);
    const officer = new Officer(bench.random);
    await reporter.burst(50);
    await seat.start(['strace', ...recordArgs(trace)]);
    reporter.start(60);
    officer.start(seat, 20);
    await sleep(bench.full ? 15_000 : 4_000);
    await officer.stop();
    await reporter.stop();
    await untilCurrent(seat, hub, 'fault');
    await seat.kill9();
    await hub.stop();

    const acts = await readAll(trace, profile);
    const log = readHubLog(hub.log('fault'));
    const rebuilt = path.join(bench.folder, 'rebuilt');
    let mostAcknowledged = 0;
    cutAtRandom({ acts, original: profile, acknowledges: queuedIn }, bench.full ? 500 : 60, rebuilt, bench.random, (acknowledged) => {
      tally.tries += 1;
      mostAcknowledged = Math.max(mostAcknowledged, acknowledged.size);
      if (lostIn(rebuilt, acknowledged, tally) === null) return;
      tally.difference(compareStore({ hub: log, feed: 'fault', profile: rebuilt, upToCursor: true }));
    }); // prettier-ignore
    if (mostAcknowledged === 0) tally.fail('no acknowledgement was seen in the recording: this test cannot see a loss');
    tally.fact(
      `${acts.length} recorded acts, ${log.head} changes, ${officer.queued.length} commands called queued (${mostAcknowledged} seen in the recording)`,
    );
    return tally.counted();
  },
};

/** The commands that a core's message to its window calls queued. */
function queuedIn(message: string): string[] {
  if (!message.includes('answer') || !message.includes('stationSeq')) return [];
  return [...message.matchAll(/"commandId":"([0-9a-f-]{36})"/g)].map((match) => match[1] ?? '');
}

async function cutStore(
  bench: Bench,
  driver: 'full' | 'weak',
  points: number,
  tally: Tally,
): Promise<{ acts: number; cuts: number; withLoss: number }> {
  const profile = path.join(bench.folder, `recorded-${driver}`);
  mkdirSync(profile);
  const args = [profile, driver, String(bench.full ? 400 : 120)];
  const acts = await recordProgram('outbox-writer.ts', args, profile, path.join(bench.folder, `${driver}.trace`));
  const acknowledges = (message: string): string[] =>
    [...message.matchAll(/^ack (\S+)/gm)].map((match) => match[1] ?? '');
  const rebuilt = path.join(bench.folder, `rebuilt-${driver}`);
  const counts = { acts: acts.length, cuts: 0, withLoss: 0 };
  cutAtRandom({ acts, original: profile, acknowledges }, points, rebuilt, bench.random, (acknowledged) => {
    counts.cuts += 1;
    tally.tries += 1;
    if (driver === 'weak') rmSync(path.join(rebuilt, JOURNAL_FILE), { force: true });
    if ((lostIn(rebuilt, acknowledged, tally) ?? acknowledged.size) > 0) counts.withLoss += 1;
  });
  return counts;
}

/** Counts acknowledged commands that a rebuilt profile has not; null when it does not open. */
function lostIn(profile: string, acknowledged: ReadonlySet<string>, tally: Tally): number | null {
  const opened = openProfile(profile);
  if (opened.outcome === 'refused') {
    tally.fail(`after a cut the store does not open: ${opened.problem.code}`);
    tally.lost += acknowledged.size;
    return null;
  }
  if (opened.integrity !== 'ok') tally.fail(`integrity after a cut: ${opened.integrity}`);
  const lost = [...acknowledged].filter((id) => !opened.outbox.has(id)).length;
  tally.lost += lost;
  return lost;
}
