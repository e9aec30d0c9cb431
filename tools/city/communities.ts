import type { DistrictKey } from './gazetteer.ts';
import { GAZETTEER } from './gazetteer.ts';
import { GAZETTEER_FACTS } from './gazetteer-facts.ts';
import { distance } from './geometry.ts';
import type { Point } from './geometry.ts';
import { districtInside } from './districts.ts';
import { pickSite } from './places.ts';
import type { Facility, Sites } from './places.ts';
import { DISTRICT_STEMS } from './street-names.ts';
import type { Stem } from './street-names.ts';

/** Wanted number of urban communities per district; villages come on top. */
const WANTED: Readonly<Record<DistrictKey, number>> = { LP: 40, WJ: 44, SL: 13, GD: 26 };
/** Further stems, so that community names do not run out. */
const MORE: Stem[] = [
  ['锦绣', 'Jinxiu'],
  ['和谐', 'Hexie'],
  ['阳光', 'Yangguang'],
  ['幸福', 'Xingfu'],
  ['康乐', 'Kangle'],
  ['新城', 'Xincheng'],
  ['花园', 'Huayuan'],
  ['翠苑', 'Cuiyuan'],
  ['安居', 'Anju'],
  ['丽景', 'Lijing'],
];

type Character = 'home' | 'mixed' | 'office';

/** Share of the registered population that is present at each hour. Workplaces fill by day, dormitory quarters empty. */
const PRESENT: Readonly<Record<Character, readonly number[]>> = {
  home: [
    1, 1, 1, 1, 1, 0.99, 0.95, 0.84, 0.7, 0.62, 0.6, 0.61, 0.66, 0.64, 0.61, 0.61, 0.64, 0.71, 0.81, 0.89, 0.94, 0.97,
    0.99, 1,
  ],
  mixed: [
    1, 1, 1, 1, 1, 1, 0.99, 0.98, 0.97, 0.98, 1, 1.02, 1.04, 1.02, 1, 0.99, 0.98, 0.99, 1.02, 1.04, 1.03, 1.01, 1, 1,
  ],
  office: [
    1, 0.99, 0.98, 0.98, 0.98, 1, 1.08, 1.42, 1.92, 2.2, 2.3, 2.34, 2.26, 2.24, 2.28, 2.26, 2.14, 1.84, 1.6, 1.46, 1.32,
    1.17, 1.07, 1.02,
  ],
};

/** Communities and villages; per district their populations add up to the district's. */
export function createCommunities(sites: Sites, firstId: number): Facility[] {
  const known = GAZETTEER.filter(([, , , , kind]) => kind === 'community' || kind === 'village').map(
    ([id, zh, en, district, kind, x, y]): Facility => ({
      id,
      kind,
      name: { zh, en },
      district,
      at: [x, y],
      facts: { ...GAZETTEER_FACTS[id] },
    }),
  );
  const all = known.slice();
  let next = firstId;
  const add = (kind: string, zh: string, en: string, district: DistrictKey, at: Point): void => {
    all.push({ id: `PL-C${next}`, kind, name: { zh, en }, district, at, facts: {} });
    next += 1;
  };
  for (const [district, wanted] of Object.entries(WANTED) as [DistrictKey, number][]) {
    const used = new Set(known.map(({ name }) => name.zh));
    const stems = [
      ...DISTRICT_STEMS[district],
      ...MORE.map(([zh, en]): Stem => [`${districtStem[district][0]}${zh}`, `${districtStem[district][1]} ${en}`]),
    ];
    let made = known.filter((place) => place.district === district && place.kind === 'community').length;
    for (const [zh, en] of stems) {
      if (made >= wanted) break;
      if (used.has(`${zh}社区`)) continue;
      used.add(`${zh}社区`);
      const at = pickSite(
        sites,
        district,
        [district === 'SL' ? 0.24 : 0.3, 1],
        all.map((other) => other.at),
        0.85,
      );
      add('community', `${zh}社区`, `${en} Community`, district, at);
      made += 1;
    }
  }
  for (const village of sites.villages) {
    if (known.some(({ at }) => distance(at, village.at) < 0.5)) continue;
    const district = districtInside(sites.districts, village.at);
    if (district) add('village', village.zh, village.en, district, village.at);
  }
  sharePopulation(sites, all);
  all.forEach((place) => addHours(sites, place));
  balanceHours(all);
  return all;
}

const districtStem: Readonly<Record<DistrictKey, Stem>> = {
  LP: ['柳浦', 'Liupu'],
  WJ: ['望江', 'Wangjiang'],
  SL: ['石岭', 'Shiling'],
  GD: ['港东', 'Gangdong'],
};

/** Gives each place without a stated population its part of what the district has left. */
function sharePopulation(sites: Sites, places: Facility[]): void {
  for (const { key, population } of sites.districts) {
    const own = places.filter((place) => place.district === key);
    const open = own.filter((place) => place.facts['population'] === undefined);
    let left =
      population - own.reduce((sum, place) => sum + ((place.facts['population'] as number | undefined) ?? 0), 0);
    const weights = open.map((place) =>
      place.kind === 'village'
        ? 0.16 + sites.random.next() * 0.16
        : 0.65 + sites.random.next() * 0.5 + sites.urban(place.at[0], place.at[1]) * 0.5,
    );
    let rest = weights.reduce((sum, weight) => sum + weight, 0);
    open.forEach((place, i) => {
      const part = i === open.length - 1 ? left : Math.round((left * weights[i]!) / rest);
      place.facts = { population: part, ...place.facts };
      left -= part;
      rest -= weights[i]!;
    });
  }
}

/** Scales each hour to the registered total plus up to 2 % commuters by day: people who leave one place are at another. */
function balanceHours(places: Facility[]): void {
  const hours = places.map((place) => place.facts['byHour'] as number[]);
  const registered = places.reduce((sum, place) => sum + (place.facts['population'] as number), 0);
  for (let hour = 0; hour < 24; hour += 1) {
    const present = hours.reduce((sum, byHour) => sum + byHour[hour]!, 0);
    const wanted = registered * (1 + 0.02 * Math.max(0, Math.sin(((hour - 6) / 14) * Math.PI)));
    for (const byHour of hours) byHour[hour] = Math.round((byHour[hour]! * wanted) / present);
  }
}

function addHours(sites: Sites, place: Facility): void {
  const { random } = sites;
  const population = place.facts['population'] as number;
  const urban = sites.urban(place.at[0], place.at[1]);
  const character: Character =
    place.kind === 'village' || urban < 0.6
      ? 'home'
      : urban > 0.86 && random.next() < 0.55
        ? 'office'
        : random.next() < 0.55
          ? 'mixed'
          : 'home';
  const depth = 0.8 + random.next() * 0.4;
  const byHour = PRESENT[character].map((share) =>
    Math.max(0, Math.round(population * (1 + (share - 1) * depth + random.gaussian() * 0.004))),
  );
  const given = (place.facts['vulnerable'] ?? {}) as Record<string, number>;
  const part = (share: number): number => Math.round(population * share * (0.75 + random.next() * 0.5));
  const drawn = {
    aged70: part(place.kind === 'village' ? 0.15 : 0.092),
    under3: part(0.026),
    disabled: part(0.021),
    dialysis: part(0.0009),
    bedridden: part(0.0032),
  };
  // A count under five could point at persons: it is left out, which reads as unknown and not as none.
  const vulnerable = Object.fromEntries(Object.entries({ ...drawn, ...given }).filter(([, count]) => count >= 5));
  place.facts = { ...place.facts, character, households: Math.round(population / 2.7), byHour, vulnerable };
}
