import { writeFileSync } from 'node:fs';
import { createFleet } from './fleet.ts';

/** Writes `resources/demo-city/fleet.json`: `node tools/scenario/build.ts [seed]`. */
const seed = Number(process.argv[2] ?? 20260718);
if (!Number.isInteger(seed)) throw new Error('usage: node tools/scenario/build.ts [whole number]');
const fleet = createFleet(seed);
const target = new URL('../../resources/demo-city/fleet.json', import.meta.url);
writeFileSync(target, `[\n${fleet.map((unit) => `  ${JSON.stringify(unit)}`).join(',\n')}\n]\n`);
process.stdout.write(`fleet.json: ${fleet.length} units, seed ${seed}\n`);
