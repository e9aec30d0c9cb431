import type { LocalText } from '../../../shared/domain/common.ts';

/** What an officer wrote, in the language that its script tells. */
export function writtenText(text: string): LocalText {
  return /\p{Script=Han}/u.test(text) ? { zh: text } : { en: text };
}
