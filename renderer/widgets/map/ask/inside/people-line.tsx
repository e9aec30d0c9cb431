import { useTranslation } from 'react-i18next';
import type { PeopleRange } from '../../../../../shared/domain/people-within.ts';
import { VULNERABLE_GROUPS } from '../../../../../shared/domain/population.ts';
import { useFormat } from '../../../../text/use-text.ts';
import { Unknown } from '../../../chip.tsx';
import type { Area } from '../area/area.ts';
import styles from '../ask.module.css';
import { usePeopleInside } from './use-inside.ts';

/** Two figures are all that an estimate by cells can bear. */
export function roughly(people: number): number {
  const step = 10 ** Math.max(0, Math.floor(Math.log10(Math.max(1, people))) - 1);
  return Math.round(people / step) * step;
}

/** How many people are inside: said to be an estimate, and unknown where nobody has counted. */
export function PeopleLine({ area }: { readonly area: Area }) {
  const { t } = useTranslation('ask');
  const { number } = useFormat();
  const people = usePeopleInside(area);
  const about = ({ likely }: PeopleRange): string => number(roughly(likely), 0);
  if (!people) {
    return (
      <div className={styles.people} data-people="unknown">
        <p>
          <b>{t('inside.people')}</b>
          {people === null && <Unknown />}
        </p>
        {people === null && <p className={styles.hint}>{t('inside.noPeople')}</p>}
      </div>
    );
  }
  const { residents, present, vulnerable } = people;
  const [least, most] = [number(roughly(residents.least), 0), number(roughly(residents.most), 0)];
  return (
    <div className={styles.people} data-people={roughly(residents.likely)}>
      <p>
        <b>{t('inside.people')}</b>
        <span>{t('inside.residents', { people: about(residents) })}</span>
        <span>{t('inside.present', { people: about(present) })}</span>
      </p>
      <p className={styles.hint}>
        {VULNERABLE_GROUPS.map((group) => t(`inside.${group}`, { people: about(vulnerable[group]) })).join(' · ')}
      </p>
      <p className={styles.hint}>
        {least === most ? t('inside.estimate') : t('inside.estimateRange', { least, most })}
      </p>
    </div>
  );
}
