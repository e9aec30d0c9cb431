import { expect, test, type Page } from 'playwright/test';
import { Console, Hub, TOKEN } from './console.ts';
import { inEnglish, mapOf } from './page.ts';

interface View {
  readonly lon: number;
  readonly lat: number;
  readonly zoom: number;
}

/** Where a map looks: its window remembers every view that is its own. */
async function view(page: Page): Promise<View> {
  const stored = await page.evaluate(() => sessionStorage.getItem('lz.map.view') ?? '{}');
  const { lng, lat, zoom } = JSON.parse(stored) as { lng?: number; lat?: number; zoom?: number };
  return { lon: lng ?? NaN, lat: lat ?? NaN, zoom: zoom ?? NaN };
}

/** Apart, in px of a map of that zoom; windows of one size look at the same place. */
async function apart(a: Page, b: Page): Promise<number> {
  const [one, two] = [await view(a), await view(b)];
  const px = (256 * 2 ** one.zoom) / 360;
  return Math.hypot((one.lon - two.lon) * px, (one.lat - two.lat) * px) + Math.abs(one.zoom - two.zoom) * 100;
}

const part = (page: Page) => mapOf(page).getAttribute('data-follow');
const chip = (page: Page) => page.locator('[data-follow-chip]');

async function drag(page: Page, x: number, y: number): Promise<void> {
  const box = await mapOf(page).boundingBox();
  if (!box) throw new Error('no map');
  const from = { x: box.x + box.width / 2, y: box.y + box.height / 2 };
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  for (let step = 1; step <= 8; step += 1) await page.mouse.move(from.x + (x * step) / 8, from.y + (y * step) / 8);
  // Held still before it is let go: no throw.
  await page.waitForTimeout(120);
  await page.mouse.up();
}

async function command(page: Page, words: string): Promise<void> {
  await page.keyboard.press('Control+k');
  const palette = page.getByRole('dialog');
  await palette.getByRole('textbox').fill(words);
  await palette.getByRole('button', { name: new RegExp(`: ${words}|：${words}`) }).waitFor();
  await page.keyboard.press('Enter');
}

function report(title: string, at: readonly [number, number]) {
  const now = Date.now();
  const status = { state: 'reported', since: now };
  const text = { zh: title, en: title };
  const data = { kind: 'waterlog', level: 2, title: text, status, at, reportedAt: now, channel: '110' };
  return { topic: 'incident', id: title, data };
}

test('one leads: the other window and the other console follow centre, zoom, selection and pointer until they move', async ({
  browser,
}) => {
  test.setTimeout(180_000);
  const hub = await Hub.create('--feed', 'hotline');
  await hub.report('hotline', report('北桥积水', [117.6, 30.3]));
  await hub.report('hotline', report('南桥积水', [117.5, 30.25]));
  const seats: Console[] = [];
  try {
    const feed = ['--feed', hub.url('hotline'), '--token', TOKEN];
    seats.push(await Console.create(...feed), await Console.create(...feed));
    const [first, second] = seats as [Console, Console];
    const here = await browser.newContext();
    const leader = await first.open(here, '#/picture');
    const window = await first.open(here, '#/picture');
    const other = await second.open(await browser.newContext({ reducedMotion: 'reduce' }), '#/picture');
    for (const page of [leader, window, other]) await mapOf(page).waitFor();
    await inEnglish(leader);
    await expect(window.locator('html')).toHaveAttribute('lang', 'en');

    // By keyboard alone.
    await command(leader, 'start leading');
    await expect.poll(() => part(leader)).toBe('leading');
    await expect(chip(leader)).toContainText('You lead');
    for (const page of [window, other]) await expect.poll(() => part(page)).toBe('following');
    await expect(chip(window)).toContainText('Following 郑测');

    await drag(leader, -260, 120);
    await mapOf(leader).hover();
    await leader.mouse.wheel(0, -400);
    for (const page of [window, other]) await expect.poll(() => apart(leader, page)).toBeLessThan(3);

    // A smaller window sees all of it, around the same middle.
    await window.setViewportSize({ width: 1280, height: 720 });
    await expect.poll(async () => (await view(window)).zoom - (await view(leader)).zoom).toBeLessThan(0);
    const [lead, small] = [await view(leader), await view(window)];
    const width = async (page: Page): Promise<number> => (await mapOf(page).boundingBox())?.width ?? 0;
    const span = async (page: Page, { zoom }: View): Promise<number> => (await width(page)) / 2 ** zoom;
    expect(await span(window, small)).toBeGreaterThanOrEqual((await span(leader, lead)) * 0.999);
    expect(Math.abs(small.lon - lead.lon)).toBeLessThan(0.0005);
    await window.setViewportSize({ width: 1920, height: 1080 });
    await expect.poll(() => apart(leader, window)).toBeLessThan(3);

    // The pointer, and what is selected.
    for (const page of [window, other])
      await expect(page.locator('[class*=pointer].leaflet-marker-icon')).toBeVisible();
    await leader
      .getByRole('grid', { name: 'Incidents' })
      .or(leader.getByRole('main'))
      .getByText('南桥积水')
      .first()
      .click();
    for (const page of [window, other]) {
      await expect(
        page.getByRole('complementary').or(page.getByRole('main')).getByText('南桥积水').nth(1),
      ).toBeVisible();
    }

    // The other console moves by itself: its own way, and back.
    await drag(other, 300, 0);
    await expect.poll(() => part(other)).toBe('left');
    const own = await view(other);
    await drag(leader, 0, 200);
    await expect.poll(() => apart(leader, window)).toBeLessThan(3);
    expect(await view(other)).toEqual(own);
    await chip(other)
      .getByRole('button', { name: /再跟|Follow again/ })
      .click();
    await expect.poll(() => apart(leader, other)).toBeLessThan(3);

    // Taken over by the other console, which is told from whom; the first follows then.
    await inEnglish(other);
    await other.locator('button[data-tool=lead]').click();
    await expect(other.locator('section[data-tool=lead]')).toContainText('has led since');
    await other.getByRole('button', { name: 'Take the lead from 郑测' }).click();
    await expect.poll(() => part(other)).toBe('leading');
    for (const page of [leader, window]) await expect.poll(() => part(page)).toBe('following');
    await drag(other, 200, 100);
    await expect.poll(() => apart(other, leader)).toBeLessThan(3);

    // The hub goes: the leader is told that only his own windows follow, the others that the line is lost.
    await hub.stop();
    await expect(chip(leader)).toHaveAttribute('data-follow-chip', 'lost', { timeout: 15_000 });
    await expect(chip(leader)).toContainText('Lost the line to 郑测');
    await expect(chip(other)).toContainText('this console only');
    const stands = await view(leader);
    await drag(other, -200, -100);
    expect(await view(leader)).toEqual(stands);

    // It comes back, and with it the lead.
    await hub.start();
    await expect.poll(() => part(leader), { timeout: 45_000 }).toBe('following');
    await expect.poll(() => apart(other, leader)).toBeLessThan(3);
    await command(other, 'stop leading');
    for (const page of [leader, window, other]) await expect.poll(() => part(page)).toBe('none');

    // Nothing of it is in any log.
    const head = await hub.feeds();
    expect(head.map(({ head }) => head)).toEqual([2]);
  } finally {
    for (const seat of seats) await seat.remove();
    await hub.remove();
  }
});

test('without a hub the windows of one console follow; a tool in use is not moved; a locked seat leads nobody', async ({
  context,
}) => {
  test.setTimeout(120_000);
  const seat = await Console.create('--feed', 'http://127.0.0.1:9/hotline', '--token', TOKEN);
  try {
    const leader = await seat.open(context, '#/picture');
    const window = await seat.open(context, '#/picture');
    const working = await seat.open(context, '#/picture');
    for (const page of [leader, window, working]) await mapOf(page).waitFor();
    await working.locator('button[data-tool=draw]').click();
    await leader.locator('button[data-tool=lead]').click();
    await leader.getByRole('button', { name: '开始带看' }).click();
    await expect(chip(leader)).toContainText('只带本机各窗口');
    await expect.poll(() => part(window)).toBe('following');
    await expect.poll(() => part(working)).toBe('left');
    const before = await view(working);
    await drag(leader, -200, 80);
    await expect.poll(() => apart(leader, window)).toBeLessThan(3);
    expect(await view(working)).toEqual(before);

    // The leading window is closed: it says so itself, or it is lost after some seconds.
    await leader.close();
    await expect.poll(() => part(window), { timeout: 12_000 }).not.toBe('following');

    await command(window, '开始带看');
    await expect.poll(() => part(window)).toBe('leading');
    await working.locator('button[data-tool=draw]').click();
    await expect.poll(() => part(working)).toBe('left');
    await command(working, '再跟带看');
    await expect.poll(() => part(working)).toBe('following');
    await window.goto(new URL('/#/incidents', seat.link).href);
    await expect.poll(() => part(working)).toBe('none');
  } finally {
    await seat.remove();
  }
});
