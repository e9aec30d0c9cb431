import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';

const root = path.resolve(import.meta.dirname, '../..');
const bin = (name: string) => path.join(root, 'node_modules/.bin', name);

interface Cruise {
  readonly summary: {
    readonly totalCruised: number;
    readonly violations: readonly { readonly from: string; readonly rule: { readonly name: string } }[];
  };
}

function cruise(folders: readonly string[]): Cruise {
  try {
    return JSON.parse(
      execFileSync(bin('depcruise'), [...folders, '--config', '.dependency-cruiser.cjs', '--output-type', 'json'], {
        cwd: root,
        encoding: 'utf8',
        maxBuffer: 256 * 1024 * 1024,
      }),
    ) as Cruise;
  } catch (error) {
    return JSON.parse((error as { stdout: string }).stdout) as Cruise;
  }
}

/** Plants one source file for the length of `look`. */
function planted<T>(file: string, source: string, look: () => T): T {
  const full = path.join(root, file);
  mkdirSync(path.dirname(full), { recursive: true });
  writeFileSync(full, source);
  try {
    return look();
  } finally {
    rmSync(full);
  }
}

/** Each line: where a forbidden import is planted, what it imports, which rule must see it. */
const FORBIDDEN: readonly (readonly [file: string, imports: string, rule: string])[] = [
  ['shared/kit/planted.ts', '../domain/common.ts', 'kit-is-the-floor'],
  ['shared/domain/planted.ts', '../protocol/feed/change.ts', 'domain-on-kit'],
  ['electron/core/planted.ts', 'electron', 'electron-only-on-desktop'],
  ['electron/core/planted.ts', 'react', 'core-without-screen'],
  ['electron/core/planted.ts', '../../hub/main.ts', 'core-to-shared'],
  ['electron/core/store/planted.ts', '../feeds/session-machine.ts', 'store-is-below'],
  ['electron/hosts/loopback/planted.ts', '../desktop/main.ts', 'hosts-not-each-other-2'],
  ['hub/planted.ts', '../electron/core/kernel/ports.ts', 'hub-to-shared'],
  ['renderer/state/planted.ts', '../../electron/core/kernel/ports.ts', 'renderer-to-shared'],
  ['renderer/state/planted.ts', 'node:fs', 'renderer-without-node'],
  ['renderer/views/feeds/planted.ts', '../incidents/incidents-view.tsx', 'views-meet-in-the-shell'],
];

describe('import rules', () => {
  it('A1: the whole tree is cruised (more than 0 modules) and breaks no rule', () => {
    const { summary } = cruise(['shared', 'electron', 'hub', 'renderer', 'tools']);
    expect(summary.totalCruised).toBeGreaterThan(100);
    expect(summary.violations.map((violation) => `${violation.rule.name}: ${violation.from}`)).toEqual([]);
  });

  it.each(FORBIDDEN)('A2: %s importing %s is seen by %s', (file, imports, rule) => {
    const { summary } = planted(file, `import * as planted from '${imports}';\nexport const seen = planted;\n`, () =>
      cruise([file]),
    );
    expect(summary.violations.map((violation) => violation.rule.name)).toContain(rule);
  });
});

describe('a tsconfig per layer', () => {
  const folder = mkdtempSync(path.join(root, 'tests/architecture/planted-'));
  afterAll(() => rmSync(folder, { recursive: true }));

  /** Compiles one source under a layer's compiler options and gives what tsc says. */
  function compile(layer: string, source: string): string {
    const file = path.join(folder, 'planted.ts');
    writeFileSync(file, source);
    const config = path.join(folder, 'tsconfig.json');
    const layered = path.join(root, layer, 'tsconfig.json');
    writeFileSync(config, JSON.stringify({ extends: layered, include: ['planted.ts'], exclude: [] }));
    try {
      execFileSync(bin('tsc'), ['-p', config], { cwd: root, encoding: 'utf8' });
      return '';
    } catch (error) {
      return (error as { stdout: string }).stdout;
    }
  }

  it.each([
    ['electron/core', 'export const title = document.title;\n', "'document'"],
    ['hub', 'export const title = document.title;\n', "'document'"],
    ['renderer', 'export const home = process.cwd();\n', "'process'"],
    ['shared', 'export const home = process.cwd();\n', "'process'"],
    ['shared', 'export const title = document.title;\n', "'document'"],
  ])('A3: %s does not know %s', (layer, source, name) => {
    expect(compile(layer, source)).toContain(name);
  });
});

describe('one list of layers', () => {
  it('A4: npm run check compiles every tsconfig there is', () => {
    const check = readFileSync(path.join(root, 'tools/check.mjs'), 'utf8');
    for (const layer of [
      'shared',
      'electron/core',
      'electron/hosts',
      'electron/preload',
      'hub',
      'renderer',
      'tools',
      'tests',
    ]) {
      expect(check).toContain(`'${layer}'`);
    }
  });
});
