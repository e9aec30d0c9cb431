import { useTranslation } from 'react-i18next';
import type { WarningLine } from '../../../shared/protocol/console-api/warning-rows.ts';
import type { Instant } from '../../../shared/kit/time.ts';
import type { LiveCollection } from '../../state/live-collection.ts';
import type { TimelineRow } from '../../../shared/protocol/console-api/rows.ts';
import { useDepartmentName } from '../../state/names.ts';
import { usePeopleNames } from '../../state/post-names.ts';
import { useSampled } from '../../state/sampler.ts';
import { useClock } from '../../state/use-console.ts';
import { useCollection } from '../../state/use-live.ts';
import { Local } from '../../text/local.tsx';
import { useFormat } from '../../text/use-text.ts';
import { Moment } from '../../widgets/age.tsx';
import { Nothing } from '../../widgets/chip.tsx';
import { Icon } from '../../widgets/icon.tsx';
import { Section } from '../../widgets/panel.tsx';
import { handlingHistory, type HandlingEntry, type HandlingLine } from './handling-history.ts';
import styles from './alerts.module.css';

function Department({
  code,
  at,
  sentAt,
}: {
  readonly code: string;
  readonly at: Instant | null;
  readonly sentAt: Instant;
}) {
  const { t } = useTranslation('alert');
  const format = useFormat();
  const name = useDepartmentName();
  const text = useClock((now) =>
    at === null
      ? t('drawer.waiting', { span: format.duration(now - sentAt) })
      : t('drawer.answeredAt', { time: format.moment(at, now) }),
  );
  return <Person name={name(code)} look={at === null ? 'late' : 'done'} text={text} />;
}

interface PersonProps {
  readonly name: string;
  readonly look: 'done' | 'open' | 'late';
  readonly text: string;
}

function Person({ name, look, text }: PersonProps) {
  return (
    <li>
      <span className="lz-cut">{name}</span>
      <span className={look === 'open' ? undefined : styles[look]}>
        {look === 'done' && <Icon name="check" />}
        {text}
      </span>
    </li>
  );
}

/** Who knows of it and who does not: departments that were asked, posts of the ladder. Those who do not come first. */
export function DrawerTold({ row }: { readonly row: WarningLine }) {
  const { t } = useTranslation('alert');
  const format = useFormat();
  const { postInFull: post } = usePeopleNames();
  const answers = [...(row.alert.answers ?? [])].sort((a, b) => (a.at ?? 0) - (b.at ?? 0));
  const seen = row.handling?.seenBy ?? [];
  const times = useClock((now) => seen.map(({ at }) => format.moment(at, now)).join('\n'));
  const nobody = answers.length + seen.length + row.untold.posts.length === 0;
  return (
    <Section title={t('drawer.told')}>
      {nobody && <p className={styles.quiet}>{t('drawer.noneTold')}</p>}
      {answers.length > 0 && <h4 className={styles.part}>{t('drawer.toldDepartments')}</h4>}
      <ul className={styles.rows}>
        {answers.map(({ department, at }) => (
          <Department key={department} code={department} at={at} sentAt={row.alert.sentAt} />
        ))}
      </ul>
      {seen.length + row.untold.posts.length > 0 && <h4 className={styles.part}>{t('drawer.toldPosts')}</h4>}
      <ul className={styles.rows}>
        {row.untold.posts.map((code) => (
          <Person key={code} name={post(code)} look="open" text={t('drawer.notSeen')} />
        ))}
        {seen.map((who, index) => (
          <Person
            key={`${who.post} ${who.station}`}
            name={post(who.post)}
            look="done"
            text={t('drawer.seenAt', { time: times.split('\n')[index] ?? '' })}
          />
        ))}
      </ul>
    </Section>
  );
}

const selectHistory = ({ rows }: LiveCollection<TimelineRow>): readonly HandlingLine[] =>
  handlingHistory(rows.values());

function Did({ entry }: { readonly entry: HandlingEntry }) {
  const { t } = useTranslation('alert');
  const format = useFormat();
  const { postInFull: post } = usePeopleNames();
  const time = useClock((now) => (entry.did === 'snoozed' ? format.moment(entry.until, now) : ''));
  switch (entry.did) {
    case 'acknowledged':
      return t('history.acknowledged', { disposition: t(`disposition.${entry.disposition}`) });
    case 'closed':
      return t('history.closed', { reason: format.text(entry.reason) });
    case 'assigned':
    case 'escalated':
      return t(`history.${entry.did}`, { to: post(entry.to) });
    case 'snoozed':
      return t('history.snoozed', { time });
    case 'tied':
    case 'parts':
      return t(`history.${entry.did}`, { count: entry.count });
    case 'note':
      return <Local text={entry.text} />;
    case 'joined':
    case 'reopened':
    case 'seen':
    case 'snoozedUpdate':
    case 'unsnoozed':
    case 'untied':
    case 'parted':
      return t(`history.${entry.did}`);
  }
}

/** What was done about it, newest first, by whom; notes among it. What was done about an earlier message of the chain holds on. */
export function DrawerHistory({ row }: { readonly row: WarningLine }) {
  const { t } = useTranslation('alert');
  return (
    <Section title={t('drawer.history')}>
      {!row.handling && <p className={styles.quiet}>{t('drawer.historyNone')}</p>}
      {[row.id, ...row.before].map((id) => (
        <Lines key={id} id={id} />
      ))}
    </Section>
  );
}

function Lines({ id: warning }: { readonly id: string }) {
  const { t } = useTranslation('alert');
  const { officer, postInFull: post } = usePeopleNames();
  const lines = useSampled(useCollection('timeline', { topic: 'handling', id: warning }), selectHistory, 250);
  return (
    <ol className={styles.rows}>
      {lines.map(({ id, at, officer: who, post: from, entry }) => (
        <li key={id} className={styles.entry}>
          <Moment at={at} seconds />
          <span className="lz-cut" title={from === null ? undefined : post(from)}>
            {who === null ? <Nothing>{t('history.clock')}</Nothing> : officer(who)}
          </span>
          <span className={styles.said}>
            <Did entry={entry} />
          </span>
        </li>
      ))}
    </ol>
  );
}
