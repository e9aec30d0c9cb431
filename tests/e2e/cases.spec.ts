import { expect, test, type Locator, type Page } from 'playwright/test';
import { Console } from './console.ts';

/** A place of the demo city that has no case of its own. */
const PLACE = '117.4312, 30.2987';
const NAME = '欧阳试';
const PHONE = '10055501234';

function casePage(page: Page): Locator {
  return page.getByRole('region', { name: '市民诉求' }).last();
}

async function choose(page: Page, field: string, text: string): Promise<void> {
  const box = page
    .getByRole('combobox', { name: field })
    .or(page.getByRole('textbox', { name: field }))
    .last();
  await box.click();
  // A short list is chosen from, a long one is searched.
  if (await box.isEditable()) await box.fill(text);
  await page.getByRole('option', { name: text }).first().click();
}

interface Told {
  readonly text: string;
  readonly name?: string;
  readonly phone?: string;
  readonly place?: string;
}

async function openForm(page: Page, { text, name, phone, place = PLACE }: Told): Promise<Locator> {
  await expect(page.getByRole('button', { name: /登记诉求/ })).toBeEnabled();
  await page.keyboard.press('c');
  const form = page.getByRole('region', { name: '登记市民诉求' });
  await form.getByRole('textbox', { name: '来电人说了什么' }).fill(text);
  await form.getByLabel('地点').fill(place);
  await choose(page, '类别', 'C401');
  if (phone !== undefined) await form.getByRole('textbox', { name: '来电号码' }).fill(phone);
  if (name !== undefined) await form.getByRole('textbox', { name: '来电人姓名' }).fill(name);
  return form;
}

async function state(page: Page, word: string, timeout = 10_000): Promise<void> {
  await expect(casePage(page).getByText(word, { exact: true }).first()).toBeVisible({ timeout });
}

/** In the moment in which the hub's answer comes, the next deed would stand on the revision before it: a conflict, not a loss. */
async function settled(page: Page): Promise<void> {
  await expect(page.getByRole('link', { name: /^待发 0/ })).toBeVisible();
}

/** The next deed by its key, and the form that it opens. */
async function next(page: Page, deed: string): Promise<Locator> {
  await expect(
    casePage(page)
      .getByRole('button', { name: new RegExp(`^${deed}`) })
      .first(),
  ).toBeEnabled();
  await settled(page);
  await page.keyboard.press('a');
  return page.getByRole('region', { name: deed, exact: true });
}

test.describe('citizen cases', () => {
  let console_: Console;

  test.beforeAll(async () => {
    console_ = await Console.create('--speed', '20');
  });
  test.afterAll(() => console_.remove());

  test('D1, D4, D5: told, proposed as the same, merged, taken out, assigned, answered, not satisfied, again, closed', async ({
    context,
  }) => {
    test.setTimeout(180_000);
    const page = await console_.open(context, '#/cases');
    await expect(page.getByRole('grid', { name: '市民诉求' })).toBeVisible();

    // Told by one caller, then by another while the form says so.
    await openForm(page, { text: '这一片停电三个小时了，冰箱里的东西要坏了' });
    await page.keyboard.press('Control+Enter');
    await state(page, '待交办');
    const form = await openForm(page, { text: '停电三个小时没来，冰箱东西都要坏', name: NAME, phone: PHONE });
    await expect(form.getByText('可能与下列重复，按 Alt+数字 改为并案')).toBeVisible();
    await expect(form.getByText(/同类.*相距 0 米/)).toBeVisible();
    await page.keyboard.press('Control+Enter');
    await expect(form).toBeHidden();

    // One key merges, one takes it back with the state that it had.
    await expect(casePage(page).getByRole('button', { name: /^并案/ })).toBeVisible();
    await page.keyboard.press('m');
    await state(page, '已并案');
    await settled(page);
    await page.keyboard.press('u');
    await state(page, '待交办');

    // P1: nothing personal is in the window but its mask.
    await expect(casePage(page)).toContainText('欧阳*');
    await expect(casePage(page)).toContainText('100****1234');
    const seen = await page.evaluate(() => document.body.innerText);
    expect(seen).not.toContain(NAME);
    expect(seen).not.toContain(PHONE);

    // The simulated department accepts and answers on the feed.
    const entrust = await next(page, '交办');
    await expect(entrust.getByText('按类别建议供电')).toBeVisible();
    await page.keyboard.press('Control+Enter');
    await state(page, '已答复', 60_000);
    await expect(casePage(page)).toContainText('供电接单');

    await next(page, '回访');
    await choose(page, '评价', '不满意');
    await page.keyboard.press('Control+Enter');
    await state(page, '已评价');
    await next(page, '重办');
    await state(page, '重办');

    await next(page, '交办');
    await page.keyboard.press('Control+Enter');
    await state(page, '已答复', 60_000);
    await next(page, '回访');
    await choose(page, '评价', '一般');
    await page.keyboard.press('Control+Enter');
    await state(page, '已评价');
    await next(page, '办结');
    await state(page, '已办结');
  });

  test('D9: an urgent report opens its incident by the same act, and each leads to the other', async ({ context }) => {
    const page = await console_.open(context, '#/cases');
    await openForm(page, { text: '配电箱冒火花，有人倒在水里', place: '117.4402, 30.2911' });
    await page.getByRole('checkbox', { name: /人员有危险/ }).check();
    await page.keyboard.press('Control+Enter');
    const linked = casePage(page).getByRole('button', { name: /市民紧急诉求/ });
    await expect(linked).toBeVisible();
    await linked.click();
    await expect(page).toHaveURL(/#\/incidents/);
    await page.getByRole('button', { name: /配电箱冒火花/ }).click();
    await expect(page).toHaveURL(/#\/cases/);
    await expect(casePage(page)).toContainText('配电箱冒火花');
  });

  test('D2: what nobody could work with is not taken, and the form says why', async ({ context }) => {
    const page = await console_.open(context, '#/cases');
    const form = await openForm(page, { text: '', phone: '138abc' });
    const submit = form.getByRole('button', { name: /Ctrl|登记|来电人说了什么/ }).last();
    await expect(form.getByText('电话只能是数字')).toBeVisible();
    await page.keyboard.press('Control+Enter');
    await expect(form).toBeVisible();
    await expect(submit).toBeVisible();
    await form.getByRole('textbox', { name: '来电号码' }).fill('');
    await form.getByRole('textbox', { name: '来电人说了什么' }).fill('水'.repeat(4_001));
    await expect(form.getByText('内容超过 4000 字').first()).toBeVisible();
  });
});
