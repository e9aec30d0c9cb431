import { expect, test } from 'playwright/test';
import { Console } from './console.ts';
import { drawn, inEnglish, mapOf, shown, visibleTexts } from './page.ts';

const DESKS = ['picture', 'incidents', 'alerts', 'resources', 'supplies', 'opinion', 'feeds', 'outbox'];

test.describe('the demo city', () => {
  let console_: Console;

  test.beforeAll(async () => {
    console_ = await Console.create();
  });
  test.afterAll(() => console_.remove());

  test('units move on the map without a reload', async ({ context }) => {
    const page = await console_.open(context, '#/picture');
    await expect.poll(async () => (await drawn(page)).units).toBe(120);
    const before = await drawn(page);
    await expect.poll(async () => (await drawn(page)).unitHash, { timeout: 5_000 }).not.toBe(before.unitHash);
    expect(before.incidentsOpen).toBeGreaterThan(5);
    await expect.poll(async () => (await drawn(page)).areas).toBeGreaterThan(0);
  });

  test('every desk opens, none shows an error, and nothing is refused by the content policy', async ({ context }) => {
    const complaints: string[] = [];
    context.on('console', (message) => {
      if (message.type() === 'error') complaints.push(message.text());
    });
    context.on('weberror', ({ error }) => complaints.push(error().message));
    const page = await console_.open(context);
    for (const desk of DESKS) {
      await page.goto(new URL(`/#/${desk}`, console_.link).href);
      await expect(page.getByRole('main')).toBeVisible();
      await page.waitForTimeout(600);
    }
    expect(complaints).toEqual([]);
  });

  test('switching the language changes every visible text, on every desk', async ({ context }) => {
    const page = await console_.open(context, '#/picture');
    await shown(page);
    await inEnglish(page);
    for (const desk of DESKS) {
      await page.goto(new URL(`/#/${desk}`, console_.link).href);
      await expect(page.getByRole('main')).toBeVisible();
      await page.waitForTimeout(800);
      // What offers the other language names it in itself.
      const han = (await visibleTexts(page)).filter((text) => /\p{Script=Han}/u.test(text) && text !== '中文');
      expect(han, desk).toEqual([]);
    }
    // Back to Chinese for the tests after this one: the choice is kept by the console, not by the page.
    await page.getByRole('banner').getByRole('button', { name: '中文' }).click();
    await expect(page.locator('html')).toHaveAttribute('lang', 'zh-CN');
  });

  test('an incident chosen in the list is chosen on the map, and its drawer tells its story', async ({ context }) => {
    const page = await console_.open(context, '#/picture');
    const list = page.getByRole('listbox', { name: '事件' });
    await list.getByRole('option').nth(2).click();
    const title = (await list.getByRole('option').nth(2).innerText()).split('\n')[0] ?? '';
    const drawer = page
      .getByRole('complementary')
      .or(page.getByRole('region', { name: '详情' }))
      .first();
    await expect(drawer).toContainText(title);
  });

  test('an order of the officer goes out, comes back in the feed and stands on screen', async ({ context }) => {
    const page = await console_.open(context, '#/incidents');
    await page.getByRole('button', { name: /登记新事件/ }).click();
    await page.getByRole('textbox', { name: '标题', exact: true }).fill('测试路井盖缺失');
    await page.keyboard.press('Control+Enter');
    await expect(page.getByRole('grid', { name: '事件' })).toContainText('测试路井盖缺失');
    await expect.poll(async () => (await console_.inspect()).outbox['effectSeen'] ?? 0).toBeGreaterThan(0);
  });

  test('a second window follows the first', async ({ context }) => {
    const first = await console_.open(context, '#/picture');
    const second = await context.newPage();
    await second.goto(new URL('/#/picture', console_.link).href);
    await expect.poll(async () => (await drawn(second)).units).toBe(120);
    const before = (await drawn(second)).unitHash;
    await expect.poll(async () => (await drawn(second)).unitHash, { timeout: 5_000 }).not.toBe(before);
    await expect(mapOf(first)).toBeVisible();
  });
});
