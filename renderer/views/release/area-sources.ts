import type { Alert } from '../../../shared/domain/alert.ts';
import type { LocalText } from '../../../shared/domain/common.ts';
import type { CityDistrict } from '../../../shared/domain/city.ts';
import type { Drawing } from '../../../shared/domain/drawing.ts';
import type { ReleaseArea } from '../../../shared/domain/release.ts';
import type { LonLat } from '../../../shared/kit/geo.ts';

/** CAP's polygons are closed; a city's or a drawing's ring may not be. */
function closed(ring: readonly LonLat[]): LonLat[] {
  const [first, last] = [ring[0], ring.at(-1)];
  if (!first || !last) return [];
  return first[0] === last[0] && first[1] === last[1] ? [...ring] : [...ring, first];
}

/** The Chinese name is what the message needs; where a source has only the other, it stands there until somebody translates. */
export function bothNames(name: LocalText): ReleaseArea['name'] {
  return { zh: name.zh ?? name.en ?? '', ...(name.en !== undefined && { en: name.en }) };
}

/** The outer rings: a message cannot tell of a hole, and who stands in one is warned for nothing, not missed. */
export function areaOfDrawing({ name, geometry }: Drawing): ReleaseArea {
  const polygons =
    geometry.type === 'area' ? geometry.polygons.flatMap(([outer]) => (outer ? [closed(outer)] : [])) : [];
  return { name: bothNames(name), polygons, circles: [], geocodes: [] };
}

export function areaOfDistrict({ code, name, polygon }: CityDistrict): ReleaseArea {
  return {
    name: { zh: name.zh, en: name.en },
    polygons: [closed(polygon)],
    circles: [],
    geocodes: [{ scheme: 'GB/T 2260', value: code }],
  };
}

export function areaOfAlert({ areas }: Pick<Alert, 'areas'>): ReleaseArea[] {
  return areas.map(({ name, polygons, circles, geocodes }) => ({
    name: bothNames(name),
    polygons,
    circles,
    geocodes,
  }));
}
