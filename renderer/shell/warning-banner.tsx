import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Alert } from '../../shared/domain/alert.ts';
import { forBanner, selectChains } from '../state/alert-chains.ts';
import { useCommand } from '../state/commands.ts';
import { useDepartmentName } from '../state/names.ts';
import { goToDesk } from '../state/route.ts';
import { useSampled } from '../state/sampler.ts';
import { useSelection } from '../state/selection.ts';
import { useClock } from '../state/use-console.ts';
import { useCollection } from '../state/use-live.ts';
import { Local } from '../text/local.tsx';
import { useFormat } from '../text/use-text.ts';
import { Button } from '../widgets/button.tsx';
import { LevelGlyph } from '../widgets/level.tsx';
import { cx } from '../styles/cx.ts';
import styles from './banners.module.css';

/** Who has acknowledged, and the one who has kept silent; the message went to all at the same time. */
function Answers({ alert }: { readonly alert: Alert }) {
  const { t } = useTranslation('shell');
  const format = useFormat();
  const department = useDepartmentName();
  const span = useClock((now) => format.duration(now - alert.sentAt));
  const answers = alert.answers ?? [];
  if (answers.length === 0) return null;
  const silent = answers.filter(({ at }) => at === null);
  const first = silent[0];
  return (
    <>
      <span className={styles.quiet}>
        {t('banner.answered', { done: answers.length - silent.length, all: answers.length })}
      </span>
      {first && (
        <span className={styles.late}>{t('banner.unanswered', { name: department(first.department), span })}</span>
      )}
    </>
  );
}

/** The highest warning in force in one line; the others are counted and can be paged through. */
export function WarningBanner() {
  const { t } = useTranslation('shell');
  const format = useFormat();
  const [page, setPage] = useState(0);
  const select = useSelection((state) => state.select);
  const chains = useSampled(useCollection('alerts', {}), selectChains);
  // A string, so that the banner renders again only when another set is in force.
  const ids = useClock((now) =>
    chains
      .filter((chain) => forBanner(chain, now))
      .map(({ id }) => id)
      .join('\n'),
  );
  const current = ids === '' ? [] : ids.split('\n');
  const index = current.length === 0 ? 0 : page % current.length;
  const chain = chains.find(({ id }) => id === current[index]);
  const sent = useClock((now) => (chain ? format.moment(chain.row.data.sentAt, now) : ''));
  const until = useClock((now) => {
    const expires = chain?.row.data.expiresAt;
    return expires === undefined ? '' : format.moment(expires, now);
  });
  const next = (): void => setPage(index + 1);
  useCommand(
    current.length > 1
      ? { id: 'alert.next', group: 'everywhere', key: 'F8', title: t('command.nextAlarm'), run: next }
      : null,
  );
  if (!chain) return null;
  const { data } = chain.row;
  const sender = data.senderName ? format.text(data.senderName) : data.sender;
  const open = (): void => {
    select('alert', chain.id, 'command');
    goToDesk('alerts');
  };
  return (
    <div className={cx(styles.banner, styles.warning)} data-level={data.level} data-banner="warning" role="status">
      <LevelGlyph level={data.level} />
      <b>
        <Local text={data.event} />
      </b>
      <span className={cx(styles.headline, 'lz-cut')} title={format.text(data.headline)}>
        <Local text={data.headline} />
      </span>
      <span className={cx(styles.quiet, styles.sender, 'lz-cut')}>
        <bdi>
          {until === '' ? t('banner.warningOpen', { sender, sent }) : t('banner.warningValid', { sender, sent, until })}
        </bdi>
      </span>
      <span className="lz-spring" />
      <Answers alert={data} />
      <Button onClick={open}>{t('banner.show')}</Button>
      {current.length > 1 && (
        <>
          <span className={styles.page}>{t('banner.page', { n: index + 1, m: current.length })}</span>
          <Button look="quiet" icon="right" aria-label={t('banner.next')} title={t('banner.next')} onClick={next} />
        </>
      )}
    </div>
  );
}
