import { create } from 'zustand';
import type { LocalText } from '../../../../shared/domain/common.ts';
import type { Reach, Route } from '../../../../shared/domain/roads.ts';
import type { LonLat } from '../../../../shared/kit/geo.ts';
import type { AreaChoice } from './area/area-choice.ts';
import type { Asked } from './use-asked.ts';

export const ASK_MODES = ['find', 'inside', 'nearest', 'reach', 'route', 'measure'] as const;
export type AskMode = (typeof ASK_MODES)[number];

/** A place that a question is about. One that is a record is followed: a unit moves. */
export interface Spot {
  readonly at: LonLat;
  readonly name: LocalText | null;
  readonly record: { readonly topic: 'incident' | 'resource'; readonly id: string } | null;
}

export const SPOT_SLOTS = ['found', 'center', 'target', 'origin', 'from', 'to'] as const;
export type SpotSlot = (typeof SPOT_SLOTS)[number];

/** What a click on the map is for; null: nothing, the map has its pointer. */
export type Taking = SpotSlot | 'ring' | 'measure' | null;

/** The quickest way with what is closed, and the one if nothing were; null where there is none. */
export interface RouteAnswer {
  readonly route: Route;
  readonly open: Pick<Route, 'seconds' | 'line'> | null;
}

interface AskState {
  readonly mode: AskMode;
  readonly spots: Readonly<Record<SpotSlot, Spot | null>>;
  readonly area: AreaChoice | null;
  /** Of the circle around `center`. */
  readonly metres: number;
  /** A polygon in the making. */
  readonly ring: readonly LonLat[];
  readonly measured: readonly LonLat[];
  readonly taking: Taking;
  readonly pointer: LonLat | null;
  readonly inward: boolean;
  readonly route: Asked<RouteAnswer>;
  readonly reach: Asked<Reach>;
  /** The way of the unit that is pointed at. */
  readonly preview: readonly LonLat[] | null;
  /** Where the map shall look next; taken away by the map that did. */
  readonly flight: { readonly at: LonLat; readonly box: readonly [number, number, number, number] | null } | null;
  setMode(mode: AskMode): void;
  setSpot(slot: SpotSlot, spot: Spot | null): void;
  setMetres(metres: number): void;
  setArea(area: AreaChoice | null): void;
  take(taking: Taking): void;
  clear(): void;
}

const NO_SPOTS = { found: null, center: null, target: null, origin: null, from: null, to: null } as const;
const NOTHING = { is: 'none' } as const;

/** What this window asks the map; it outlives its panel, and what was answered stays drawn until it is cleared. */
export const useAsk = create<AskState>()((set, get) => ({
  mode: 'find',
  spots: NO_SPOTS,
  area: null,
  metres: 1_000,
  ring: [],
  measured: [],
  taking: null,
  pointer: null,
  inward: false,
  route: NOTHING,
  reach: NOTHING,
  preview: null,
  flight: null,
  setMode: (mode) => set({ mode, taking: null, pointer: null, preview: null, ring: [] }),
  setSpot(slot, spot) {
    const spots = { ...get().spots, [slot]: spot };
    set({ spots, taking: null, pointer: null, ...(slot === 'center' && { area: around(spot, get().metres) }) });
  },
  setMetres(metres) {
    const { spots, area } = get();
    const isAround = area?.by === 'circle' || area?.by === 'incident';
    set({ metres, ...(isAround && { area: around(spots.center, metres) }) });
  },
  setArea: (area) => set(({ spots }) => ({ area, ring: [], taking: null, spots: { ...spots, center: null } })),
  take: (taking) => set({ taking, pointer: null, ring: [], ...(taking === 'measure' && { measured: [] }) }),
  clear: () =>
    set(({ mode, spots }) => {
      const slots: Readonly<Record<AskMode, readonly SpotSlot[]>> = {
        find: ['found'],
        inside: ['center'],
        nearest: ['target'],
        reach: ['origin'],
        route: ['from', 'to'],
        measure: [],
      };
      const none = Object.fromEntries(slots[mode].map((slot) => [slot, null]));
      return {
        spots: { ...spots, ...none },
        taking: null,
        pointer: null,
        preview: null,
        ...(mode === 'inside' && { area: null, ring: [] }),
        ...(mode === 'measure' && { measured: [] }),
      };
    }),
}));

function around(center: Spot | null, metres: number): AreaChoice | null {
  if (!center) return null;
  if (center.record?.topic === 'incident') return { by: 'incident', id: center.record.id, metres };
  return { by: 'circle', center: center.at, metres };
}
