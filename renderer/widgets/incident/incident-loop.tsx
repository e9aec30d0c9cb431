import { useTranslation } from 'react-i18next';
import type { Incident } from '../../../shared/domain/incident.ts';
import type { TimelineRow } from '../../../shared/protocol/console-api/rows.ts';
import { loopSteps } from '../../state/incident-history.ts';
import { useClock } from '../../state/use-console.ts';
import { useFormat } from '../../text/use-text.ts';
import { Moment } from '../age.tsx';
import { Section } from '../panel.tsx';
import styles from './drawer.module.css';

/** The way from report to feedback: what is done and when, what is under way, what is ahead. */
export function IncidentLoop({
  incident,
  history,
}: {
  readonly incident: Incident;
  readonly history: Iterable<TimelineRow>;
}) {
  const { t } = useTranslation('incident');
  const format = useFormat();
  const closed = incident.status.state === 'closed' ? incident.status.since : null;
  const span = useClock((now) => format.duration((closed ?? now) - incident.reportedAt));
  return (
    <Section title={t('loop.title')} hint={t('loop.since', { span })}>
      <ol className={styles.loop}>
        {loopSteps(incident, history).map((step) => (
          <li key={step.state} className={styles.step} data-phase={step.phase}>
            <i aria-hidden="true" />
            <b>{t(`loop.${step.state}`)}</b>
            <span>{step.phase === 'done' ? <Moment at={step.at} /> : t(`loop.${step.phase}`)}</span>
          </li>
        ))}
      </ol>
    </Section>
  );
}
