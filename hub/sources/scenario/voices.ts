import * as z from 'zod';
import { caseCategory } from '../../../shared/domain/case.ts';
import { fits } from '../../../shared/domain/case-rules.ts';
import type { LocalText } from '../../../shared/domain/common.ts';
import type { Random } from '../../../shared/kit/random.ts';
import type { CaseCategory } from '../../../shared/domain/case-categories.ts';

const bothTexts = z.strictObject({ zh: z.string().min(1), en: z.string().min(1) });

/** May be empty. */
const around = z.strictObject({ zh: z.string(), en: z.string() });

/** `resources/demo-city/case-voices.json`: what callers of the demo say, by the title of what happened, and what departments answer. */
export const voicesFile = z.strictObject({
  version: z.literal(1),
  /** The first that fits the Chinese title counts. Several words are several callers on the same thing. */
  voices: z.array(
    z.strictObject({ match: z.string().min(1), category: caseCategory, words: z.array(bothTexts).min(1) }),
  ),
  /** Before and after the words: no two callers say quite the same. */
  openers: z.array(around).min(1),
  closers: z.array(around).min(1),
  answers: z.array(z.strictObject({ categories: z.array(z.string()), zh: z.string(), en: z.string() })),
  otherwise: bothTexts,
});
export type Voices = z.infer<typeof voicesFile>;
export type Voice = Voices['voices'][number];

export function voiceOf({ voices }: Voices, title: string): Voice | undefined {
  return voices.find(({ match }) => new RegExp(match, 'u').test(title));
}

/** What one caller says. */
export function sayAs(random: Random, { openers, closers }: Voices, words: LocalText): LocalText {
  const [opener, closer] = [random.pick(openers), random.pick(closers)];
  const said = (language: 'zh' | 'en') => `${opener[language]}${words[language] ?? ''}${closer[language]}`;
  return { zh: said('zh'), en: said('en') };
}

/** What the department in charge says when it is done. */
export function answerOf(
  { answers, otherwise }: Voices,
  category: CaseCategory | undefined,
): z.infer<typeof bothTexts> {
  const { zh, en } = (category && answers.find(({ categories }) => fits(categories, category))) || otherwise;
  return { zh, en };
}
