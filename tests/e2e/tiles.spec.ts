import { writeFileSync } from 'node:fs';
import path from 'node:path';
import Database from 'better-sqlite3';
import { expect, test, type Page } from 'playwright/test';
import { TileServer } from '../../electron/core/tiles/testing/tile-server.ts';
import { vectorTile } from '../../electron/core/tiles/testing/vector-tile.ts';
import { temporaryFolder } from '../fixtures/processes.ts';
import { Console } from './console.ts';
import { mapOf } from './page.ts';

/** What the base map's own canvas shows in the middle of the window: red, green, blue, and 0 where nothing is painted. */
function painted(page: Page): Promise<readonly number[]> {
  return page.evaluate(() => {
    const canvas = [...document.querySelectorAll<HTMLCanvasElement>('[data-map] canvas')].find(
      ({ style }) => style.zIndex === '110',
    );
    const context = canvas?.getContext('2d');
    if (!canvas || !context) return [0, 0, 0, 0];
    return [...context.getImageData(Math.floor(canvas.width / 2), Math.floor(canvas.height / 2), 1, 1).data];
  });
}

async function tiles(page: Page): Promise<{ shown: number; missing: number }> {
  const { tiles, tilesMissing } = await mapOf(page).evaluate((element) => ({ ...(element as HTMLElement).dataset }));
  return { shown: Number(tiles ?? 0), missing: Number(tilesMissing ?? 0) };
}

test.describe('base maps', () => {
  let console_: Console;
  const folder = temporaryFolder();

  test.beforeAll(async () => {
    console_ = await Console.create();
  });
  test.afterAll(async () => {
    await console_.remove();
    folder.remove();
  });

  test('an area of a tile server is fetched ahead, the server goes, and the area is still there', async ({
    context,
  }) => {
    const complaints: string[] = [];
    context.on('console', (message) => {
      // A tile that cannot be had is an answer of 502, and the browser says so.
      if (message.type() === 'error' && !message.text().includes('502')) complaints.push(message.text());
    });
    const server = await new TileServer().start();
    const page = await console_.open(context, '#/picture');
    await page.locator('button[data-tool=base]').click();
    const panel = page.locator('section[data-tool=base]');
    await panel.getByRole('button', { name: '添加在线底图' }).click();
    await panel.getByLabel('名称').fill('测绘院底图');
    await panel.getByLabel('地址模板').fill(server.template);
    await panel.getByLabel('来源与审图号').fill('市测绘院');
    await panel.getByRole('button', { name: '添加', exact: true }).click();
    await expect.poll(async () => (await tiles(page)).shown).toBeGreaterThan(8);
    await expect(page.getByText('底图 测绘院底图·市测绘院')).toBeVisible();

    const from = Number(await panel.getByLabel('起始级').inputValue()) + 1;
    await panel.getByLabel('起始级').selectOption(String(from));
    await panel.getByLabel('终止级').selectOption(String(from + 2));
    await panel.getByRole('button', { name: '估算' }).click();
    await expect(panel.getByText(/块，约 .+（按 12 块推算）/)).toBeVisible();
    await panel.getByRole('button', { name: '开始预载' }).click();
    const job = panel.locator('[data-preload]');
    await expect(job).toHaveAttribute('data-state', 'running');
    await job.getByRole('button', { name: '暂停' }).click();
    await expect(job).toHaveAttribute('data-state', 'paused');
    await job.getByRole('button', { name: '继续' }).click();
    await expect(job).toHaveAttribute('data-state', 'done', { timeout: 60_000 });
    const asked = server.asked.length;
    await server.stop();

    await page.reload();
    await expect.poll(async () => (await tiles(page)).shown).toBeGreaterThan(8);
    // A zoom that nobody has looked at before: only what was fetched ahead can be there.
    await mapOf(page).focus();
    await page.keyboard.press('+');
    await expect.poll(() => painted(page)).toEqual([expect.any(Number), expect.any(Number), expect.any(Number), 255]);
    await expect.poll(async () => (await tiles(page)).shown).toBeGreaterThan(8);

    // Far outside of it, where no coarser tile stands in either: nothing is painted, and the foot says so.
    const furtherEast = async (): Promise<readonly number[]> => {
      await page.keyboard.press('Shift+ArrowRight');
      return painted(page);
    };
    await expect.poll(furtherEast, { timeout: 60_000, intervals: [250] }).toEqual([0, 0, 0, 0]);
    await expect.poll(async () => (await tiles(page)).missing).toBeGreaterThan(8);
    await expect(page.getByText(/块瓦片取不到/)).toBeVisible();
    await expect(page.getByText('底图断网，显示本机留存')).toBeVisible();
    expect(server.asked).toHaveLength(asked);
    expect(complaints).toEqual([]);
  });

  test('a file that is no map says why and the map stays; a vector file is drawn in the style of the console', async ({
    context,
  }) => {
    const bad = path.join(folder.path, 'bad.pmtiles');
    writeFileSync(bad, 'PMTiles\u0007 of some other time');
    const good = path.join(folder.path, 'good.mbtiles');
    writeVectorFile(good);
    const page = await console_.open(context, '#/picture');
    await page.locator('button[data-tool=base]').click();
    const panel = page.locator('section[data-tool=base]');
    await panel.getByRole('button', { name: '添加文件' }).click();
    await panel.getByLabel(/文件路径/).fill(bad);
    await panel.getByRole('button', { name: '添加', exact: true }).click();
    await expect(panel.getByRole('alert')).toHaveText('文件版本是 7，只支持 PMTiles 3');
    await expect(mapOf(page)).toBeVisible();

    await panel.getByLabel(/文件路径/).fill(good);
    await panel.getByRole('button', { name: '添加', exact: true }).click();
    await expect(panel.getByRole('radio', { name: '水面' })).toBeChecked();
    await expect.poll(async () => (await tiles(page)).shown).toBeGreaterThan(0);
    const water = await page.evaluate(() =>
      getComputedStyle(document.documentElement).getPropertyValue('--lz-map-water').trim(),
    );
    const hex = async (): Promise<string> =>
      `#${(await painted(page))
        .slice(0, 3)
        .map((value) => value.toString(16).padStart(2, '0'))
        .join('')}`;
    await expect.poll(hex).toBe(water);
  });
});

/** The whole world as one water: whatever the window shows of it has the water's colour. */
function writeVectorFile(file: string): void {
  const db = new Database(file);
  db.exec('CREATE TABLE tiles (zoom_level, tile_column, tile_row, tile_data); CREATE TABLE metadata (name, value)');
  const points = [[-64, -64], [4_160, -64], [4_160, 4_160], [-64, 4_160]] as const; // prettier-ignore
  const tile = vectorTile({ water: [{ type: 'area', points, properties: { class: 'ocean' } }] });
  db.prepare('INSERT INTO tiles VALUES (0, 0, 0, ?)').run(tile);
  const put = db.prepare('INSERT INTO metadata VALUES (?, ?)');
  for (const entry of [['name', '水面'], ['format', 'pbf'], ['minzoom', '0'], ['maxzoom', '0']]) put.run(...entry); // prettier-ignore
  db.close();
}
