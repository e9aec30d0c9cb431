import type { ReactNode } from 'react';
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import type { Level } from '../../../../shared/domain/common.ts';
import type { FeedRow } from '../../../../shared/protocol/console-api/rows.ts';
import type { IncidentRow } from '../../../state/incident-order.ts';
import type { LiveCollection } from '../../../state/live-collection.ts';
import { useSourceName } from '../../../state/names.ts';
import type { ResourceRow } from '../../../state/nearby.ts';
import { useSampled } from '../../../state/sampler.ts';
import { useCollection, useLive } from '../../../state/use-live.ts';
import { useFormat } from '../../../text/use-text.ts';
import { Age } from '../../../widgets/age.tsx';
import { Nothing, Unknown } from '../../../widgets/chip.tsx';
import { LevelGlyph } from '../../../widgets/level.tsx';
import { Section } from '../../../widgets/panel.tsx';
import { type PeopleSum, type StalePart, stalePart, sumIncidents, sumPeople, sumUnits } from './sums.ts';
import styles from './overview.module.css';

const LEVELS: readonly Level[] = [1, 2, 3, 4, 0];
const ENGAGED = ['enRoute', 'onScene', 'returning', 'offDuty'] as const;

const readIncidents = (incidents: LiveCollection<IncidentRow>) => sumIncidents(incidents.rows.values());
const readPeople = (incidents: LiveCollection<IncidentRow>) => sumPeople(incidents.rows.values());
const readUnits = (resources: LiveCollection<ResourceRow>) => sumUnits(resources.rows.values());

/** The stale part of a sum; a new object only when another feed is silent, or since another moment. */
function useStalePart(parts: readonly string[]): StalePart | null {
  const key = [...parts].sort().join('\n');
  const select = useCallback(
    (feeds: LiveCollection<FeedRow>) => stalePart(key === '' ? [] : key.split('\n'), feeds.rows),
    [key],
  );
  return useLive(
    useCollection('feeds', {}),
    select,
    (a, b) => a?.since === b?.since && a?.feeds.join() === b?.feeds.join(),
  );
}

interface FigureProps {
  readonly label: string;
  /** Feeds that have a part in the sum. */
  readonly feeds: readonly string[];
  readonly value: ReactNode;
  readonly unit?: string;
  readonly children: ReactNode;
}

function Figure({ label, feeds, value, unit, children }: FigureProps) {
  const { t } = useTranslation('overview');
  const { t: common } = useTranslation();
  const source = useSourceName();
  const stale = useStalePart(feeds);
  const old = stale && t('staleOf', { names: stale.feeds.map(source).join(common('comma')) });
  return (
    <div data-stale={stale !== null}>
      <div className={styles.figure}>
        {value}
        {unit !== undefined && <small>{unit}</small>}
      </div>
      <div className={styles.label}>{label}</div>
      {stale && old !== null && (
        <div className={styles.stale} title={old}>
          {t('stale')} <Age at={stale.since} limit={stale.limit} />
        </div>
      )}
      <ul className={styles.parts}>{children}</ul>
    </div>
  );
}

function Part({
  glyph,
  name,
  children,
}: {
  readonly glyph?: ReactNode;
  readonly name: string;
  readonly children: ReactNode;
}) {
  return (
    <li>
      {glyph}
      <span>{name}</span>
      <b>{children}</b>
    </li>
  );
}

/** A number of people, or that nobody told one. What is not known beside it is said apart. */
function People({ sum }: { readonly sum: PeopleSum }) {
  const { t } = useTranslation('overview');
  const { number } = useFormat();
  if (sum.known !== null) return number(sum.known);
  return sum.unknown > 0 ? <Unknown /> : <Nothing>{t('notTold')}</Nothing>;
}

/** Three key figures: what is open and how grave, who is free, and how many people are told to be in trouble. */
export function Figures() {
  const { t } = useTranslation('overview');
  const { t: incident } = useTranslation('incident');
  const { t: common } = useTranslation();
  const { number } = useFormat();
  const incidents = useCollection('incidents', {});
  const open = useSampled(incidents, readIncidents);
  const people = useSampled(incidents, readPeople);
  const units = useSampled(useCollection('resources', {}), readUnits);
  const told = people.trapped.known !== null;
  // No unit at all is a feed that is not there, not a city without anybody free.
  const manned = units.all > 0;
  return (
    <Section>
      <div className={styles.figures}>
        <Figure label={t('open')} feeds={open.feeds} value={number(open.open)} unit={t('openUnit')}>
          {LEVELS.filter((level) => open.byLevel[level] > 0).map((level) => (
            <Part key={level} glyph={<LevelGlyph level={level} size={14} />} name={common(`levelName.${level}`)}>
              {number(open.byLevel[level])}
            </Part>
          ))}
        </Figure>
        <Figure
          label={manned ? `${t('units')}${common('comma')}${t('unitsOf', { count: units.all })}` : t('units')}
          feeds={units.feeds}
          value={manned ? number(units.byState.free) : <Nothing>{t('notTold')}</Nothing>}
          {...(manned && { unit: t('unitsUnit') })}
        >
          {(manned ? ENGAGED : []).map((state) => (
            <Part key={state} name={incident(`unitState.${state}`)}>
              {number(units.byState[state])}
            </Part>
          ))}
        </Figure>
        <Figure
          label={t('people')}
          feeds={people.feeds}
          value={<People sum={people.trapped} />}
          {...(told && { unit: t('peopleUnit') })}
        >
          {told && people.trapped.unknown > 0 && (
            <li className={styles.note}>{t('unknownMore', { count: people.trapped.unknown })}</li>
          )}
          <Part name={t('injured')}>
            <People sum={people.injured} />
          </Part>
          <Part name={t('missing')}>
            <People sum={people.missing} />
          </Part>
        </Figure>
      </div>
    </Section>
  );
}
