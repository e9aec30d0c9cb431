import { setTimeout as sleep } from 'node:timers/promises';
import { chromium, type Locator, type Page } from 'playwright';
import { openHub } from '../../hub/hub.ts';
import { silentLogger } from '../../hub/logger.ts';
import type { Draft, Source } from '../../hub/sources/source.ts';
import { findChromium } from '../../tools/chromium.mjs';
import { Console, TOKEN } from '../e2e/console.ts';
import { ROOT, temporaryFolder } from '../fixtures/processes.ts';
import { createLoad } from './load.ts';
import { median, report } from './report.ts';

/**
 * From starting the program to the first useful screen: the shell with its feed strip, and in the incident board either the
 * first rows or the sentence that there are none. Once with an empty cache, once with 100,000 cached entities (60,000 incidents,
 * 39,000 units, 1,000 stocks); the hub is gone in both, as after a power cut: what is shown comes from the cache.
 */
const ROUNDS = 5;
const COUNTS = { incidents: 60_000, units: 39_000, supplies: 1_000 };
const ENTITIES = COUNTS.incidents + COUNTS.units + COUNTS.supplies;
const FEED = { id: 'bench', name: { zh: '压测', en: 'Bench' }, maxAgeSeconds: 60 };

const executablePath = findChromium();
const browser = await chromium.launch({
  ...(executablePath && { executablePath }),
  args: ['--no-sandbox', '--disable-gpu'],
});

/** A console that has met its hub once and then lost it. */
async function prepared(drafts: readonly Draft[]): Promise<Console> {
  const folder = temporaryFolder();
  const source: Source = {
    name: 'bench',
    feeds: [FEED],
    async start(sink) {
      for (let at = 0; at < drafts.length; at += 2_000) await sink.append(FEED.id, drafts.slice(at, at + 2_000));
    },
  };
  const resources = `${ROOT}/resources`;
  const hub = await openHub({
    dataDir: folder.path,
    port: 0,
    token: TOKEN,
    sources: [source],
    speed: 'max',
    resources,
    log: silentLogger,
  });
  await hub.played;
  const console_ = await Console.create('--feed', hub.feeds[0]?.url ?? '', '--token', TOKEN);
  for (;;) {
    const { entities, feeds } = await console_.inspect();
    const count = Object.values(entities).reduce((sum, each) => sum + each, 0);
    if (count === drafts.length && feeds[0]?.epoch) break;
    await sleep(200);
  }
  // A seat with real feeds asks for its first officer; after a restart it is locked, with the picture behind the lock.
  const context = await browser.newContext({ locale: 'zh-CN' });
  await console_.open(context, '#/incidents');
  await context.close();
  await console_.stop();
  await hub.close();
  folder.remove();
  return console_;
}

/** Milliseconds from the start of the process, and from the opening of its page, to the first useful screen. */
async function firstScreen(
  console_: Console,
  useful: (page: Page) => Locator,
): Promise<{ start: number; page: number }> {
  const context = await browser.newContext({ viewport: { width: 1920, height: 1080 }, locale: 'zh-CN' });
  const began = performance.now();
  await console_.start();
  const opened = performance.now();
  const page = await context.newPage();
  await page.goto(`${console_.link}#/incidents`);
  await page.locator('footer').getByRole('link').first().waitFor();
  await useful(page).first().waitFor();
  await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve))));
  const done = performance.now();
  await context.close();
  await console_.stop();
  return { start: done - began, page: done - opened };
}

const load = createLoad(20260718, COUNTS, Date.now() - ENTITIES);
const empty = await prepared([]);
const full = await prepared([...load.opening()] as Draft[]);
const times = { empty: [] as { start: number; page: number }[], full: [] as { start: number; page: number }[] };
for (let round = 0; round < ROUNDS; round += 1) {
  times.empty.push(await firstScreen(empty, (page) => page.getByText(/不知有无|没有/)));
  times.full.push(await firstScreen(full, (page) => page.getByRole('gridcell')));
}
await browser.close();
await empty.remove();
await full.remove();

const of = (values: readonly { start: number; page: number }[], key: 'start' | 'page') =>
  median(values.map((value) => value[key]));
const ratio = Number((of(times.full, 'start') / of(times.empty, 'start')).toFixed(2));
report(
  'start',
  (['empty', 'full'] as const).map((name) => ({
    cache: name === 'empty' ? 'empty' : `${ENTITIES} entities`,
    'program start → screen, ms (median)': Math.round(of(times[name], 'start')),
    'page open → screen, ms (median)': Math.round(of(times[name], 'page')),
    worst: Math.round(Math.max(...times[name].map(({ start }) => start))),
  })),
  [{ name: 'first useful screen, full ÷ empty cache', value: ratio, limit: 1.5, least: false }],
);
process.exit(0);
