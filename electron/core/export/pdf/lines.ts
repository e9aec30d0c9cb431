/** Marks that may not begin a line (避头), and those that may not end one (避尾). */
const NEVER_FIRST = new Set('，。、；：？！）】》」』〉’”％％·…—～,.;:?!)]}%°℃');
const NEVER_LAST = new Set('（【《「『〈‘“([{《＃#￥$');
const WIDE = /[\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\uff00-\uffef\u3000-\u303f]/u;

/**
 * Breaks a text into lines no wider than `width`, by the rules that a Chinese page with Latin words in it goes by (a small part of
 * UAX #14): after a wide character, a space or a hyphen, never before a closing mark nor after an opening one; a word longer than
 * a line is cut. A line break in the text stays one.
 * @param advance width of one character, in the unit of `width`
 */
export function breakLines(text: string, width: number, advance: (character: string) => number): string[] {
  return text.split(/\r\n|\r|\n/).flatMap((paragraph) => breakParagraph([...paragraph], width, advance));
}

function breakParagraph(characters: readonly string[], width: number, advance: (one: string) => number): string[] {
  const lines: string[] = [];
  let start = 0;
  let used = 0;
  let allowed = 0;
  for (let index = 0; index < characters.length; index += 1) {
    const one = characters[index] ?? '';
    used += advance(one);
    if (used > width && index > start && one !== ' ') {
      const end = allowed > start ? allowed : index;
      lines.push(characters.slice(start, end).join('').trimEnd());
      start = end;
      while (characters[start] === ' ') start += 1;
      index = Math.max(start, end) - 1;
      used = 0;
      allowed = start;
      continue;
    }
    if (mayBreak(one, characters[index + 1])) allowed = index + 1;
  }
  lines.push(characters.slice(start).join('').trimEnd());
  return lines;
}

function mayBreak(one: string, next: string | undefined): boolean {
  if (next === undefined || NEVER_FIRST.has(next) || NEVER_LAST.has(one)) return false;
  return one === ' ' || one === '-' || WIDE.test(one) || WIDE.test(next);
}
