import { fork } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { systemClock } from '../../hub/clock.ts';
import { openFeed } from '../../hub/feed/feed.ts';
import type { Draft } from '../../hub/sources/source.ts';
import type { FeedRow } from '../../shared/protocol/console-api/rows.ts';
import { freePort, Program, ROOT, temporaryFolder } from '../fixtures/processes.ts';
import { CoreProcess } from './core-process.ts';
import { createLoad } from './load.ts';
import { median, report } from './report.ts';

/**
 * Changes a second, from one run on one machine: a bare Socket.IO client, a bare better-sqlite3 loop over the same frames, both
 * together, and the console's whole path (validate → merge → store with history → live queries). The hub is a process of its
 * own in every case; rounds alternate, the median counts.
 */
const CHANGES = 100_000;
const ROUNDS = 5;
const SEED = 20260718;
const TOKEN = 'bench-token';
const FEED = { id: 'bench', name: { zh: '压测', en: 'Bench' }, maxAgeSeconds: 60 };

const folder = temporaryFolder();
const hubData = path.join(folder.path, 'hub');
const profile = path.join(folder.path, 'profile');
mkdirSync(hubData);
mkdirSync(profile);

async function startHub() {
  const port = await freePort();
  const program = new Program('out/main/hub.js', [
    '--port',
    String(port),
    '--data',
    hubData,
    '--token',
    TOKEN,
    '--feed',
    FEED.id,
  ]);
  await program.line(/hub ready/);
  return { url: `http://127.0.0.1:${port}/${FEED.id}`, stop: () => program.stop() };
}

function coreStart(url: string, folder: string) {
  const feeds = [{ url, token: TOKEN }];
  return {
    profile: folder,
    resources: path.join(ROOT, 'resources'),
    appVersion: 'bench',
    mode: 'live',
    feeds,
    cityMap: false,
  } as const;
}

/** Joins at an empty log, so that everything after comes by replay, as to a console that was away. */
async function joinEmpty(target: string): Promise<void> {
  const hub = await startHub();
  mkdirSync(target, { recursive: true });
  const core = await CoreProcess.start(coreStart(hub.url, target));
  await new Promise<void>((resolve) => {
    core.watch('feeds', (rows) => {
      if ((rows as FeedRow[]).some((row) => row.status.state === 'live')) resolve();
    });
  });
  await core.stop();
  await hub.stop();
}

function fill(): { epoch: string; head: number } {
  const feed = openFeed({ dataDir: hubData, description: FEED, clock: systemClock });
  const load = createLoad(SEED, { units: 2_000, incidents: 1_000, supplies: 200 }, Date.now() - 3_600_000);
  let batch: Draft[] = [...load.opening()] as Draft[];
  feed.append({ drafts: batch });
  for (let written = 0; written < CHANGES; written += batch.length) {
    batch = Array.from({ length: 500 }, () => load.next() as Draft);
    feed.append({ drafts: batch });
  }
  const { epoch, head } = feed;
  feed.close();
  return { epoch, head };
}

function peer(mode: string, url: string, epoch: string, head: number): Promise<number> {
  const file = path.join(folder.path, `${mode}.sqlite`);
  return new Promise((resolve, reject) => {
    const child = fork(path.join(ROOT, 'tests/bench/ingest-peer.ts'), [mode, url, TOKEN, epoch, String(head), file]);
    child.on('message', ({ changes, milliseconds }: { changes: number; milliseconds: number }) =>
      resolve((changes / milliseconds) * 1_000),
    );
    child.on('exit', (code) => reject(new Error(`${mode} ended with ${code}`)));
  });
}

/** From the first row of health that shows progress to the one at the head. */
async function consolePath(url: string, head: number, target: string): Promise<number> {
  const core = await CoreProcess.start(coreStart(url, target));
  const rate = await new Promise<number>((resolve) => {
    let first: { seq: number; at: number } | null = null;
    core.watch('feeds', (rows) => {
      for (const { seq } of rows as FeedRow[]) {
        first ??= seq > 0 ? { seq, at: performance.now() } : null;
        if (first && seq >= head) resolve(((seq - first.seq) / (performance.now() - first.at)) * 1_000);
      }
    });
  });
  await core.stop();
  return rate;
}

const targets = Array.from({ length: ROUNDS }, (_, round) => path.join(profile, String(round)));
for (const target of targets) await joinEmpty(target);
const { epoch, head } = fill();
const hub = await startHub();
const rates: Record<'client' | 'store' | 'both' | 'console', number[]> = {
  client: [],
  store: [],
  both: [],
  console: [],
};
for (const target of targets) {
  rates.client.push(await peer('client', hub.url, epoch, head));
  rates.store.push(await peer('store', hub.url, epoch, head));
  rates.both.push(await peer('both', hub.url, epoch, head));
  rates.console.push(await consolePath(hub.url, head, target));
}
await hub.stop();
folder.remove();

const both = median(rates.both);
const names = {
  client: 'Socket.IO client alone',
  store: 'better-sqlite3 loop alone',
  both: 'both together',
  console: "the console's whole path",
};
report(
  'ingest',
  Object.entries(rates).map(([name, values]) => ({
    path: names[name as keyof typeof names],
    'changes/s (median)': Math.round(median(values)),
    lowest: Math.round(Math.min(...values)),
    highest: Math.round(Math.max(...values)),
    'ratio to both': Number((median(values) / both).toFixed(2)),
  })),
  [
    {
      name: 'console path ÷ both together',
      value: Number((median(rates.console) / both).toFixed(2)),
      limit: 0.8,
      least: true,
    },
  ],
);
process.exit(0);
