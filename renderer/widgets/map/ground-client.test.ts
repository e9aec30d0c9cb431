import { describe, expect, it } from 'vitest';
import type { CityMap } from '../../../shared/domain/city.ts';
import { createFrame } from './frame.ts';
import { GroundClient } from './ground-client.ts';
import type { GroundColours } from './map-theme.ts';

const city: CityMap = {
  id: 'c', name: { zh: '城', en: 'City' }, bbox: [117, 30, 118, 31], districts: [],
  land: { water: [], green: [], built: [], industrial: [], detention: [], rail: [] },
  roads: { classes: [], names: [], nodes: [], segments: [] },
}; // prettier-ignore

describe('GroundClient', () => {
  it('M3: where no worker can be had, the window is told once to draw for itself', () => {
    let told = 0;
    // Node has no `Worker`: making one throws, as it does where a policy forbids it.
    const client = new GroundClient(() => undefined, () => (told += 1)); // prettier-ignore
    client.setCity(city);
    expect(told).toBe(1);
    expect(client.draw(createFrame(12, 0, 0, 100, 100, 1), {} as GroundColours)).toBe(false);
    client.setCity(city);
    expect(told).toBe(1);
  });
});
