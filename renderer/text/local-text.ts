import type { LocalText } from '../../shared/domain/common.ts';
import type { Language } from './language.ts';

export interface PickedText {
  readonly text: string;
  readonly language: Language;
  /** The source has not this language, so the other one is shown. */
  readonly foreign: boolean;
}

/** The text in the wanted language, or in the one there is. Sources need not have both. */
export function pickText(text: LocalText, wanted: Language): PickedText {
  const other: Language = wanted === 'zh' ? 'en' : 'zh';
  const own = text[wanted];
  if (own !== undefined && own !== '') return { text: own, language: wanted, foreign: false };
  const fallback = text[other];
  if (fallback !== undefined && fallback !== '') return { text: fallback, language: other, foreign: true };
  return { text: '', language: wanted, foreign: false };
}

/** The same as a bare string, for titles of tooltips, sorting and search. */
export function textOf(text: LocalText, wanted: Language): string {
  return pickText(text, wanted).text;
}
