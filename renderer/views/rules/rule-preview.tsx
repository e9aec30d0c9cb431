import { useEffect, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { toProblem, type Problem } from '../../../shared/kit/problem.ts';
import type { RuleDraft, RulePreview as Preview } from '../../../shared/protocol/console-api/rule-calls.ts';
import { useConsole } from '../../state/console.ts';
import { Local } from '../../text/local.tsx';
import { useProblemText } from '../../text/use-problem.ts';
import { useFormat } from '../../text/use-text.ts';
import { Moment } from '../../widgets/age.tsx';
import { LevelGlyph } from '../../widgets/level.tsx';
import { FiringLine } from './firing-line.tsx';
import styles from './rules.module.css';

/** After the last key, ms: a number is typed in several. */
const SETTLED = 700;
const LISTED = 8;

type State =
  | { readonly is: 'waiting' }
  | { readonly is: 'busy'; readonly last: Preview | null }
  | { readonly is: 'done'; readonly preview: Preview }
  | { readonly is: 'refused'; readonly problem: Problem };

export interface RulePreviewProps {
  readonly id: string | null;
  /** Null while the form is not complete. */
  readonly rule: RuleDraft | null;
}

/** What the rule, as it stands in the form, would have raised in thirty days. Asked anew when the form has come to rest. */
export function RulePreview({ id, rule }: RulePreviewProps) {
  const { t } = useTranslation('rule');
  const state = usePreview(id, rule);
  const problemText = useProblemText();
  switch (state.is) {
    case 'waiting':
      return <p className={styles.quiet}>{t('preview.wait')}</p>;
    case 'refused':
      return <p className={styles.problem}>{problemText(state.problem)}</p>;
    case 'busy':
      return (
        <div aria-busy="true" className={styles.busy}>
          <p className={styles.quiet}>{t('preview.busy')}</p>
          {state.last && <Shown preview={state.last} />}
        </div>
      );
    case 'done':
      return <Shown preview={state.preview} />;
  }
}

function usePreview(id: string | null, rule: RuleDraft | null): State {
  const { link } = useConsole();
  const asker = useId();
  const [state, setState] = useState<State>({ is: 'waiting' });
  // Two forms of one meaning are one question; the reason for a change and its words raise nothing.
  const question = rule === null ? null : JSON.stringify({ ...rule, why: undefined, enabled: true });
  useEffect(() => {
    if (question === null) {
      setState({ is: 'waiting' });
      return;
    }
    let isCurrent = true;
    const asked = JSON.parse(question) as RuleDraft;
    const timer = setTimeout(() => {
      setState((before) => ({ is: 'busy', last: before.is === 'done' ? before.preview : null }));
      link.call('previewRule', { ...(id !== null && { id }), rule: asked, asker }).then(
        (preview) => isCurrent && setState({ is: 'done', preview }),
        (error: unknown) => isCurrent && setState({ is: 'refused', problem: toProblem(error, 'window') }),
      );
    }, SETTLED);
    return () => {
      isCurrent = false;
      clearTimeout(timer);
      void link.call('cancelPreview', { asker }).catch(() => undefined);
    };
  }, [link, id, question, asker]);
  return state;
}

function Shown({ preview }: { readonly preview: Preview }) {
  const { t } = useTranslation('rule');
  const { t: common } = useTranslation();
  const format = useFormat();
  const { count, firedSubjects, firings, subjects, samples, overSamples, from, until, isComplete, refused } = preview;
  const head = count === 0 ? t('preview.never') : t('preview.fired', { count, subjects: format.number(firedSubjects) });
  const looked = {
    subjects: format.number(subjects),
    samples: format.number(samples),
    over: format.number(overSamples),
  };
  const listed = firings.slice(0, LISTED);
  return (
    <div className={styles.preview}>
      <b className={styles.count}>{head}</b>
      {refused === 'rule-matches-everything' && (
        <p className={styles.problem} role="alert">
          {t('preview.everything', { share: format.percent(overSamples / Math.max(1, samples)) })}
        </p>
      )}
      {refused === 'rule-matches-nothing' && (
        <p className={styles.problem} role="alert">
          {t('preview.nothing')}
        </p>
      )}
      <FiringLine preview={preview} />
      <p className={styles.quiet}>
        {t('preview.looked', looked)}
        {common('comma')}
        {t('preview.days', { span: format.span(until - from) })}
        {!isComplete && `${common('comma')}${t('preview.daysCut')}`}
      </p>
      {listed.length > 0 && (
        <ol className={styles.firings}>
          {listed.map(({ at, until, level, subject, value }, index) => (
            <li key={`${at}${index}`}>
              <LevelGlyph level={level} size={14} />
              <span className={styles.when}>
                <Moment at={at} />
              </span>
              <span className={styles.who} title={format.text(subject)}>
                <Local text={subject} />
              </span>
              <span className={styles.figure}>{value === null ? t('preview.unknownValue') : format.figure(value)}</span>
              <span className={styles.lasted}>
                {until === null ? t('preview.standing') : t('preview.lasted', { span: format.span(until - at) })}
              </span>
            </li>
          ))}
        </ol>
      )}
      {count > listed.length && <p className={styles.quiet}>{t('preview.more', { shown: listed.length })}</p>}
    </div>
  );
}
