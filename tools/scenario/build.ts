import { readFileSync, writeFileSync } from 'node:fs';
import { placesFile } from '../../hub/sources/scenario/inputs.ts';
import { createFleet } from './fleet.ts';
import { createHazards } from './hazards.ts';

/** Writes `fleet.json` and `hazards.json` in `resources/demo-city`: `node tools/scenario/build.ts [seed]`. */
const seed = Number(process.argv[2] ?? 20260718);
if (!Number.isInteger(seed)) throw new Error('usage: node tools/scenario/build.ts [whole number]');
const target = (file: string): URL => new URL(`../../resources/demo-city/${file}`, import.meta.url);
const lines = (rows: readonly object[], indent: string): string =>
  rows.map((row) => `${indent}${JSON.stringify(row)}`).join(',\n');

const fleet = createFleet(seed);
writeFileSync(target('fleet.json'), `[\n${lines(fleet, '  ')}\n]\n`);
const places = placesFile.parse(JSON.parse(readFileSync(target('places.json'), 'utf8'))).facilities;
const hazards = createHazards(places, seed);
const head = { generator: 'tools/scenario', version: 1, seed };
writeFileSync(target('hazards.json'), `${JSON.stringify(head).slice(0, -1)},"hazards":[\n${lines(hazards, '')}\n]}\n`);
process.stdout.write(`fleet.json: ${fleet.length} units, hazards.json: ${hazards.length} dangers, seed ${seed}\n`);
