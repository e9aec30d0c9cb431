import { setTimeout as sleep } from 'node:timers/promises';
import { chromium, type Page } from 'playwright';
import { openHub } from '../../hub/hub.ts';
import { silentLogger } from '../../hub/logger.ts';
import type { Draft, Sink, Source } from '../../hub/sources/source.ts';
import { findChromium } from '../../tools/chromium.mjs';
import { Console, TOKEN } from '../e2e/console.ts';
import { ROOT, temporaryFolder } from '../fixtures/processes.ts';
import { createLoad } from './load.ts';
import { installPaintProbe } from './paint-probe.ts';
import { percentile, report } from './report.ts';

/**
 * From the hub's emit to the painted glass, with two windows of one console: the map (canvas) and the incident board (DOM), at
 * 200 and 1,000 changes/s. Every change counts: on the map it is painted by the first drawing that holds its entry time; on
 * the board the sample is each title that appears with its own emission time in it.
 */
const RATES = [200, 1_000];
const SECONDS = 20;
/** The feed's clock ticks so often; changes leave in small batches, as departments' systems send them. */
const TICK = 20;
const FEED = { id: 'bench', name: { zh: '压测', en: 'Bench' }, maxAgeSeconds: 60 };

let rate = 0;
let emitted: number[] = [];

const load = createLoad(20260718, { units: 120, incidents: 40, supplies: 40 }, Date.now());

function stamped(draft: Draft, now: number): Draft {
  if (draft.op !== 'put' || draft.topic !== 'incident') return draft;
  const title = { zh: `积水 ${draft.id} @${now}@`, en: `Ponding ${draft.id} @${now}@` };
  return { ...draft, at: now as Draft['at'], data: { ...draft.data, level: 1, title } };
}

const source: Source = {
  name: 'bench',
  feeds: [FEED],
  async start(sink: Sink, signal: AbortSignal): Promise<void> {
    await sink.append(FEED.id, [...load.opening()] as Draft[]);
    let owed = 0;
    let last = performance.now();
    while (!signal.aborted) {
      await sleep(TICK);
      const now = performance.now();
      owed += ((now - last) / 1_000) * rate;
      last = now;
      const count = Math.floor(owed);
      if (count === 0) continue;
      owed -= count;
      const at = Date.now();
      await sink.append(
        FEED.id,
        Array.from({ length: count }, () => stamped(load.next() as Draft, at)),
      );
      for (let index = 0; index < count; index += 1) emitted.push(at);
    }
  },
};

interface Sample {
  readonly kind: 'map' | 'text';
  readonly stamp: number;
  readonly painted: number;
}

function samplesOf(page: Page): Promise<Sample[]> {
  return page.evaluate(() => {
    const { paintSamples } = window as unknown as { paintSamples: Sample[] };
    return paintSamples.splice(0);
  });
}

/** Latency of every emitted change: until the first drawing whose newest entry time is not older than it. */
function onMap(samples: readonly Sample[]): number[] {
  const drawings = samples.filter(({ kind }) => kind === 'map').sort((a, b) => a.painted - b.painted);
  let index = 0;
  const latencies: number[] = [];
  for (const at of emitted) {
    while (index < drawings.length && (drawings[index] as Sample).stamp < at) index += 1;
    const drawing = drawings[index];
    if (drawing) latencies.push(drawing.painted - at);
  }
  return latencies;
}

const folder = temporaryFolder();
const hub = await openHub({
  dataDir: folder.path,
  port: 0,
  token: TOKEN,
  sources: [source],
  speed: 1,
  resources: `${ROOT}/resources`,
  log: silentLogger,
});
const url = hub.feeds[0]?.url ?? '';
const console_ = await Console.create('--feed', url, '--token', TOKEN);
const executablePath = findChromium();
/**
 * Each window in a browser of its own: both are in sight, as on two monitors. Two pages of one headless browser are not; the
 * one behind is drawn a few times a second.
 */
async function openWindow(route: string): Promise<{ readonly page: Page; close(): Promise<void> }> {
  const browser = await chromium.launch({
    ...(executablePath && { executablePath }),
    args: ['--no-sandbox', '--disable-gpu'],
  });
  const context = await browser.newContext({ viewport: { width: 1920, height: 1080 } });
  await context.addInitScript(installPaintProbe);
  return { page: await console_.open(context, route), close: () => browser.close() };
}

const windows = [await openWindow('#/picture'), await openWindow('#/incidents')] as const;
const [map, board] = windows.map(({ page }) => page) as [Page, Page];
await sleep(4_000);

const rows: Record<string, string | number>[] = [];
const goals = [];
for (rate of RATES) {
  await sleep(3_000);
  await Promise.all([samplesOf(map), samplesOf(board)]);
  emitted = [];
  await sleep(SECONDS * 1_000);
  const counted = emitted.length;
  const [mapSamples, boardSamples] = await Promise.all([samplesOf(map), samplesOf(board)]);
  const text = boardSamples.filter(({ kind }) => kind === 'text').map(({ stamp, painted }) => painted - stamp);
  for (const [name, values] of [
    ['map (canvas)', onMap(mapSamples)],
    ['board (DOM)', text],
  ] as const) {
    rows.push({
      'changes/s': Math.round(counted / SECONDS),
      window: name,
      samples: values.length,
      'p50 ms': percentile(values, 0.5),
      'p95 ms': percentile(values, 0.95),
      'p99 ms': percentile(values, 0.99),
    });
    goals.push({ name: `p95 at ${rate}/s, ${name}, ms`, value: percentile(values, 0.95), limit: 100, least: false });
  }
}
for (const each of windows) await each.close();
await console_.remove();
await hub.close();
folder.remove();
report('glass', rows, goals);
process.exit(0);
