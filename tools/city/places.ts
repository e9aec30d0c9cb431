import type { Random } from '../../shared/kit/random.ts';
import { districtInside } from './districts.ts';
import type { District } from './districts.ts';
import { EXTRAS } from './extra-facilities.ts';
import type { DistrictKey } from './gazetteer.ts';
import { GAZETTEER } from './gazetteer.ts';
import { GAZETTEER_FACTS } from './gazetteer-facts.ts';
import type { Facts } from './gazetteer-facts.ts';
import { distance } from './geometry.ts';
import type { Point } from './geometry.ts';
import type { Name } from './names.ts';
import { shareStock } from './stock.ts';
import type { Village } from './villages.ts';

export interface Facility {
  id: string;
  kind: string;
  name: Name;
  district: DistrictKey | 'LP/WJ';
  at: Point;
  facts: Facts;
}

export interface Sites {
  random: Random;
  districts: readonly District[];
  villages: readonly Village[];
  /** Road nodes that a facility may stand beside (not on an expressway), local km. */
  nodes: readonly Point[];
  urban: (x: number, y: number) => number;
  /** True on or within about 60 m of water, a railway or industrial land. */
  isUnfit: (point: Point) => boolean;
}

/**
 * Picks a dry site 50–90 m off a road node.
 * @param spread least distance in km to every point of `others`
 */
export function pickSite(
  sites: Sites,
  district: DistrictKey,
  urban: [number, number],
  others: readonly Point[],
  spread: number,
): Point {
  for (let wanted = spread; ; wanted *= 0.8) {
    for (let attempt = 0; attempt < 400; attempt += 1) {
      const node = sites.random.pick(sites.nodes);
      const turn = sites.random.next() * 2 * Math.PI;
      const off = 0.05 + sites.random.next() * 0.04;
      const at: Point = [node[0] + Math.cos(turn) * off, node[1] + Math.sin(turn) * off];
      const level = sites.urban(at[0], at[1]);
      if (level < urban[0] || level > urban[1] || districtInside(sites.districts, at) !== district || sites.isUnfit(at))
        continue;
      if (others.every((other) => distance(other, at) > wanted)) return at;
    }
    if (wanted < 0.02) throw new Error(`places: no site in ${district} for urban ${urban.join('..')}`);
  }
}

/** All facilities but communities: the gazetteer's, then the invented extras, in the order of their tables. */
export function createFacilities(sites: Sites): Facility[] {
  const stock = shareStock();
  const facilities: Facility[] = GAZETTEER.filter(([, , , , kind]) => kind !== 'community' && kind !== 'village').map(
    ([id, zh, en, district, kind, x, y]) => ({
      id,
      kind,
      name: { zh, en },
      district,
      at: [x, y],
      facts: { ...GAZETTEER_FACTS[id] },
    }),
  );
  for (const row of EXTRAS) {
    const others = facilities.filter(({ kind }) => family(kind) === family(row.kind)).map(({ at }) => at);
    const at = row.at ?? pickSite(sites, row.district, row.urban ?? [0.35, 1], others, row.spread ?? 1.2);
    facilities.push({
      id: row.id,
      kind: row.kind,
      name: { zh: row.zh, en: row.en },
      district: row.district,
      at,
      facts: row.facts(sites.random),
    });
  }
  for (const facility of facilities) {
    const own = stock[facility.id];
    if (own) facility.facts = { ...facility.facts, stock: own };
  }
  return facilities;
}

/** Kinds that compete for the same ground: a hospital keeps away from a clinic, not from a school. */
function family(kind: string): string {
  return kind.startsWith('hospital') || kind === 'clinic' ? 'health' : kind;
}
