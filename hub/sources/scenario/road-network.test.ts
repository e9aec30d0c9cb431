import { describe, expect, it } from 'vitest';
import { drive, nextNode, positionOf, startJourney, turnOff } from './journey.ts';
import { createRoadNetwork } from './road-network.ts';
import type { ScenarioRoads } from './inputs.ts';

/**
 * A square of about 1 km with a slow straight way across it:
 * 0 → 1 → 2 along two sides at 60 km/h, 0 → 2 over the middle at 20 km/h, 2 → 3 one way at 50 km/h.
 */
const roads: ScenarioRoads = {
  classes: ['primary', 'residential'],
  names: [{ zh: '环路', en: 'Ring' }, { zh: '小路', en: 'Lane' }], // prettier-ignore
  nodes: [[117.5, 30.3], [117.51, 30.3], [117.51, 30.31], [117.52, 30.31]], // prettier-ignore
  segments: [
    [0, 1, 0, 0, 60, 0, 0],
    [1, 2, 0, 0, 60, 0, 0, 117.5102, 30.305],
    [0, 2, 1, 1, 20, 0, 0],
    [2, 3, 0, 0, 50, 1, 0],
  ],
  places: { 'PL-U1': [1] },
};

describe('the road network', () => {
  it('R1: finds the fastest way, not the shortest', () => {
    const route = createRoadNetwork(roads).route(0, 2);
    expect(route?.node.filter((node) => node >= 0)).toEqual([0, 1, 2]);
    expect(route?.line).toHaveLength(4);
  });

  it('R2: goes around a closed place, and back through it when it opens', () => {
    const network = createRoadNetwork(roads);
    network.setClosed('PL-U1', true);
    expect(network.route(0, 2)?.node).toEqual([0, 2]);
    network.setClosed('PL-U1', false);
    expect(network.route(0, 2)?.node.filter((node) => node >= 0)).toEqual([0, 1, 2]);
    expect(() => network.setClosed('PL-U9', true)).toThrow(RangeError);
  });

  it('R3: a vehicle turns off at the next node, without a jump', () => {
    const network = createRoadNetwork(roads);
    const way = network.route(0, 2);
    if (!way) throw new Error('no way');
    const journey = startJourney(way);
    for (let second = 0; second < 20; second += 1) drive(journey, 1, 20);
    const here = positionOf(journey);
    const back = network.route(nextNode(journey), 0);
    if (!back) throw new Error('no way back');
    const turned = turnOff(journey, back);
    expect(nextNode(journey)).toBe(1);
    expect(turned.line[0]).toEqual(here);
    expect(turned.node.filter((node) => node >= 0)).toEqual([1, 0]);
    expect(turned.along).toHaveLength(turned.line.length);
    expect(turned.limit).toHaveLength(turned.line.length - 1);
  });

  it('R4: a vehicle never drives faster than the limit, and stops at the end', () => {
    const route = createRoadNetwork(roads).route(0, 3);
    if (!route) throw new Error('no way');
    const journey = startJourney(route);
    let fastest = 0;
    let seconds = 0;
    while (!drive(journey, 1, 30) && seconds < 1_000) {
      fastest = Math.max(fastest, journey.speed);
      seconds += 1;
    }
    expect(fastest).toBeLessThanOrEqual(60 / 3.6 + 1e-9);
    expect(seconds).toBeGreaterThan(route.seconds);
    expect(seconds).toBeLessThan(route.seconds * 1.4);
  });
});
