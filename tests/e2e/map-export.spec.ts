import { readFileSync } from 'node:fs';
import { inflateSync } from 'node:zlib';
import { PDFDocument, PDFName, PDFNumber, PDFRawStream } from '@cantoo/pdf-lib';
import { expect, test, type Download, type Page } from 'playwright/test';
import { Console } from './console.ts';
import { mapOf } from './page.ts';

const panel = (page: Page) => page.locator('section[data-tool=export]');

async function choose(page: Page, ...names: readonly string[]): Promise<void> {
  for (const name of names) await panel(page).getByRole('radio', { name, exact: true }).check();
}

async function exported(page: Page, button = '导出'): Promise<{ download: Download; file: Buffer }> {
  const [download] = await Promise.all([
    page.waitForEvent('download', { timeout: 45_000 }),
    panel(page).getByRole('button', { name: button, exact: true }).click(),
  ]);
  return { download, file: readFileSync(await download.path()) };
}

interface Look {
  readonly width: number;
  readonly height: number;
  /** Colours in the place of the map, of the legend, of the foot. */
  readonly map: number;
  readonly legend: number;
  readonly foot: number;
}

/** Decoded by the browser, counted by colours: a blank part has one. */
function look(page: Page, png: Buffer): Promise<Look> {
  return page.evaluate(async (base64) => {
    const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
    const bitmap = await createImageBitmap(new Blob([bytes], { type: 'image/png' }));
    const { width, height } = bitmap;
    const pen = new OffscreenCanvas(width, height).getContext('2d');
    if (!pen) throw new Error('no canvas');
    pen.drawImage(bitmap, 0, 0);
    const colours = (left: number, top: number, right: number, bottom: number): number => {
      const { data } = pen.getImageData(left * width, top * height, (right - left) * width, (bottom - top) * height);
      return new Set(new Uint32Array(data.buffer)).size;
    };
    const [map, legend, foot] = [
      colours(0.1, 0.2, 0.7, 0.8),
      colours(0.8, 0.15, 0.97, 0.5),
      colours(0.03, 0.86, 0.5, 0.95),
    ];
    return { width, height, map, legend, foot };
  }, png.toString('base64'));
}

/** The one picture of a PDF as lines of RGB: predictor 15, filter 2, as a reader takes it. */
async function picture(file: Buffer) {
  const document = await PDFDocument.load(file);
  const image = document.context
    .enumerateIndirectObjects()
    .map(([, object]) => object)
    .find(
      (object): object is PDFRawStream =>
        object instanceof PDFRawStream && object.dict.get(PDFName.of('Subtype')) === PDFName.of('Image'),
    );
  if (!image) throw new Error('no picture in the PDF');
  const number = (name: string): number => image.dict.lookup(PDFName.of(name), PDFNumber).asNumber();
  const [width, height] = [number('Width'), number('Height')];
  const lines = inflateSync(image.contents);
  const line = width * 3 + 1;
  expect(lines.length).toBe(line * height);
  const rgb = Buffer.alloc(width * height * 3);
  for (let y = 0; y < height; y += 1) {
    expect(lines[y * line]).toBe(2);
    for (let x = 0; x < width * 3; x += 1) {
      const above = y === 0 ? 0 : (rgb[(y - 1) * width * 3 + x] ?? 0);
      rgb[y * width * 3 + x] = ((lines[y * line + 1 + x] ?? 0) + above) % 256;
    }
  }
  return { document, width, height, rgb };
}

function coloursOf(rgb: Buffer, width: number, from: number, to: number): number {
  const colours = new Set<number>();
  for (let y = from; y < to; y += 1) {
    for (let x = 60; x < width * 0.7; x += 1) colours.add(rgb.readUIntBE((y * width + x) * 3, 3));
  }
  return colours.size;
}

test('the map as it stands, as PNG and PDF, offline; looked back at, it says so; given up, nothing is saved', async ({
  context,
}) => {
  test.setTimeout(240_000);
  const seat = await Console.create();
  try {
    const page = await seat.open(context, '#/picture');
    await expect.poll(async () => Number(await mapOf(page).first().getAttribute('data-units'))).toBeGreaterThan(50);
    await page.locator('button[data-tool=export]').click();

    await choose(page, 'PNG', 'A4 横', '2×');
    const remembered = () => page.evaluate(() => sessionStorage.getItem('lz.map.view'));
    await page.locator('[data-map] > [role=application]').press('+');
    await expect.poll(remembered).not.toBeNull();
    await page.waitForTimeout(600);
    const stood = await remembered();
    const asked = Date.now();
    const { download, file } = await exported(page);
    console.log(`PNG A4 2×: ${file.length} bytes in ${Date.now() - asked} ms`);
    expect(download.suggestedFilename()).toMatch(/^态势图-\d{8}-\d{6}\.png$/);
    const seen = await look(page, file);
    expect([seen.width, seen.height]).toEqual([2246, 1588]);
    expect(seen.map).toBeGreaterThan(500);
    expect(seen.legend).toBeGreaterThan(20);
    expect(seen.foot).toBeGreaterThan(10);
    // The copy is gone, the officer's map is where it was.
    await expect(mapOf(page)).toHaveCount(1);
    expect(await remembered()).toBe(stood);

    await choose(page, 'PDF', 'A3 横', '1×', '夜间');
    const a3 = await exported(page);
    expect(a3.download.suggestedFilename()).toMatch(/^态势图-.*\.pdf$/);
    const { document, width, height, rgb } = await picture(a3.file);
    expect(document.getPageCount()).toBe(1);
    const { width: across, height: up } = document.getPage(0).getSize();
    expect([Math.round(across), Math.round(up)]).toEqual([1191, 842]);
    expect([width, height]).toEqual([1587, 1123]);
    expect(coloursOf(rgb, width, 200, 900)).toBeGreaterThan(500);
    // Real text, in Chinese: title, who made it, of when.
    expect(document.getTitle()).toMatch(/态势图$/);
    expect(document.getAuthor()).toMatch(/值班/);
    expect(document.getSubject()).toMatch(/画面时间 20\d\d-.*演示城市/);
    expect(document.getKeywords()).toContain('内部 L2');
    expect(a3.file.toString('latin1')).toContain('/Lang (zh-CN)');

    // In the other language than the window's.
    await choose(page, 'English', 'A4 横', '日间');
    const english = await picture((await exported(page)).file);
    expect(english.document.getTitle()).toMatch(/^Situation map of /);
    await choose(page, '中文');

    // Given up while it is drawn.
    await choose(page, 'A3 横', '2×');
    let saved = 0;
    page.on('download', () => (saved += 1));
    await panel(page).getByRole('button', { name: '导出', exact: true }).click();
    await panel(page).getByRole('button', { name: '取消' }).click();
    await expect(panel(page).locator('[data-export=none]')).toBeVisible();
    await expect(mapOf(page)).toHaveCount(1);
    await page.waitForTimeout(3_000);
    expect(saved).toBe(0);

    // Looked back at: on the picture, in the name and in the text.
    await page.getByLabel('时间轴范围').selectOption('h1');
    const slider = page.getByRole('slider', { name: '显示的时刻' });
    await slider.focus();
    await page.keyboard.press('ArrowLeft');
    await expect(page.locator('[data-banner=past]')).toBeVisible();
    await expect(panel(page)).toContainText('图上会标明非实时');
    await choose(page, 'A4 横', '1×');
    const past = await exported(page);
    expect(past.download.suggestedFilename()).toContain('非实时');
    expect((await picture(past.file)).document.getSubject()).toContain('非实时');
  } finally {
    await seat.remove();
  }
});
