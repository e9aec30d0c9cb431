/** What two reports agree in. `metres` null: one of them has no place; `sameCategory` null: one of them has no category. */
export interface Agreement {
  readonly metres: number | null;
  readonly minutes: number;
  readonly sameCategory: boolean | null;
  /** Resemblance of the texts, 0…1. */
  readonly likeness: number;
}

type Bands = readonly (readonly [upTo: number, weight: number])[];

/**
 * How much more often each agreement is met between reports of one happening than between others, in bits: log₂(m ÷ u) of probabilistic
 * record linkage (Fellegi and Sunter 1969). Estimated on made calls (`testing/`, seeds 101–120; K7 estimates them again) and rounded; of
 * the text only what is alike counts, for the made callers share fewer words than real ones do.
 */
export const WEIGHTS = {
  prior: -3.4,
  place: [
    [30, 6],
    [60, 5.5],
    [100, 5.2],
    [150, 2.5],
  ] as Bands,
  noPlace: -3.2,
  time: [
    [15, 2.9],
    [60, 1.6],
    [120, -1.5],
    [360, -7.8],
  ] as Bands,
  category: { same: 1.7, other: -3.1, unknown: 0 },
  text: [
    [0.15, 0],
    [0.3, 0.6],
    [0.6, 1.1],
    [1, 4],
  ] as Bands,
};

/** From here on two reports are proposed as one: four to one that they are. */
export const ENOUGH = 2;

/** Log₂ odds that two reports are about one thing; −Infinity where a band has no end that reaches them. */
export function weigh({ metres, minutes, sameCategory, likeness }: Agreement): number {
  const { prior, place, noPlace, time, category, text } = WEIGHTS;
  const byCategory = sameCategory === null ? category.unknown : sameCategory ? category.same : category.other;
  return (
    prior +
    (metres === null ? noPlace : bandOf(place, metres)) +
    bandOf(time, minutes) +
    byCategory +
    bandOf(text, likeness)
  );
}

function bandOf(bands: Bands, value: number): number {
  return bands.find(([upTo]) => value <= upTo)?.[1] ?? -Infinity;
}
