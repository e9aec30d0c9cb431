import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'playwright/test';
import { ROOT } from '../fixtures/processes.ts';
import { Console } from './console.ts';
import { drawn, mapOf } from './page.ts';

const DATA = path.resolve(ROOT, '../shared/data');
const CALLS = path.join(DATA, 'dispatch/montco-911-dec2015-head-9cols.csv');
const MAPPING = path.join(ROOT, 'tests/fixtures/montco-911.mapping.json');

test.skip(!existsSync(CALLS), 'the real files are not here');

test('a real dispatch file: valid rows = incidents in the store = on the map; the cut line is in quarantine', async ({
  context,
}) => {
  // The header is no call; the last line is cut off in the original.
  const rows = readFileSync(CALLS, 'utf8').trimEnd().split('\n').length - 2;
  const console_ = await Console.create('--replay', CALLS, '--mapping', MAPPING);
  try {
    const page = await console_.open(context, '#/picture');
    await expect.poll(async () => (await drawn(page)).incidents, { timeout: 60_000 }).toBe(rows);
    // No base map here, and it is said.
    await expect(page.getByText('此处没有底图')).toBeVisible();
    await expect(mapOf(page)).toBeVisible();
    const inspection = await console_.inspect();
    expect(inspection.entities['incident']).toBe(rows);
    expect(inspection.quarantine.map(({ code, count }) => ({ code, count }))).toEqual([
      { code: 'field-count', count: 1 },
    ]);
    await page.goto(new URL('/#/feeds', console_.link).href);
    await expect(page.getByRole('main')).toContainText('9,227');
  } finally {
    await console_.remove();
  }
});

test('CAP files come in as alerts with their areas; broken ones are quarantined with reasons', async ({ context }) => {
  const console_ = await Console.create('--replay', path.join(DATA, 'cap'));
  try {
    const page = await console_.open(context, '#/alerts');
    await expect.poll(async () => (await console_.inspect()).entities['alert'] ?? 0, { timeout: 60_000 }).toBe(204);
    // Long over, all of them.
    await page.getByRole('tab', { name: /全部/ }).click();
    await page.getByRole('main').getByRole('textbox').first().fill('大风');
    await expect(page.getByRole('main').getByRole('grid')).toContainText('大风');
    const { quarantine } = await console_.inspect();
    // Each fault by itself: two files without a required element, one with three and an outline that is none, one excerpt
    // with six, and one that is not UTF-8. What the rest of a file says comes in.
    expect(quarantine.map(({ code, count }) => [code, count]).sort()).toEqual([
      ['bad-encoding', 1],
      ['bad-number', 1],
      ['cap-missing-field', 11],
    ]);
  } finally {
    await console_.remove();
  }
});

test('a GPX trace moves a unit', async ({ context }) => {
  const console_ = await Console.create('--replay', path.join(DATA, 'osm/graphhopper/test1.gpx'), '--speed', '20');
  try {
    const page = await console_.open(context, '#/picture');
    await expect.poll(async () => (await drawn(page)).units, { timeout: 30_000 }).toBe(1);
    const before = (await drawn(page)).unitHash;
    await expect.poll(async () => (await drawn(page)).unitHash, { timeout: 15_000 }).not.toBe(before);
  } finally {
    await console_.remove();
  }
});
