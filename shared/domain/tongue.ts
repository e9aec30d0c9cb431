import type { LocalText } from './common.ts';

/** The console's two languages, and every other. */
export type Tongue = 'zh' | 'en' | 'other';

/** By the tag's first part; without a tag by the letters: CAP's default is en-US, but China's messages often leave it out. */
export function tongueOf(tag: string | null, sample: string): Tongue {
  if (tag === null) return /\p{Script=Han}/u.test(sample) ? 'zh' : 'en';
  const primary = tag.toLowerCase().split(/[-_]/)[0];
  return primary === 'zh' || primary === 'en' ? primary : 'other';
}

/**
 * Which block speaks in which slot. `en` takes another language only when there is neither English nor Chinese: then a text
 * in a foreign language is better than none, and nobody takes it for a translation.
 */
export function speakers<Block extends { readonly tongue: Tongue }>(
  blocks: readonly Block[],
): { readonly zh: Block | undefined; readonly en: Block | undefined } {
  const first = (tongue: Tongue): Block | undefined => blocks.find((block) => block.tongue === tongue);
  const zh = first('zh');
  return { zh, en: first('en') ?? (zh ? undefined : first('other')) };
}

/** Both slots' texts as one, or undefined when neither says anything. */
export function localText(zh: string | null | undefined, en: string | null | undefined): LocalText | undefined {
  if (!zh && !en) return undefined;
  return { ...(zh && { zh }), ...(en && { en }) };
}

/** A text without a language of its own, in the slot that its letters tell. */
export function guessedText(text: string | null | undefined): LocalText | undefined {
  if (!text) return undefined;
  return tongueOf(null, text) === 'zh' ? { zh: text } : { en: text };
}
