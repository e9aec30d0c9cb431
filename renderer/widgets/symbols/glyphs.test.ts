import { describe, expect, it } from 'vitest';
import { HAZARD_KINDS } from '../../../shared/domain/hazard.ts';
import { INCIDENT_KINDS } from '../../../shared/domain/incident.ts';
import { FACILITY_KINDS, SENSOR_KINDS, UNIT_KINDS } from '../../../shared/domain/resource.ts';
import { FACILITY_GLYPHS, HAZARD_GLYPHS, INCIDENT_GLYPHS, LEVEL_GLYPHS, SENSOR_GLYPHS, UNIT_GLYPHS } from './glyphs.ts';

/** Numbers that each path command takes. */
const ARITY: Readonly<Record<string, number>> = { m: 2, l: 2, h: 1, v: 1, c: 6, s: 4, q: 4, t: 2, a: 7, z: 0 };

/** Throws where a path is not well formed; answers the positions that it reaches. */
function walk(d: string): [number, number][] {
  const reached: [number, number][] = [];
  let x = 0;
  let y = 0;
  for (const [, command = '', rest = ''] of d.matchAll(/([a-zA-Z])([^a-zA-Z]*)/g)) {
    const numbers = (rest.match(/-?(?:\d+\.?\d*|\.\d+)/g) ?? []).map(Number);
    const arity = ARITY[command.toLowerCase()];
    if (arity === undefined) throw new Error(`unknown command ${command}`);
    if (arity === 0 ? numbers.length > 0 : numbers.length === 0 || numbers.length % arity !== 0)
      throw new Error(`${command} takes ${arity}: ${rest}`);
    const relative = command === command.toLowerCase();
    for (let i = 0; i < numbers.length; i += Math.max(1, arity)) {
      const end = numbers.slice(i, i + arity);
      if (command.toLowerCase() === 'h') x = (relative ? x : 0) + (end[0] ?? 0);
      else if (command.toLowerCase() === 'v') y = (relative ? y : 0) + (end[0] ?? 0);
      else {
        x = (relative ? x : 0) + (end.at(-2) ?? 0);
        y = (relative ? y : 0) + (end.at(-1) ?? 0);
      }
      reached.push([x, y]);
    }
  }
  return reached;
}

const FAMILIES = [
  ['incident', INCIDENT_KINDS, INCIDENT_GLYPHS],
  ['unit', UNIT_KINDS, UNIT_GLYPHS],
  ['facility', FACILITY_KINDS, FACILITY_GLYPHS],
  ['hazard', HAZARD_KINDS, HAZARD_GLYPHS],
  ['sensor', SENSOR_KINDS, SENSOR_GLYPHS],
] as const;

describe.each(FAMILIES)('glyphs of %s', (_, kinds, glyphs: Readonly<Record<string, string>>) => {
  it('Y1: every kind of the domain has a drawing, and none is left over', () => {
    expect(Object.keys(glyphs).sort()).toEqual([...kinds].sort());
  });

  it('Y1: no two kinds share a drawing', () => {
    expect(new Set(Object.values(glyphs)).size).toBe(kinds.length);
  });

  it.each([...kinds])('Y2: %s is a well-formed path that stays on the 24 grid', (kind) => {
    for (const [x, y] of walk(glyphs[kind] ?? '')) {
      expect(x).toBeGreaterThanOrEqual(1.5);
      expect(x).toBeLessThanOrEqual(22.5);
      expect(y).toBeGreaterThanOrEqual(1.5);
      expect(y).toBeLessThanOrEqual(22.5);
    }
  });
});

it('Y1: every level has a shape of its own on the 16 grid', () => {
  expect(new Set(Object.values(LEVEL_GLYPHS)).size).toBe(5);
  for (const shape of Object.values(LEVEL_GLYPHS)) {
    for (const [x, y] of walk(shape)) expect(Math.max(Math.abs(x - 8), Math.abs(y - 8))).toBeLessThanOrEqual(8);
  }
});
