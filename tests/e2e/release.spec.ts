import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test, type Locator, type Page } from 'playwright/test';
import { validateXML } from 'xmllint-wasm';
import { ROOT } from '../fixtures/processes.ts';
import { Console, Hub, PASSWORD, TOKEN } from './console.ts';
import { shown } from './page.ts';

const SECOND_PASSWORD = 'second-password';
const XSD = path.join(ROOT, '../shared/data/cap/xsd/CAP-v1.2.xsd');

function incident() {
  const data = {
    kind: 'waterlog',
    level: 2,
    title: { zh: '滨江路下穿积水' },
    place: { zh: '滨江路下穿通道' },
    status: { state: 'reported', since: Date.now() },
    at: [117.58, 30.34],
    reportedAt: Date.now(),
    channel: '110',
  };
  return { topic: 'incident', id: 'LJ-1', data };
}

/** A choice of a list by what is typed, with the keyboard alone. */
async function choose(field: Locator, text: string): Promise<void> {
  await field.focus();
  await field.fill(text);
  await expect(field.page().getByRole('option', { name: text }).first()).toBeVisible();
  await field.press('ArrowDown');
  await field.press('Enter');
}

/** The shell's change of officer, from the button beside the refused approval. */
async function sitDown(page: Page, name: string, password: string): Promise<void> {
  await page.getByRole('button', { name: '换人审批' }).click();
  const change = page.getByRole('dialog', { name: '换班' });
  await choose(change.getByRole('combobox', { name: '值班员' }), name);
  await change.getByLabel('口令').fill(password);
  await page.keyboard.press('Enter');
  await expect(change).toBeHidden();
  await expect(page.getByRole('banner')).toContainText(name);
}

async function approve(page: Page): Promise<void> {
  await page.getByRole('button', { name: '批准并发布' }).click();
  const dialog = page.getByRole('dialog', { name: '批准并发布' });
  const give = dialog.getByRole('button', { name: '批准并发布' });
  await expect(give).toBeDisabled();
  await dialog.getByLabel('输入“发布”确认').fill('发布');
  await page.keyboard.press('Enter');
  await expect(dialog).toBeHidden();
}

function entries(atom: string): string[] {
  return [...atom.matchAll(/href="cap\/([\w.-]+)\.xml"/g)].map((found) => found[1] ?? '');
}

test('from an incident to the public: two officers, one message, and the cancel that ends it', async ({ browser }) => {
  test.setTimeout(180_000);
  const hub = await Hub.create('--feed', 'hotline');
  await hub.report('hotline', incident());
  const feeds = ['--feed', hub.url('hotline'), '--token', TOKEN];
  const first = await Console.create(...feeds);
  const second = await Console.create(...feeds);
  try {
    const page = await first.open(await browser.newContext(), '#/release');
    await shown(page);
    const other = await second.open(await browser.newContext(), '#/alerts');
    await shown(other);
    await addOfficer(page, 'gu', '顾柏川');

    await page.keyboard.press('w');
    await choose(page.getByRole('combobox', { name: '依据' }), '滨江路下穿积水');
    await expect(page.getByLabel('标题', { exact: true })).toHaveValue('滨江路下穿通道内涝橙色预警');
    const submit = page.getByRole('button', { name: '送审' });
    await expect(submit).toBeDisabled();
    await expect(page.getByRole('status').filter({ hasText: '还差 3 项' })).toContainText('写明不要做什么');
    await page.getByLabel('发生了什么').fill('下穿通道积水 0.6 米，仍在上涨。');
    await page.getByLabel('请公众做什么').fill('请绕行滨江东路。');
    await page.getByLabel('请公众不要做什么').fill('不要进入下穿通道 <任何车辆>。');
    await expect(submit).toBeEnabled();
    await page.keyboard.press('Control+Enter');

    // Own approval is refused in words; the other officer sits down at this seat.
    const main = page.getByRole('main');
    await expect(main).toContainText('郑测参与起草或送审，须另一位值班员批准。');
    await expect(page.getByRole('button', { name: '批准并发布' })).toBeDisabled();
    expect(entries(await (await fetch(`${hub.url('hotline')}/cap.atom`)).text())).toEqual([]);
    await sitDown(page, '顾柏川', SECOND_PASSWORD);
    await approve(page);

    const released = page.locator('[data-release][data-state="released"]');
    await expect(released).toHaveCount(1);
    const id = (await released.getAttribute('data-release')) ?? '';
    await expect.poll(async () => entries(await (await fetch(`${hub.url('hotline')}/cap.atom`)).text())).toEqual([id]);
    const xml = await (await fetch(`${hub.url('hotline')}/cap/${id}.xml`)).text();
    expect(xml).toContain('不要进入下穿通道 &lt;任何车辆&gt;。');
    if (existsSync(XSD)) {
      const { errors } = await validateXML({
        schema: [readFileSync(XSD, 'utf8')],
        xml: { fileName: 'x.xml', contents: xml },
      });
      expect(errors.map(({ message }) => message)).toEqual([]);
    }
    await expect(other.getByRole('main').getByText('滨江路下穿通道内涝橙色预警').first()).toBeVisible();

    // The cancel goes the same way, by the officers in turn, and closes the chain on both.
    await page.getByRole('button', { name: '解除', exact: true }).click();
    await page.getByLabel('为什么更新或解除').fill('积水已退，通道恢复通行。');
    await page.keyboard.press('Control+Enter');
    await expect(main).toContainText('顾柏川参与起草或送审，须另一位值班员批准。');
    await sitDown(page, '郑测', PASSWORD);
    await approve(page);
    await expect(released).toHaveCount(2);
    await expect
      .poll(async () => entries(await (await fetch(`${hub.url('hotline')}/cap.atom`)).text()))
      .not.toContain(id);
    const atom = await (await fetch(`${hub.url('hotline')}/cap.atom`)).text();
    expect(atom).toContain('滨江路下穿通道内涝橙色预警解除');
    await expect(other.getByRole('main').getByText('滨江路下穿通道内涝橙色预警', { exact: true })).toHaveCount(0);
    await other.getByRole('tab', { name: /已结束/ }).click();
    await expect(other.getByRole('main').getByText('滨江路下穿通道内涝橙色预警解除').first()).toBeVisible();
  } finally {
    await first.remove();
    await second.remove();
    await hub.remove();
  }
});

async function addOfficer(page: Page, id: string, name: string): Promise<void> {
  await page.getByRole('banner').getByRole('button', { name: '值班员与席位' }).click();
  await page.getByRole('menuitem', { name: '新建账号' }).click();
  const card = page.getByRole('dialog');
  await card.getByLabel(/工号/).fill(id);
  await card.getByLabel(/姓名/).fill(name);
  await card.getByLabel(/岗位代号/).fill('CCC-IC');
  await card.getByLabel(/岗位名称/).fill('带班指挥长');
  await card.getByLabel(/^口令$/).fill(SECOND_PASSWORD);
  await card.getByLabel(/再输一次/).fill(SECOND_PASSWORD);
  await page.keyboard.press('Enter');
  await expect(card).toBeHidden();
}
