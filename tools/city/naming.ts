import type { Random } from '../../shared/kit/random.ts';
import { CLASS } from './arterials.ts';
import type { DistrictKey } from './gazetteer.ts';
import type { Point } from './geometry.ts';
import type { Street } from './street-index.ts';
import { chineseNumber, commonStems, DISTRICT_STEMS, ordinal } from './street-names.ts';
import type { Stem } from './street-names.ts';

/** Gives every street that has no name yet a name of its own, in both languages. One street, one name, along its whole run. */
export function nameStreets(streets: Street[], random: Random, districtOf: (point: Point) => DistrictKey): void {
  const pools = stemPools(random);
  const named: { at: Point; stem: Stem; lanes: number }[] = [];
  const middle = (street: Street): Point => street.line[Math.floor(street.line.length / 2)]!;
  const taken = new Set(streets.map((street) => street.zh));
  const give = (street: Street, zh: string, en: string): boolean => {
    if (taken.has(zh)) return false;
    taken.add(zh);
    street.zh = zh;
    street.en = en;
    return true;
  };

  for (const street of streets.filter(({ zh, road }) => zh === '' && road <= CLASS.tertiary)) {
    const [first, last] = [street.line[0]!, street.line[street.line.length - 1]!];
    const westEast = Math.abs(last[0] - first[0]) > Math.abs(last[1] - first[1]);
    const pool = pools[districtOf(middle(street))];
    const stem = pool.pop() ?? pools.common.pop();
    if (!stem) throw new Error('street names: no stem is left');
    // West–east streets are 路, north–south ones 街, as in many Chinese cities.
    const road = street.road === CLASS.secondary || westEast;
    if (!give(street, `${stem[0]}${road ? '路' : '街'}`, `${stem[1]} ${road ? 'Road' : 'Street'}`)) {
      give(street, `${stem[0]}新路`, `${stem[1]} New Road`);
    }
    named.push({ at: middle(street), stem, lanes: 0 });
  }
  for (const street of streets.filter(({ zh }) => zh === '')) {
    const at = middle(street);
    const parents = named
      .map((entry) => ({ entry, away: Math.hypot(entry.at[0] - at[0], entry.at[1] - at[1]) }))
      .sort((a, b) => a.away + a.entry.lanes * 0.12 - b.away - b.entry.lanes * 0.12);
    for (const { entry } of parents) {
      entry.lanes += 1;
      const lane = random.next() < 0.7;
      if (
        give(
          street,
          `${entry.stem[0]}${chineseNumber(entry.lanes)}${lane ? '巷' : '街'}`,
          `${entry.stem[1]} ${ordinal(entry.lanes)} ${lane ? 'Lane' : 'Street'}`,
        )
      )
        break;
    }
  }
}

function stemPools(random: Random): Record<DistrictKey | 'common', Stem[]> {
  const shuffle = (stems: Stem[]): Stem[] => {
    const out = stems.slice();
    for (let i = out.length - 1; i > 0; i -= 1) {
      const j = random.int(0, i);
      [out[i], out[j]] = [out[j]!, out[i]!];
    }
    return out;
  };
  const { LP, WJ, SL, GD } = DISTRICT_STEMS;
  return { LP: shuffle(LP), WJ: shuffle(WJ), SL: shuffle(SL), GD: shuffle(GD), common: shuffle(commonStems()) };
}
