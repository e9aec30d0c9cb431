import { expect, test } from 'playwright/test';
import { temporaryFolder } from '../fixtures/processes.ts';
import { writeBadInput } from '../fixtures/bad-input.ts';
import { Console } from './console.ts';

test('bad files: each fault is named with file, row and column, the rest comes in, the console lives', async ({
  context,
}) => {
  const folder = temporaryFolder();
  const { sources, good, expected } = writeBadInput(folder.path);
  const console_ = await Console.create(...sources);
  try {
    const page = await console_.open(context, '#/feeds');
    const grid = page.getByRole('grid').filter({ hasText: 'rows.csv' });
    await expect
      .poll(async () => (await console_.inspect()).quarantine.reduce((sum, { count }) => sum + count, 0))
      .toBe(expected.length);
    for (const { file, code, row, column } of expected) {
      const line = grid
        .getByRole('row')
        .filter({ hasText: file })
        .filter({ has: page.locator(`[title="${code}"]`) })
        .filter(row === undefined ? {} : { has: page.getByRole('gridcell', { name: String(row), exact: true }) });
      await expect(line, `${file} ${code}`).toHaveCount(1);
      if (column !== undefined) await expect(line).toContainText(column);
      test.info().annotations.push({ type: 'answer', description: (await line.innerText()).replaceAll('\n', ' | ') });
    }
    const { entities } = await console_.inspect();
    expect(entities).toEqual({ incident: good.incidents, alert: good.alerts });
  } finally {
    for (const { description } of test.info().annotations) console.log(description);
    await console_.remove();
    folder.remove();
  }
});
