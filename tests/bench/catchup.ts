import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { chromium } from 'playwright';
import { systemClock } from '../../hub/clock.ts';
import { openFeed } from '../../hub/feed/feed.ts';
import type { Draft } from '../../hub/sources/source.ts';
import { findChromium } from '../../tools/chromium.mjs';
import { Console, Hub, TOKEN } from '../e2e/console.ts';
import { createLoad } from './load.ts';
import { report } from './report.ts';

/**
 * 100,000 changes behind → current, with a window open on the map: changes a second (from the first row of health that shows
 * progress to the one at the head), the core's resident memory while it catches up, and the window's longest task.
 */
const CHANGES = 100_000;
const FEED = { id: 'bench', name: { zh: '压测', en: 'Bench' }, maxAgeSeconds: 60 };

const hub = await Hub.create('--feed', FEED.id);
const console_ = await Console.create('--feed', hub.url(FEED.id), '--token', TOKEN);
const executablePath = findChromium();
const browser = await chromium.launch({
  ...(executablePath && { executablePath }),
  args: ['--no-sandbox', '--disable-gpu'],
});
const context = await browser.newContext({ viewport: { width: 1920, height: 1080 } });
const page = await console_.open(context, '#/picture');
await sleep(3_000);
await hub.stop();

const feed = openFeed({ dataDir: hub.data, description: FEED, clock: systemClock });
const load = createLoad(20260718, { units: 2_000, incidents: 1_000, supplies: 200 }, Date.now() - 3_600_000);
feed.append({ drafts: [...load.opening()] as Draft[] });
while (feed.head < CHANGES) feed.append({ drafts: Array.from({ length: 500 }, () => load.next() as Draft) });
const { head } = feed;
feed.close();

/** The core is the host's child that runs core.js. */
function coreProcess(): number {
  const host = console_.program?.child.pid ?? 0;
  const children = readFileSync(`/proc/${host}/task/${host}/children`, 'utf8').trim().split(' ').map(Number);
  const core = children.find((pid) => readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('core.js'));
  if (core === undefined) throw new Error('no core');
  return core;
}

function resident(pid: number): number {
  return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1_024;
}

await page.evaluate((head) => {
  const seen = { first: null as { seq: number; at: number } | null, rate: 0, longest: 0 };
  Object.assign(window, { seen });
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) seen.longest = Math.max(seen.longest, duration);
  }).observe({ entryTypes: ['longtask'] });
  const line = new WebSocket(`${location.origin.replace('http', 'ws')}/link`);
  line.onopen = () => line.send(JSON.stringify({ t: 'watch', id: 1, name: 'feeds', args: {} }));
  line.onmessage = ({ data }) => {
    const message = JSON.parse(String(data)) as { t: string; put: { seq: number }[] };
    if (message.t !== 'rows') return;
    for (const { seq } of message.put) {
      if (seq > 0) seen.first ??= { seq, at: performance.now() };
      if (seen.first && seq >= head && seen.rate === 0) {
        seen.rate = ((seq - seen.first.seq) / (performance.now() - seen.first.at)) * 1_000;
      }
    }
  };
}, head);

const core = coreProcess();
let peak = 0;
await hub.start();
for (let rate = 0; rate === 0;) {
  await sleep(50);
  peak = Math.max(peak, resident(core));
  rate = await page.evaluate(() => (window as unknown as { seen: { rate: number } }).seen.rate);
}
await sleep(2_000);
const seen = await page.evaluate(() => (window as unknown as { seen: { rate: number; longest: number } }).seen);
await browser.close();
await console_.remove();
await hub.remove();
const row = {
  'changes/s': Math.round(seen.rate),
  'core RSS, MiB': Math.round(peak),
  'longest window task, ms': Math.round(seen.longest),
};
report(
  'catchup',
  [{ changes: head, ...row }],
  [
    { name: 'changes/s', value: row['changes/s'], limit: 20_000, least: true },
    { name: 'core RSS, MiB', value: row['core RSS, MiB'], limit: 600, least: false },
    { name: 'longest window task, ms', value: row['longest window task, ms'], limit: 200, least: false },
  ],
);
process.exit(0);
