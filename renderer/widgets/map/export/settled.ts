import { useBaseCounts } from '../base/base-counts.ts';
import type { MapEngine } from '../map-engine.ts';

const LOOK = 80;
/** Words are written over several frames, names wait for symbols: so long without a new drawing, and all is there. */
const QUIET = 480;
/** Tiles may be far away or not to be had: then the picture goes without them, and says so. */
const LONGEST = 20_000;

/** Waits until a map that nothing changes is drawn. Returns how many tiles of the base map are missing. Throws when given up. */
export async function settled(engine: MapEngine, hasTiles: boolean, signal: AbortSignal): Promise<number> {
  const container = engine.leaflet.getContainer();
  const began = performance.now();
  let drawn = '';
  let since = began;
  for (;;) {
    await new Promise((done) => setTimeout(done, LOOK));
    signal.throwIfAborted();
    const now = performance.now();
    const { drawnSeq = '', tiles, tilesMissing } = container.dataset;
    const canvases = [...container.querySelectorAll<HTMLCanvasElement>('.leaflet-overlay-pane canvas')];
    // A canvas has its size from its first drawing.
    const isBlank = canvases.some(({ style }) => style.width === '');
    const state = [drawnSeq, tiles, tilesMissing, canvases.length, isBlank].join(' ');
    if (state !== drawn) {
      drawn = state;
      since = now;
    }
    const missing = Number(tilesMissing ?? 0);
    const isWaiting = hasTiles && (tiles === undefined || missing > useBaseCounts.getState().failed);
    if (drawnSeq !== '' && !isBlank && !isWaiting && now - since >= QUIET) return missing;
    if (now - began > LONGEST) return missing;
  }
}

/** Puts the map's canvases over each other as they lie, with the upper left corner at 0. */
export function stackCanvases(engine: MapEngine, pen: OffscreenCanvasRenderingContext2D): void {
  const container = engine.leaflet.getContainer();
  const corner = container.getBoundingClientRect();
  const depth = ({ style }: HTMLElement): number => Number(style.zIndex);
  const canvases = [...container.querySelectorAll<HTMLCanvasElement>('.leaflet-overlay-pane canvas')];
  for (const canvas of canvases.sort((a, b) => depth(a) - depth(b))) {
    const { left, top, width, height } = canvas.getBoundingClientRect();
    if (width > 0 && canvas.width > 0) pen.drawImage(canvas, left - corner.left, top - corner.top, width, height);
  }
}
