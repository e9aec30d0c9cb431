import * as z from 'zod';
import { lonLat } from '../../domain/common.ts';
import type { LocalText } from '../../domain/common.ts';
import type { LonLat } from '../../kit/geo.ts';
import { call } from './call.ts';

/** What has a name to be found by. Records first, then what the city's ground names. */
export const SEARCH_KINDS = [
  'incident', 'alert', 'unit', 'facility', 'sensor', 'hazard', 'district', 'street', 'place',
] as const; // prettier-ignore
export type SearchKind = (typeof SEARCH_KINDS)[number];

export const MAX_HITS = 50;

export interface SearchHit {
  readonly kind: SearchKind;
  /** Of a record, its id; of a thing of the ground, a key of the index. */
  readonly id: string;
  readonly title: LocalText;
  /** What tells it from others of the same name: the place of an incident. */
  readonly note: LocalText | null;
  /** Null for a unit, which moves (the window knows where it is), and for a record without a position. */
  readonly at: LonLat | null;
  /** Of a street or a district: all of it. */
  readonly box: readonly [west: number, south: number, east: number, north: number] | null;
}

export interface SearchAnswer {
  /** Best first. */
  readonly hits: readonly SearchHit[];
  /** Names in the index. */
  readonly names: number;
  /** False while the index is still being filled after the start. */
  readonly complete: boolean;
}

export const searchCalls = {
  /** Names, numbers and places by a part of them: Chinese, English, full pinyin or pinyin initials; blanks part words. */
  search: call<SearchAnswer>()(
    z.object({
      text: z.string().trim().min(1).max(100),
      limit: z.int().min(1).max(MAX_HITS).optional(),
      kinds: z.array(z.enum(SEARCH_KINDS)).min(1).max(SEARCH_KINDS.length).optional(),
      /** Of equals the nearer one first. */
      near: lonLat.optional(),
    }),
  ),
};
