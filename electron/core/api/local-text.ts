import type { LocalText } from '../../../shared/domain/common.ts';

/** What an officer wrote, in the language that its script tells. */
export function writtenText(text: string): LocalText {
  return /\p{Script=Han}/u.test(text) ? { zh: text } : { en: text };
}

/** A text that the console words itself: in both languages, as a record keeps it. */
export interface Both {
  readonly zh: string;
  readonly en: string;
}

/** What is there in one language stands for both. */
export function both({ zh, en }: LocalText): Both {
  return { zh: zh ?? en ?? '', en: en ?? zh ?? '' };
}
