import { useTranslation } from 'react-i18next';
import type { RecordEntry } from '../../../shared/protocol/console-api/record-calls.ts';
import { useSourceName } from '../../state/names.ts';
import { useFormat } from '../../text/use-text.ts';
import { Moment } from '../../widgets/age.tsx';
import { Button } from '../../widgets/button.tsx';
import { Icon } from '../../widgets/icon.tsx';
import { PanelHead, Section } from '../../widgets/panel.tsx';
import { cursorsOf, readEntry, sealedIn } from './entry-words.ts';
import styles from './record.module.css';

/** One entry as it was written: three times, where the feeds stood, its place in the chain, and the text itself. */
export function EntryPanel({ of, onClose }: { readonly of: RecordEntry; readonly onClose: () => void }) {
  const { t } = useTranslation('record');
  const format = useFormat();
  const feedName = useSourceName();
  const entry = readEntry(of);
  if (!entry) return null;
  const seen = cursorsOf(entry);
  const sealed = sealedIn(entry);
  return (
    <>
      <PanelHead title={t('entry.title', { no: of.no })} note={t(`kind.${of.kind}` as 'kind.intent')}>
        <Button look="quiet" icon="x" aria-label={t('entry.close')} title={t('entry.close')} onClick={onClose} />
      </PanelHead>
      <div className={styles.scroll} data-entry={of.no}>
        <Section>
          <dl className={styles.facts}>
            <dt>{t('entry.event')}</dt>
            <dd>
              <Moment at={entry.time.event} seconds />
            </dd>
            <dt>{t('entry.receipt')}</dt>
            <dd>
              <Moment at={entry.time.receipt} seconds />
            </dd>
            <dt>{t('entry.written')}</dt>
            <dd>
              <Moment at={entry.time.entry} seconds />
            </dd>
            <dt>{t('entry.hash')}</dt>
            <dd>
              <code className={styles.hash}>{of.hash}</code>
            </dd>
            <dt>{t('entry.prev')}</dt>
            <dd>
              <code className={styles.hash}>{entry.prev}</code>
            </dd>
          </dl>
        </Section>
        {seen.length > 0 && (
          <Section title={t('entry.seen')}>
            <ul className={styles.seen}>
              {seen.map(([feed, seq]) => (
                <li key={feed}>{t('entry.seenAt', { feed: feedName(feed), seq: format.number(seq) })}</li>
              ))}
            </ul>
          </Section>
        )}
        <Section title={t('entry.raw')}>
          {sealed > 0 && (
            <p className={styles.quiet}>
              <Icon name="lock" size={14} /> {t('entry.sealed', { count: sealed })}
            </p>
          )}
          <pre className={styles.raw} tabIndex={0}>
            {JSON.stringify(of.entry, null, 2)}
          </pre>
        </Section>
      </div>
    </>
  );
}
