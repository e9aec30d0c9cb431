import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { createFleet } from './fleet.ts';

describe('the fleet of the demo city', () => {
  it('F7: the shipped file is what the generator makes from its seed', () => {
    const file = new URL('../../resources/demo-city/fleet.json', import.meta.url);
    expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual(createFleet(20_260_718));
  });

  it('F8: 120 units, each id once', () => {
    const fleet = createFleet(1);
    expect(fleet).toHaveLength(120);
    expect(new Set(fleet.map((unit) => unit.id)).size).toBe(120);
  });
});
