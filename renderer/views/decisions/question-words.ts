import type { TFunction } from 'i18next';
import type { LocalText } from '../../../shared/domain/common.ts';
import type { DecisionKind } from '../../../shared/domain/decision.ts';
import type { ResponseLevel } from '../../../shared/domain/plan-template.ts';
import { textOf } from '../../text/local-text.ts';
import type { Language } from '../../text/language.ts';

export interface Asked {
  readonly kind: DecisionKind;
  /** Titles of the incidents, names of the points, or the name of the plan. */
  readonly about: readonly LocalText[];
  readonly level: ResponseLevel | null;
}

const LEVEL = { I: 'Ⅰ', II: 'Ⅱ', III: 'Ⅲ', IV: 'Ⅳ' } as const;

/** The question in one language, where the officer did not word it himself. */
export function questionIn({ kind, about, level }: Asked, t: TFunction<'decision'>, language: Language): string {
  const [first] = about;
  const name = first ? textOf(first, language) : '';
  if (kind === 'response') {
    const numeral = level === null ? '' : language === 'zh' ? LEVEL[level] : level;
    return t('question.response', { plan: name, level: numeral });
  }
  if (kind === 'other') return t('question.other');
  // English counts the others, Chinese (等 3 起) all of them.
  const all = about.length;
  const more = all - 1;
  if (name === '') return t(`question.${kind}None`);
  return more > 0 ? t(`question.${kind}Many`, { name, more, all }) : t(`question.${kind}`, { name });
}
