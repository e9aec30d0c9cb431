import { useTranslation } from 'react-i18next';
import type { DecisionOption } from '../../../shared/domain/decision.ts';
import type { PlanConstraint } from '../../../shared/protocol/console-api/plan-calls.ts';
import { Local } from '../../text/local.tsx';
import { Button } from '../../widgets/button.tsx';
import { Chip } from '../../widgets/chip.tsx';
import { LevelWord } from '../../widgets/level.tsx';
import { dominatedBy, recommended, sameAs } from './compare.ts';
import { LETTERS } from './use-decide.ts';
import { useSummary } from './use-summary.ts';
import { violations } from './violations.ts';
import styles from './compare.module.css';

interface OptionChipsProps {
  readonly options: readonly DecisionOption[];
  readonly index: number;
  readonly constraints: readonly PlanConstraint[];
}

/** What is to be said of an option first: broken, short, recommended, beaten by another, put by hand, or simply possible. */
function OptionChips({ options, index, constraints }: OptionChipsProps) {
  const { t } = useTranslation('decision');
  const option = options[index];
  if (!option) return null;
  const broken = violations(option, constraints).length;
  const better = dominatedBy(options, index);
  const twin = sameAs(options, index);
  const isRecommended = recommended(options) === index;
  if (broken > 0) {
    return (
      <span className={styles.broken}>
        <LevelWord level={1} word={t('chip.broken', { count: broken })} />
      </span>
    );
  }
  return (
    <>
      {isRecommended && <Chip tone="act">{t('chip.recommended')}</Chip>}
      {option.faults.length > 0 && (
        <Chip tone="edge" icon="minus">
          {t('chip.short', { count: option.faults.length })}
        </Chip>
      )}
      {twin !== null && <Chip tone="edge">{t('chip.same', { letter: t(`letter.${LETTERS[twin] ?? '0'}`) })}</Chip>}
      {!isRecommended && better !== null && (
        <Chip tone="edge">{t('chip.dominated', { letter: t(`letter.${LETTERS[better] ?? '0'}`) })}</Chip>
      )}
      {!isRecommended && better === null && twin === null && option.faults.length === 0 && (
        <Chip>{t(option.isComputed ? 'chip.possible' : 'chip.byHand')}</Chip>
      )}
    </>
  );
}

interface OptionHeadProps {
  readonly option: DecisionOption;
  readonly options: readonly DecisionOption[];
  readonly index: number;
  readonly constraints: readonly PlanConstraint[];
  readonly isChosen: boolean;
  readonly onChoose: (() => void) | null;
  onSteps(): void;
}

/** An option's letter, name, what it does in a sentence, and the two things that can be done with it. */
export function OptionHead({ option, options, index, constraints, isChosen, onChoose, onSteps }: OptionHeadProps) {
  const { t } = useTranslation('decision');
  const summary = useSummary();
  const letter = t(`letter.${LETTERS[index] ?? '0'}`);
  return (
    <>
      <div className={styles.headLine}>
        <span className={styles.letter}>{letter}</span>
        <h3 className="lz-cut">
          <Local text={option.name} />
        </h3>
        <span className="lz-spring" />
        <OptionChips options={options} index={index} constraints={constraints} />
      </div>
      <p className={styles.summary} title={summary(option)}>
        {summary(option)}
      </p>
      <div className={styles.headButtons}>
        {onChoose && (
          <button
            type="button"
            className={styles.choose}
            aria-pressed={isChosen}
            data-option={index}
            onClick={onChoose}
          >
            {t(isChosen ? 'option.chosen' : 'option.choose', { letter })}
            <kbd aria-hidden="true">{index + 1}</kbd>
          </button>
        )}
        {!onChoose && isChosen && (
          <span className={styles.choose} aria-current="true">
            {t('option.taken', { letter })}
          </span>
        )}
        <Button onClick={onSteps}>{t('option.steps')}</Button>
      </div>
    </>
  );
}
