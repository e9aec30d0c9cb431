import { useTranslation } from 'react-i18next';
import type { Alert } from '../../../shared/domain/alert.ts';
import { isReal, type AlertChain } from '../../state/alert-chains.ts';
import { useDepartmentName } from '../../state/names.ts';
import { useClock } from '../../state/use-console.ts';
import type { LocalText } from '../../../shared/domain/common.ts';
import { Local } from '../../text/local.tsx';
import { useFormat } from '../../text/use-text.ts';
import { Moment } from '../../widgets/age.tsx';
import { Chip } from '../../widgets/chip.tsx';
import { DrillMark } from '../../widgets/drill-mark.tsx';
import { Icon } from '../../widgets/icon.tsx';
import { LevelChip } from '../../widgets/level.tsx';
import { alertOutlines } from '../../widgets/map/alert-outlines.ts';
import { GeometryBadge } from '../../widgets/map/draw/geometry-badge.tsx';
import { Empty, Panel, Section } from '../../widgets/panel.tsx';
import { Remains } from './alert-columns.tsx';
import styles from './alerts.module.css';

function Text({ title, text }: { readonly title: string; readonly text: LocalText | undefined }) {
  const { t } = useTranslation('alert');
  return (
    <Section title={title}>
      {text ? (
        <p className={styles.text}>
          <Local text={text} />
        </p>
      ) : (
        <p className={styles.quiet}>{t('drawer.noText')}</p>
      )}
    </Section>
  );
}

function Answer({
  alert,
  department,
  at,
}: {
  readonly alert: Alert;
  readonly department: string;
  readonly at: number | null;
}) {
  const { t } = useTranslation('alert');
  const format = useFormat();
  const name = useDepartmentName();
  const answered = alert.answers?.find((answer) => answer.department === department)?.at ?? null;
  const text = useClock((now) =>
    answered === null
      ? t('drawer.waiting', { span: format.duration(now - alert.sentAt) })
      : t('drawer.answeredAt', { time: format.moment(answered, now) }),
  );
  return (
    <li>
      <span className="lz-cut">{name(department)}</span>
      {at === null ? (
        <span className={styles.late}>{text}</span>
      ) : (
        <span className={styles.done}>
          <Icon name="check" />
          {text}
        </span>
      )}
    </li>
  );
}

function Answers({ alert }: { readonly alert: Alert }) {
  const { t } = useTranslation('alert');
  const answers = [...(alert.answers ?? [])].sort((a, b) => (a.at ?? 0) - (b.at ?? 0));
  const done = answers.filter(({ at }) => at !== null).length;
  return (
    <Section title={t('drawer.answers')} hint={answers.length > 0 ? `${done}/${answers.length}` : undefined}>
      {answers.length === 0 && <p className={styles.quiet}>{t('drawer.noAnswers')}</p>}
      <ul className={styles.rows}>
        {answers.map(({ department, at }) => (
          <Answer key={department} alert={alert} department={department} at={at} />
        ))}
      </ul>
    </Section>
  );
}

function Areas({ alert }: { readonly alert: Alert }) {
  const { t } = useTranslation('alert');
  const { t: common } = useTranslation();
  return (
    <Section title={t('drawer.areas')} hint={alert.areas.length > 1 ? String(alert.areas.length) : undefined}>
      {alert.areas.length === 0 && <p className={styles.quiet}>{t('areaNone')}</p>}
      <GeometryBadge faults={alertOutlines(alert).faults} />
      <ul className={styles.rows}>
        {alert.areas.map((area, index) => {
          const shapes = [
            area.polygons.length > 0 && t('drawer.polygons', { count: area.polygons.length }),
            area.circles.length > 0 && t('drawer.circles', { count: area.circles.length }),
            area.geocodes.length > 0 && t('drawer.geocodes', { count: area.geocodes.length }),
          ];
          return (
            <li key={index}>
              <Local text={area.name} />
              <span className={styles.quiet}>{shapes.filter(Boolean).join(common('separator'))}</span>
            </li>
          );
        })}
      </ul>
    </Section>
  );
}

function Facts({ alert }: { readonly alert: Alert }) {
  const { t } = useTranslation('alert');
  return (
    <Section title={t('drawer.facts')}>
      <dl className={styles.facts}>
        <dt>{t('field.event')}</dt>
        <dd>
          <Local text={alert.event} />
        </dd>
        {alert.eventCode !== undefined && (
          <>
            <dt>{t('field.code')}</dt>
            <dd>{alert.eventCode}</dd>
          </>
        )}
        <dt>{t('field.urgency')}</dt>
        <dd>{t(`urgency.${alert.urgency}`)}</dd>
        <dt>{t('field.severity')}</dt>
        <dd>{t(`severity.${alert.severity}`)}</dd>
        <dt>{t('field.certainty')}</dt>
        <dd>{t(`certainty.${alert.certainty}`)}</dd>
        <dt>{t('field.scope')}</dt>
        <dd>{t(`scope.${alert.scope}`)}</dd>
        <dt>{t('field.sent')}</dt>
        <dd>
          <Moment at={alert.sentAt} seconds />
        </dd>
        {alert.onsetAt !== undefined && (
          <>
            <dt>{t('field.onset')}</dt>
            <dd>
              <Moment at={alert.onsetAt} />
            </dd>
          </>
        )}
        <dt>{t('field.expires')}</dt>
        <dd>{alert.expiresAt === undefined ? t('phase.open') : <Moment at={alert.expiresAt} />}</dd>
        <dt>{t('field.identifier')}</dt>
        <dd>
          <bdi>{alert.identifier}</bdi>
        </dd>
      </dl>
    </Section>
  );
}

function Messages({ chain }: { readonly chain: AlertChain }) {
  const { t } = useTranslation('alert');
  return (
    <Section title={t('drawer.chain')} hint={t('drawer.chainHint')}>
      <ol className={styles.rows}>
        {[chain.row, ...chain.before].map(({ id, data }) => (
          <li key={id}>
            <span className="lz-cut">
              <Local text={data.headline} />
            </span>
            <span className={styles.quiet}>{t(`msgType.${data.msgType}`)}</span>
            <span className={styles.quiet}>
              <Moment at={data.sentAt} />
            </span>
          </li>
        ))}
        {chain.missing.map((id) => (
          <li key={id} className={styles.quiet}>
            <bdi>{t('drawer.missing', { id })}</bdi>
          </li>
        ))}
      </ol>
    </Section>
  );
}

export function AlertDrawer({ chain }: { readonly chain: AlertChain | undefined }) {
  const { t } = useTranslation('alert');
  if (!chain) {
    return (
      <Panel className={styles.drawer}>
        <Empty title={t('drawer.gone')} />
      </Panel>
    );
  }
  const { data } = chain.row;
  return (
    <section className={styles.drawer} data-drill={!isReal(data)} aria-label={t('title')}>
      <Panel className={styles.drawerPanel}>
        <div className={styles.body}>
          <Section>
            <div className={styles.chips}>
              <DrillMark alert={data} />
              <LevelChip level={data.level} />
              <Chip>{t(`msgType.${data.msgType}`)}</Chip>
              <Chip tone="edge">
                <Remains alert={data} />
              </Chip>
            </div>
            <h2 className={styles.title}>
              <Local text={data.headline} />
            </h2>
            <p className={styles.sender}>
              {data.senderName ? <Local text={data.senderName} /> : <bdi>{data.sender}</bdi>}
            </p>
          </Section>
          <Text title={t('drawer.description')} text={data.description} />
          <Text title={t('drawer.instruction')} text={data.instruction} />
          <Answers alert={data} />
          <Areas alert={data} />
          <Messages chain={chain} />
          <Facts alert={data} />
        </div>
      </Panel>
    </section>
  );
}
