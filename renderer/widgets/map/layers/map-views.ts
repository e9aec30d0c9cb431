import { CITY, parseBaseChoice } from '../base/base-choice.ts';
import type { BaseChoice } from '../base/base-choice.ts';
import { HIDDEN_AT_FIRST, parseHiddenLayers } from '../layer-choice.ts';
import { NO_PEOPLE, parsePeopleChoice } from '../population/people-choice.ts';
import type { PeopleChoice } from '../population/people-choice.ts';
import { NO_FILTER, parseFilter } from './map-filter.ts';
import type { MapFilter } from './map-filter.ts';
import { FIRST_SURFACES, parseSurfaces } from './surfaces.ts';
import type { SurfaceChoice } from './surfaces.ts';

/** All that the layers panel sets. */
export interface LayerSettings {
  readonly hidden: readonly string[];
  readonly surfaces: SurfaceChoice;
  readonly filter: MapFilter;
  readonly people: PeopleChoice;
}

export type Bounds = readonly [south: number, west: number, north: number, east: number];

/** A picture of the map that can be gone back to. */
export interface MapView extends LayerSettings {
  readonly id: string;
  readonly base: BaseChoice;
  /** Null: the whole city. */
  readonly bounds: Bounds | null;
}

/** One that an officer has saved. Those that come with the console have their names in the catalogues. */
export interface SavedView extends MapView {
  readonly name: string;
}

export const VIEWS_PREFERENCE = 'map.views';
export const LONGEST_NAME = 40;

export const FIRST_SETTINGS: LayerSettings = {
  hidden: HIDDEN_AT_FIRST,
  surfaces: FIRST_SURFACES,
  filter: NO_FILTER,
  people: NO_PEOPLE,
};

/** What cannot be read is left out; the others stay. */
export function parseViews(stored: unknown): readonly SavedView[] {
  if (!Array.isArray(stored)) return [];
  return stored.flatMap((view: unknown): SavedView[] => {
    if (typeof view !== 'object' || view === null) return [];
    const { id, name, hidden, surfaces, filter, people, base, bounds } = view as Record<string, unknown>;
    if (typeof id !== 'string' || typeof name !== 'string' || name.trim() === '') return [];
    return [
      {
        id,
        name: name.slice(0, LONGEST_NAME),
        hidden: parseHiddenLayers(hidden),
        surfaces: parseSurfaces(surfaces),
        filter: parseFilter(filter),
        people: parsePeopleChoice(people),
        base: parseBaseChoice(base),
        bounds: parseBounds(bounds),
      },
    ];
  });
}

function parseBounds(stored: unknown): Bounds | null {
  if (!Array.isArray(stored) || stored.length !== 4 || !stored.every((n) => Number.isFinite(n))) return null;
  const [south, west, north, east] = stored as [number, number, number, number];
  const isBox = south < north && west < east && south >= -90 && north <= 90 && west >= -180 && east <= 180;
  return isBox ? [south, west, north, east] : null;
}

/** Why a name is none; null: it is one. */
export function nameFault(name: string, others: readonly SavedView[], own: string | null): 'empty' | 'taken' | null {
  const wanted = name.trim();
  if (wanted === '') return 'empty';
  return others.some((view) => view.id !== own && view.name === wanted) ? 'taken' : null;
}

export type ShippedId = 'whole' | 'water' | 'evacuation' | 'supplies';

const KINDS = { unit: ['engine', 'ambulance', 'police', 'pump', 'boat', 'repair', 'drone', 'medteam', 'convoy', 'other'] } as const; // prettier-ignore

function unitsBut(...shown: readonly (typeof KINDS.unit)[number][]): string[] {
  return KINDS.unit.filter((kind) => !shown.includes(kind)).map((kind) => `unit:${kind}`);
}

function facilities(...hidden: readonly string[]): string[] {
  return hidden.map((kind) => `facility:${kind}`);
}

/** What comes with the console. Incidents and warnings are in each of them: no view hides what happens. */
export const SHIPPED_VIEWS: readonly (MapView & { readonly id: ShippedId })[] = [
  shipped('whole', {}),
  shipped('water', {
    hidden: [
      ...HIDDEN_AT_FIRST,
      ...unitsBut('pump', 'boat', 'police', 'repair'),
      ...facilities('school', 'care', 'policestation', 'emsstation', 'depot', 'shelter', 'hospital'),
    ],
  }),
  shipped('evacuation', {
    hidden: [
      ...HIDDEN_AT_FIRST,
      'sensor',
      ...unitsBut('convoy', 'boat', 'ambulance', 'police'),
      ...facilities('pumpst', 'substation', 'waterplant', 'firestation', 'policestation', 'emsstation', 'depot'),
    ],
    people: { ...NO_PEOPLE, density: true, groups: ['alone60', 'homeCare'] },
  }),
  shipped('supplies', {
    hidden: [
      ...HIDDEN_AT_FIRST,
      'sensor',
      ...unitsBut('convoy', 'repair'),
      ...facilities(
        'pumpst',
        'substation',
        'waterplant',
        'firestation',
        'policestation',
        'emsstation',
        'school',
        'care',
      ),
    ],
  }),
];

function shipped<Id extends ShippedId>(id: Id, settings: Partial<LayerSettings>): MapView & { readonly id: Id } {
  return { ...FIRST_SETTINGS, ...settings, id, base: { base: CITY, labels: [] }, bounds: null };
}
