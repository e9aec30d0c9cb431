import type { LonLat } from '../../../../shared/kit/geo.ts';
import type { LeadView } from '../../../../shared/protocol/feed/lead.ts';
import { scaleOf, toLonLat, toWorld } from '../world.ts';

export interface Size {
  readonly width: number;
  readonly height: number;
}

/** What a map shows: the middle of all of it, covered or not. */
export interface MapPlace {
  readonly centre: LonLat;
  readonly zoom: number;
}

/** Leaflet counts on round the world, the wire does not. */
function wrapped([lon, lat]: LonLat): LonLat {
  return [((((lon + 180) % 360) + 360) % 360) - 180, lat];
}

function shifted([lon, lat]: LonLat, px: number, zoom: number): LonLat {
  const [x, y] = toWorld([lon, lat]);
  return toLonLat([x + px / scaleOf(zoom), y]);
}

/** The part of a map that can be seen beside what covers its right side, so many px wide. */
export function seenOf(
  place: MapPlace,
  size: Size,
  covered: number,
): Pick<LeadView, 'centre' | 'zoom' | 'width' | 'height'> {
  const width = Math.max(1, Math.round(size.width - covered));
  return {
    centre: wrapped(shifted(place.centre, -covered / 2, place.zoom)),
    zoom: place.zoom,
    width,
    height: Math.max(1, Math.round(size.height)),
  };
}

/** Where another map must look so that the leader's centre is in the middle of what is seen of it, and all of his view fits. */
export function fitted(
  view: Pick<LeadView, 'centre' | 'zoom' | 'width' | 'height'>,
  size: Size,
  covered: number,
  [least, most]: readonly [number, number],
): MapPlace {
  const share = Math.min(Math.max(1, size.width - covered) / view.width, size.height / view.height);
  const zoom = Math.min(most, Math.max(least, view.zoom + Math.log2(share)));
  return { centre: shifted(view.centre, covered / 2, zoom), zoom };
}
