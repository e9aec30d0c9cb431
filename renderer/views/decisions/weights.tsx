import { NumberInput, Slider } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { PlanWeights } from '../../../shared/protocol/console-api/plan-calls.ts';
import { useFormat } from '../../text/use-text.ts';
import styles from './sheet.module.css';

const TERMS = ['time', 'coverage', 'cost', 'fairness'] as const;

/** What the officer's own option leans to. Slider and number both, always; what counts is the share of each in the sum. */
export function Weights({ value, onChange }: { readonly value: PlanWeights; onChange(weights: PlanWeights): void }) {
  const { t } = useTranslation('decision');
  const format = useFormat();
  const sum = TERMS.reduce((all, term) => all + value[term], 0);
  return (
    <section className={styles.part} aria-label={t('weights.title')}>
      <h3 className={styles.partTitle}>
        {t('weights.title')}
        <span>{sum === 0 ? t('weights.even') : t('weights.sum', { sum: format.number(sum) })}</span>
      </h3>
      {TERMS.map((term) => (
        <div key={term} className={styles.weight}>
          <span className="lz-cut" title={t(`weightHint.${term}`)}>
            {t(`weight.${term}`)}
          </span>
          <Slider
            size={4}
            min={0}
            max={100}
            step={1}
            label={null}
            value={value[term]}
            thumbLabel={t(`weight.${term}`)}
            onChange={(next) => onChange({ ...value, [term]: next })}
          />
          <NumberInput
            aria-label={t(`weight.${term}`)}
            size="xs"
            hideControls
            min={0}
            max={100}
            allowDecimal={false}
            clampBehavior="strict"
            value={value[term]}
            onChange={(next) => onChange({ ...value, [term]: typeof next === 'number' ? next : 0 })}
          />
        </div>
      ))}
    </section>
  );
}
