import { useTranslation } from 'react-i18next';
import type { Alert } from '../../../shared/domain/alert.ts';
import type { WarningLine } from '../../../shared/protocol/console-api/warning-rows.ts';
import { usePeopleNames } from '../../state/post-names.ts';
import { Local } from '../../text/local.tsx';
import { Moment } from '../../widgets/age.tsx';
import { Chip } from '../../widgets/chip.tsx';
import { DrillMark } from '../../widgets/drill-mark.tsx';
import { Section } from '../../widgets/panel.tsx';
import { NextRung } from '../../widgets/warning/next-rung.tsx';
import { PhaseText } from '../../widgets/warning/phase-text.tsx';
import { TrustBadges } from '../../widgets/warning/trust-badges.tsx';
import { WarningLevel } from '../../widgets/warning/warning-level.tsx';
import { WarningState } from '../../widgets/warning/warning-state.tsx';
import styles from './alerts.module.css';

/** What it is, who says so, how it stands here, and what happens next if nobody does anything. */
export function DrawerHead({ alert, row }: { readonly alert: Alert; readonly row: WarningLine | undefined }) {
  const { t } = useTranslation('alert');
  return (
    <Section>
      <div className={styles.chips}>
        <DrillMark alert={alert} />
        <Chip tone="edge">
          <WarningLevel alert={alert} />
        </Chip>
        <Chip>{t(`msgType.${alert.msgType}`)}</Chip>
        {row && (
          <Chip tone={row.phase === 'unclear' ? 'stale' : 'edge'}>
            <PhaseText row={row} />
          </Chip>
        )}
        {row && <WarningState row={row} />}
      </div>
      <h2 className={styles.title}>
        <Local text={alert.headline} />
      </h2>
      <p className={styles.sender}>
        {alert.senderName ? <Local text={alert.senderName} /> : <bdi>{alert.sender}</bdi>}
        <TrustBadges alert={alert} method={alert.own?.method ?? null} />
      </p>
      {row && <Ladder row={row} />}
    </Section>
  );
}

function Ladder({ row }: { readonly row: WarningLine }) {
  const { t } = useTranslation('alert');
  const { postInFull: post } = usePeopleNames();
  const climbed = row.handling?.escalations ?? [];
  if (!row.next && climbed.length === 0) return null;
  return (
    <ul className={styles.ladder}>
      {climbed.map(({ rung, to, at }) => (
        <li key={`${rung} ${at}`} className={styles.quiet}>
          <Moment at={at} seconds /> {t('drawer.ladderClimbed', { to: post(to) })}
        </li>
      ))}
      {row.next && (
        <li data-next="">
          <NextRung row={row} />
        </li>
      )}
    </ul>
  );
}
