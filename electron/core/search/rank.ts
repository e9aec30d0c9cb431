/** How one name is written, folded; `sound` is its whole pinyin, `syllables` the same with blanks. */
export interface Spelled {
  readonly zh: string;
  readonly en: string;
  readonly code: string;
  readonly syllables: string;
  readonly sound: string;
  readonly initials: string;
  readonly place: string;
}

/**
 * How well a name fits all words, 0 best; null when one of them is not in it. The worst word counts.
 * 0 the whole name or number · 1 its beginning · 2 its initials or pinyin from the beginning · 3 the beginning of a word, or
 * inside a Chinese name · 4 initials or pinyin from the beginning of a syllable · 5 elsewhere, or only in its place.
 */
export function gradeOf(name: Spelled, words: readonly string[]): number | null {
  let worst = 0;
  for (const word of words) {
    const grade = gradeOfWord(name, word);
    if (grade === null) return null;
    worst = Math.max(worst, grade);
  }
  return worst;
}

function gradeOfWord({ zh, en, code, syllables, sound, initials, place }: Spelled, word: string): number | null {
  if (zh === word || en === word || code === word) return 0;
  if (zh.startsWith(word) || en.startsWith(word) || code.startsWith(word)) return 1;
  if (initials.startsWith(word) || sound.startsWith(word)) return 2;
  if (zh.includes(word) || en.includes(` ${word}`) || code.includes(`-${word}`)) return 3;
  if (initials.includes(word) || startsSyllable(syllables, word)) return 4;
  if ([en, code, sound, place].some((field) => field.includes(word))) return 5;
  return null;
}

/** Whether a typed piece of pinyin without blanks begins where a syllable does. */
function startsSyllable(syllables: string, word: string): boolean {
  const parts = syllables.split(' ');
  return parts.some((_, from) => parts.slice(from).join('').startsWith(word));
}
