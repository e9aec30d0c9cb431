import type { RoadRank } from '../ground-model.ts';

/** What a feature is drawn as. `plain`: nobody knows, so only its outline. */
export type VectorRole =
  | { readonly is: 'water' }
  | { readonly is: 'waterway' }
  | { readonly is: 'green'; readonly quiet: boolean }
  | { readonly is: 'built'; readonly industrial: boolean }
  | { readonly is: 'building' }
  | { readonly is: 'road'; readonly rank: RoadRank; readonly bridge: boolean }
  | { readonly is: 'rail' }
  | { readonly is: 'border' }
  | { readonly is: 'name'; readonly of: 'place' | 'water' | 'road'; readonly rank: number }
  | { readonly is: 'plain' };

type Properties = Readonly<Record<string, unknown>>;

/** Names of layers by OpenMapTiles, with those of Protomaps and Shortbread for the same things. */
const LAYERS: Readonly<Record<string, (properties: Properties) => VectorRole | null>> = {
  water: () => ({ is: 'water' }),
  ocean: () => ({ is: 'water' }),
  water_polygons: () => ({ is: 'water' }),
  waterway: () => ({ is: 'waterway' }),
  water_lines: () => ({ is: 'waterway' }),
  park: () => ({ is: 'green', quiet: false }),
  landcover: ({ class: kind }) => ({ is: 'green', quiet: kind === 'farmland' || kind === 'sand' || kind === 'rock' }),
  landuse: (properties) => landuse(kindOf(properties)),
  land: (properties) => landuse(kindOf(properties)),
  building: () => ({ is: 'building' }),
  buildings: () => ({ is: 'building' }),
  transportation: road,
  roads: road,
  streets: road,
  boundary: ({ admin_level: level }) => (typeof level === 'number' && level > 6 ? null : { is: 'border' }),
  boundaries: () => ({ is: 'border' }),
  place: place,
  places: place,
  place_labels: place,
  water_name: () => ({ is: 'name', of: 'water', rank: 3 }),
  water_polygons_labels: () => ({ is: 'name', of: 'water', rank: 3 }),
  transportation_name: (properties) => ({ is: 'name', of: 'road', rank: roadRank(kindOf(properties)) }),
  street_labels: (properties) => ({ is: 'name', of: 'road', rank: roadRank(kindOf(properties)) }),
  // Points of interest are the console's own facilities; the rest says nothing to a duty officer.
  poi: () => null,
  pois: () => null,
  housenumber: () => null,
  addresses: () => null,
  mountain_peak: () => null,
  aerodrome_label: () => null,
  aeroway: () => ({ is: 'built', industrial: true }),
  earth: () => null,
};

/** Null: not drawn. */
export function roleOf(layer: string, properties: Properties): VectorRole | null {
  return Object.hasOwn(LAYERS, layer) ? (LAYERS[layer]?.(properties) ?? null) : { is: 'plain' };
}

/** The order in which layers are painted; unknown ones first, so that they hide nothing. */
const ORDER = [
  'earth', 'land', 'landcover', 'landuse', 'park', 'water', 'ocean', 'water_polygons', 'waterway', 'water_lines', 'aeroway',
  'building', 'buildings', 'transportation', 'roads', 'streets', 'boundary', 'boundaries',
]; // prettier-ignore

export function inPaintOrder(layers: readonly string[]): string[] {
  return layers.toSorted((a, b) => ORDER.indexOf(a) - ORDER.indexOf(b));
}

function kindOf({ class: byClass, kind, kind_detail: detail, subclass }: Properties): string {
  const first = [byClass, detail, kind, subclass].find((value) => typeof value === 'string');
  return typeof first === 'string' ? first : '';
}

const GREEN =
  /^(park|wood|forest|grass|cemetery|garden|meadow|scrub|golf_course|pitch|nature_reserve|recreation_ground|playground|wetland|farmland|orchard|vineyard)$/;
const WORK = /^(industrial|railway|quarry|commercial|port|aerodrome|military|garages)$/;

function landuse(kind: string): VectorRole {
  if (GREEN.test(kind)) return { is: 'green', quiet: /^(farmland|orchard|vineyard|meadow)$/.test(kind) };
  return { is: 'built', industrial: WORK.test(kind) };
}

function road(properties: Properties): VectorRole | null {
  const kind = kindOf(properties);
  if (/rail|transit|tram|subway/.test(kind)) return { is: 'rail' };
  if (kind === 'ferry' || kind === 'path' || kind === 'footway' || kind === 'aerialway') return null;
  const { brunnel, bridge, is_bridge: isBridge } = properties;
  return { is: 'road', rank: roadRank(kind), bridge: brunnel === 'bridge' || bridge === true || isBridge === true };
}

const RANKS: readonly (readonly [RegExp, RoadRank])[] = [
  [/^motorway|^highway$/, 0],
  [/^trunk/, 1],
  [/^primary|^major_road$/, 2],
  [/^secondary|^medium_road$/, 3],
  [/^tertiary/, 4],
];

function roadRank(kind: string): RoadRank {
  return RANKS.find(([pattern]) => pattern.test(kind))?.[1] ?? 5;
}

const PLACES = [
  'country',
  'state',
  'city',
  'town',
  'borough',
  'suburb',
  'village',
  'quarter',
  'neighbourhood',
  'hamlet',
];

function place(properties: Properties): VectorRole | null {
  const rank = PLACES.indexOf(kindOf(properties));
  return { is: 'name', of: 'place', rank: rank < 0 ? PLACES.length : rank };
}
