import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ProblemError } from '../../../shared/kit/problem.ts';
import type { SourceOptions } from './options.ts';
import { chooseRoads } from './roads-choice.ts';
import { resolveSource } from './sources.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'launch-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const live = (roads?: string): SourceOptions => {
  return { mode: 'live', feeds: ['http://h/x'], token: null, ...(roads !== undefined && { roads }) };
};
const keptIn = () => path.join(folder, 'roads.json');

describe('the road graph of a start', () => {
  it('is kept by the profile until another is given, or none', () => {
    expect(chooseRoads(keptIn(), live())).toBeUndefined();
    expect(chooseRoads(keptIn(), live('/maps/city.roads'))).toBe('/maps/city.roads');
    expect(statSync(keptIn()).mode & 0o777).toBe(0o600);
    expect(chooseRoads(keptIn(), live())).toBe('/maps/city.roads');
    expect(chooseRoads(keptIn(), live('/maps/other.roads'))).toBe('/maps/other.roads');
    expect(chooseRoads(keptIn(), { mode: 'demo', seed: 1, speed: 1 })).toBeUndefined();
    expect(chooseRoads(keptIn(), live('none'))).toBeUndefined();
    expect(chooseRoads(keptIn(), live())).toBeUndefined();
  });

  it('that cannot be read from the profile keeps no console from starting', () => {
    writeFileSync(keptIn(), '{"file":');
    expect(chooseRoads(keptIn(), live())).toBeUndefined();
  });

  it('is looked at before anything is started: there, and a road graph', () => {
    const refusal = (roads: string): string => {
      try {
        resolveSource(live(roads), folder);
      } catch (error) {
        if (error instanceof ProblemError) return error.problem.code;
        throw error;
      }
      return 'accepted';
    };
    writeFileSync(path.join(folder, 'city.roads'), 'LZROADS1…');
    writeFileSync(path.join(folder, 'city.osm'), '<osm/>');
    expect(resolveSource(live('city.roads'), folder)).toMatchObject({ roads: path.join(folder, 'city.roads') });
    expect(resolveSource(live('none'), folder)).toMatchObject({ roads: 'none' });
    expect(refusal('nowhere.roads')).toBe('file-missing');
    expect(refusal('city.osm')).toBe('roads-file-wrong');
    expect(refusal('.')).toBe('roads-file-wrong');
  });
});
