import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CityName, CityRoads } from '../../../shared/domain/city.ts';
import type { CoreStart } from '../kernel/channel.ts';
import { readCityRoads } from './demo-roads.ts';
import { buildGraph, type RoadGraph } from './graph.ts';
import { readRoadsFile } from './roads-file.ts';

/** Where the roads come from. */
export type RoadSource =
  { readonly kind: 'city'; readonly folder: string } | { readonly kind: 'file'; readonly file: string };

/** W8: the built file when one was given, else the demo city's when its ground is shown, else none. */
export function roadSource({ roads, cityMap, resources }: CoreStart): RoadSource | null {
  if (roads !== undefined) return { kind: 'file', file: roads };
  return cityMap ? { kind: 'city', folder: join(resources, 'demo-city') } : null;
}

/** Reads the whole file at once: it belongs into a thread that may wait. Throws `roads-file-…`. */
export function loadRoads(source: RoadSource): RoadGraph {
  if (source.kind === 'file') return buildGraph(readRoadsFile(source.file));
  const read = (name: string): unknown => JSON.parse(readFileSync(join(source.folder, name), 'utf8'));
  const { name } = read('city.json') as { readonly name: CityName };
  return buildGraph(readCityRoads(name, read('roads.json') as CityRoads));
}
