import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test, type Page } from 'playwright/test';
import { temporaryFolder } from '../fixtures/processes.ts';
import { Console } from './console.ts';

const NOTE = '电话核实过：东门桥下水深三十厘米';
const PURPOSE = '复盘：东门桥积水处置';
const hasPython = spawnSync('python3', ['--version']).status === 0;

function goTo(page: Page, desk: string): Promise<unknown> {
  return page.goto(new URL(`/#/${desk}`, page.url()).href);
}

test('an order is in the log before it leaves; the exported log is valid to a stranger, and says where it was changed', async ({
  browser,
}) => {
  test.setTimeout(150_000);
  const out = temporaryFolder();
  const console_ = await Console.create('--officer', 'gu-bochuan');
  try {
    const page = await console_.open(await browser.newContext(), '#/incidents');
    await page.getByRole('grid', { name: '事件' }).getByRole('row').nth(1).click();
    await page.keyboard.press('e');
    await page.getByRole('textbox', { name: /记/ }).fill(NOTE);
    await page.keyboard.press('Control+Enter');

    await goTo(page, 'record');
    const list = page.getByRole('grid', { name: '记录' });
    const order = list.getByRole('row').filter({ hasText: NOTE });
    await expect(order).toBeVisible();
    await expect(order).toContainText('指令');
    await expect(order).toContainText('顾柏川');
    await expect(list.getByRole('row').filter({ hasText: '已生效' }).first()).toBeVisible();

    await order.click();
    const entry = page.locator('[data-entry]');
    await expect(entry).toContainText('当时看到的数据位置');
    await expect(entry.locator('pre')).toContainText('incident.addNote');
    await page.getByRole('button', { name: '关上' }).click();

    await page.getByRole('button', { name: '现在核验' }).click();
    await expect(page.locator('[data-verdict="ok"]')).toContainText('前后一致');

    // A folder that is not there, first.
    await page.getByLabel('文件夹').fill(path.join(out.path, 'missing'));
    await page.getByLabel('用途').fill(PURPOSE);
    await page.getByRole('button', { name: '导出记录' }).click();
    await expect(page.locator('[data-code="folder-missing"]')).toBeVisible();
    await page.getByLabel('文件夹').fill(out.path);
    await page.getByRole('button', { name: '导出记录' }).click();
    await expect(page.locator('[data-package]')).toContainText('写出');
    const [name = ''] = readdirSync(out.path);
    const folder = path.join(out.path, name);
    const log = readFileSync(path.join(folder, 'log.txt'), 'utf8');
    expect(log).toContain(NOTE);
    expect(log).toContain(PURPOSE);

    const verify = (): string =>
      spawnSync('python3', [path.join(folder, 'verify_record.py'), folder], { encoding: 'utf8' }).stdout;
    if (hasPython) expect(verify()).toContain('VALID');
    const no = log.split('\n').findIndex((line) => line.includes(NOTE)) + 1;
    writeFileSync(path.join(folder, 'log.txt'), log.replace('三十厘米', '三厘米'));
    if (hasPython) expect(verify()).toContain(`first bad entry ${no}: signature`);
    else test.info().annotations.push({ type: 'not run', description: 'python3 is not here' });
  } finally {
    await console_.remove();
    out.remove();
  }
});
