import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { hazardLevel, isOverdue } from '../../../shared/domain/hazard.ts';
import type { Hazard } from '../../../shared/domain/hazard.ts';
import type { Incident } from '../../../shared/domain/incident.ts';
import type { Resource } from '../../../shared/domain/resource.ts';
import { useConsole } from '../../state/console.ts';
import { useFormat } from '../../text/use-text.ts';
import type { SymbolItem } from './symbol-item.ts';

export type MapRecord = Incident | Resource | Hazard;

export function isResource(record: MapRecord): record is Resource {
  return 'form' in record;
}

export function isHazard(record: MapRecord): record is Hazard {
  return 'dueAt' in record;
}

/** Name, level or state, in one line: for tooltips and screen readers. */
export function useItemTitle(): (item: SymbolItem) => string {
  const { text } = useFormat();
  const { t } = useTranslation(['common', 'incident', 'hazard']);
  const state = useStateWord();
  return useCallback(
    ({ row }) => {
      const record: MapRecord = row.data;
      const comma = t('comma', { ns: 'common' });
      if (isResource(record)) return [text(record.name), state(record)].filter(Boolean).join(comma);
      const level = isHazard(record)
        ? t(`level.${hazardLevel(record)}`, { ns: 'hazard' })
        : t(`level.${record.level}`, { ns: 'common' });
      return [text(record.title), level, state(record)].join(comma);
    },
    [t, text, state],
  );
}

/** The state of a record in one word; a reading for a sensor. */
export function useStateWord(): (record: MapRecord) => string {
  const { t } = useTranslation(['incident', 'resource', 'hazard', 'common']);
  const format = useFormat();
  const { clock } = useConsole();
  return useCallback(
    (record) => {
      if (isHazard(record))
        return t(isOverdue(record, clock.now) ? 'overdue' : `state.${record.status.state}`, { ns: 'hazard' });
      if (!isResource(record)) return t(`state.${record.status.state}`, { ns: 'incident' });
      switch (record.form) {
        case 'unit':
          return t(`unitState.${record.status.state}`, { ns: 'incident' });
        case 'facility':
          return t(record.inService ? 'service.in' : 'service.out', { ns: 'resource' });
        case 'sensor': {
          const value = record.reading?.value;
          if (record.kind === 'video') return '';
          if (value === null || value === undefined) return t('unknown', { ns: 'common' });
          return `${format.figure(value)}${record.unit ? ` ${record.unit}` : ''}`;
        }
      }
    },
    [t, format, clock],
  );
}

/** The kind of a record in words. */
export function useKindWord(): (record: MapRecord) => string {
  const { t } = useTranslation(['incident', 'resource', 'hazard']);
  return useCallback(
    (record) => {
      if (isHazard(record)) return t(`kind.${record.kind}`, { ns: 'hazard' });
      if (!isResource(record)) return t(`kind.${record.kind}`, { ns: 'incident' });
      switch (record.form) {
        case 'unit':
          return t(`unitKind.${record.kind}`, { ns: 'resource' });
        case 'facility':
          return t(`facilityKind.${record.kind}`, { ns: 'resource' });
        case 'sensor':
          return t(`sensorKind.${record.kind}`, { ns: 'resource' });
      }
    },
    [t],
  );
}
