import { expect, test, type Page } from 'playwright/test';
import { Console, Hub, TOKEN } from './console.ts';
import { drawn, shown } from './page.ts';

type Place = readonly [number, number];

function report(title: string, at: Place, level: number) {
  const now = Date.now();
  const text = { zh: title, en: title };
  const status = { state: 'reported', since: now };
  return {
    topic: 'incident',
    data: { kind: 'waterlog', level, title: text, status, at, reportedAt: now, channel: '110' },
  };
}

function unit(id: string, at: Place) {
  const now = Date.now();
  const name = { zh: id, en: id };
  const data = { form: 'unit', kind: 'engine', name, department: 'FRD', at, positionAt: now };
  return { topic: 'resource', id, data: { ...data, status: { state: 'free', since: now } } };
}

/** What an officer reads on the board, row by row. */
async function board(page: Page): Promise<string[]> {
  const rows = await page.getByRole('grid', { name: '事件' }).getByRole('row').allInnerTexts();
  return rows
    .map((row) => row.match(/第 \d+ 处积水/)?.[0] ?? '')
    .filter((title) => title !== '')
    .sort();
}

/** Puts the slider where a time lies. */
async function slideTo(page: Page, at: number): Promise<void> {
  await page.getByLabel('时间轴范围').selectOption('h1');
  const slider = page.getByRole('slider', { name: '显示的时刻' });
  const box = await slider.boundingBox();
  if (!box) throw new Error('no time slider');
  const bin = 5 * 60_000;
  const to = Math.floor(Date.now() / bin) * bin + bin;
  await slider.click({ position: { x: ((at - (to - 60 * 60_000)) / (60 * 60_000)) * box.width, y: 10 } });
}

test('the time slider shows the state of that time in two windows at once; one key returns to live', async ({
  context,
}) => {
  test.setTimeout(150_000);
  const hub = await Hub.create('--feed', 'police');
  const console_ = await Console.create('--feed', hub.url('police'), '--token', TOKEN);
  try {
    const map = await console_.open(context, '#/picture');
    const list = await context.newPage();
    await list.goto(new URL('/#/incidents', console_.link).href);
    await shown(list);

    // The log of the test: what had been told by when.
    for (let number = 1; number <= 4; number += 1) {
      await hub.report('police', report(`第 ${number} 处积水`, [117.5 + number / 100, 30.3], 3));
    }
    await hub.report('police', unit('U-1', [117.52, 30.31]));
    await expect.poll(() => board(list)).toHaveLength(4);
    await expect.poll(async () => (await drawn(map)).units).toBe(1);
    const firstTold = Date.now();
    await map.waitForTimeout(16_000);
    const secondTells = Date.now();
    for (let number = 5; number <= 7; number += 1) {
      await hub.report('police', report(`第 ${number} 处积水`, [117.5 + number / 100, 30.32], 2));
    }
    await hub.report('police', unit('U-1', [117.6, 30.36]));
    await hub.report('police', unit('U-2', [117.61, 30.36]));
    await expect.poll(() => board(list)).toHaveLength(7);
    const liveHash = await expect
      .poll(async () => (await drawn(map)).units)
      .toBe(2)
      .then(() => drawn(map));
    await map.waitForTimeout(2_000);

    await slideTo(map, (firstTold + secondTells) / 2);
    const banner = map.locator('[data-banner=past]');
    await expect(banner).toContainText('非实时');
    const at = Number(await banner.getAttribute('data-at'));
    expect(at, 'between the two tellings').toBeGreaterThan(firstTold);
    expect(at).toBeLessThan(secondTells);

    // Both windows, list and map, as it was.
    const then = ['第 1 处积水', '第 2 处积水', '第 3 处积水', '第 4 处积水'];
    await expect(list.locator('[data-banner=past]')).toHaveAttribute('data-at', String(at));
    await expect.poll(() => board(list)).toEqual(then);
    await expect.poll(async () => (await drawn(map)).incidents).toBe(4);
    await expect.poll(async () => (await drawn(map)).units).toBe(1);
    expect((await drawn(map)).unitHash).not.toBe(liveHash.unitHash);
    // Nothing can be ordered of what is not so any more.
    await list.getByRole('grid', { name: '事件' }).getByText('第 1 处积水').click();
    await expect(list.getByText('不是现在的情况').first()).toBeVisible();

    // What comes in meanwhile is not in the picture of then, and told beside it: the count in the rail is of now.
    await hub.report('police', report('第 8 处积水', [117.55, 30.3], 1));
    await expect(map.getByRole('navigation')).toContainText('8');
    expect(await board(list)).toEqual(then);

    // Played on to the second telling and beyond, the past runs into the present.
    await map.getByRole('button', { name: '×10', exact: true }).click();
    await expect.poll(() => board(list), { timeout: 20_000 }).toHaveLength(8);
    await expect(banner).toHaveCount(0, { timeout: 20_000 });

    await slideTo(map, at);
    await expect(banner).toBeVisible();
    await list.keyboard.press('Escape');
    await list.keyboard.press('t');
    await expect(banner).toHaveCount(0);
    await expect(list.locator('[data-banner=past]')).toHaveCount(0);
    await expect.poll(() => board(list)).toHaveLength(8);
    await expect.poll(async () => (await drawn(map)).units).toBe(2);
  } finally {
    await console_.remove();
    await hub.remove();
  }
});
