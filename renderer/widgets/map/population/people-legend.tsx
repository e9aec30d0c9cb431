import { useEffect, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PopulationMap, VulnerableGroup } from '../../../../shared/domain/population.ts';
import { useFormat } from '../../../text/use-text.ts';
import { Button } from '../../button.tsx';
import type { MapEngine } from '../map-engine.ts';
import { STEP_LOOKS, STEPS, SUPPRESSED_LOOK } from './density.ts';
import type { StepLook } from './density.ts';
import { FLOW_CLASSES, flowArrows, MOST_ARROWS } from './flow-arrows.ts';
import { personsPerDot } from './group-dots.ts';
import styles from './people.module.css';
import type { PeopleChoice } from './people-choice.ts';

export interface PeopleLegendProps {
  readonly engine: MapEngine;
  /** Undefined: on its way; null: there is none. */
  readonly people: PopulationMap | null | undefined;
  readonly choice: PeopleChoice;
  readonly hour: number;
  onChoose(choice: PeopleChoice): void;
}

/** Hour, units, classes, what is not told, source and time: at the map while people are drawn on it. */
export function PeopleLegend({ engine, people, choice, hour, onChoose }: PeopleLegendProps) {
  const { t } = useTranslation('layers');
  const { text } = useFormat();
  // Vulnerable groups are counted where they live: they have no hour.
  const isByHour = choice.density || choice.flows;
  const title = t(choice.density ? 'people.density' : choice.flows ? 'people.flows' : 'surface.group');
  const told = (at: number): string => String(at).padStart(2, '0');
  return (
    <section className={styles.legend} aria-label={t('family.people')} data-people="">
      <header>
        <h3>{title}</h3>
        {isByHour && <b>{t('people.hour', { hour: told(hour) })}</b>}
      </header>
      {isByHour && (
        <div className={styles.hour}>
          <input
            type="range"
            min={0}
            max={23}
            step={1}
            value={hour}
            aria-label={t('people.hourLabel')}
            aria-valuetext={t('people.hour', { hour: told(hour) })}
            onChange={(event) => onChoose({ ...choice, hour: Number(event.target.value) })}
          />
          {choice.hour === null ? (
            <small>{t('people.follows')}</small>
          ) : (
            <Button look="quiet" icon="clock" onClick={() => onChoose({ ...choice, hour: null })}>
              {t('people.follow')}
            </Button>
          )}
        </div>
      )}
      {isByHour && choice.hour !== null && (
        <p className={styles.pinned}>{t('people.pinned', { hour: told(choice.hour) })}</p>
      )}
      {people === undefined && <p role="status">{t('people.loading')}</p>}
      {people === null && <p role="status">{t('people.none')}</p>}
      {people && (
        <>
          {choice.density && <DensityKey least={people.least} />}
          {choice.flows && <FlowKey people={people} hour={hour} />}
          {choice.groups.length > 0 && <GroupKey engine={engine} people={people} groups={choice.groups} />}
          <p className={styles.source}>
            {t('people.source', { source: text(people.source), date: dayOf(people.countedAt) })}
          </p>
        </>
      )}
    </section>
  );
}

/** With its year: a register is months old. */
function dayOf(at: number): string {
  const day = new Date(at);
  return [day.getFullYear(), day.getMonth() + 1, day.getDate()].map((part) => String(part).padStart(2, '0')).join('-');
}

function DensityKey({ least }: { readonly least: number }) {
  const { t } = useTranslation('layers');
  const { number } = useFormat();
  const word = (step: number): string => {
    const [from, to] = [number(STEPS[step] ?? 0), number(STEPS[step + 1] ?? 0)];
    if (step === 0) return t('people.under', { to });
    return step === STEPS.length - 1 ? t('people.over', { from }) : t('people.between', { from, to });
  };
  return (
    <>
      <p>{t('people.perKm2')}</p>
      <ul className={styles.steps}>
        {STEP_LOOKS.map((look, step) => (
          <li key={step}>
            <Swatch look={look} />
            {word(step)}
          </li>
        ))}
        <li className={styles.wide}>
          <Swatch look={SUPPRESSED_LOOK} dashed />
          {t('people.suppressed', { least })}
        </li>
      </ul>
    </>
  );
}

function Swatch({ look: { mark, gap, size, tint, ink }, dashed }: { readonly look: StepLook; readonly dashed?: true }) {
  const id = useId();
  const line = { stroke: 'currentColor', strokeWidth: size, strokeOpacity: ink, strokeLinecap: 'square' } as const;
  const diagonals = [-gap, 0, gap];
  return (
    <svg width={30} height={18} aria-hidden="true" className={styles.swatch} data-dashed={dashed}>
      <pattern id={id} width={gap} height={gap} patternUnits="userSpaceOnUse">
        <rect width={gap} height={gap} fill="currentColor" fillOpacity={tint} />
        {mark === 'dots' && <circle cx={gap / 2} cy={gap / 2} r={size * 0.7} fill="currentColor" fillOpacity={ink} />}
        {mark === 'dashes' && <path d={`M${gap * 0.25} ${gap / 2}H${gap * 0.7}`} {...line} />}
        {(mark === 'lines' || mark === 'cross') && (
          <path d={diagonals.map((from) => `M${from} ${gap}L${from + gap} 0`).join('')} {...line} />
        )}
        {mark === 'cross' && <path d={diagonals.map((from) => `M${from} 0L${from + gap} ${gap}`).join('')} {...line} />}
      </pattern>
      <rect width={30} height={18} fill={`url(#${id})`} />
    </svg>
  );
}

function FlowKey({ people, hour }: { readonly people: PopulationMap; readonly hour: number }) {
  const { t } = useTranslation('layers');
  const { number } = useFormat();
  const least = people.leastFlow;
  if (flowArrows(people, hour, 1).length === 0) return <p role="status">{t('people.flowNone', { least })}</p>;
  return (
    <>
      <ul className={styles.flows}>
        {FLOW_CLASSES.map(({ from, width }) => (
          <li key={from}>
            <svg width={40} height={12} aria-hidden="true">
              <path d="M0 6H40" stroke="currentColor" strokeWidth={width} />
            </svg>
            {t('people.over', { from: number(from) })}
          </li>
        ))}
      </ul>
      <p>{t('people.flowUnit', { most: MOST_ARROWS, least })}</p>
    </>
  );
}

const SHAPES: Readonly<Record<VulnerableGroup, string>> = {
  alone60: 'M3 7a4 4 0 1 0 8 0a4 4 0 1 0 -8 0Z',
  disabled: 'M3 3H11V11H3Z',
  homeCare: 'M2 5.8H12V8.2H2ZM5.8 2H8.2V12H5.8Z',
};

interface GroupKeyProps {
  readonly engine: MapEngine;
  readonly people: PopulationMap;
  readonly groups: readonly VulnerableGroup[];
}

function GroupKey({ engine, people, groups }: GroupKeyProps) {
  const { t } = useTranslation('layers');
  const { number } = useFormat();
  const [zoom, setZoom] = useState(() => engine.leaflet.getZoom());
  useEffect(() => {
    const { leaflet } = engine;
    const read = (): void => setZoom(leaflet.getZoom());
    leaflet.on('zoomend', read);
    return () => void leaflet.off('zoomend', read);
  }, [engine]);
  return (
    <>
      <ul className={styles.groups}>
        {groups.map((group) => (
          <li key={group}>
            <svg width={14} height={14} aria-hidden="true">
              <path d={SHAPES[group]} fill="currentColor" />
            </svg>
            {t('people.perDot', { group: t(`people.${group}`), per: number(personsPerDot(people, group, zoom)) })}
          </li>
        ))}
      </ul>
      <p>{t('people.dotPlace')}</p>
    </>
  );
}
