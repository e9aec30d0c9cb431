import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { loadRoads } from '../../electron/core/roads/load.ts';
import { writePbf, type SmallMap } from './testing/write-osm.ts';

const map: SmallMap = {
  nodes: [
    { id: 1, lon: 117.5, lat: 30.3 },
    { id: 2, lon: 117.51, lat: 30.3 },
  ],
  ways: [{ id: 3, refs: [1, 2], tags: { highway: 'primary' } }],
};

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'roads-'));
  writeFileSync(path.join(folder, 'town.osm.pbf'), writePbf(map));
});
afterEach(() => rmSync(folder, { recursive: true }));

function roads(language: 'zh' | 'en', ...args: string[]) {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [path.join(import.meta.dirname, 'build.ts'), ...args],
    {
      cwd: folder,
      encoding: 'utf8',
      env: { LC_ALL: language === 'zh' ? 'zh_CN.UTF-8' : 'en_US.UTF-8' },
    },
  );
  return { status, stdout, stderr };
}

describe('npm run roads -- build', () => {
  it('G7: writes a graph beside the extract that the console loads, and may write it again', () => {
    const first = roads('en', 'build', 'town.osm.pbf', '--name', 'Town');
    expect(first).toMatchObject({ status: 0 });
    expect(first.stdout).toMatch(/^1 roads, 2 junctions; 100% of the roads connect\./);
    expect(readdirSync(folder).sort()).toEqual(['town.osm.pbf', 'town.roads']);
    const { info } = loadRoads({ kind: 'file', file: path.join(folder, 'town.roads') });
    expect(info).toMatchObject({ source: 'file', name: { en: 'Town' }, roads: 1, connected: 1 });
    expect(info.attribution).toContain('OpenStreetMap');
    expect(roads('zh', 'build', 'town.osm.pbf').stdout).toMatch(/^道路 1 条/);
  });

  it('G7: leaves nothing when it cannot be built, and another’s file as it is', () => {
    const whole = readFileSync(path.join(folder, 'town.osm.pbf'));
    writeFileSync(path.join(folder, 'cut.osm.pbf'), whole.subarray(0, whole.length - 9));
    const { status, stderr } = roads('en', 'build', 'cut.osm.pbf');
    expect(status).toBe(1);
    expect(stderr).toMatch(new RegExp(`is cut short: it ends at byte ${whole.length - 9} \\(block 3\\)`));
    writeFileSync(path.join(folder, 'letter.txt'), 'Dear');
    expect(roads('zh', 'build', 'town.osm.pbf', '--out', 'letter.txt').stderr).toContain('不覆盖');
    expect(readFileSync(path.join(folder, 'letter.txt'), 'utf8')).toBe('Dear');
    expect(readdirSync(folder).sort()).toEqual(['cut.osm.pbf', 'letter.txt', 'town.osm.pbf']);
  });

  it.each([
    [[], 'There is only build'],
    [['build'], 'build needs a value'],
    [['build', 'a', 'b'], 'Unexpected argument "b"'],
    [['build', 'a', '--fast'], 'Unknown option --fast'],
    [['build', 'a', '--out'], '--out needs a value'],
    [['build', 'nothing.osm'], 'No such file'],
  ])('refuses %j in one line', (args, line) => {
    const { status, stderr } = roads('en', ...args);
    expect(status).toBe(1);
    expect(stderr).toContain(line);
    expect(stderr.trim().split('\n')).toHaveLength(1);
  });
});
