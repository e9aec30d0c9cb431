import { useTranslation } from 'react-i18next';
import type { PlanConstraint, PlanRunRow } from '../../../shared/protocol/console-api/plan-calls.ts';
import type { Problem } from '../../../shared/kit/problem.ts';
import { SECOND } from '../../../shared/kit/time.ts';
import { useClock } from '../../state/use-console.ts';
import { useProblemText } from '../../text/use-problem.ts';
import { useFormat } from '../../text/use-text.ts';
import { Button } from '../../widgets/button.tsx';
import { Icon } from '../../widgets/icon.tsx';
import { conflictWords } from './constraint-words.ts';
import type { Need } from './sheet.ts';
import { usePlanWords } from './use-plan-words.ts';
import styles from './sheet.module.css';

interface RunStateProps {
  readonly run: PlanRunRow | undefined;
  readonly problem: Problem | null;
  /** As they stand on the sheet; the asking has its own. */
  readonly constraints: readonly PlanConstraint[];
  onCancel(): void;
  onLift(constraint: PlanConstraint): void;
  /** Takes a need out of the question. */
  onWaive(incident: string, need: Need): void;
}

/** How the asking stands: what is being worked out, what cannot be met together, or why there is nothing (DE-V4). */
export function RunState({ run, problem, constraints, onCancel, onLift, onWaive }: RunStateProps) {
  const { t } = useTranslation('decision');
  const problemText = useProblemText();
  if (problem) {
    return (
      <p className={styles.runNote} role="alert">
        <Icon name="warn" size={16} />
        <span>{problemText(problem)}</span>
      </p>
    );
  }
  switch (run?.state.is) {
    case undefined:
    case 'done':
      return null;
    case 'gathering':
    case 'solving':
      return <Progress run={run} onCancel={onCancel} />;
    case 'cancelled':
      return (
        <p className={styles.runNote} role="status">
          {t(run.options.length > 0 ? 'run.cancelledSome' : 'run.cancelled')}
        </p>
      );
    case 'failed':
      return (
        <p className={styles.runNote} role="alert">
          <Icon name="warn" size={16} />
          <span>{problemText({ code: run.state.code })}</span>
        </p>
      );
    case 'infeasible':
      return <Conflict run={run} constraints={constraints} onLift={onLift} onWaive={onWaive} />;
  }
}

function Progress({ run, onCancel }: { readonly run: PlanRunRow; onCancel(): void }) {
  const { t } = useTranslation('decision');
  const format = useFormat();
  const { state } = run;
  const time = useClock((now) => format.duration(Math.max(0, now - run.askedAt)));
  const solving = (): string => {
    if (state.is !== 'solving') return t('run.gathering');
    const { aim, done, of, gap } = state;
    const places = { aim: t(`aim.${aim}`), done, of };
    return gap === null
      ? t('run.solving', places)
      : t('run.solvingGap', { ...places, gap: format.number(gap * 100, 1) });
  };
  const said = solving();
  const share = state.is === 'solving' ? state.done / Math.max(1, state.of) : 0;
  return (
    <div className={styles.runNote} role="status">
      <progress className={styles.progress} max={1} value={share} aria-label={said} />
      <span>{said}</span>
      <b>{time}</b>
      <span className="lz-spring" />
      {run.options.length > 0 && (
        <span className={styles.quiet}>{t('run.firstStands', { count: run.options.length })}</span>
      )}
      <Button shortcut="Esc" onClick={onCancel}>
        {t('run.cancel')}
      </Button>
    </div>
  );
}

/** The smallest set that cannot be met together, each with the way out of it. */
function Conflict({
  run,
  constraints,
  onLift,
  onWaive,
}: Pick<RunStateProps, 'constraints' | 'onLift' | 'onWaive'> & { readonly run: PlanRunRow }) {
  const { t } = useTranslation('decision');
  const words = usePlanWords();
  const asked = run.question.constraints;
  if (run.state.is !== 'infeasible') return null;
  const isOne = run.state.conflict.length === 1;
  return (
    <div className={styles.conflict} role="alert">
      <p>
        <Icon name="split" size={16} />
        <b>{isOne ? t('conflict.one') : t('conflict.title', { count: run.state.conflict.length })}</b>
        <span>{t(isOne ? 'conflict.oneHint' : 'conflict.hint')}</span>
      </p>
      <ul>
        {run.state.conflict.map((conflict) => {
          const said = conflictWords(conflict, asked, words);
          const constraint = conflict.of === 'constraint' ? asked[conflict.index] : undefined;
          const isLifted =
            constraint && !constraints.some((other) => JSON.stringify(other) === JSON.stringify(constraint));
          return (
            <li key={said}>
              <span>{said}</span>
              {isLifted ? (
                <span className={styles.quiet}>{t('conflict.lifted')}</span>
              ) : (
                <Button
                  onClick={() => {
                    if (constraint) onLift(constraint);
                    else if (conflict.of === 'need')
                      onWaive(conflict.target, { kind: conflict.kind, count: conflict.count });
                  }}
                >
                  {t(constraint ? 'conflict.lift' : 'conflict.waive')}
                </Button>
              )}
            </li>
          );
        })}
      </ul>
    </div>
  );
}

/** `14:20 算出 3 案，用时 1.8 秒`: what the options come from, for the head of the sheet. */
export function RunWords({ run }: { readonly run: PlanRunRow | null }) {
  const { t } = useTranslation('decision');
  const format = useFormat();
  if (!run) return null;
  const { state, options, askedAt, solver } = run;
  const said =
    state.is === 'done'
      ? t('run.done', {
          time: format.time(askedAt),
          count: options.length,
          seconds: format.number(state.milliseconds / SECOND, 1),
        })
      : t('run.so', { time: format.time(askedAt), count: options.length });
  return <span title={solver}>{said}</span>;
}
