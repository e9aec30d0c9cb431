import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DecisionOption } from '../../../shared/domain/decision.ts';
import { instant, MINUTE } from '../../../shared/kit/time.ts';
import type { CallArgs } from '../../../shared/protocol/console-api/calls.ts';
import { useConsole } from '../../state/console.ts';
import { useCollection } from '../../state/use-live.ts';
import { useSend } from '../../state/use-send.ts';
import { useFormat } from '../../text/use-text.ts';
import type { TakenPicture } from '../../widgets/map/plan/pack-picture.ts';
import type { Fact } from './evidence-facts.ts';
import { questionIn, type Asked } from './question-words.ts';
import { useSheets } from './sheet-store.ts';
import type { Sheet } from './sheet.ts';
import { plainOption, type Answers } from './use-run.ts';

type Content = CallArgs<'draftDecision'>;

interface Target {
  readonly id: string;
  readonly expectedRev: number;
}

export interface Deciding {
  /** What is being done; null: nothing. */
  readonly stage: 'saving' | 'drawing' | 'sending' | null;
  /** Why there is no picture; null: there is, or none was wanted yet. The choice goes without it and says so. */
  readonly lostPicture: boolean;
  save(): Promise<boolean>;
  choose(alone: boolean): Promise<void>;
}

export interface DecidingParts {
  readonly sheetKey: string;
  readonly sheet: Sheet;
  readonly answers: Answers;
  readonly asked: Asked;
  readonly facts: readonly Fact[];
  /** Null: no map is on the screen. */
  picture(): Promise<TakenPicture> | null;
}

/** Keeps the sheet as a draft, and chooses an option with what is on the screen (DE-V5). */
export function useDecide({ sheetKey, sheet, answers, asked, facts, picture }: DecidingParts): Deciding {
  const { t, i18n } = useTranslation('decision');
  const { link, clock } = useConsole();
  const { language } = useFormat();
  const send = useSend();
  const decisions = useCollection('decisions', {});
  const { change, drop, show } = useSheets.getState();
  const [stage, setStage] = useState<Deciding['stage']>(null);
  const [lostPicture, setLost] = useState(false);

  function contentOf(): Content {
    const typed = sheet.question.trim();
    const kept = sheet.decision === null ? undefined : decisions.rows.get(sheet.decision as never)?.data.question;
    const inBoth = {
      zh: questionIn(asked, i18n.getFixedT('zh', 'decision'), 'zh'),
      en: questionIn(asked, i18n.getFixedT('en', 'decision'), 'en'),
    };
    return {
      kind: sheet.kind,
      // Words that stand there already are not a new wording: the other language stays.
      question: typed === '' ? inBoth : kept && [kept.zh, kept.en].includes(typed) ? kept : { [language]: typed },
      incidents: [...sheet.incidents],
      ...(sheet.response && { response: sheet.response }),
      options: answers.options.map(plainOption) as DecisionOption[],
      ...(answers.run && { run: answers.run.id }),
    };
  }

  /**
   * The draft with the revision that it has then; null when it was refused. Nothing is written when it stands there as it is.
   * The revision is counted, not read: the row of this window follows a moment later, and a choice on the old one is refused.
   */
  async function keep(): Promise<Target | null> {
    const content = contentOf();
    const { decision: id } = sheet;
    if (id === null) {
      const kept = await send(link.call('draftDecision', content), t('done.saved'));
      if (!kept) return null;
      change(sheetKey, (before) => ({ ...before, decision: kept.answer.id }));
      return { id: kept.answer.id, expectedRev: 1 };
    }
    const row = decisions.rows.get(id as never);
    const expectedRev = Math.max(1, row?.rev ?? 1);
    if (row && isKept(row.data, content)) return { id, expectedRev };
    const changed = await send(link.call('changeDecision', { id, expectedRev, set: content }), t('done.saved'));
    return changed ? { id, expectedRev: expectedRev + 1 } : null;
  }

  async function drawn(): Promise<TakenPicture | null> {
    setStage('drawing');
    try {
      return await picture();
    } catch (error) {
      // A picture is evidence, not a condition: people may be waiting for the order.
      setLost(true);
      reportError(error);
      return null;
    }
  }

  async function choose(alone: boolean): Promise<void> {
    const { chosen, reason, expected, reviewMinutes, grave } = sheet;
    if (chosen === null || stage !== null) return;
    const taken = await drawn();
    setStage('saving');
    const target = await keep();
    if (target === null) return setStage(null);
    setStage('sending');
    const sent = await send(
      link.call('chooseOption', {
        ...target,
        chosen,
        reason,
        ...(expected.trim() !== '' && { expected }),
        ...(reviewMinutes !== null && { reviewAt: instant(clock.now + reviewMinutes * MINUTE) }),
        ...(grave && { grave }),
        facts: [...facts],
        ...(taken && { picture: taken.picture, view: taken.view }),
        ...(answers.run && { run: answers.run.id }),
        ...(alone && { alone }),
      }),
      t('done.chosen', { letter: letterOf(chosen) }),
    );
    setStage(null);
    if (!sent) return;
    drop(sheetKey);
    show({ is: 'decision', id: target.id });
  }

  const letterOf = (index: number): string => t(`letter.${LETTERS[index] ?? '0'}`);

  return {
    stage,
    lostPicture,
    async save() {
      if (stage !== null || answers.options.length === 0) return false;
      setStage('saving');
      const target = await keep();
      setStage(null);
      return target !== null;
    },
    choose,
  };
}

export const LETTERS = ['0', '1', '2', '3', '4', '5'] as const;

function isKept(kept: object, content: Content): boolean {
  const { run: _run, ...wanted } = content;
  const found = kept as Readonly<Record<string, unknown>>;
  return Object.entries(wanted).every(([key, value]) => JSON.stringify(found[key]) === JSON.stringify(value));
}
