import type { AreaLayer } from './area-layer.ts';
import type { SymbolLayer } from './symbol-layer.ts';
import type { SymbolStore } from './symbol-store.ts';

/**
 * What the canvas shows, written on its container, because pixels cannot be asked (rule M9). Nothing reads it back.
 *
 * - `data-incidents`: located incidents in the layer · `data-incidents-open`: of these not closed
 * - `data-units`, `data-facilities`, `data-sensors`, `data-hazards`, `data-areas` (drawn alert areas), `data-areas-red` (of these
 *   red and in force)
 * - `data-marks`: symbols and clusters in the last drawing
 * - `data-drawn-seq`, `data-drawn-at` (ms since 1970), `data-drawn-entered` (newest hub entry time in it), `data-drawn-ms`
 * - `data-unit-hash`: changes when any unit is drawn elsewhere
 */
export function publishCounters(
  container: HTMLElement,
  store: SymbolStore,
  layer: SymbolLayer,
  areas: AreaLayer,
): void {
  const { dataset } = container;
  dataset.incidents = String(store.locatedIncidents.size);
  dataset.incidentsOpen = String(store.family('incident').size);
  dataset.units = String(store.family('unit').size);
  dataset.facilities = String(store.family('facility').size);
  dataset.sensors = String(store.family('sensor').size);
  dataset.hazards = String(store.family('hazard').size);
  dataset.areas = String(areas.drawn.length);
  dataset.areasRed = String(areas.drawn.filter(({ level, look }) => level === 1 && look === 'current').length);
  dataset.marks = String(layer.marks.length);
  dataset.drawnSeq = String(Number(dataset.drawnSeq ?? 0) + 1);
  dataset.drawnAt = String(Date.now());
  dataset.drawnEntered = String(store.newestEntered);
  dataset.drawnMs = layer.canvas.lastDrawMs.toFixed(1);
  dataset.unitHash = unitHash(layer);
}

/** FNV-1a (Fowler, Noll, Vo) over the units' places, tenths of a px in the world at the drawn zoom. */
function unitHash({ marks, frame }: SymbolLayer): string {
  let hash = 0x811c9dc5;
  for (const { family, x, y } of marks) {
    if (family !== 'unit' || !frame) continue;
    for (const value of [x + frame.left, y + frame.top]) {
      hash = Math.imul(hash ^ Math.round(value * 10), 0x01000193);
    }
  }
  return (hash >>> 0).toString(16);
}
