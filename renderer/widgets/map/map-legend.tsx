import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { usePreference } from '../../state/use-console.ts';
import { Icon } from '../icon.tsx';
import { SymbolIcon } from '../symbols/symbol-icon.tsx';
import type { SymbolLook } from '../symbols/symbol-look.ts';
import styles from './map.module.css';

const PREFERENCE = 'map.legend';

const INCIDENT = { family: 'incident', kind: 'waterlog', level: 0, stale: false, pending: false } as const;
const UNIT = { family: 'unit', kind: 'engine', stale: false } as const;
const FACILITY = { family: 'facility', kind: 'shelter', stale: false } as const;
const HAZARD = { family: 'hazard', kind: 'flood', level: 2, stale: false } as const;

type Entry = readonly [
  word:
    | 'open'
    | 'handling'
    | 'controlled'
    | 'free'
    | 'enRoute'
    | 'onScene'
    | 'load'
    | 'out'
    | 'stale'
    | 'hazard'
    | 'overdue',
  look: SymbolLook,
];

const SHORT: readonly Entry[] = [
  ['open', { ...INCIDENT, fill: 'open' }],
  ['handling', { ...INCIDENT, fill: 'handling' }],
  ['controlled', { ...INCIDENT, fill: 'controlled' }],
  ['free', { family: 'unit', kind: 'police', fill: 'free', stale: false }],
  ['stale', { family: 'sensor', kind: 'gauge', level: 0, stale: true }],
];
const MORE: readonly Entry[] = [
  ['enRoute', { ...UNIT, fill: 'enRoute' }],
  ['onScene', { ...UNIT, fill: 'onScene' }],
  ['load', { ...FACILITY, inService: true, tenths: 6 }],
  ['out', { family: 'facility', kind: 'pumpst', inService: false, tenths: null, stale: false }],
  ['hazard', { ...HAZARD, overdue: false }],
  ['overdue', { ...HAZARD, overdue: true }],
];
const LEVELS = [1, 2, 3, 4] as const;

function parseOpen(stored: unknown): boolean {
  return stored === true;
}

/** Shape, fill and ring in words; the rest unfolds. */
export function MapLegend() {
  const { t } = useTranslation('map');
  const { t: common } = useTranslation();
  const [stored, store] = usePreference(PREFERENCE, parseOpen);
  const [open, setOpen] = useState(stored);
  const toggle = (): void => {
    setOpen(!open);
    store(!open);
  };
  const entry = ([word, look]: Entry) => (
    <li key={word}>
      <SymbolIcon look={look} size={22} tight />
      {t(`legend.${word}`)}
    </li>
  );
  return (
    <section className={styles.legend} aria-label={t('legend.label')}>
      {open && (
        <>
          <ul>
            {LEVELS.map((level) => (
              <li key={level}>
                <SymbolIcon look={{ ...INCIDENT, kind: 'fire', fill: 'handling', level }} size={26} />
                {common(`levelColour.${level}`)} {common(`levelNumeral.${level}`)}
              </li>
            ))}
          </ul>
          <ul>{MORE.map(entry)}</ul>
        </>
      )}
      <ul>
        {SHORT.map(entry)}
        <li>
          <button
            type="button"
            aria-expanded={open}
            aria-label={t('legend.toggle')}
            title={t('legend.toggle')}
            onClick={toggle}
          >
            <Icon name={open ? 'down' : 'up'} size={14} />
          </button>
        </li>
      </ul>
    </section>
  );
}
