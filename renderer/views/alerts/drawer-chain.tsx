import { useTranslation } from 'react-i18next';
import type { EntityRow } from '../../../shared/protocol/console-api/rows.ts';
import type { WarningLine } from '../../../shared/protocol/console-api/warning-rows.ts';
import { useClock } from '../../state/use-console.ts';
import { useCollection } from '../../state/use-live.ts';
import { Local } from '../../text/local.tsx';
import { useFormat } from '../../text/use-text.ts';
import { Moment } from '../../widgets/age.tsx';
import { useColourWord } from '../../widgets/warning/use-colour-word.ts';
import { Section } from '../../widgets/panel.tsx';
import { chainChanges, type ChainChange } from './chain-changes.ts';
import styles from './alerts.module.css';

function Change({ change }: { readonly change: ChainChange }) {
  const { t } = useTranslation('alert');
  const colourWord = useColourWord();
  const format = useFormat();
  const times = useClock((now) =>
    change.field === 'onset' || change.field === 'expires'
      ? [change.from, change.to].map((at) => (at === null ? t('phase.open') : format.moment(at, now))).join('\n')
      : '',
  ).split('\n');
  const said = (from: string, to: string): string =>
    t('drawer.changedTo', { field: t(`field.${change.field}`), from, to });
  switch (change.field) {
    case 'level':
      return said(colourWord(change.from), colourWord(change.to));
    case 'severity':
      return said(t(`severity.${change.from}`), t(`severity.${change.to}`));
    case 'urgency':
      return said(t(`urgency.${change.from}`), t(`urgency.${change.to}`));
    case 'certainty':
      return said(t(`certainty.${change.from}`), t(`certainty.${change.to}`));
    case 'onset':
    case 'expires':
      return said(times[0] ?? '', times[1] ?? '');
    case 'event':
    case 'headline':
    case 'description':
    case 'instruction':
    case 'areas':
      return t('drawer.changedText', { field: t(`field.${change.field}`) });
  }
}

/** Each message, the newest first, and under it what it changed of the one before. */
export function DrawerChain({ row }: { readonly row: WarningLine }) {
  const { t } = useTranslation('alert');
  const alerts = useCollection('alerts', {});
  const messages = [row.id, ...row.before]
    .map((id) => alerts.rows.get(id as never))
    .filter((message): message is EntityRow<'alert'> => message !== undefined);
  if (messages.length + row.missing.length < 2) return null;
  return (
    <Section title={t('drawer.chain')} hint={t('drawer.chainHint')}>
      <ol className={styles.chain}>
        {messages.map(({ id, data }, index) => {
          const before = messages[index + 1];
          const changes = before ? chainChanges(before.data, data) : [];
          return (
            <li key={id}>
              <span className={styles.message}>
                <b>{t(`msgType.${data.msgType}`)}</b>
                <span className="lz-cut">
                  <Local text={data.headline} />
                </span>
                <Moment at={data.sentAt} />
              </span>
              {before && (
                <ul className={styles.changes}>
                  {changes.length === 0 && <li>{t('drawer.changedNone')}</li>}
                  {changes.map((change) => (
                    <li key={change.field}>
                      <Change change={change} />
                    </li>
                  ))}
                </ul>
              )}
            </li>
          );
        })}
        {row.missing.map((id) => (
          <li key={id} className={styles.quiet}>
            <bdi>{t('drawer.missing', { id })}</bdi>
          </li>
        ))}
      </ol>
    </Section>
  );
}
