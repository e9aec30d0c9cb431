import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { chromium } from 'playwright';
import { findChromium } from './chromium.mjs';

/**
 * Draws resources/icons/icon.svg into the PNG files that the packages need. They are committed: a build needs no browser.
 * Run it after a change of the mark: `node tools/icons.mjs`
 */
const FOLDER = path.resolve(import.meta.dirname, '../resources/icons');
const SIZES = [16, 24, 32, 48, 64, 128, 256, 512, 1024];

const executablePath = findChromium();
if (!executablePath) {
  console.error('Chromium is needed to draw the icons; `npm test` finds or installs one.');
  process.exit(1);
}
const svg = readFileSync(path.join(FOLDER, 'icon.svg'), 'utf8');
// Chromium's sandbox does not run as root; what it draws here is ours.
const browser = await chromium.launch({ executablePath, chromiumSandbox: false });
try {
  const page = await browser.newPage();
  for (const size of SIZES) {
    await page.setViewportSize({ width: size, height: size });
    await page.setContent(`<style>body { margin: 0 } svg { display: block; width: ${size}px }</style>${svg}`);
    const png = await page.screenshot({ omitBackground: true });
    writeFileSync(path.join(FOLDER, `${size}x${size}.png`), png);
  }
} finally {
  await browser.close();
}
