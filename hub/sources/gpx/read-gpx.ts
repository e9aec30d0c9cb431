import type { LonLat } from '../../../shared/kit/geo.ts';
import { isOnEarth } from '../../../shared/kit/geo.ts';
import type { Instant } from '../../../shared/kit/time.ts';
import { timeReader } from '../csv/local-time.ts';
import type { Fault } from '../refuse.ts';
import { isElement, readXml, type XmlElement } from '../xml/read-xml.ts';

export interface TrackPoint {
  readonly at: LonLat;
  /** By the file; null when the point has none or it is no time. */
  readonly time: Instant | null;
}

export interface Track {
  /** By the file, or null. */
  readonly name: string | null;
  /** In order, at least one; the segments of a track are one way. */
  readonly points: readonly TrackPoint[];
}

export interface ReadGpx {
  readonly tracks: readonly Track[];
  readonly faults: readonly Fault[];
}

const DECIMAL = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;
const NAMESPACES = new Set(['http://www.topografix.com/GPX/1/0', 'http://www.topografix.com/GPX/1/1']);
/** Times without an offset are UTC by the GPX schema. */
const readTime = timeReader('iso', '+00:00');

/**
 * Tracks of one GPX 1.0 or 1.1 document. A point that is none is a fault and left out; way points and routes are not tracks.
 * The only faults without any track: those of the XML, `not-gpx`, `gpx-no-track-points`.
 */
export function readGpx(bytes: Uint8Array): ReadGpx {
  const root = readXml(bytes);
  if (!isElement(root)) return { tracks: [], faults: [root] };
  const known = root.namespace === null || NAMESPACES.has(root.namespace);
  if (root.name !== 'gpx' || !known) return { tracks: [], faults: [{ code: 'not-gpx', value: root.name }] };

  const faults: Fault[] = [];
  const tracks: Track[] = [];
  for (const [index, element] of children(root, 'trk').entries()) {
    const points: TrackPoint[] = [];
    for (const [part, segment] of children(element, 'trkseg').entries()) {
      for (const [number, point] of children(segment, 'trkpt').entries()) {
        const read = readPoint(point);
        if ('code' in read) {
          const column = `trk[${index + 1}]/trkseg[${part + 1}]/trkpt[${number + 1}]${read.column ? `/${read.column}` : ''}`;
          faults.push({ ...read, column });
        } else points.push(read);
      }
    }
    const name = children(element, 'name')[0]?.text || null;
    if (points.length > 0) tracks.push({ name, points });
  }
  if (tracks.length === 0) faults.push({ code: 'gpx-no-track-points' });
  return { tracks, faults };
}

function readPoint(point: XmlElement): TrackPoint | Fault {
  const pair: number[] = [];
  for (const column of ['lon', 'lat']) {
    const value = point.attributes.get(column) ?? '';
    if (!DECIMAL.test(value)) return { code: 'bad-number', column, value };
    pair.push(Number(value));
  }
  const [lon = 0, lat = 0] = pair;
  if (!isOnEarth(lon, lat)) return { code: 'coordinate-out-of-range', value: `${lon} ${lat}` };
  const time = children(point, 'time')[0]?.text;
  return { at: [lon, lat], time: time === undefined ? null : readTime(time) };
}

function children(element: XmlElement, name: string): readonly XmlElement[] {
  return element.children.filter((child) => child.name === name);
}
