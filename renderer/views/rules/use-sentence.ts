import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import type { RuleDraft } from '../../../shared/protocol/console-api/rule-calls.ts';
import { kindsOf } from '../../../shared/domain/rule-check.ts';
import { useFormat } from '../../text/use-text.ts';
import { useColourWord } from '../../widgets/warning/use-colour-word.ts';
import { hasClear } from './rule-draft.ts';
import { useSourceWords } from './rule-words.ts';
import { useDistricts } from './use-districts.ts';

type Unit = 'reading' | 'share' | 'hours' | 'times' | 'intervals' | 'score' | 'p' | 'ownLimit';

/** In what the limits of a rule are told; `reading` says nothing, the sensor has its own. */
export function unitOf({ method, source, scale }: Pick<RuleDraft, 'method' | 'source' | 'scale'>): Unit {
  switch (method) {
    case 'silence':
      return 'intervals';
    case 'baseline':
      return 'score';
    case 'burst':
    case 'opinion':
      return 'times';
    case 'cluster':
      return 'p';
    case 'shortage':
      return 'hours';
    case 'riseRate':
      return 'reading';
    case 'threshold':
      if (scale === 'ownLimit') return 'ownLimit';
      if (source.of === 'facility') return 'share';
      return source.of === 'supply' ? 'hours' : 'reading';
  }
}

/** A rule in one sentence that a duty officer can read out. */
export function useSentence(): (rule: RuleDraft) => readonly [fires: string, ends: string] {
  const { t } = useTranslation('rule');
  const colourWord = useColourWord();
  const format = useFormat();
  const words = useSourceWords();
  const districts = useDistricts();
  return useCallback(
    (rule) => {
      const { source, rungs, direction, windowMinutes, atLeast, clear, clearMinutes, coolDownMinutes } = rule;
      const isEnglish = format.language === 'en';
      const kinds = kindsOf(source);
      const many = t('sentence.list');
      const what =
        kinds.length === 0
          ? t('sentence.allKinds', {
              source: isEnglish ? t(`source.${source.of}`).toLowerCase() : t(`source.${source.of}`),
            })
          : kinds.map((kind) => words.kind(source.of, kind)).join(many);
      const places = rule.districts.map((code) => districts.nameOf(code)).join(many);
      const where = places === '' ? '' : isEnglish ? ` in ${places}` : places;
      const unit = unitOf(rule);
      const shown = unit === 'reading' || unit === 'p' ? '' : `${isEnglish ? ' ' : ''}${t(`unit.${unit}`)}`;
      const said = rungs
        .toSorted((a, b) => b.level - a.level)
        .map(({ level, value }) => {
          const figure = unit === 'share' || unit === 'p' ? format.percent(value) : format.figure(value);
          return t('sentence.rung', { value: figure, unit: unit === 'share' ? '' : shown, colour: colourWord(level) });
        })
        .join(many);
      const fires = t(`sentence.${rule.method}`, {
        what,
        where,
        direction: t(`sentence.${direction}`),
        rungs: said,
        window: format.number(windowMinutes),
        least: format.number(atLeast),
      });
      const ends = t(hasClear(rule) ? 'sentence.end' : 'sentence.endAlways', {
        clear: format.figure(clear),
        minutes: format.number(clearMinutes),
        cool: format.number(coolDownMinutes),
      });
      return [fires, ends];
    },
    [t, colourWord, format, words, districts],
  );
}
