import { useTranslation } from 'react-i18next';
import { VULNERABLE_GROUPS } from '../../../../shared/domain/population.ts';
import type { VulnerableGroup } from '../../../../shared/domain/population.ts';
import { showsPeople, usePeopleChoice } from '../population/people-choice.ts';
import { usePeople } from '../population/use-people.ts';
import styles from './layers.module.css';

/** What of the people is drawn. Hour and legend stand on the map. */
export function PeoplePart() {
  const { t } = useTranslation('layers');
  const [choice, choose] = usePeopleChoice();
  const people = usePeople(showsPeople(choice));
  const box = (words: string, checked: boolean, onChange: () => void) => (
    <label key={words}>
      <input type="checkbox" checked={checked} disabled={people === null} onChange={onChange} />
      <span>{words}</span>
    </label>
  );
  const toggled = (group: VulnerableGroup): readonly VulnerableGroup[] =>
    choice.groups.includes(group) ? choice.groups.filter((other) => other !== group) : [...choice.groups, group];
  return (
    <div className={styles.group} role="group" aria-label={t('family.people')}>
      <div className={styles.head}>
        <b>{t('family.people')}</b>
      </div>
      <div className={styles.kinds} data-columns="2">
        {box(t('people.density'), choice.density, () => choose({ ...choice, density: !choice.density }))}
        {box(t('people.flows'), choice.flows, () => choose({ ...choice, flows: !choice.flows }))}
        {VULNERABLE_GROUPS.map((group) =>
          box(t(`people.${group}`), choice.groups.includes(group), () => choose({ ...choice, groups: toggled(group) })),
        )}
      </div>
      {people === null && <p className={styles.hint}>{t('people.none')}</p>}
    </div>
  );
}
