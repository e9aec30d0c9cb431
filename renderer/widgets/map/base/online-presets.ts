import type { CallArgs } from '../../../../shared/protocol/console-api/calls.ts';

export type OnlinePreset = 'xyz' | 'tdtVector' | 'tdtImage';
export const ONLINE_PRESETS: readonly OnlinePreset[] = ['xyz', 'tdtVector', 'tdtImage'];

type Form = CallArgs<'addTileTemplate'>;

/** The layers of Tianditu in the spherical Mercator grid: a map, and its names as a layer of their own. */
const TIANDITU = { tdtVector: ['vec', 'cva'], tdtImage: ['img', 'cia'] } as const;
const SERVERS = ['0', '1', '2', '3', '4', '5', '6', '7'];
/** Beyond, its servers have tiles only here and there. */
const MAX_ZOOM = 18;

/** The sources of a Tianditu map: the map itself, then its names. CGCS2000 differs from WGS-84 by centimetres. */
export function tianditu(
  preset: keyof typeof TIANDITU,
  key: string,
  words: { readonly name: string; readonly names: string; readonly attribution: string },
): readonly [Form, Form] {
  const [map, names] = TIANDITU[preset];
  const common = { servers: SERVERS, key, attribution: words.attribution, minZoom: 1, maxZoom: MAX_ZOOM };
  return [
    { ...common, name: words.name, template: address(map), role: 'base' },
    { ...common, name: words.names, template: address(names), role: 'labels' },
  ];
}

function address(layer: string): string {
  const query = `SERVICE=WMTS&REQUEST=GetTile&VERSION=1.0.0&LAYER=${layer}&STYLE=default&TILEMATRIXSET=w&FORMAT=tiles`;
  return `https://t{s}.tianditu.gov.cn/${layer}_w/wmts?${query}&TILEMATRIX={z}&TILEROW={y}&TILECOL={x}&tk={key}`;
}
