import type { Drawing } from '../../../shared/domain/drawing.ts';
import type { GeoFile, GeoFormat } from '../../../shared/protocol/console-api/drawing-calls.ts';
import type { Instant } from '../../../shared/kit/time.ts';
import type { LonLat } from '../../../shared/kit/geo.ts';

export interface NamedDrawing {
  readonly id: string;
  readonly data: Drawing;
}

/** Drawings as one document, with what `to-drawing.ts` reads back; names in both languages where there are two. */
export function writeGeoFile(format: GeoFormat, drawings: readonly NamedDrawing[], now: Instant): GeoFile {
  const stamp = new Date(now).toISOString().slice(0, 19).replace(/[-:]/g, '').replace('T', '-');
  if (format === 'geojson') {
    const text = `${JSON.stringify({ type: 'FeatureCollection', features: drawings.map(feature) }, null, 1)}\n`;
    return { name: `drawings-${stamp}.geojson`, type: 'application/geo+json', text };
  }
  const text = [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<kml xmlns="http://www.opengis.net/kml/2.2"><Document>',
    ...drawings.map(placemark),
    '</Document></kml>\n',
  ].join('\n');
  return { name: `drawings-${stamp}.kml`, type: 'application/vnd.google-earth.kml+xml', text };
}

type Property = readonly [name: string, value: string | boolean | object];

function properties({ id, data }: NamedDrawing): Property[] {
  const { kind, name, note, incident, closesRoads, basis, madeAt, madeBy } = data;
  const all: [string, Property[1] | undefined][] = [
    ['id', id],
    ['kind', kind],
    ['name_zh', name.zh],
    ['name_en', name.en],
    ['note_zh', note?.zh],
    ['note_en', note?.en],
    ['incident', incident],
    ['closesRoads', closesRoads],
    ['basis', basis],
    ['madeAt', new Date(madeAt).toISOString()],
    ['madeBy', madeBy.post],
  ];
  return all.filter((property): property is [string, Property[1]] => property[1] !== undefined);
}

function plainName({ name }: Drawing): string {
  return name.zh ?? name.en ?? '';
}

function feature(drawing: NamedDrawing): object {
  const { geometry } = drawing.data;
  return {
    type: 'Feature',
    id: drawing.id,
    properties: { name: plainName(drawing.data), ...Object.fromEntries(properties(drawing)) },
    geometry:
      geometry.type === 'point'
        ? { type: 'Point', coordinates: geometry.at }
        : geometry.type === 'line'
          ? { type: 'LineString', coordinates: geometry.points }
          : geometry.polygons.length === 1
            ? { type: 'Polygon', coordinates: geometry.polygons[0] }
            : { type: 'MultiPolygon', coordinates: geometry.polygons },
  };
}

function placemark(drawing: NamedDrawing): string {
  const { geometry, note, madeAt } = drawing.data;
  const data = properties(drawing).map(([name, value]) => {
    const text = typeof value === 'object' ? JSON.stringify(value) : String(value);
    return `<Data name="${name}"><value>${escaped(text)}</value></Data>`;
  });
  const shape =
    geometry.type === 'point'
      ? `<Point>${coordinates([geometry.at])}</Point>`
      : geometry.type === 'line'
        ? `<LineString>${coordinates(geometry.points)}</LineString>`
        : `<MultiGeometry>${geometry.polygons.map(polygon).join('')}</MultiGeometry>`;
  return [
    `<Placemark><name>${escaped(plainName(drawing.data))}</name>`,
    note ? `<description>${escaped(note.zh ?? note.en ?? '')}</description>` : '',
    `<TimeStamp><when>${new Date(madeAt).toISOString()}</when></TimeStamp>`,
    `<ExtendedData>${data.join('')}</ExtendedData>${shape}</Placemark>`,
  ].join('');
}

function polygon(rings: readonly (readonly LonLat[])[]): string {
  const parts = rings.map((ring, index) => {
    const boundary = index === 0 ? 'outerBoundaryIs' : 'innerBoundaryIs';
    return `<${boundary}><LinearRing>${coordinates(ring)}</LinearRing></${boundary}>`;
  });
  return `<Polygon>${parts.join('')}</Polygon>`;
}

function coordinates(points: readonly LonLat[]): string {
  return `<coordinates>${points.map(([lon, lat]) => `${lon},${lat}`).join(' ')}</coordinates>`;
}

/** Text of an element; control characters, which XML 1.0 has in no form, are left out. */
function escaped(text: string): string {
  return text
    .replace(/[^\P{Cc}\t\n\r\u007f-\u009f]/gu, '')
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/"/g, '&quot;');
}
