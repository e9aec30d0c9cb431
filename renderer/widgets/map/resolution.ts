import type { Map as LeafletMap } from 'leaflet';

const own = new WeakMap<LeafletMap, number>();

/** For a map that is drawn for paper: device px per CSS px. Set before its first frame. */
export function setResolution(map: LeafletMap, resolution: number): void {
  own.set(map, resolution);
}

/** Device px per CSS px: the screen's, where nothing else was set. */
export function resolutionOf(map: LeafletMap): number {
  return own.get(map) ?? (window.devicePixelRatio || 1);
}
