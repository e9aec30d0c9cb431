import { describe, expect, it } from 'vitest';
import { distance, type LonLat } from '../../../shared/kit/geo.ts';
import { ProblemError } from '../../../shared/kit/problem.ts';
import { closedRoads } from './closures.ts';
import { buildGraph } from './graph.ts';
import { RoadDesk } from './questions.ts';
import { linePart } from './route.ts';
import { RoadIndex } from './snap.ts';
import { demoRoads, somewhere } from './testing/demo.ts';
import { place, smallRoads } from './testing/small-roads.ts';

function refusal(run: () => unknown) {
  try {
    run();
  } catch (error) {
    if (error instanceof ProblemError) return error.problem;
    throw error;
  }
  throw new Error('nothing was refused');
}

/** A block: south side 0–1 one-way eastwards, the way back over 2 and 3 in the north. */
const block = new RoadDesk(
  buildGraph(
    smallRoads(
      [place(0, 0), place(1_000, 0), place(1_000, 1_000), place(0, 1_000), place(5_000, 5_000), place(5_100, 5_000)],
      [
        { from: 0, to: 1, backward: null, name: 0 },
        { from: 1, to: 2, name: 1 },
        { from: 2, to: 3, name: 1 },
        { from: 3, to: 0 },
        { from: 4, to: 5 },
      ],
      ['South', 'Round'],
    ),
  ),
);
const drive = { speedFactor: 1 };

describe('a route', () => {
  it('goes along a one-way and around against it', () => {
    const [west, east] = [place(200, 10), place(800, 10)];
    const along = block.answers.route({ from: west, to: east, ...drive });
    expect(along).toMatchObject({ seconds: 60, metres: 600, roads: [0] });
    expect(along.streets).toEqual([{ name: { en: 'South' }, metres: 600, seconds: 60 }]);
    expect(along.from).toMatchObject({ metres: 10, street: { en: 'South' } });
    const around = block.answers.route({ from: east, to: west, ...drive });
    expect(around).toMatchObject({ seconds: 340, metres: 3_400 });
    expect(around.streets.map(({ name, metres }) => [name?.en ?? null, metres])).toEqual([
      ['South', 200],
      ['Round', 2_000],
      [null, 1_000],
      ['South', 200],
    ]);
    // Every point once, from the one end to the other.
    expect(around.line).toHaveLength(6);
    expect(distance(around.line[0] ?? [0, 0], around.from.at)).toBeLessThan(0.1);
    expect(distance(around.line.at(-1) ?? [0, 0], around.to.at)).toBeLessThan(0.1);
  });

  it('W1: takes less time with a higher speed, and the same way', () => {
    const [from, to] = [place(800, 10), place(200, 10)];
    const fast = block.answers.route({ from, to, speedFactor: 1.25 });
    expect(fast).toMatchObject({ seconds: 272, metres: 3_400 });
  });

  it('from a point to itself takes no time', () => {
    const at = place(500, 0);
    expect(block.answers.route({ from: at, to: at, ...drive })).toMatchObject({ seconds: 0, metres: 0, streets: [] });
  });

  it('is refused by name: too far from a road, or no way left', () => {
    expect(refusal(() => block.answers.route({ from: [100, 10], to: place(0, 0), ...drive }))).toMatchObject({
      code: 'point-far-from-road',
      params: { end: 'from', metres: 2_000 },
    });
    const closures = { roads: [1, 3] };
    const ask = { from: place(200, 0), to: place(500, 1_000), closures, ...drive };
    expect(refusal(() => block.answers.route(ask)).code).toBe('no-way');
  });

  it('W5: keeps out of every cordon, and is never quicker for it', () => {
    const graph = demoRoads();
    const desk = new RoadDesk(graph);
    const points = somewhere(graph, 60, 11);
    let longer = 0;
    for (let at = 0; at + 1 < points.length; at += 2) {
      const [from, to] = [points[at] ?? [0, 0], points[at + 1] ?? [0, 0]] as [LonLat, LonLat];
      const free = attempt(() => desk.answers.route({ from, to, ...drive }));
      if (!free) continue;
      const [lon, lat] = free.line[Math.floor(free.line.length / 2)] ?? [0, 0];
      const cordon: LonLat[] = [
        [lon - 0.003, lat - 0.003],
        [lon + 0.003, lat - 0.003],
        [lon + 0.003, lat + 0.003],
        [lon - 0.003, lat + 0.003],
      ];
      const closures = { areas: [[cordon]] };
      const around = attempt(() => desk.answers.route({ from, to, closures, ...drive }));
      if (!around) continue;
      for (const [x, y] of around.line) expect(Math.abs(x - lon) < 0.003 && Math.abs(y - lat) < 0.003).toBe(false);
      const closed = closedRoads(graph, new RoadIndex(graph), closures);
      expect(around.roads.filter((road) => closed?.[road] === 1)).toEqual([]);
      // The ends may lie elsewhere when their own road is closed.
      if (around.from.metres === free.from.metres && around.to.metres === free.to.metres) {
        expect(around.seconds).toBeGreaterThanOrEqual(free.seconds);
        longer += 1;
      }
    }
    expect(longer).toBeGreaterThan(10);
  });
});

describe('the streets', () => {
  it('are one for each name, with a place on them and all that they reach', () => {
    const [south, round, ...others] = block.answers.streets({});
    expect(others).toEqual([]);
    expect([south?.name, round?.name]).toEqual([{ en: 'South' }, { en: 'Round' }]);
    const [west, low, east, high] = round?.box ?? [0, 0, 0, 0];
    for (const [found, wanted] of [[[west, low], place(0, 0)], [[east, high], place(1_000, 1_000)]] as const) {
      expect(distance(found as LonLat, wanted)).toBeLessThan(1);
    } // prettier-ignore
    expect(block.answers.route({ ...drive, from: round?.at ?? [0, 0], to: place(0, 0) }).from.metres).toBe(0);
  });
});

describe('the matrix', () => {
  it('says the same as routes do, and names the points far from any road', () => {
    const graph = demoRoads();
    const desk = new RoadDesk(graph);
    const from = [...somewhere(graph, 12, 3), [10, 10] as LonLat];
    const to = somewhere(graph, 5, 4);
    const { seconds, farFrom, farTo } = desk.answers.matrix({ from, to, ...drive });
    expect(farFrom).toContain(12);
    from.forEach((a, row) => {
      to.forEach((b, column) => {
        const isFar = farFrom.includes(row) || farTo.includes(column);
        const route = isFar ? null : desk.answers.route({ from: a, to: b, ...drive });
        expect(seconds[row]?.[column]).toBe(route?.seconds ?? null);
      });
    });
  });

  it('has null where there is no way', () => {
    const { seconds, farFrom } = block.answers.matrix({
      from: [place(200, 0), place(800, 0)],
      to: [place(500, 0)],
      closures: { roads: [1] },
      ...drive,
    });
    expect(seconds).toEqual([[30], [null]]);
    expect(farFrom).toEqual([]);
  });
});

describe('the nearest units', () => {
  it('are those that a route to the point takes least time from', () => {
    const graph = demoRoads();
    const desk = new RoadDesk(graph);
    const at = somewhere(graph, 300, 8);
    const ids = at.map((_place, index) => `u${index}`);
    const to = place(2_000, 1_000);
    const { units, considered, offRoad } = desk.answers.nearest({
      to,
      units: { ids, at },
      limit: 15,
      withinMinutes: 60,
      ...drive,
    });
    expect(considered).toBe(300);
    const all = at
      .map((from, index) => ({ id: `u${index}`, route: attempt(() => desk.answers.route({ from, to, ...drive })) }))
      .flatMap(({ id, route }) => (route ? [{ id, seconds: route.seconds, metres: route.metres }] : []))
      .sort((a, b) => a.seconds - b.seconds);
    expect(offRoad).toBeLessThanOrEqual(300 - all.length);
    expect(units.map(({ id, seconds, metres }) => ({ id, seconds, metres }))).toEqual(all.slice(0, 15));
  });

  it('are none beyond the limit of time', () => {
    const units = { ids: ['a', 'b'], at: [place(900, 0), place(500, 1_000)] };
    const ask = { to: place(1_000, 0), units, limit: 10, ...drive };
    expect(block.answers.nearest({ ...ask, withinMinutes: 60 }).units.map(({ id }) => id)).toEqual(['a', 'b']);
    expect(block.answers.nearest({ ...ask, withinMinutes: 1 }).units.map(({ id }) => id)).toEqual(['a']);
  });
});

describe('W10: reach', () => {
  const graph = demoRoads();
  const desk = new RoadDesk(graph);
  const from = [place(4_000, 1_500)];
  const inside = (polygons: readonly (readonly (readonly LonLat[])[])[], point: LonLat) =>
    polygons.some((rings) => rings.filter((ring) => surrounds(ring, point)).length % 2 === 1);

  it.each(['outward', 'inward'] as const)('%s: is what a route takes no longer to than the limit', (direction) => {
    const reach = desk.answers.reach({ from, minutes: [10, 5], direction, withRoads: true, ...drive });
    expect(reach.bands.map(({ minutes }) => minutes)).toEqual([5, 10]);
    const reached = new Map<number, number>();
    for (const { road, seconds } of reach.roads) reached.set(road, Math.min(seconds, reached.get(road) ?? Infinity));
    let [near, far] = [0, 0];
    for (let road = 0; road < graph.from.length; road += 7) {
      const [middle] = linePart(graph, { road, start: 0.5, end: 1 });
      const other = [middle ?? ([0, 0] as LonLat)];
      const [ends, starts] = direction === 'outward' ? [other, from] : [from, other];
      const seconds = desk.answers.matrix({ from: starts, to: ends, ...drive }).seconds[0]?.[0] ?? Infinity;
      if (seconds < 600) {
        near += 1;
        expect(reached.has(road)).toBe(true);
        expect(reached.get(road)).toBeLessThanOrEqual(seconds + 0.2);
        // The outline is a raster's: what is beside its edge may be cut off.
        expect(inside(reach.bands[1]?.polygons ?? [], other[0] ?? [0, 0])).toBe(true);
      }
      if (seconds < 300) expect(inside(reach.bands[0]?.polygons ?? [], other[0] ?? [0, 0])).toBe(true);
      if (seconds > 900) far += 1;
    }
    expect(near).toBeGreaterThan(50);
    expect(far).toBeGreaterThan(50);
  });

  it('grows with time: roads and areas lie within those of more minutes', () => {
    const { bands, roads } = desk.answers.reach({
      from,
      minutes: [5, 10, 15],
      direction: 'outward',
      withRoads: false,
      ...drive,
    });
    expect(roads).toEqual([]);
    const [five, ten, fifteen] = bands;
    expect(five?.roadMetres).toBeLessThan(ten?.roadMetres ?? 0);
    expect(ten?.roadMetres).toBeLessThan(fifteen?.roadMetres ?? 0);
    // Where both end at the same last road, thinning may leave a corner of the one a few metres outside the other.
    for (const corner of five?.polygons.flat(2) ?? []) {
      const isInside = inside(ten?.polygons ?? [], corner);
      expect(isInside || metresToOutline(ten?.polygons.flat() ?? [], corner) < 15).toBe(true);
    }
    for (const ring of bands.flatMap(({ polygons }) => polygons.flat())) {
      expect(ring.length).toBeGreaterThanOrEqual(4);
      expect(ring[0]).toEqual(ring.at(-1));
    }
    // RFC 7946: outer rings counter-clockwise, holes clockwise.
    for (const [outer = [], ...holes] of bands.flatMap(({ polygons }) => polygons)) {
      expect(signedArea(outer)).toBeGreaterThan(0);
      for (const hole of holes) expect(signedArea(hole)).toBeLessThan(0);
    }
  });

  it('counts every metre once, along the start’s own road too', () => {
    const line = new RoadDesk(buildGraph(smallRoads([place(0, 0), place(2_000, 0)], [{ from: 0, to: 1 }])));
    const ask = { from: [place(500, 0), place(700, 0)], direction: 'outward', withRoads: true, ...drive } as const;
    // 600 m each way in a minute; the west end is met.
    const { bands, roads } = line.answers.reach({ ...ask, minutes: [1] });
    expect(bands[0]?.roadMetres).toBe(1_300);
    expect(roads.length).toBeGreaterThan(0);
  });

  it('is refused only when every point is far from any road', () => {
    const ask = { minutes: [5], direction: 'outward', withRoads: false, ...drive } as const;
    const { from: met } = desk.answers.reach({ ...ask, from: [[10, 10], ...from] });
    expect(met[0]).toBeNull();
    expect(met[1]).not.toBeNull();
    expect(refusal(() => desk.answers.reach({ ...ask, from: [[10, 10]] })).code).toBe('point-far-from-road');
  });
});

function attempt<T>(run: () => T): T | null {
  try {
    return run();
  } catch (error) {
    if (error instanceof ProblemError) return null;
    throw error;
  }
}

function metresToOutline(rings: readonly (readonly LonLat[])[], [x, y]: LonLat): number {
  const metres = rings.flatMap((ring) =>
    ring.map(([ax, ay], at) => {
      const [bx, by] = ring[at + 1] ?? [ax, ay];
      const squared = (bx - ax) ** 2 + (by - ay) ** 2;
      const share = squared === 0 ? 0 : ((x - ax) * (bx - ax) + (y - ay) * (by - ay)) / squared;
      const on = Math.min(1, Math.max(0, share));
      return distance([x, y], [ax + on * (bx - ax), ay + on * (by - ay)]);
    }),
  );
  return Math.min(...metres);
}

function signedArea(ring: readonly LonLat[]): number {
  return ring.reduce((sum, [x, y], at) => {
    const [u, v] = ring[(at + 1) % ring.length] ?? [x, y];
    return sum + x * v - u * y;
  }, 0);
}

function surrounds(ring: readonly LonLat[], [x, y]: LonLat): boolean {
  let crossings = 0;
  ring.forEach(([ax, ay], at) => {
    const [bx, by] = ring[(at + 1) % ring.length] ?? [ax, ay];
    if (ay <= y !== by <= y && ax + ((y - ay) * (bx - ax)) / (by - ay) > x) crossings += 1;
  });
  return crossings % 2 === 1;
}
