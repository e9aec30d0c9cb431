import { useState } from 'react';
import { Menu } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { DISPOSITIONS } from '../../shared/domain/handling.ts';
import type { WarningLine } from '../../shared/protocol/console-api/warning-rows.ts';
import { useCommand } from '../state/commands.ts';
import { goToDesk } from '../state/route.ts';
import { useSelection } from '../state/selection.ts';
import { useClock } from '../state/use-console.ts';
import { useMay, useRefusalText } from '../state/use-may.ts';
import { useWarningActions } from '../state/use-warning-actions.ts';
import { useWarnings } from '../state/use-warnings.ts';
import type { WarningIndex } from '../state/warnings.ts';
import { cx } from '../styles/cx.ts';
import { Local } from '../text/local.tsx';
import { useFormat } from '../text/use-text.ts';
import { Button } from '../widgets/button.tsx';
import { LevelGlyph } from '../widgets/level.tsx';
import { NextRung } from '../widgets/warning/next-rung.tsx';
import styles from './banners.module.css';

const selectAlarms = (index: WarningIndex): readonly WarningLine[] => index.alarms;

/** Red and orange that nobody has, one in one line: the gravest and longest waiting first, the others counted and paged through. */
export function WarningBanner() {
  const { t } = useTranslation('warning');
  const alarms = useWarnings(selectAlarms);
  const [page, setPage] = useState(0);
  const select = useSelection((state) => state.select);
  const index = alarms.length === 0 ? 0 : page % alarms.length;
  const row = alarms[index];
  const next = (): void => setPage(index + 1);
  const open = (): void => {
    if (!row) return;
    select('alert', row.id, 'command');
    goToDesk('alerts');
  };
  useCommand(
    alarms.length > 1
      ? { id: 'alert.next', group: 'everywhere', key: 'F8', title: t('banner.nextOne'), run: next }
      : null,
  );
  if (!row) return null;
  return (
    <div
      className={cx(styles.banner, styles.warning)}
      data-level={row.alert.level}
      data-banner="warning"
      data-warning={row.id}
      role="status"
    >
      <LevelGlyph level={row.alert.level} />
      <Words row={row} />
      <span className="lz-spring" />
      <Waiting row={row} />
      <Acknowledge key={row.id} row={row} />
      <Button onClick={open}>{t('banner.show')}</Button>
      {alarms.length > 1 && (
        <>
          <span className={styles.page}>{t('banner.others', { n: index + 1, m: alarms.length })}</span>
          <Button
            look="quiet"
            icon="right"
            aria-label={t('banner.nextOne')}
            title={t('banner.nextOne')}
            shortcut="F8"
            onClick={next}
          />
        </>
      )}
    </div>
  );
}

function Words({ row: { alert } }: { readonly row: WarningLine }) {
  const { t } = useTranslation('shell');
  const format = useFormat();
  const sent = useClock((now) => format.moment(alert.sentAt, now));
  const until = useClock((now) => (alert.expiresAt === undefined ? '' : format.moment(alert.expiresAt, now)));
  const sender = alert.senderName ? format.text(alert.senderName) : alert.sender;
  return (
    <>
      <b>
        <Local text={alert.event} />
      </b>
      <span className={cx(styles.headline, 'lz-cut')} title={format.text(alert.headline)}>
        <Local text={alert.headline} />
      </span>
      <span className={cx(styles.quiet, styles.sender, 'lz-cut')}>
        <bdi>
          {until === '' ? t('banner.warningOpen', { sender, sent }) : t('banner.warningValid', { sender, sent, until })}
        </bdi>
      </span>
    </>
  );
}

/** How long nobody has it, how far it has gone up, and when it goes on. */
function Waiting({ row }: { readonly row: WarningLine }) {
  const { t } = useTranslation('warning');
  const format = useFormat();
  const span = useClock((now) => format.duration(now - row.alert.sentAt));
  const climbed = row.handling?.escalations?.length ?? 0;
  return (
    <>
      <span className={styles.late}>{t('banner.waiting', { span })}</span>
      {climbed > 0 && <span className={styles.late}>{t('banner.escalated', { count: climbed })}</span>}
      {(row.next || climbed > 0) && <NextRung row={row} />}
    </>
  );
}

/** Taken note of right here, with what it means for the city. */
function Acknowledge({ row }: { readonly row: WarningLine }) {
  const { t } = useTranslation('warning');
  const { t: alert } = useTranslation('alert');
  const { acknowledge } = useWarningActions();
  const refusal = useMay()('warning.acknowledge');
  const refusalText = useRefusalText();
  return (
    <Menu position="bottom-end" trapFocus returnFocus>
      <Menu.Target>
        <Button
          look="primary"
          disabled={refusal !== null}
          title={refusal ? refusalText(refusal, [alert('action.acknowledge')]) : undefined}
        >
          {t('banner.acknowledge')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{alert('form.disposition')}</Menu.Label>
        {DISPOSITIONS.map((disposition) => (
          <Menu.Item key={disposition} onClick={() => void acknowledge(row, disposition)}>
            {alert(`disposition.${disposition}`)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
