import type { BothTexts } from './inputs.ts';

/** Fills `{name}` places of both languages; a place without a value stays as it is and is seen in the tests. */
export function fill(phrase: BothTexts, values: Readonly<Record<string, BothTexts | string | number>>): BothTexts {
  return { zh: fillOne(phrase.zh, values, 'zh'), en: fillOne(phrase.en, values, 'en') };
}

function fillOne(
  text: string,
  values: Readonly<Record<string, BothTexts | string | number>>,
  language: 'zh' | 'en',
): string {
  return text.replace(/\{(\w+)\}/g, (place, key: string) => {
    const value = values[key];
    return value === undefined ? place : typeof value === 'object' ? value[language] : String(value);
  });
}

/** Names as one list in both languages. */
export function listOf(names: readonly BothTexts[]): BothTexts {
  return { zh: names.map((name) => name.zh).join('、'), en: names.map((name) => name.en).join(', ') };
}
