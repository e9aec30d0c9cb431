import { useTranslation } from 'react-i18next';
import type { DecisionOption } from '../../../shared/domain/decision.ts';
import { SECOND } from '../../../shared/kit/time.ts';
import type { PlanConstraint } from '../../../shared/protocol/console-api/plan-calls.ts';
import { useFormat } from '../../text/use-text.ts';
import { Nothing, Unknown } from '../../widgets/chip.tsx';
import { Icon } from '../../widgets/icon.tsx';
import { LevelGlyph } from '../../widgets/level.tsx';
import { turnBackSeconds, worstLoss } from './compare.ts';
import { bindingWords, constraintWords } from './constraint-words.ts';
import { useFigureWords } from './use-figure-words.ts';
import { isPlanned } from './use-run.ts';
import { usePlanWords } from './use-plan-words.ts';
import { violations } from './violations.ts';
import styles from './compare.module.css';

/** Words of a cell; the rest is said in the tooltip and in the steps. */
function Lines({ lines }: { readonly lines: readonly string[] }) {
  const { t } = useTranslation('decision');
  const [first, ...more] = lines;
  return (
    <span className={styles.lines} title={lines.join('\n')}>
      <span>{first}</span>
      {more.length > 0 && <small>{t('compare.more', { count: more.length })}</small>}
    </span>
  );
}

/** Limits that hold, or what is broken; red is spent on the broken one only. */
export function LimitsCell({
  option,
  constraints,
}: {
  readonly option: DecisionOption;
  readonly constraints: readonly PlanConstraint[];
}) {
  const { t } = useTranslation('decision');
  const words = usePlanWords();
  const [first, ...more] = violations(option, constraints);
  if (first) {
    return (
      <span className={styles.fault}>
        <LevelGlyph level={1} word={t('chip.broken', { count: more.length + 1 })} />
        <span>
          {t('cell.broken', { limit: constraintWords(first, words) })}
          {more.length > 0 && <small>{t('compare.more', { count: more.length })}</small>}
        </span>
      </span>
    );
  }
  if (!option.isComputed) return <Nothing>{t('cell.notChecked')}</Nothing>;
  return (
    <span className={styles.held}>
      <Icon name="check" size={16} />
      {constraints.length === 0 ? t('cell.noLimits') : t('cell.limitsHeld', { count: constraints.length })}
    </span>
  );
}

/** What is still missing: by the planner, or as it was kept in words. */
export function ShortCell({ option }: { readonly option: DecisionOption }) {
  const { t } = useTranslation('decision');
  const words = usePlanWords();
  const format = useFormat();
  const lines = isPlanned(option)
    ? option.explains.short.map(({ target, kind, wanted, given }) =>
        t('cell.short', {
          target: words.incident(target),
          kind: words.kind(kind),
          missing: format.number(wanted - given, 1),
        }),
      )
    : option.faults.map((fault) => format.text(fault));
  if (lines.length === 0 && !option.isComputed) return <Nothing>{t('cell.notSolved')}</Nothing>;
  if (lines.length === 0) {
    return (
      <span className={styles.held}>
        <Icon name="check" size={16} />
        {t('cell.nothingShort')}
      </span>
    );
  }
  return <Lines lines={lines} />;
}

export function BindingCell({
  option,
  constraints,
}: {
  readonly option: DecisionOption;
  readonly constraints: readonly PlanConstraint[];
}) {
  const { t } = useTranslation('decision');
  const words = usePlanWords();
  if (!isPlanned(option)) return <Unknown />;
  const lines = option.explains.binding
    .map((binding) => bindingWords(binding, constraints, words))
    .filter((line) => line !== null);
  return lines.length === 0 ? <Nothing>{t('cell.nothingBinds')}</Nothing> : <Lines lines={lines} />;
}

export function OneMoreCell({ option }: { readonly option: DecisionOption }) {
  const { t } = useTranslation('decision');
  const { t: common } = useTranslation();
  const words = usePlanWords();
  const { name, text } = useFigureWords();
  if (!isPlanned(option)) return <Unknown />;
  const lines = option.explains.oneMore.flatMap(({ kind, figures }) => {
    // What does not change needs no words.
    const changed = figures.filter(
      ({ key, value }) => value !== null && value !== option.figures.find((own) => own.key === key)?.value,
    );
    const said = changed.map(({ key, value, unit }) => `${name(key)} ${text(value ?? 0, unit)}`);
    return said.length === 0
      ? []
      : [t('cell.oneMore', { kind: words.kind(kind), figures: said.join(common('comma')) })];
  });
  return lines.length === 0 ? <Nothing>{t('cell.noGain')}</Nothing> : <Lines lines={lines} />;
}

/** The way back, and what is given up at most against the best of the others. */
export function IfWrongCell({
  options,
  index,
}: {
  readonly options: readonly DecisionOption[];
  readonly index: number;
}) {
  const { t } = useTranslation('decision');
  const format = useFormat();
  const { name } = useFigureWords();
  const option = options[index];
  if (!option) return null;
  const seconds = turnBackSeconds(option);
  const loss = worstLoss(options, index);
  return (
    <>
      <span>{seconds === null ? <Unknown /> : t('cell.turnBack', { time: format.duration(seconds * SECOND) })}</span>
      <span className={styles.apart}>
        {loss && t('cell.loss', { figure: name(loss.key), share: format.percent(loss.share) })}
      </span>
    </>
  );
}

/** What the solver says of its own work; for reference only. */
export function SolverCell({ option }: { readonly option: DecisionOption }) {
  const { t } = useTranslation('decision');
  const format = useFormat();
  if (!isPlanned(option)) return <Nothing>{t('cell.notSolved')}</Nothing>;
  const { gap, milliseconds } = option;
  return (
    <>
      <span>
        {gap === null
          ? t('cell.gapUnknown')
          : gap === 0
            ? t('cell.optimal')
            : t('cell.gap', { gap: format.number(gap * 100, 1) })}
      </span>
      <span className={styles.apart}>{format.milliseconds(milliseconds)}</span>
    </>
  );
}
