import { expect, test } from 'playwright/test';
import { Console, Hub, TOKEN } from './console.ts';
import { drawn, shown } from './page.ts';

/** One report as a department's system would send it. */
function reportOf(title: string, at: readonly [number, number]) {
  const now = Date.now();
  return {
    topic: 'incident',
    data: {
      kind: 'waterlog',
      level: 2,
      title: { zh: title, en: title },
      status: { state: 'reported', since: now },
      at,
      reportedAt: now,
      channel: '110',
    },
  };
}

test('an incident posted to the hub is on board and map within 1 s', async ({ context }) => {
  const hub = await Hub.create('--feed', 'police');
  const console_ = await Console.create('--feed', hub.url('police'), '--token', TOKEN);
  try {
    const map = await console_.open(context, '#/picture');
    const board = await context.newPage();
    await board.goto(new URL('/#/incidents', console_.link).href);
    await shown(board);
    await expect.poll(async () => (await drawn(map)).incidents).toBe(0);
    await map.waitForTimeout(1_000);

    const posted = Date.now();
    await hub.report('police', reportOf('桥下积水一处', [117.5, 30.3]));
    const onBoard = board
      .getByRole('grid', { name: '事件' })
      .getByText('桥下积水一处')
      .waitFor({ timeout: 5_000 })
      .then(() => Date.now() - posted);
    const onMap = map
      .waitForFunction(() => document.querySelector<HTMLElement>('[data-units]')?.dataset['incidents'] === '1', null, {
        polling: 'raf',
      })
      .then(() => Date.now() - posted);
    expect(await onBoard, 'board, ms').toBeLessThan(1_000);
    expect(await onMap, 'map, ms').toBeLessThan(1_000);
  } finally {
    await console_.remove();
    await hub.remove();
  }
});

test('a stopped hub is said within 10 s, everything stays readable, and coming back loses and doubles nothing', async ({
  context,
}) => {
  const hub = await Hub.create('--feed', 'police');
  const console_ = await Console.create('--feed', hub.url('police'), '--token', TOKEN);
  try {
    for (let index = 0; index < 20; index += 1) {
      await hub.report('police', reportOf(`第 ${index} 处积水`, [117.5 + index / 100, 30.3]));
    }
    const page = await console_.open(context, '#/incidents');
    const grid = page.getByRole('grid', { name: '事件' });
    await expect(grid).toContainText('第 19 处积水');

    await hub.stop();
    // Banner, strip and live state all say it; none of them in red.
    await expect(page.getByRole('main').getByRole('status').first()).toContainText(/断网|断开|连不上/, {
      timeout: 10_000,
    });
    await expect(page.getByRole('contentinfo')).toContainText(/断|停/, { timeout: 10_000 });
    await expect(grid).toContainText('第 19 处积水');
    await grid.getByText('第 7 处积水').click();

    await hub.start();
    await hub.report('police', reportOf('恢复后第一处', [117.6, 30.3]));
    await expect(grid).toContainText('恢复后第一处', { timeout: 20_000 });
    const [feed] = await hub.feeds();
    await expect
      .poll(async () => (await console_.inspect()).feeds.find(({ id }) => id === 'police')?.seq)
      .toBe(feed?.head);
    const inspection = await console_.inspect();
    expect(inspection.entities['incident']).toBe(21);
    expect(inspection.feeds.find(({ id }) => id === 'police')?.epoch).toBe(feed?.epoch);
  } finally {
    await console_.remove();
    await hub.remove();
  }
});
