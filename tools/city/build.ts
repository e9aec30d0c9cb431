import { mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { createCity, DEFAULT_SEED } from './city-model.ts';
import { cityFiles } from './write.ts';

/** `node tools/city/build.ts [--seed N] [--out DIR]`: writes the demo city. Says what it wrote, or fails with exit code 1. */
function main(): void {
  const { values } = parseArgs({ options: { seed: { type: 'string' }, out: { type: 'string' } } });
  const seed = values.seed === undefined ? DEFAULT_SEED : Number(values.seed);
  if (!Number.isSafeInteger(seed)) {
    console.error(`build city: --seed must be a whole number, not ${values.seed}`);
    process.exitCode = 1;
    return;
  }
  const out = resolve(values.out ?? join(import.meta.dirname, '../../resources/demo-city'));
  mkdirSync(out, { recursive: true });
  const city = createCity(seed);
  for (const [name, text] of Object.entries(cityFiles(city))) {
    writeFileSync(join(out, name), text);
    console.log(`${name} ${Math.round(Buffer.byteLength(text) / 1024)} KiB`);
  }
  console.log(
    `seed ${seed}: ${city.graph.nodes.length} nodes, ${city.graph.edges.length} segments, ${city.facilities.length} facilities → ${out}`,
  );
}

main();
