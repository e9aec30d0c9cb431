import type { DecisionOption, Figure } from '../../../shared/domain/decision.ts';

/** Which way is better; what is not here has no better end, only a size. */
const BETTER: Readonly<Record<string, 'less' | 'more'>> = {
  meanResponse: 'less',
  worstResponse: 'less',
  firstArrival: 'less',
  meanArrival: 'less',
  lastArrival: 'less',
  unmet: 'less',
  unitsUsed: 'less',
  cost: 'less',
  distance: 'less',
  trips: 'less',
  belowReserve: 'less',
  fairness: 'less',
  covered: 'more',
};

export interface CompareCell {
  readonly value: number | null;
  /** Of the largest in the row, 0…1: one scale for a row (design §6). */
  readonly share: number | null;
  readonly isBest: boolean;
  /** Away from the best; null when nothing is known, or it is the best itself. */
  readonly apart: number | null;
}

export interface CompareRow {
  readonly key: string;
  readonly unit: string | undefined;
  readonly better: 'less' | 'more' | null;
  readonly cells: readonly CompareCell[];
}

type Measured = Pick<DecisionOption, 'figures'>;

export function betterEnd(key: string): 'less' | 'more' | null {
  return Object.hasOwn(BETTER, key) ? (BETTER[key] ?? null) : null;
}

function valueOf({ figures }: Measured, key: string): number | null {
  return figures.find((figure) => figure.key === key)?.value ?? null;
}

/** Every figure that any option has, in the order in which they first stand; all options on one scale. */
export function compareRows(options: readonly Measured[]): CompareRow[] {
  const first = new Map<string, Figure>();
  for (const { figures } of options) for (const each of figures) if (!first.has(each.key)) first.set(each.key, each);
  return [...first.values()].map(({ key, unit }) => {
    const values = options.map((option) => valueOf(option, key));
    const known = values.filter((value) => value !== null);
    const better = betterEnd(key);
    const best =
      known.length === 0 || better === null ? null : better === 'less' ? Math.min(...known) : Math.max(...known);
    const largest = Math.max(...known.map(Math.abs), 0);
    // Where all are alike nobody is the best.
    const differ = known.some((value) => value !== known[0]);
    return {
      key,
      unit,
      better,
      cells: values.map((value) => ({
        value,
        share: value === null ? null : largest === 0 ? 0 : Math.abs(value) / largest,
        isBest: differ && value !== null && value === best,
        apart: value === null || best === null || value === best ? null : value - best,
      })),
    };
  });
}

/** Signed so that more is better; null: not known. */
function gain(option: Measured, key: string): number | null {
  const value = valueOf(option, key);
  return value === null ? null : betterEnd(key) === 'less' ? -value : value;
}

/** The option that is nowhere worse and somewhere better; null when there is none. Figures that one of both has not are not compared. */
export function dominatedBy(options: readonly Measured[], index: number): number | null {
  const own = options[index];
  if (!own) return null;
  const keys = own.figures.map(({ key }) => key).filter((key) => betterEnd(key) !== null);
  const found = options.findIndex((other, place) => {
    if (place === index) return false;
    const pairs = keys.map((key) => [gain(other, key), gain(own, key)] as const);
    const known = pairs.filter((pair): pair is readonly [number, number] => pair[0] !== null && pair[1] !== null);
    if (known.length === 0) return false;
    return known.every(([theirs, ours]) => theirs >= ours) && known.some(([theirs, ours]) => theirs > ours);
  });
  return found < 0 ? null : found;
}

/** The earlier option that does the very same; null when there is none. Two aims may well lead to one plan. */
export function sameAs(options: readonly Pick<DecisionOption, 'moves'>[], index: number): number | null {
  const said = (at: number): string => JSON.stringify(options[at]?.moves.map((move) => JSON.stringify(move)).sort());
  const moves = options[index]?.moves ?? [];
  const found = moves.length === 0 ? -1 : options.findIndex((_, at) => said(at) === said(index));
  return found < 0 || found >= index ? null : found;
}

/** What is given up at most by taking this one: the figure in which the best of the others is farthest ahead, and by which share. */
export function worstLoss(
  options: readonly Measured[],
  index: number,
): { readonly key: string; readonly share: number } | null {
  let worst: { key: string; share: number } | null = null;
  for (const { key, better, cells } of compareRows(options)) {
    const own = cells[index];
    if (better === null || !own || own.value === null || own.apart === null) continue;
    const best = own.value - own.apart;
    const share = Math.abs(own.apart) / Math.max(Math.abs(best), Math.abs(own.value), 1e-9);
    if (!worst || share > worst.share) worst = { key, share };
  }
  return worst;
}

/** The solver's own: the option by the officer's weights. */
export function recommended(options: readonly Pick<DecisionOption, 'aim' | 'isComputed'>[]): number | null {
  const index = options.findIndex(({ aim, isComputed }) => aim === 'own' && isComputed);
  return index < 0 ? null : index;
}

/** Seconds until the first move arrives: so long all of it can still be turned round. Null: not known. */
export function turnBackSeconds({ moves }: Pick<DecisionOption, 'moves'>): number | null {
  const seconds = moves.flatMap((move) => (move.is === 'assign' ? [move.seconds] : []));
  return seconds.length === 0 ? null : Math.min(...seconds);
}
