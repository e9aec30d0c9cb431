import { expect, test, type Page } from 'playwright/test';
import { Console, Hub, PASSWORD, TOKEN } from './console.ts';
import { shown } from './page.ts';

const DEMO_PASSWORD = 'linjiang-demo';

/** A command by its name, from the palette, without a mouse. */
async function run(page: Page, command: string): Promise<void> {
  await page.keyboard.press('Control+K');
  const search = page.getByPlaceholder('搜索，或输入指令').last();
  await expect(search).toBeFocused();
  await page.keyboard.type(command);
  await expect(search).toHaveValue(command);
  // What Enter will run is marked; a moment earlier it is still the first of the whole list.
  await expect(page.locator('[data-selected]').filter({ hasText: command })).toBeVisible();
  await page.keyboard.press('Enter');
}

test('a seat is locked, opened and handed over with the keyboard alone, and every window follows', async ({
  context,
}) => {
  const console_ = await Console.create('--demo', '--speed', '5');
  try {
    const page = await console_.open(context, '#/picture');
    const second = await console_.open(context, '#/incidents');
    await page.bringToFront();
    await shown(page);
    const seat = page.getByRole('banner').getByRole('button', { name: '值班员与席位' });
    await expect(seat).toContainText('周砚宁');

    await run(page, '锁席');
    const lock = page.getByRole('dialog', { name: '本席已锁' });
    await expect(lock).toBeVisible();
    await expect(second.getByRole('dialog', { name: '本席已锁' })).toBeVisible();
    await page.keyboard.type('not it');
    await page.keyboard.press('Enter');
    await expect(lock).toContainText('口令不对，还可试 4 次');
    await page.keyboard.type(DEMO_PASSWORD);
    await page.keyboard.press('Enter');
    await expect(lock).toBeHidden();
    await expect(second.getByRole('dialog', { name: '本席已锁' })).toBeHidden();

    await run(page, '换班');
    const change = page.getByRole('dialog', { name: '换班' });
    await change.getByLabel('值班员').focus();
    await page.keyboard.type('沈云棠');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Tab');
    await page.keyboard.type(DEMO_PASSWORD);
    await page.keyboard.press('Enter');
    await expect(seat).toContainText('沈云棠');
    await expect(second.getByRole('banner')).toContainText('沈云棠');
  } finally {
    await console_.remove();
  }
});

test('five wrong passwords lock the account, and a restart does not open it', async ({ context }) => {
  const hub = await Hub.create('--feed', 'police');
  const console_ = await Console.create('--feed', hub.url('police'), '--token', TOKEN);
  try {
    const page = await console_.open(context, '#/picture');
    await shown(page);
    await run(page, '退出登录');
    const card = page.getByRole('dialog', { name: '值班登录' });
    for (let left = 4; left >= 1; left -= 1) {
      await card.getByLabel('口令').fill('not it');
      await page.keyboard.press('Enter');
      await expect(card).toContainText(`还可试 ${left} 次`);
    }
    await card.getByLabel('口令').fill('not it');
    await page.keyboard.press('Enter');
    await expect(card).toContainText('口令错得太多');
    await expect(card.getByRole('button', { name: '登录' })).toBeDisabled();

    await console_.stop();
    await console_.start();
    await page.goto(console_.link);
    await expect(card).toContainText('口令错得太多');
    await card.getByLabel('口令').fill(PASSWORD);
    await expect(card.getByRole('button', { name: '登录' })).toBeDisabled();
  } finally {
    await console_.remove();
    await hub.remove();
  }
});
