import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Topic } from '../../../shared/domain/topics.ts';
import type { OwnWarning } from '../../../shared/domain/own-warning.ts';
import { useDepartmentName } from '../../state/names.ts';
import { usePeopleNames } from '../../state/post-names.ts';
import { goToDesk } from '../../state/route.ts';
import { useSelection } from '../../state/selection.ts';
import { useClock } from '../../state/use-console.ts';
import { useCollection, useRow } from '../../state/use-live.ts';
import { Local } from '../../text/local.tsx';
import { useFormat } from '../../text/use-text.ts';
import { Moment } from '../../widgets/age.tsx';
import { TimeChart, type ChartLimit } from '../../widgets/chart/time-chart.tsx';
import { Chip } from '../../widgets/chip.tsx';
import { Section } from '../../widgets/panel.tsx';
import styles from './alerts.module.css';

/** Records listed; the count says how many there are. */
const LISTED = 6;

/** Below the first it is rare by chance, below the second perhaps; the usual five in a hundred. */
const RARE = 0.01;
const SOME = 0.05;

/** What the console found itself: by which rule, how far off, since when, on which records; so that a person can check it. */
export function Evidence({ own }: { readonly own: OwnWarning }) {
  const { t } = useTranslation('warning');
  const { t: alert } = useTranslation('alert');
  const { t: common } = useTranslation();
  const format = useFormat();
  const department = useDepartmentName();
  const limits = useMemo<readonly ChartLimit[]>(
    () =>
      own.limit === undefined
        ? []
        : [{ value: own.limit, label: t('evidence.limit', { value: format.figure(own.limit) }) }],
    [own.limit, t, format],
  );
  const unit = own.unit === undefined ? undefined : format.unit(own.unit);
  return (
    <Section title={t('evidence.title')} hint={alert(`method.${own.method}`)}>
      <p className={styles.finding}>
        <b>
          <Local text={own.measure} />
        </b>{' '}
        {own.value === null
          ? t('evidence.valueUnknown')
          : t('evidence.value', { value: [format.figure(own.value), unit].filter(Boolean).join(' ') })}
      </p>
      <Finding own={own} />
      {own.series.length > 0 && (
        <TimeChart label={format.text(own.measure)} points={own.series} limits={limits} unit={unit} />
      )}
      <dl className={styles.facts}>
        <dt>{t('evidence.subject')}</dt>
        <dd>
          <Local text={own.subject.name} />
        </dd>
        <dt>{t('evidence.departments')}</dt>
        <dd>{own.departments.map(department).join(common('separator'))}</dd>
      </dl>
      <Records own={own} />
      <p className={styles.quiet}>{t('evidence.rule', { rule: own.rule, version: own.ruleVersion })}</p>
    </Section>
  );
}

function Finding({ own }: { readonly own: OwnWarning }) {
  const { t } = useTranslation('warning');
  const { t: common } = useTranslation();
  const format = useFormat();
  const { officer } = usePeopleNames();
  const { method, expected, score, pValue, basis, state, overruled } = own;
  const time = useClock((now) => (state.is === 'over' ? format.moment(state.at, now) : ''));
  const overruledAt = useClock((now) => (overruled ? format.moment(overruled.at, now) : ''));
  const first = useClock((now) => format.moment(own.firstAt, now));
  const said = [
    // A shortage is expected by its use; that is per hour.
    expected !== undefined &&
      t(method === 'shortage' ? 'evidence.perHour' : 'evidence.expected', { value: format.figure(expected) }),
    score !== undefined && t(`evidence.score.${method}`, { score: format.figure(score) }),
    pValue !== undefined &&
      t(`evidence.p.${pValue < RARE ? 'rare' : pValue < SOME ? 'some' : 'common'}`, { share: share(pValue) }),
    basis && t('evidence.basis', { weeks: format.number(basis.weeks, 1), samples: format.number(basis.samples) }),
    t('evidence.first', { time: first }),
  ];
  return (
    <>
      <p className={styles.finding}>
        <Chip tone={state.is === 'unconfirmed' ? 'stale' : 'edge'}>
          {state.is === 'over' ? t('evidence.over', { time }) : t(`evidence.${state.is}`)}
        </Chip>
      </p>
      <ul className={styles.findings}>
        {said.filter(Boolean).map((words) => (
          <li key={String(words)}>{words}</li>
        ))}
        {overruled && (
          <li className={styles.late}>
            {t('evidence.overruled', {
              who: officer(overruled.officer),
              time: overruledAt,
              from: common(`levelColour.${overruled.from}`),
              to: common(`levelColour.${overruled.to}`),
              reason: overruled.reason,
            })}
          </li>
        )}
      </ul>
    </>
  );

  /** A chance in words is no more exact than this. */
  function share(p: number): string {
    const places = p < RARE ? ([0.001, 0.01].find((edge) => p <= edge) ?? RARE) : p;
    return `${format.number(places * 100, 1)} %`;
  }
}

function Records({ own }: { readonly own: OwnWarning }) {
  const { t } = useTranslation('warning');
  const format = useFormat();
  const shown = own.evidence.slice(0, LISTED);
  if (own.count === 0) return null;
  return (
    <>
      <h4 className={styles.part}>
        {own.count > shown.length
          ? t('evidence.recordsMore', { shown: format.number(shown.length), count: format.number(own.count) })
          : t('evidence.records')}
      </h4>
      <ul className={styles.rows}>
        {shown.map(({ topic, id, at }) => (
          <li key={`${topic} ${id} ${at}`}>
            {topic === 'incident' || topic === 'resource' || topic === 'supply' ? (
              <RecordLink topic={topic} id={id} />
            ) : (
              <bdi>{id}</bdi>
            )}
            <Moment at={at} seconds />
          </li>
        ))}
      </ul>
    </>
  );
}

const QUERIES = { incident: 'incidents', resource: 'resources', supply: 'supplies' } as const;

function RecordLink({ topic, id }: { readonly topic: keyof typeof QUERIES & Topic; readonly id: string }) {
  const select = useSelection((state) => state.select);
  const row = useRow(useCollection(QUERIES[topic], {}) as never, id) as { readonly data: object } | undefined;
  const name = row && nameOf(row.data);
  return (
    <button
      type="button"
      className={styles.link}
      onClick={() => {
        select(topic, id, 'command');
        goToDesk('picture');
      }}
    >
      <span className="lz-cut">{name ? <Local text={name} /> : <bdi>{id}</bdi>}</span>
    </button>
  );
}

function nameOf(data: object): { readonly zh?: string; readonly en?: string } | null {
  if ('title' in data) return data.title as never;
  return 'name' in data ? (data.name as never) : null;
}
