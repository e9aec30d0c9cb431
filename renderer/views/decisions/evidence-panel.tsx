import { useTranslation } from 'react-i18next';
import { useFormat } from '../../text/use-text.ts';
import type { Fact } from './evidence-facts.ts';
import { FactRow } from './fact-row.tsx';
import styles from './sheet.module.css';

/** What the choice rests on, as it stands on the screen; the same list is sealed with it (DE-V5). */
export function EvidencePanel({ facts }: { readonly facts: readonly Fact[] }) {
  const { t } = useTranslation('decision');
  const format = useFormat();
  return (
    <section className={styles.evidence} aria-label={t('evidence.title')}>
      <h3 className={styles.partTitle}>
        {t('evidence.title')}
        <span>{t('evidence.count', { count: facts.length, shown: format.number(facts.length) })}</span>
      </h3>
      {facts.length === 0 && <p className={styles.quiet}>{t('evidence.none')}</p>}
      <ul className={styles.facts} tabIndex={0} aria-label={t('evidence.title')}>
        {facts.map((fact) => (
          <FactRow key={`${fact.topic} ${fact.id}`} fact={fact} />
        ))}
      </ul>
    </section>
  );
}
