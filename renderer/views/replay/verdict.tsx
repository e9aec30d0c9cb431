import { useTranslation } from 'react-i18next';
import type { ReplayPackage } from '../../../shared/protocol/console-api/replay-calls.ts';
import { usePeopleNames } from '../../state/post-names.ts';
import { Icon } from '../../widgets/icon.tsx';
import { Section } from '../../widgets/panel.tsx';
import styles from './replay.module.css';

const MOST = 6;

/** Whether the package is what its station wrote (RE2). One that is not may be looked at, and says so all the time. */
export function Verdict({ of }: { readonly of: ReplayPackage }) {
  const { t } = useTranslation('replay');
  const record = useTranslation('record').t;
  const people = usePeopleNames();
  const { ok, firstBad, faults, covered, attached, withheld, missing } = of.verdict;
  return (
    <Section title={t('verdict.title')}>
      {ok ? (
        <div className={styles.good} role="status" data-verdict="ok">
          <p>
            <Icon name="check" />
            <b>{t('verdict.ok', { count: of.entries })}</b>
          </p>
          <p className={styles.quiet}>{t('verdict.covered', { covered })}</p>
        </div>
      ) : (
        <div className={styles.bad} role="alert" data-verdict="bad">
          <b>{t('verdict.bad')}</b>
          {firstBad && (
            <p>{t('verdict.firstBad', { no: firstBad.no, reason: record(`bad.${firstBad.code}` as 'bad.number') })}</p>
          )}
          {faults.slice(0, MOST).map(({ code, about }) => (
            <p key={`${code} ${about}`} className={styles.fault} data-fault={code}>
              {t(`fault.${code}` as 'fault.file-missing', { about })}
            </p>
          ))}
          {faults.length > MOST && <p>{t('verdict.more', { count: faults.length - MOST })}</p>}
        </div>
      )}
      <dl className={styles.facts}>
        <dt>{t('about.station')}</dt>
        <dd>{of.station}</dd>
        <dt>{t('about.by')}</dt>
        <dd>{of.by ? `${people.officer(of.by.officer)} · ${people.post(of.by.post)}` : ''}</dd>
        <dt>{t('about.purpose')}</dt>
        <dd>{of.purpose}</dd>
        <dt>{t('about.attachments')}</dt>
        <dd>{t('about.counts', { attached, withheld, missing })}</dd>
      </dl>
      {of.redacted && <p className={styles.quiet}>{t('about.redacted')}</p>}
      {of.isCut && <p className={styles.quiet}>{t('about.cut')}</p>}
    </Section>
  );
}
