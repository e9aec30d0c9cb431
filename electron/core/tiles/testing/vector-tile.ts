import { PbfWriter } from 'pbf';

/** One feature: a point, a line or the outer ring of an area, in units of the tile (0…4096), with its properties. */
export interface Feature {
  readonly type: 'point' | 'line' | 'area';
  readonly points: readonly (readonly [x: number, y: number])[];
  readonly properties: Readonly<Record<string, string>>;
}

const EXTENT = 4_096;
const TYPES = { point: 1, line: 2, area: 3 } as const;

/** Encodes a vector tile by Mapbox Vector Tile 2.1. */
export function vectorTile(layers: Readonly<Record<string, readonly Feature[]>>): Uint8Array {
  const tile = new PbfWriter();
  for (const [name, features] of Object.entries(layers)) {
    tile.writeMessage(3, (_value: null, layer: PbfWriter) => writeLayer(name, features, layer), null);
  }
  return tile.finish();
}

function writeLayer(name: string, features: readonly Feature[], layer: PbfWriter): void {
  const keys = [...new Set(features.flatMap(({ properties }) => Object.keys(properties)))];
  const values = [...new Set(features.flatMap(({ properties }) => Object.values(properties)))];
  layer.writeVarintField(15, 2);
  layer.writeStringField(1, name);
  for (const feature of features) {
    layer.writeMessage(
      2,
      ({ type, points, properties }: Feature, pbf: PbfWriter) => {
        const tags = Object.entries(properties).flatMap(([key, value]) => [keys.indexOf(key), values.indexOf(value)]);
        pbf.writePackedVarint(2, tags);
        pbf.writeVarintField(3, TYPES[type]);
        pbf.writePackedVarint(4, geometry(type, points));
      },
      feature,
    );
  }
  for (const key of keys) layer.writeStringField(3, key);
  for (const value of values)
    layer.writeMessage(4, (text: string, pbf: PbfWriter) => pbf.writeStringField(1, text), value);
  layer.writeVarintField(5, EXTENT);
}

/** §4.3: MoveTo, LineTo, ClosePath with zigzag steps. */
function geometry(type: Feature['type'], points: Feature['points']): number[] {
  const command = (id: number, count: number): number => id + count * 8;
  const steps = points.flatMap(([x, y], index) => {
    const [beforeX, beforeY] = points[index - 1] ?? [0, 0];
    return [zigzag(x - beforeX), zigzag(y - beforeY)];
  });
  const first = [command(1, 1), ...steps.slice(0, 2)];
  if (type === 'point') return first;
  const rest = [command(2, points.length - 1), ...steps.slice(2)];
  return type === 'line' ? [...first, ...rest] : [...first, ...rest, command(7, 1)];
}

function zigzag(value: number): number {
  return value < 0 ? -value * 2 - 1 : value * 2;
}
