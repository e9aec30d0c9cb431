/** One cell of a table: the area that it is a part of, and its counts, each ≥ 0. */
export interface Leaf {
  readonly area: number;
  readonly counts: readonly number[];
}

/** What is not told, by index. */
export interface Suppressed {
  readonly leaves: readonly boolean[];
  readonly areas: readonly boolean[];
  readonly districts: readonly boolean[];
}

/** Leaves of which only the sum is known: those of one told area, or those of all areas of a district that are not told. */
interface Pool {
  readonly leaves: readonly number[];
  /** Leaves that may be hidden as well, the smallest first. */
  readonly spare: readonly number[];
}

/**
 * Which leaves, area totals and district totals must not be told so that no count of 1 … `least` − 1 is told or follows
 * from what is (cell suppression with complementary suppression; Willenborg and de Waal, Elements of Statistical
 * Disclosure Control, 2001). A leaf is hidden whole: the counts of one are never told in part.
 *
 * Whoever knows all that is told knows of the hidden leaves just the sums of each pool. A pool of at least two leaves,
 * whose sum of each count is 0 or at least `least` + leaves − 1, leaves for each of them everything from nothing to
 * `least` and more (K2). Pools that are not so get further leaves, then whole areas, until they are.
 *
 * @param districtOf index of the district of each area
 * @param also leaves that must be hidden for another reason, if there is anything in them
 */
export function suppress(
  leaves: readonly Leaf[],
  districtOf: readonly number[],
  least: number,
  also: (leaf: number) => boolean = () => false,
): Suppressed {
  const width = leaves[0]?.counts.length ?? 0;
  const isSmall = (count: number): boolean => count > 0 && count < least;
  const sizes = leaves.map(({ counts }) => counts.reduce((a, b) => a + b, 0));
  const sumOf = (members: readonly number[]): number[] =>
    Array.from({ length: width }, (_, q) => members.reduce((sum, i) => sum + (leaves[i]?.counts[q] ?? 0), 0));
  const bySize = (a: number, b: number): number => (sizes[a] ?? 0) - (sizes[b] ?? 0) || a - b;

  const filled = leaves.map((_, i) => i).filter((i) => (sizes[i] ?? 0) > 0);
  const inArea = districtOf.map((_, area) => filled.filter((i) => leaves[i]?.area === area).sort(bySize));
  const districts = Array.from({ length: Math.max(-1, ...districtOf) + 1 }, (_, district) => district);
  const areasOf = districts.map((district) => districtOf.flatMap((of, area) => (of === district ? [area] : [])));

  const hiddenDistricts = areasOf.map((own) => sumOf(own.flatMap((area) => inArea[area] ?? [])).some(isSmall));
  const hiddenAreas = districtOf.map(
    (district, area) => hiddenDistricts[district] === true || sumOf(inArea[area] ?? []).some(isSmall),
  );
  const hidden = leaves.map(
    ({ area, counts }, i) =>
      (sizes[i] ?? 0) > 0 && (counts.some(isSmall) || also(i) || hiddenDistricts[districtOf[area] as number] === true),
  );

  const isSafe = ({ leaves: pool }: Pool): boolean =>
    pool.length === 0 || (pool.length > 1 && sumOf(pool).every((sum) => sum === 0 || sum >= least + pool.length - 1));
  const poolOf = (areas: readonly number[]): Pool => {
    const members = areas.flatMap((area) => inArea[area] ?? []);
    return { leaves: members.filter((i) => hidden[i]), spare: members.filter((i) => !hidden[i]) };
  };
  function hideArea(area: number): void {
    hiddenAreas[area] = true;
    const { leaves: already, spare } = poolOf([area]);
    if (already.length === 0 && spare[0] !== undefined) hidden[spare[0]] = true;
  }

  for (const [district, own] of areasOf.entries()) {
    if (hiddenDistricts[district]) continue;
    for (const area of own) {
      if (hiddenAreas[area]) continue;
      for (let pool = poolOf([area]); !isSafe(pool); pool = poolOf([area])) {
        const [next] = pool.spare;
        if (next === undefined) {
          hideArea(area);
          break;
        }
        hidden[next] = true;
      }
    }
    // A total that alone is not told would be what the others leave of the district's.
    for (;;) {
      const untold = own.filter((area) => hiddenAreas[area]);
      if (untold.length === 0 || (untold.length > 1 && isSafe(poolOf(untold)))) break;
      const told = own.filter((area) => !hiddenAreas[area] && (inArea[area]?.length ?? 0) > 0);
      const size = (area: number): number => (inArea[area] ?? []).reduce((sum, i) => sum + (sizes[i] ?? 0), 0);
      const next = told.sort((a, b) => size(a) - size(b) || a - b)[0];
      if (next === undefined) {
        const [spare] = poolOf(untold).spare;
        if (spare === undefined) {
          hiddenDistricts[district] = true;
          break;
        }
        hidden[spare] = true;
      } else hideArea(next);
    }
  }
  return { leaves: hidden, areas: hiddenAreas, districts: hiddenDistricts };
}
