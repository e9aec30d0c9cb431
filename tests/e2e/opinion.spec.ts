import { expect, test } from 'playwright/test';
import { Console } from './console.ts';

test.describe('public opinion', () => {
  let console_: Console;

  test.beforeAll(async () => {
    console_ = await Console.create();
  });
  test.afterAll(() => console_.remove());

  test('talk is listed, reported by one key, and every window knows when; the trend report is one page', async ({
    context,
  }) => {
    const page = await console_.open(context, '#/opinion');
    const other = await context.newPage();
    await other.goto(page.url());
    const table = page.getByRole('grid', { name: '舆情' });
    const school = table.getByRole('row', { name: /学校接孩子/ });
    await school.click();
    const subject = page.getByRole('region', { name: '话题' });
    await expect(subject.getByRole('heading', { name: '学校接孩子' })).toBeVisible();
    await expect(subject.getByText('帖量').first()).toBeVisible();

    await page.keyboard.press('r');
    const form = page.getByRole('region', { name: '上报' });
    await expect(form.getByLabel('报给哪个岗位')).toHaveValue('PIO-DIR');
    await page.keyboard.press('Control+Enter');
    await expect(form).toBeHidden();
    const told = other.getByRole('grid', { name: '舆情' }).getByRole('row', { name: /学校接孩子/ });
    await expect(told.getByRole('gridcell').nth(8)).toHaveText(/\d\d:\d\d/);
    // Once: the first time counts.
    await expect(subject.getByRole('button', { name: /上报/ })).toBeDisabled();

    const pdf = (await page.pdf({ preferCSSPageSize: true })).toString('latin1');
    expect(pdf.match(/\/Type\s*\/Page[^s]/g)).toHaveLength(1);
    expect(pdf).toContain('/MediaBox [0 0 841.');
  });
});
