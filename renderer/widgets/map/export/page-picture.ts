import type { MapEngine } from '../map-engine.ts';
import { readMapTheme } from '../map-theme.ts';
import { paintPage, type PageWords } from './page-paint.ts';
import type { PageLayout, Resolution } from './paper.ts';
import { stackCanvases } from './settled.ts';

/** The whole page. `words` are fetched in the fonts' subsets that they need before anything is written. */
export async function pagePicture(
  copy: MapEngine,
  layout: PageLayout,
  resolution: Resolution,
  words: PageWords,
): Promise<OffscreenCanvas> {
  const theme = readMapTheme(copy.leaflet.getContainer());
  const text = JSON.stringify(words);
  await Promise.all([400, 600].map((weight) => document.fonts.load(`${weight} 14px ${theme.font}`, text)));
  const canvas = new OffscreenCanvas(layout.width * resolution, layout.height * resolution);
  const pen = canvas.getContext('2d');
  if (!pen) throw new Error('this window has no 2D canvas');
  pen.scale(resolution, resolution);
  pen.save();
  const { x, y, width, height } = layout.map;
  pen.beginPath();
  pen.rect(x, y, width, height);
  pen.clip();
  pen.translate(x, y);
  // S7, as on the screen: what was is paler than what is.
  if (words.notLive !== null) pen.filter = 'saturate(0.4)';
  stackCanvases(copy, pen);
  pen.restore();
  paintPage(pen, layout, words, theme);
  return canvas;
}
