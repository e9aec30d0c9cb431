import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { ROOT } from '../fixtures/processes.ts';

/**
 * A folder with `core.js` and `hub.js` as the hosts expect them, each of which is the program's source: Node runs it as it
 * is, so that a contract test never tests an old build.
 */
export function programsFolder(folder: string): string {
  mkdirSync(folder, { recursive: true });
  writeFileSync(path.join(folder, 'package.json'), '{"type":"module"}');
  const programs = { core: 'electron/core/main.ts', hub: 'hub/main.ts' };
  for (const [name, source] of Object.entries(programs)) {
    writeFileSync(
      path.join(folder, `${name}.js`),
      `await import(${JSON.stringify(pathToFileURL(path.join(ROOT, source)).href)});\n`,
    );
  }
  return folder;
}

export function rendererFolder(folder: string): string {
  mkdirSync(folder, { recursive: true });
  writeFileSync(path.join(folder, 'index.html'), '<meta name="csp-nonce" content="" /><p>page');
  return folder;
}
