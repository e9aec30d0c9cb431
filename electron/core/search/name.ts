import type { LocalText } from '../../../shared/domain/common.ts';
import type { LonLat } from '../../../shared/kit/geo.ts';
import type { SearchKind } from '../../../shared/protocol/console-api/search-calls.ts';

/** One thing that can be found. */
export interface Name {
  readonly kind: SearchKind;
  /** Together with nothing else: a record and a place of the city with the same id are the same thing. */
  readonly id: string;
  readonly title: LocalText;
  readonly note: LocalText | null;
  readonly at: LonLat | null;
  readonly box: readonly [west: number, south: number, east: number, north: number] | null;
  /** Among equally good hits the lower one comes first. */
  readonly weight: number;
}
