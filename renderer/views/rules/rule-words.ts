import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { isCaseCategory } from '../../../shared/domain/case-categories.ts';
import { INCIDENT_KINDS } from '../../../shared/domain/incident.ts';
import { FACILITY_KINDS, SENSOR_KINDS } from '../../../shared/domain/resource.ts';
import { KINDS_OF, type RuleSourceName } from '../../../shared/domain/rule-check.ts';
import type { EntityRow } from '../../../shared/protocol/console-api/rows.ts';
import type { LiveCollection } from '../../state/live-collection.ts';
import { useCollection, useLive } from '../../state/use-live.ts';
import { useFormat } from '../../text/use-text.ts';

export interface Named {
  readonly value: string;
  readonly label: string;
}

/** What rules look at, by name. */
export interface SourceWords {
  /** Of one kind or good. */
  kind(of: RuleSourceName, kind: string): string;
  /** What may be chosen. */
  kinds(of: RuleSourceName): readonly Named[];
}

function selectGoods({
  rows,
}: LiveCollection<EntityRow<'supply'>>): ReadonlyMap<string, EntityRow<'supply'>['data']['name']> {
  return new Map([...rows.values()].map(({ data }) => [data.good, data.name]));
}

const sameKeys = <Value>(a: ReadonlyMap<string, Value>, b: ReadonlyMap<string, Value>): boolean =>
  a.size === b.size && [...a.keys()].every((key) => b.has(key));

export function useSourceWords(): SourceWords {
  const { t: resource } = useTranslation('resource');
  const { t: incident } = useTranslation('incident');
  const { t: category } = useTranslation('caseCategory');
  const format = useFormat();
  const goods = useLive(useCollection('supplies', {}), selectGoods, sameKeys);
  return useMemo(() => {
    const kind = (of: RuleSourceName, code: string): string => {
      const sensor = SENSOR_KINDS.find((known) => known === code);
      const facility = FACILITY_KINDS.find((known) => known === code);
      const happened = INCIDENT_KINDS.find((known) => known === code);
      if (of === 'sensor' && sensor) return resource(`sensorKind.${sensor}`);
      if (of === 'facility' && facility) return resource(`facilityKind.${facility}`);
      if (of === 'incident' && happened) return incident(`kind.${happened}`);
      if (of === 'case' && isCaseCategory(code)) return category(`leaf.${code}`);
      const good = of === 'supply' ? goods.get(code) : undefined;
      return good ? format.text(good) : code;
    };
    const kinds = (of: RuleSourceName): readonly Named[] => {
      const codes = KINDS_OF[of] ?? (of === 'supply' ? [...goods.keys()] : []);
      return codes.map((value) => ({ value, label: kind(of, value) }));
    };
    return { kind, kinds };
  }, [resource, incident, category, format, goods]);
}
