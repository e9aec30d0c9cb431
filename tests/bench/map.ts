import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { loadavg } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { chromium } from 'playwright';
import { build } from 'vite';
import type { CityMap } from '../../shared/domain/city.ts';
import { findChromium } from '../../tools/chromium.mjs';
import { ROOT, temporaryFolder } from '../fixtures/processes.ts';
import type { BenchPage, ContenderName } from './map-page.ts';
import { traced } from './map-trace.ts';
import { percentile, report } from './report.ts';

/**
 * The live map at city scale, in Chromium without a GPU at 1920 × 1080: the same traffic and the same scripted hand for
 * Leaflet's canvas circles, Leaflet.markercluster and the console's map. `npm run bench -- map [ours|circles|cluster] [--shots FOLDER]`.
 *
 * A frame's time is the interval between two animation callbacks: what the officer sees, everything included, never less
 * than the display's 16.7 ms. Its p95 is given twice: of all frames, and of all time. The goal is held to the second: a page that
 * stands still for half a second makes one frame of it, and in a count of frames that one is lost among thirty short ones.
 * `work`: a frame's own task on the main thread, by the clock; `CPU`: the same in processor time, from the browser's trace,
 * which does not count what others do with the machine meanwhile (and, of markercluster, not the timers that move markers).
 *
 * Each runs twice: at the display's 60 Hz, where no frame can be shorter than 16.7 ms however little is done in it, and with
 * Chromium's frame limit taken away, where a frame is as long as its work. The goal of five times is given for both.
 */
const RUN_MS = 20_000;
const REST_MS = 3_000;
const SIZES: readonly { readonly symbols: number; readonly moving: number; readonly who: readonly ContenderName[] }[] =
  [
    { symbols: 20_000, moving: 5_000, who: ['circles', 'cluster', 'ours'] },
    { symbols: 50_000, moving: 12_500, who: ['ours'] },
  ];
const NAMES: Readonly<Record<ContenderName, string>> = {
  circles: 'L.circleMarker (canvas)',
  cluster: 'Leaflet.markercluster',
  ours: 'Lianzhi map',
};
const MIME: Readonly<Record<string, string>> = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css' };
/** Where the pictures are taken: the whole city, a district, a few streets. */
const VIEWS = [
  [11.2, 117.59, 30.31],
  [13, 117.58, 30.31],
  [15, 117.58, 30.305],
] as const;

const flag = process.argv.indexOf('--shots');
const shots = flag > 0 ? process.argv[flag + 1] : undefined;
const only = process.argv.slice(2).filter((word) => word in NAMES);

function readCity(): CityMap {
  const read = (name: string): unknown =>
    JSON.parse(readFileSync(path.join(ROOT, 'resources/demo-city', name), 'utf8'));
  return { ...(read('city.json') as CityMap), land: read('land.json') as never, roads: read('roads.json') as never };
}

const folder = temporaryFolder();
await build({
  root: import.meta.dirname,
  logLevel: 'warn',
  base: './',
  build: {
    outDir: folder.path,
    emptyOutDir: true,
    assetsInlineLimit: 0,
    rolldownOptions: { input: path.join(import.meta.dirname, 'map-page.html') },
  },
});
const server = createServer((request, response) => {
  const file = path.join(folder.path, new URL(request.url ?? '/', 'http://bench').pathname);
  try {
    const body = readFileSync(file);
    response.writeHead(200, { 'Content-Type': MIME[path.extname(file)] ?? 'application/octet-stream' }).end(body);
  } catch {
    response.writeHead(404).end();
  }
});
await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/map-page.html`;
const city = readCity();
const executablePath = findChromium();

/** Without the display's beat: the next frame begins when the last one is done. */
const UNCAPPED = ['--disable-frame-rate-limit', '--disable-gpu-vsync'];

async function contend(name: ContenderName, symbols: number, moving: number, capped: boolean) {
  const browser = await chromium.launch({
    ...(executablePath && { executablePath }),
    args: ['--no-sandbox', '--disable-gpu', ...(capped ? [] : UNCAPPED)],
  });
  try {
    const page = await browser.newPage({ viewport: { width: 1920, height: 1080 } });
    page.on('pageerror', (error) => console.error(error));
    await page.goto(url);
    const load = await page.evaluate(
      ([who, count, underWay, ground]) =>
        (window as unknown as { benchPage: BenchPage }).benchPage.load(who, count, underWay, ground),
      [name, symbols, moving, city] as const,
    );
    await sleep(REST_MS);
    const {
      result: measured,
      tasks,
      frames: cpu,
    } = await traced(browser, page, () =>
      page.evaluate(
        ([milliseconds, moves]) => (window as unknown as { benchPage: BenchPage }).benchPage.run(milliseconds, moves),
        [RUN_MS, moving] as const,
      ),
    );
    for (const [zoom, lon, lat] of shots && name === 'ours' && capped ? VIEWS : []) {
      for (const theme of ['night', 'day']) {
        await page.evaluate(
          ([z, x, y, look]) => {
            document.documentElement.dataset['theme'] = look;
            (window as unknown as { benchPage: BenchPage }).benchPage.show(z, x, y);
          },
          [zoom, lon, lat, theme] as const,
        );
        await sleep(1_000);
        await page.screenshot({ path: path.join(shots ?? '', `${symbols}-z${zoom}-${theme}.png`) });
      }
    }
    return { ...measured, tasks, cpu, load };
  } finally {
    await browser.close();
  }
}

const rows: Record<string, string | number>[] = [];
const goals = [];
const sizes = process.argv.includes('--50k') ? SIZES.slice(1) : SIZES;
for (const { symbols, moving, who, capped } of sizes.flatMap((size) =>
  [true, false].map((capped) => ({ ...size, capped })),
)) {
  const p95 = new Map<ContenderName, number>();
  for (const name of who) {
    if (only.length > 0 && !only.includes(name)) continue;
    const { frames, work, long, tasks, cpu, load, taken } = await contend(name, symbols, moving, capped);
    const longest = Math.max(0, ...long);
    p95.set(name, byTime(frames, 0.95));
    rows.push({
      symbols,
      'moves/s': moving,
      map: NAMES[name],
      rate: capped ? '60 Hz' : 'uncapped',
      'moves taken %': Math.round(taken * 100),
      'load ms': Math.round(load),
      frames: frames.length,
      'frame p50 ms': round(percentile(frames, 0.5)),
      'frame p95 ms': round(percentile(frames, 0.95)),
      'p95 by time ms': round(byTime(frames, 0.95)),
      'work p95 ms': round(percentile(work, 0.95)),
      'CPU p50 ms': round(percentile(cpu, 0.5)),
      'CPU p95 ms': round(percentile(cpu, 0.95)),
      'long tasks': long.length,
      'longest ms': longest,
      'CPU max ms': round(Math.max(0, ...tasks)),
      'CPU s': round(tasks.reduce((sum, task) => sum + task, 0) / 1_000),
      load: round(loadavg()[0] ?? 0),
    });
    if (name === 'ours' && symbols === 20_000 && capped) {
      const cpuMax = round(Math.max(0, ...tasks));
      goals.push({ name: 'longest task, ours, 20,000 symbols, ms', value: longest, limit: 50, least: false });
      goals.push({ name: 'the same in processor time, ms', value: cpuMax, limit: 50, least: false });
    }
  }
  const own = p95.get('ours');
  const better = Math.min(p95.get('circles') ?? Infinity, p95.get('cluster') ?? Infinity);
  if (own !== undefined && better < Infinity)
    goals.push({
      name: `frame p95 by time, the better peer ÷ ours${capped ? '' : ', uncapped'}`,
      value: round(better / own),
      limit: 5,
      least: true,
    });
}
server.close();
folder.remove();
report('map', rows, goals);
process.exit(0);

/** A percentile of frames, each counted as often as it is long. */
function byTime(frames: readonly number[], share: number): number {
  const sorted = [...frames].sort((a, b) => a - b);
  let rest = sorted.reduce((sum, frame) => sum + frame, 0) * share;
  return sorted.find((frame) => (rest -= frame) <= 0) ?? Number.NaN;
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
