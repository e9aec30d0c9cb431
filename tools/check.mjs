import { spawn } from 'node:child_process';
import { requireNode } from './require-node.mjs';

requireNode();

/** Every layer with a tsconfig of its own. */
const LAYERS = ['shared', 'electron/core', 'electron/hosts', 'electron/preload', 'hub', 'renderer', 'tools', 'tests'];

/** All static checks, in the order in which a failure says most. */
const CHECKS = [
  ...LAYERS.map((layer) => [`types ${layer}`, 'tsc', '-p', layer]),
  [
    'import rules',
    'depcruise',
    'shared',
    'electron',
    'hub',
    'renderer',
    'tools',
    '--config',
    '.dependency-cruiser.cjs',
  ],
  ['lint', 'eslint', '.', '--max-warnings', '0'],
  ['format', 'prettier', '--check', '--log-level', 'warn', '.'],
  ['dead code', 'knip'],
];

function run([name, command, ...args]) {
  return new Promise((resolve) => {
    const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    child.stdout.on('data', (data) => (output += data));
    child.stderr.on('data', (data) => (output += data));
    child.on('error', (error) => resolve({ name, ok: false, output: String(error) }));
    child.on('exit', (code) => {
      // A cruise of nothing is green for the wrong reason (it happens with a TypeScript that the cruiser cannot read).
      const empty = command === 'depcruise' && !/\([1-9]\d* modules/.test(output);
      resolve({ name, ok: code === 0 && !empty, output });
    });
  });
}

let failed = 0;
const queue = [...CHECKS];
async function worker() {
  for (let check = queue.shift(); check; check = queue.shift()) {
    const result = await run(check);
    console.log(`${result.ok ? 'ok  ' : 'FAIL'} ${result.name}`);
    if (!result.ok) {
      failed += 1;
      console.log(result.output.trimEnd());
    }
  }
}
await Promise.all([worker(), worker()]);
console.log(`check: ${CHECKS.length - failed} passed, ${failed} failed`);
process.exitCode = failed ? 1 : 0;
