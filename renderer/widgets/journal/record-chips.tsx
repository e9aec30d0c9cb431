import { useTranslation } from 'react-i18next';
import { Icon } from '../icon.tsx';
import { useOpenRecord, useRecordName, type RecordLink } from './use-record-names.ts';
import styles from './journal.module.css';

/** What something is linked with, each a way to that record. */
export function RecordChips({ links }: { readonly links: readonly RecordLink[] }) {
  const { t } = useTranslation('journal');
  const name = useRecordName();
  const open = useOpenRecord();
  return (
    <ul className={styles.chips}>
      {links.map((link) => (
        <li key={`${link.topic} ${link.id}`}>
          <button type="button" className={styles.link} onClick={() => open(link)}>
            <Icon name="link" size={14} />
            <span className={styles.topic}>{t(`topic.${link.topic}`)}</span>
            <span className="lz-cut">
              <bdi>{name(link)}</bdi>
            </span>
          </button>
        </li>
      ))}
    </ul>
  );
}
