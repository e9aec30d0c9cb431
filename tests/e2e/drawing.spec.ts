import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test, type Browser, type CDPSession, type Page } from 'playwright/test';
import { Server, type Socket } from 'socket.io';
import type { GeometryFault } from '../../shared/kit/check-geometry.ts';
import { Console, Hub, TOKEN } from './console.ts';
import { inEnglish, mapOf } from './page.ts';

/** Places on the map as shares of what is left of it beside the panel. */
type Share = readonly [x: number, y: number];
const CORNERS: readonly Share[] = [[0.3, 0.3], [0.6, 0.3], [0.6, 0.6], [0.3, 0.6]]; // prettier-ignore
const PANEL = 420;

async function place(page: Page, [x, y]: Share): Promise<{ x: number; y: number }> {
  const box = await mapOf(page).boundingBox();
  if (!box) throw new Error('no map');
  return { x: box.x + PANEL + (box.width - PANEL) * x, y: box.y + box.height * y };
}

async function click(page: Page, at: Share, double = false): Promise<void> {
  const { x, y } = await place(page, at);
  await page.mouse.move(x, y);
  if (double) await page.mouse.dblclick(x, y);
  else await page.mouse.click(x, y);
}

async function openTool(page: Page): Promise<void> {
  await mapOf(page).waitFor();
  await page.locator('button[data-tool=draw]').click();
  await page.locator('[data-kind=cordon]').waitFor();
}

const tool = (page: Page) => page.locator('section[data-tool=draw]');
const listed = (page: Page) => tool(page).locator('li[data-drawing]');
const drawings = (page: Page) => mapOf(page).getAttribute('data-drawings');
const ghosts = (page: Page) => mapOf(page).getAttribute('data-ghosts');

/** How long until it is so, ms. */
async function within(milliseconds: number, read: () => Promise<unknown>, wanted: unknown): Promise<number> {
  const started = performance.now();
  await expect.poll(read, { intervals: [20], timeout: milliseconds }).toBe(wanted);
  return Math.round(performance.now() - started);
}

function note(text: string): void {
  test.info().annotations.push({ type: 'answer', description: text });
}

test.afterEach(() => {
  for (const { description } of test.info().annotations) console.log(description);
});

async function twoSeats(browser: Browser, run: (hub: Hub, seats: Console[], pages: Page[]) => Promise<void>) {
  const hub = await Hub.create('--feed', 'hotline');
  const seats: Console[] = [];
  try {
    const feed = ['--feed', hub.url('hotline'), '--token', TOKEN];
    seats.push(await Console.create(...feed), await Console.create(...feed));
    const [first, second] = seats as [Console, Console];
    const here = await browser.newContext();
    const pages = [await first.open(here, '#/picture')];
    await inEnglish(pages[0] as Page);
    pages.push(await first.open(here, '#/picture'), await second.open(await browser.newContext(), '#/picture'));
    await run(hub, seats, pages);
  } finally {
    for (const seat of seats) await seat.remove();
    await hub.remove();
  }
}

test('a cordon by mouse: others see who draws, then the cordon; outbox, undo, redo, reload, change, remove', async ({
  browser,
}) => {
  test.setTimeout(180_000);
  await twoSeats(browser, async (hub, [seat], [page, window, other]) => {
    if (!seat || !page || !window || !other) throw new Error('no seat');
    await openTool(page);
    await page.locator('[data-kind=cordon]').click();
    await expect(tool(page).locator('button[type=submit]')).toBeDisabled();
    for (const corner of CORNERS.slice(0, 2)) await click(page, corner);
    // Presence: both others see an outline that is nobody's record yet.
    note(`ghost in another window after ${await within(2_000, () => ghosts(window), '1')} ms`);
    note(`ghost at another console after ${await within(2_000, () => ghosts(other), '1')} ms`);
    expect(await ghosts(page)).toBe('0');
    await click(page, CORNERS[2] as Share);
    await expect(tool(page).locator('[data-measures]')).toContainText(/area .*(ha|km²|m²)/);
    await click(page, CORNERS[3] as Share);
    await page.keyboard.press('Backspace');
    await expect(tool(page).getByText('3 corners')).toBeVisible();
    await click(page, CORNERS[3] as Share, true);

    await expect(listed(page)).toHaveCount(1);
    note(`cordon in another window after ${await within(2_000, () => drawings(window), '1')} ms`);
    note(`cordon at another console after ${await within(2_000, () => drawings(other), '1')} ms`);
    await expect.poll(() => ghosts(other)).toBe('0');
    await expect.poll(async () => (await seat.inspect()).outbox).toMatchObject({ effectSeen: 1 });

    // Undo and redo are commands: everybody sees them.
    await page.keyboard.press('Control+z');
    await expect.poll(() => drawings(other)).toBe('0');
    await page.keyboard.press('Control+y');
    await expect.poll(() => drawings(other)).toBe('1');

    await page.reload();
    await openTool(page);
    await expect(listed(page)).toHaveCount(1);
    await expect.poll(() => drawings(page)).toBe('1');

    // The other console renames it and moves a corner; here it changes.
    await inEnglish(other);
    await openTool(other);
    await listed(other)
      .getByRole('button', { name: /^Change/ })
      .click();
    await tool(other).getByLabel('Name').fill('Riverside cordon');
    const corner = (await place(other, CORNERS[1] as Share)) as { x: number; y: number };
    await other.mouse.move(corner.x, corner.y);
    await other.mouse.down();
    await other.mouse.move(corner.x + 60, corner.y - 40, { steps: 4 });
    await other.mouse.up();
    await tool(other).locator('button[type=submit]').click();
    await expect(listed(page)).toContainText('Riverside cordon');
    await listed(page)
      .getByRole('button', { name: /^Remove/ })
      .click();
    await expect.poll(() => drawings(other)).toBe('0');

    // Without the hub it goes on, and is delivered when it is back.
    await hub.stop();
    await page.locator('[data-kind=assembly]').click();
    await tool(page)
      .getByLabel(/Add a point/)
      .fill('117.600, 30.300');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Enter');
    await expect(listed(page)).toContainText('not delivered yet');
    await hub.start();
    await expect.poll(() => drawings(other), { timeout: 60_000 }).toBe('1');
    await expect(listed(page)).not.toContainText('not delivered yet');
  });
});

test('by keyboard alone, every kind; out as GeoJSON and KML and in again: nothing is lost', async ({ browser }) => {
  test.setTimeout(180_000);
  await twoSeats(browser, async (_hub, _seats, [page, , other]) => {
    if (!page || !other) throw new Error('no page');
    await openTool(page);
    const points: Readonly<Record<string, readonly string[]>> = {
      cordon: ['117.60, 30.30', '90°400', '0°300'],
      evacuation: ['117.61, 30.31', '90°1km', '180°500m', '270°1km'],
      assembly: ['117.62, 30.30'],
      route: ['117.60, 30.29', '45°800', '90°500'],
      text: ['117.60, 30.28'],
      arrow: ['117.63, 30.29', '0°700'],
      sector: ['117.64, 30.30', '30°600', '120°100'],
      buffer: ['117.60, 30.32', '90°900'],
    };
    for (const [kind, lines] of Object.entries(points)) {
      await page.locator(`[data-kind=${kind}]`).focus();
      await page.keyboard.press('Enter');
      const field = tool(page).getByLabel(/Add a point/);
      for (const line of lines) {
        await expect(field).toBeFocused();
        await page.keyboard.type(line);
        await page.keyboard.press('Enter');
      }
      await tool(page)
        .getByLabel(kind === 'text' ? 'Words' : 'Name')
        .fill(`Drawn ${kind}`);
      await tool(page).locator('button[type=submit]').press('Enter');
      await expect(listed(page).filter({ hasText: `Drawn ${kind}` })).toHaveCount(1);
    }
    await expect.poll(() => drawings(other)).toBe('8');

    for (const format of ['GeoJSON', 'KML']) {
      // What is chosen would be exported alone: nothing is.
      await page.reload();
      await openTool(page);
      await expect(listed(page)).not.toHaveCount(0);
      const [file] = await Promise.all([
        page.waitForEvent('download'),
        tool(page)
          .getByRole('button', { name: `Export ${format}` })
          .click(),
      ]);
      const text = readFileSync(await file.path(), 'utf8');
      const before = await listed(page).count();
      await inFile(page, file.suggestedFilename(), text);
      await expect(tool(page).locator('[data-file=preview]')).toContainText(
        `${before} can be imported, 0 cannot be read`,
      );
      await tool(page)
        .getByRole('button', { name: `Import ${before}` })
        .click();
      await expect(listed(page)).toHaveCount(before * 2);
      await expect.poll(() => drawings(other)).toBe(String(before * 2));
      note(`${format}: ${before} out, ${before} in, ${Buffer.byteLength(text)} bytes`);
    }

    const bad: [name: string, text: string, says: RegExp][] = [
      ['empty.kml', '', /empty/i],
      ['bomb.kml', '<!DOCTYPE k [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;&a;">]><kml><name>&b;</name></kml>', /DTD/],
      ['deep.kml', `<kml>${'<Folder>'.repeat(300)}${'</Folder>'.repeat(300)}</kml>`, /deep|nest/i],
      ['x.geojson', '{"type":', /Not a JSON/],
    ];
    for (const [name, text, says] of bad) {
      await inFile(page, name, text);
      await expect(tool(page).locator('[data-file=failed]')).toContainText(says);
    }
    await tool(page)
      .locator('input[type=file]')
      .setInputFiles({ name: 'big.kml', mimeType: 'text/xml', buffer: Buffer.alloc(49_000_000, 0x20) });
    await expect(tool(page).locator('[data-file=failed]')).toContainText(/too large/i);
  });
});

async function inFile(page: Page, name: string, text: string): Promise<void> {
  await tool(page)
    .locator('input[type=file]')
    .setInputFiles({ name, mimeType: 'application/octet-stream', buffer: Buffer.from(text) });
}

/** A feed that tells whatever it is given, as a hub gone wrong or bad would. */
class BadFeed {
  readonly #http = createServer();
  readonly #io = new Server(this.#http, { transports: ['websocket'], maxHttpBufferSize: 1e9 });
  readonly #sockets = new Set<Socket>();
  #seq = 0;

  async open(): Promise<string> {
    this.#io.of('/bad').on('connection', (socket) => {
      socket.on('subscribe', (_asked: unknown, answer: (value: unknown) => void) => {
        answer({
          feedId: 'bad',
          name: { zh: '坏源', en: 'Bad' },
          epoch: 'e',
          head: this.#seq,
          mode: 'snapshot',
          maxAgeSeconds: 60,
        });
        socket.emit('snapshot', { epoch: 'e', seq: this.#seq, part: 1, parts: 1, entities: [] }, () =>
          this.#sockets.add(socket),
        );
      });
      socket.on('clock', (...args: unknown[]) => (args.at(-1) as (value: unknown) => void)({ serverTime: Date.now() }));
    });
    this.#http.listen(0, '127.0.0.1');
    await once(this.#http, 'listening');
    setInterval(
      () => this.#io.of('/bad').emit('heartbeat', { epoch: 'e', head: this.#seq, serverTime: Date.now() }),
      1_000,
    ).unref();
    return `http://127.0.0.1:${(this.#http.address() as AddressInfo).port}/bad`;
  }

  get isFollowed(): boolean {
    return this.#sockets.size > 0;
  }

  tell(topic: string, id: string, data: object): void {
    const at = Date.now();
    const seq = (this.#seq += 1);
    const change = { seq, topic, id, rev: 1, op: 'put', at, entered: at, source: 'bad', data };
    for (const socket of this.#sockets) socket.emit('frame', { epoch: 'e', prevSeq: seq - 1, seq, changes: [change] });
  }

  async close(): Promise<void> {
    await this.#io.close();
  }
}

type Position = readonly unknown[];

function around(count: number, radius = 0.2): Position[] {
  const ring = Array.from({ length: count }, (_, index) => {
    const angle = (index / count) * 2 * Math.PI;
    const far = radius * (1 + 0.3 * Math.sin(angle * 40));
    return [Number((117.6 + Math.cos(angle) * far).toFixed(5)), Number((30.3 + Math.sin(angle) * far).toFixed(5))];
  });
  return [...ring, ring[0] as Position];
}

/** Each with what its badge must say. Where nothing is said, it is sound, and the measure of the others. */
const HOSTILE: readonly (readonly [name: string, ring: readonly Position[], faults: readonly GeometryFault[]])[] = [
  ['sound', around(60), []],
  ['nan', [[null, 30], ...around(60)], ['not-a-number']],
  ['off', [...around(60).slice(0, 30), [500, 500], ...around(60).slice(30)], ['out-of-range']],
  ['unclosed', around(60).slice(0, -1), ['unclosed']],
  ['bow tie', [[117.4, 30.2], [117.8, 30.5], [117.8, 30.2], [117.4, 30.5], [117.4, 30.2]], ['self-crossing']],
  ['comb', comb(20_000), ['too-many', 'self-crossing']],
  ['antimeridian', [[179, 30], [-179, 30], [-179, 31], [179, 31], [179, 30]], ['antimeridian']],
  ['at the limit', around(19_000), ['too-many']],
  ['half a million', around(500_000), ['too-many']],
]; // prettier-ignore

/** Teeth that all cross each other's reach: the worst for whoever compares edges. */
function comb(count: number): Position[] {
  const teeth = Array.from({ length: count - 1 }, (_, index) => [
    index % 2 === 0 ? 117.4 : 117.8,
    30.2 + (index / count) * 0.2,
  ]);
  return [...teeth, teeth[0] as Position];
}

function alert(name: string, ring: readonly Position[]): object {
  const now = Date.now();
  return {
    identifier: name, sender: 'bad', sentAt: now, status: 'Actual', msgType: 'Alert', scope: 'Public', references: [],
    event: { en: name }, urgency: 'Immediate', severity: 'Severe', certainty: 'Observed', level: 2, headline: { en: `Warning ${name}` },
    areas: [{ name: { en: name }, polygons: [ring], circles: [], geocodes: [] }],
  }; // prettier-ignore
}

test(
  'R23: hostile geometry by feed: every warning and drawing is there with its badge, and the window is never held up',
  { tag: '@alone' },
  async ({ browser }) => {
    test.setTimeout(240_000);
    const feed = new BadFeed();
    const seat = await Console.create('--feed', await feed.open(), '--token', TOKEN);
    try {
      const context = await browser.newContext();
      const page = await seat.open(context, '#/picture');
      await inEnglish(page);
      await expect.poll(() => feed.isFollowed).toBe(true);
      feed.tell('incident', 'here', {
      kind: 'fire', level: 3, title: { en: 'Here' }, status: { state: 'reported', since: Date.now() }, at: [117.6, 30.3],
      reportedAt: Date.now(), channel: 'x',
    }); // prettier-ignore
      feed.tell('incident', 'nowhere', {
      kind: 'fire', level: 3, title: { en: 'Nowhere' }, status: { state: 'reported', since: Date.now() }, at: [300, 'x'],
      reportedAt: Date.now(), channel: 'x',
    }); // prettier-ignore
      await openTool(page);
      await page.waitForTimeout(2_000);

      const tracer = await context.newCDPSession(page);
      for (const [name, ring] of HOSTILE) {
        const { cpu, wall } = await longestTask(tracer, async () => {
          feed.tell('alert', name, alert(name, ring));
          feed.tell('drawing', `drawn ${name}`, {
          kind: 'evacuation', name: { en: `Drawn ${name}` }, geometry: { type: 'area', polygons: [[ring.slice(0, 500_000)]] },
          madeBy: { officer: 'x', post: 'x' }, madeAt: Date.now(), status: { state: 'standing' },
        }); // prettier-ignore
          await expect(listed(page).filter({ hasText: `Drawn ${name}` })).toHaveCount(1, { timeout: 30_000 });
          await page.mouse.move(900, 500);
          await page.mouse.wheel(0, -240);
          await page.waitForTimeout(400);
          await page.mouse.wheel(0, 240);
          await page.waitForTimeout(800);
        });
        note(
          `${name.padEnd(16)} longest task ${cpu.toFixed(0).padStart(4)} ms of CPU, ${wall.toFixed(0).padStart(4)} ms on the wall`,
        );
        expect(cpu, name).toBeLessThanOrEqual(100);
      }

      for (const [name, , faults] of HOSTILE) {
        const badge = listed(page)
          .filter({ hasText: `Drawn ${name}` })
          .locator('[data-geometry]');
        await expect(badge).toHaveCount(faults.length > 0 ? 1 : 0);
        for (const fault of faults) await expect(badge, name).toHaveAttribute('data-geometry', new RegExp(fault));
      }
      expect(Number(await mapOf(page).getAttribute('data-areas'))).toBeGreaterThanOrEqual(HOSTILE.length - 1);
      await page.goto(page.url().replace('#/picture', '#/alerts'));
      for (const [name, , faults] of HOSTILE) {
        const row = page.getByRole('row').filter({ hasText: `Warning ${name}` });
        await expect(row.first(), name).toBeVisible();
        for (const fault of faults) {
          await expect(row.locator('[data-geometry]').first(), name).toHaveAttribute(
            'data-geometry',
            new RegExp(fault),
          );
        }
      }
      const { quarantine } = await seat.inspect();
      note(`quarantine: ${JSON.stringify(quarantine)}`);
      expect(
        quarantine.filter(({ code }) => code === 'bad-geometry').reduce((sum, { count }) => sum + count, 0),
      ).toBeGreaterThan(5);
    } finally {
      await seat.remove();
      await feed.close();
    }
  },
);

interface TraceEvent {
  readonly name: string;
  readonly pid: number;
  readonly tid: number;
  readonly dur?: number;
  readonly tdur?: number;
  readonly args?: { readonly name?: string };
}

/** The longest task of the page's main thread while something runs, ms: by its own CPU time, and as the clock on the wall saw it. */
async function longestTask(tracer: CDPSession, run: () => Promise<void>): Promise<{ cpu: number; wall: number }> {
  const events: TraceEvent[] = [];
  const collect = ({ value }: { value: object[] }): void => void events.push(...(value as TraceEvent[]));
  tracer.on('Tracing.dataCollected', collect);
  await tracer.send('Tracing.start', {
    transferMode: 'ReportEvents',
    traceConfig: { includedCategories: ['toplevel', 'disabled-by-default-devtools.timeline', 'devtools.timeline'] },
  });
  await run();
  const complete = new Promise<void>((resolve) => tracer.once('Tracing.tracingComplete', () => resolve()));
  await tracer.send('Tracing.end');
  await complete;
  tracer.off('Tracing.dataCollected', collect);
  const main = new Set(
    events
      .filter(({ name, args }) => name === 'thread_name' && args?.name === 'CrRendererMain')
      .map(({ pid, tid }) => `${pid} ${tid}`),
  );
  const tasks = events.filter(
    ({ name, pid, tid }) => /RunTask$/.test(name) && (main.size === 0 || main.has(`${pid} ${tid}`)),
  );
  const longest = (read: (event: TraceEvent) => number | undefined): number => Math.max(0, ...tasks.map((task) => (read(task) ?? 0) / 1_000)); // prettier-ignore
  if (tasks.length === 0) throw new Error('the trace has no task');
  return { cpu: longest(({ tdur }) => tdur), wall: longest(({ dur }) => dur) };
}
