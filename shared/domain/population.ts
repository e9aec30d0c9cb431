import type { Instant } from '../kit/time.ts';
import type { LocalText } from './common.ts';
import type { LonLat } from '../kit/geo.ts';

/** Who needs help to leave: living alone at 60 or older, disabled, on dialysis or oxygen at home. Groups may overlap. */
export const VULNERABLE_GROUPS = ['alone60', 'disabled', 'homeCare'] as const;
export type VulnerableGroup = (typeof VULNERABLE_GROUPS)[number];

/** A group in a place; null: suppressed, because it, or another that it would give away, is under `least`. */
export type GroupCounts = Readonly<Record<VulnerableGroup, number | null>>;

/** How many live in a place, of which ages, and how many are there at each hour of a working day. */
export interface PeopleCounts {
  readonly residents: number;
  /** By years of age: 0–14, 15–59, 60 and older. Together they are the residents. */
  readonly ages: readonly [number, number, number];
  /** 24 numbers: who is there from h:00 on, wherever he lives. */
  readonly present: readonly number[];
}

/** One cell of the grid. A cell without anybody, at any hour, is not in the list. */
export interface PopulationCell {
  readonly column: number;
  /** Counted from the south. */
  readonly row: number;
  /** Index into `areas`. */
  readonly area: number;
  /** Null: suppressed. */
  readonly people: PeopleCounts | null;
  readonly groups: GroupCounts;
}

/** A named part of a district, some kilometres wide: cells add up to it, and flows run between two of them. */
export interface PopulationArea {
  readonly id: string;
  readonly name: { readonly zh: string; readonly en: string };
  /** Code of the district it is a part of. */
  readonly district: string;
  /** Where most of its people are. */
  readonly middle: LonLat;
  readonly people: PeopleCounts | null;
  readonly groups: GroupCounts;
}

export interface PopulationDistrict {
  readonly code: string;
  readonly people: PeopleCounts | null;
  readonly groups: GroupCounts;
}

/** `persons` leave one area for another within one hour; only flows of at least `leastFlow` persons. */
export interface PopulationFlow {
  /** Indexes into `areas`. */
  readonly from: number;
  readonly to: number;
  /** 24 numbers; 0: none, or too few to be told. */
  readonly persons: readonly number[];
}

/** Equal cells in degrees; cell (column, row) has its lower left corner at west + column · width, south + row · height. */
export interface PopulationGrid {
  readonly west: number;
  readonly south: number;
  readonly width: number;
  readonly height: number;
  readonly columns: number;
  readonly rows: number;
}

/** People of the loaded city as a window may see them: small counts are suppressed in the core (rule K1…). */
export interface PopulationMap {
  readonly source: LocalText;
  readonly countedAt: Instant;
  /** No count under this is told, and none can be worked out from those that are. */
  readonly least: number;
  readonly leastFlow: number;
  readonly grid: PopulationGrid;
  readonly districts: readonly PopulationDistrict[];
  readonly areas: readonly PopulationArea[];
  readonly cells: readonly PopulationCell[];
  readonly flows: readonly PopulationFlow[];
}
