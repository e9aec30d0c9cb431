import type { CityMap } from '../../../shared/domain/city.ts';
import type { Frame } from './frame.ts';
import type { GroundColours } from './map-theme.ts';

/** What the window asks of the ground's worker. */
export type GroundOrder =
  | { readonly kind: 'city'; readonly city: CityMap }
  | { readonly kind: 'draw'; readonly frame: Frame; readonly colours: GroundColours };

/** One per `draw`. Who gets the bitmap closes it. */
export interface GroundAnswer {
  readonly frame: Frame;
  readonly bitmap: ImageBitmap;
}
