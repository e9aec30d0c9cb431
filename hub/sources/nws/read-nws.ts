import { make, makeAlert, makePairs, listOf } from '../cap/make.ts';
import { readAlert } from '../cap/read-alert.ts';
import type { DocumentPart } from '../cap/read-document.ts';
import type { XmlElement } from '../xml/read-xml.ts';

type Fields = Readonly<Record<string, unknown>>;

/** GeoJSON as api.weather.gov sends alerts: a collection, or one feature of it. */
export function isNws(root: Fields): boolean {
  return root['type'] === 'FeatureCollection' || root['type'] === 'Feature';
}

/**
 * Each feature as one alert. `geometry` may be null: the area then is its geocodes (SAME, UGC), which the area table may
 * know. Of a polygon with holes the outer ring is taken: a CAP area has none.
 */
export function* readNws(root: Fields): Iterable<DocumentPart> {
  const features = root['type'] === 'Feature' ? [root] : listOf(root['features']);
  for (const [index, feature] of features.entries()) {
    const place = `features[${index + 1}]`;
    const properties = fieldsOf(fieldsOf(feature)['properties']);
    const isAlert = properties['messageType'] !== undefined && properties['event'] !== undefined;
    if (!isAlert) yield { place, result: { code: 'not-a-warning' } };
    else {
      const element = toCap(properties, fieldsOf(fieldsOf(feature)['geometry']));
      yield { place, result: readAlert(element, { made: 'converted', origin: 'nws' }) };
    }
  }
}

function toCap(from: Fields, geometry: Fields): XmlElement {
  const same = (name: string, cap = name) => make(cap, from[name]);
  const ends = from['ends'];
  return makeAlert([
    same('id', 'identifier'),
    same('sender'),
    same('sent'),
    same('status'),
    same('messageType', 'msgType'),
    make('scope', from['scope'] ?? 'Public'),
    listOf(from['code']).map((code) => make('code', code)),
    same('note'),
    make('references', listOf(from['references']).map(fieldsOf).map(reference).join(' ')),
    make('info', [
      make('language', from['language'] ?? 'en-US'),
      listOf(from['category']).map((category) => make('category', category)),
      same('event'),
      listOf(from['response']).map((response) => make('responseType', response)),
      ...['urgency', 'severity', 'certainty', 'effective', 'onset', 'expires', 'senderName', 'headline'].map((name) =>
        same(name),
      ),
      ...['description', 'instruction', 'web'].map((name) => same(name)),
      makePairs('eventCode', fieldsOf(from['eventCode'])),
      makePairs('parameter', { ...fieldsOf(from['parameters']), ...(typeof ends === 'string' && { ends }) }),
      make('area', [
        same('areaDesc'),
        ringsOf(geometry).map((ring) => make('polygon', ring)),
        makePairs('geocode', fieldsOf(from['geocode'])),
      ]),
    ]),
  ]);
}

function reference({ sender, identifier, sent }: Fields): string {
  return [sender, identifier, sent].map((part) => String(part ?? '').replaceAll(/[\s,]/g, '')).join(',');
}

/** Outer rings as CAP writes them: `lat,lon`. What is no position goes as it is, for the reader to refuse by name. */
function ringsOf({ type, coordinates, geometries }: Fields): readonly string[] {
  if (type === 'GeometryCollection') return listOf(geometries).map(fieldsOf).flatMap(ringsOf);
  const polygons = type === 'Polygon' ? [coordinates] : type === 'MultiPolygon' ? listOf(coordinates) : [];
  return polygons.map((polygon) =>
    listOf(listOf(polygon)[0])
      .map((position) => listOf(position))
      .map(([lon, lat]) => `${String(lat)},${String(lon)}`)
      .join(' '),
  );
}

function fieldsOf(value: unknown): Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : {};
}
