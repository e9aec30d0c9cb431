/** What is left of a text when numbers, punctuation and the way of writing are taken out. */
export function normalise(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}]/gu, '');
}

/**
 * The set of character trigrams of a normalised text; a shorter text is its own only one. Character n-grams need no list of words and
 * no word boundaries, which Chinese does not write.
 */
export function trigrams(normalised: string): ReadonlySet<string> {
  const letters = [...normalised];
  if (letters.length === 0) return new Set();
  if (letters.length < 3) return new Set([normalised]);
  return new Set(
    letters.slice(2).map((letter, index) => `${letters[index] ?? ''}${letters[index + 1] ?? ''}${letter}`),
  );
}

/**
 * Resemblance of two texts by the shares of their shingles, |A ∩ B| ÷ |A ∪ B| (Broder 1997, "On the resemblance and containment of
 * documents"), here of trigrams as in PostgreSQL's pg_trgm.
 */
export function resemblance(shared: number, a: number, b: number): number {
  return shared === 0 ? 0 : shared / (a + b - shared);
}
