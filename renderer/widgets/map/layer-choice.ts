import type { DrawingKind } from '../../../shared/domain/drawing.ts';
import type { FacilityKind } from '../symbols/glyphs.ts';
import type { SymbolItem } from './symbol-item.ts';

/**
 * The officer's choice of what the map shows: `has` tells by name what is switched off: a family, a kind in it
 * (`unit:boat`), the units of a department (`unit@FRD`).
 */
export interface HiddenLayers {
  has(name: string): boolean;
  /** Keys of the things that the filter leaves out (layers/map-filter.ts). */
  readonly out?: Pick<ReadonlySet<string>, 'has'>;
}

export const MAP_LAYERS_PREFERENCE = 'map.hidden';

/** What is off until somebody asks for it: a normal city is quiet. */
export const HIDDEN_AT_FIRST: readonly string[] = ['area:expired', 'sensor:video'];

/** The stored choice; as a list, because preferences are JSON. */
export function parseHiddenLayers(stored: unknown): readonly string[] {
  if (!Array.isArray(stored)) return HIDDEN_AT_FIRST;
  return stored.filter((name): name is string => typeof name === 'string');
}

/** The zoom from which a kind of facility is drawn. A building that needs attention is seen two levels earlier. */
const FACILITY_ZOOM: Readonly<Record<FacilityKind, number>> = {
  command: 0, hospital: 12.3, shelter: 12.4, depot: 12.4, pumpst: 12.8, substation: 12.8, waterplant: 12.8,
  firestation: 13, emsstation: 13, policestation: 13.4, care: 14, school: 14, other: 14,
}; // prettier-ignore

const EARLIER_WHEN_BUSY = 2;
/** Of dangers by level; a red one is always drawn. */
const HAZARD_ZOOM = { 0: 13.4, 1: 0, 2: 12.6, 3: 13.4, 4: 13.4 } as const;
const SENSOR_ZOOM = 12.6;
const CAMERA_ZOOM = 14;

/** Names of the layers an item belongs to; hidden when one of them is switched off. */
function layersOf(item: SymbolItem): readonly [family: string, kind: string] {
  return [item.family, `${item.family}:${item.fresh.look.kind}`];
}

/** From which zoom the item is drawn. Incidents, units and whatever is over a limit: always. */
export function firstZoom(item: SymbolItem): number {
  const { look } = item.fresh;
  if (look.family === 'facility') {
    const busy = !look.inService || look.tenths === 10;
    return FACILITY_ZOOM[look.kind] - (busy ? EARLIER_WHEN_BUSY : 0);
  }
  if (look.family === 'hazard') return HAZARD_ZOOM[look.level];
  if (look.family === 'sensor' && look.level === 0) return look.kind === 'video' ? CAMERA_ZOOM : SENSOR_ZOOM;
  return 0;
}

export function isHidden(item: SymbolItem, hidden: HiddenLayers): boolean {
  const [family, kind] = layersOf(item);
  if (hidden.has(family) || hidden.has(kind) || hidden.out?.has(item.key) === true) return true;
  const { data } = item.row;
  return 'form' in data && data.form === 'unit' && hidden.has(`unit@${data.department}`);
}

/** By kind, or by the filter. The whole family is asked for first. */
export function isDrawingHidden(id: string, kind: DrawingKind, hidden: HiddenLayers): boolean {
  return hidden.has(`drawing:${kind}`) || hidden.out?.has(`drawing:${id}`) === true;
}

export function isShown(item: SymbolItem, hidden: HiddenLayers, zoom: number): boolean {
  return zoom >= firstZoom(item) && !isHidden(item, hidden);
}
