import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test, type BrowserContext, type Page } from 'playwright/test';
import type { NationalMessage } from '../fixtures/warning-messages.ts';
import type { Console } from './console.ts';
import { rowOf, WarningInbox } from './warning-inbox.ts';

const WITHIN = 2_000;

interface Heard {
  __tones?: number[];
  __seen?: Record<string, number>;
}

/** Writes down when a page really makes a sound: the browser's own parts, before the page has them. */
async function listenForTones(context: BrowserContext): Promise<void> {
  await context.addInitScript(() => {
    const heard = window as unknown as Heard;
    heard.__tones = [];
    const start = OscillatorNode.prototype.start;
    OscillatorNode.prototype.start = function (...args) {
      if (this.context.state === 'running') heard.__tones?.push(Date.now());
      start.apply(this, args);
    };
  });
}

const tonesOf = (page: Page): Promise<number[]> => page.evaluate(() => (window as unknown as Heard).__tones ?? []);

/** When each of these was first true in the page, ms since 1970; looked at in every frame. */
async function watchFor(page: Page, words: string): Promise<() => Promise<Record<string, number>>> {
  await page.evaluate((headline) => {
    const seen: Record<string, number> = {};
    (window as unknown as Heard).__seen = seen;
    const looks: Record<string, () => boolean> = {
      banner: () => document.querySelector('[data-banner="warning"]')?.textContent?.includes(headline) ?? false,
      board: () => [...document.querySelectorAll('[role="row"]')].some((row) => row.textContent?.includes(headline)),
      map: () => Number(document.querySelector<HTMLElement>('[data-areas-red]')?.dataset['areasRed']) > 0,
    };
    const look = (): void => {
      for (const [name, is] of Object.entries(looks)) if (seen[name] === undefined && is()) seen[name] = Date.now();
      requestAnimationFrame(look);
    };
    look();
  }, words);
  return () => page.evaluate(() => (window as unknown as Heard).__seen ?? {});
}

/** Two keys: that it is taken note of, and what it means for the city. */
async function acknowledge(page: Page, digit: string): Promise<void> {
  await expect(page.locator('section[data-drill] footer').getByRole('button', { name: /^确认/ })).toBeVisible();
  await page.keyboard.press('a');
  await expect(page.getByRole('group', { name: '对本市的影响' })).toBeVisible();
  await page.keyboard.press(digit);
}

test.describe('a warning in the national form that is put into a watched folder', { tag: '@alone' }, () => {
  let inbox: WarningInbox;
  const drop = (message: NationalMessage) => inbox.drop(message);
  const seat = (): Promise<Console> => inbox.seat();

  test.beforeAll(async () => {
    inbox = await WarningInbox.create();
  });
  test.afterEach(() => inbox.leaveSeats());
  test.afterAll(() => inbox.remove());

  test('sounds in one window, is in the banner, on the board and on the map, all within two seconds', async ({
    context,
  }) => {
    await listenForTones(context);
    const console_ = await seat();
    const board = await console_.open(context, '#/alerts');
    const map = await console_.open(context, '#/picture');
    for (const page of [map, board]) {
      await expect(page.locator('[data-sound]')).toBeVisible();
      await page.getByRole('banner').locator('time').first().click();
    }
    await expect.poll(async () => [await board.locator('[data-sound]').getAttribute('data-sound'), await map.locator('[data-sound]').getAttribute('data-sound')].sort()).toEqual(['elsewhere', 'here']); // prettier-ignore
    await expect(board.getByText('没有等人处理的预警')).toBeVisible();

    const headline = '临江市气象台发布暴雨红色预警';
    const seen = { board: await watchFor(board, headline), map: await watchFor(map, headline) };
    const at = drop({ identifier: 'E2E-RED-1', headline });
    await expect(rowOf(board, headline)).toBeVisible({ timeout: 5_000 });
    await map.bringToFront();
    await expect.poll(async () => (await seen.map())['map'] ?? 0, { timeout: 5_000 }).toBeGreaterThan(0);
    await expect.poll(async () => (await tonesOf(board)).length + (await tonesOf(map)).length).toBeGreaterThan(0);
    const first = {
      sound: Math.min(...(await tonesOf(board)), ...(await tonesOf(map))),
      banner: (await seen.board())['banner'] ?? Infinity,
      board: (await seen.board())['board'] ?? Infinity,
      map: (await seen.map())['map'] ?? Infinity,
    };
    const took = Object.fromEntries(Object.entries(first).map(([what, when]) => [what, when - at]));
    console.log(`red in the folder → ${JSON.stringify(took)} ms`);
    for (const [what, milliseconds] of Object.entries(took)) expect(milliseconds, what).toBeLessThan(WITHIN);
    // One window sounds; nobody has it, so it sounds again.
    const silent = (await tonesOf(board)).length === 0 ? board : map;
    const loud = silent === board ? map : board;
    const before = (await tonesOf(loud)).length;
    await expect.poll(async () => (await tonesOf(loud)).length, { timeout: 12_000 }).toBeGreaterThan(before);
    expect(await tonesOf(silent)).toEqual([]);

    // Two keys, and it is silent.
    await board.bringToFront();
    await rowOf(board, headline).click();
    await acknowledge(board, '3');
    await expect(board.locator('[data-banner="warning"]')).toBeHidden();
    await expect(board.getByText('没有等人处理的预警')).toBeVisible();
    const after = (await tonesOf(loud)).length;
    await sleep(8_000);
    expect((await tonesOf(loud)).length).toBe(after);
    // And one that takes it back.
    await board.keyboard.press('Control+z');
    await expect(board.locator('[data-banner="warning"]')).toContainText(headline);
    await acknowledge(board, '1');
    await expect(board.locator('[data-banner="warning"]')).toBeHidden();
  });

  test('a drill is silent, in no banner, on its own page of the board and marked', async ({ context }) => {
    await listenForTones(context);
    const console_ = await seat();
    const board = await console_.open(context, '#/alerts');
    await board.getByRole('banner').locator('time').first().click();
    await expect(board.locator('[data-sound="here"]')).toBeVisible();
    const headline = '望江区防汛演练红色预警';
    drop({ identifier: 'E2E-DRILL-1', headline, status: 'Exercise' });
    await board.getByRole('tab', { name: /演练与测试/ }).click();
    await expect(rowOf(board, headline)).toContainText('演练');
    await rowOf(board, headline).click();
    await expect(board.locator('section[data-drill="true"]')).toBeVisible();
    await sleep(3_000);
    expect(await tonesOf(board)).toEqual([]);
    await expect(board.locator('[data-banner="warning"]')).toBeHidden();
    await board.getByRole('tab', { name: /需要现在处理/ }).click();
    await expect(rowOf(board, headline)).toBeHidden();
  });

  test('acknowledged on one console, it is known on the other', async ({ browser }) => {
    const [one, two] = [await seat(), await seat()];
    const a = await one.open(await browser.newContext(), '#/alerts');
    const b = await two.open(await browser.newContext(), '#/alerts');
    const headline = '望江区发布内涝红色预警';
    drop({ identifier: 'E2E-RED-2', headline });
    for (const page of [a, b]) await expect(page.locator('[data-banner="warning"]')).toContainText(headline);
    await rowOf(a, headline).click();
    await acknowledge(a, '2');
    const at = Date.now();
    await expect(b.locator('[data-banner="warning"]')).toBeHidden();
    console.log(`acknowledged there, known here: ${Date.now() - at} ms`);
    await b.getByRole('tab', { name: /已有人办/ }).click();
    await expect(rowOf(b, headline)).toContainText('有影响');
    await rowOf(b, headline).click();
    await expect(b.getByRole('region', { name: '预警' }).last()).toContainText('确认：有影响');
  });
});
