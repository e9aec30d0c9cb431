import type { LeafletMouseEvent, Map as LeafletMap } from 'leaflet';
import type { LonLat } from '../../../shared/kit/geo.ts';
import type { SymbolItem } from './symbol-item.ts';
import type { Mark } from './symbol-scene.ts';

/** What lies under the pointer or is walked to by keyboard: a mark's worst member and, for a cluster, all of it. */
export interface Picked {
  readonly item: SymbolItem;
  readonly members: readonly SymbolItem[] | null;
}

export interface MapEvents {
  /** After each drawing and each move: overlays take their place. */
  place(): void;
  hover(picked: Picked | null): void;
  /** Clicked; null: on the ground. */
  pick(picked: Picked | null): void;
  pickArea(id: string): void;
  pointer(at: LonLat | null): void;
}

/** A tool that has the pointer: while it does, nothing is picked, hovered or zoomed by a double click. */
export interface PointerTool {
  /** As CSS names it, e.g. `crosshair`. */
  readonly cursor: string;
  click(at: LonLat): void;
  move?(at: LonLat): void;
  /** A double click; two clicks at its place came before it. */
  finish?(): void;
}

export interface MapSurroundings {
  readonly leaflet: LeafletMap;
  readonly container: HTMLElement;
  readonly events: MapEvents;
  /** Who has the pointer instead of the map. */
  tool(): PointerTool | null;
  /** The uppermost mark at a place in px of the container. */
  markAt(x: number, y: number): Mark | null;
  /** The warning whose edge lies at a place in px of the container. */
  areaAt(x: number, y: number): string | null;
  /** A finger, button or wheel has touched the map. */
  touched(): void;
  moved(): void;
  resized(): void;
  themeChanged(): void;
  fontsArrived(): void;
}

export function picked({ item, members }: Mark): Picked {
  return { item, members };
}

function lonLat({ latlng }: LeafletMouseEvent): LonLat {
  return [latlng.lng, latlng.lat];
}

/** Listens to pointer, window, theme and fonts. Returns the function that stops; Leaflet drops its own with the map. */
export function listenToMap(map: MapSurroundings): () => void {
  const { leaflet, container, events } = map;
  const markAt = ({ containerPoint }: LeafletMouseEvent): Mark | null => map.markAt(containerPoint.x, containerPoint.y);
  let hovered: Mark | null = null;

  leaflet.on('click', (event) => {
    const tool = map.tool();
    if (tool) return tool.click(lonLat(event));
    const mark = markAt(event);
    const area = mark ? null : map.areaAt(event.containerPoint.x, event.containerPoint.y);
    if (area !== null) events.pickArea(area);
    else events.pick(mark && picked(mark));
  });
  leaflet.on('mousemove', (event) => {
    events.pointer(lonLat(event));
    const tool = map.tool();
    const mark = tool ? null : markAt(event);
    if (tool) tool.move?.(lonLat(event));
    container.style.cursor = tool?.cursor ?? (mark ? 'pointer' : '');
    if (mark?.item === hovered?.item) return;
    hovered = mark;
    events.hover(mark && picked(mark));
  });
  leaflet.on('dblclick', () => map.tool()?.finish?.());
  leaflet.on('mouseout', () => {
    hovered = null;
    events.pointer(null);
    events.hover(null);
  });
  leaflet.on('move', () => events.place());
  // Overlays are hidden while the canvas under them is scaled by CSS (map.module.css).
  leaflet.on('zoomanim', () => (container.dataset.zooming = ''));
  leaflet.on('zoomend', () => delete container.dataset.zooming);
  leaflet.on('moveend', () => map.moved());
  const touched = (): void => map.touched();
  container.addEventListener('wheel', touched, { passive: true });
  container.addEventListener('pointerdown', touched);
  const theme = new MutationObserver(() => map.themeChanged());
  theme.observe(document.documentElement, { attributes: true, attributeFilter: ['data-theme'] });
  const size = new ResizeObserver(() => map.resized());
  size.observe(container);
  const fonts = (): void => map.fontsArrived();
  document.fonts.addEventListener('loadingdone', fonts);

  return () => {
    container.removeEventListener('wheel', touched);
    container.removeEventListener('pointerdown', touched);
    theme.disconnect();
    size.disconnect();
    document.fonts.removeEventListener('loadingdone', fonts);
  };
}
