import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { UNIT_KINDS } from '../../../shared/domain/resource.ts';
import { useDistrictName } from '../../state/names.ts';
import { useCollection, useLive } from '../../state/use-live.ts';
import type { LiveCollection } from '../../state/live-collection.ts';
import { useFormat } from '../../text/use-text.ts';
import { inLanguage } from '../../widgets/command/words.ts';
import type { PlanWords } from './constraint-words.ts';

function isComplete<Row extends { readonly id: string }>({ complete }: LiveCollection<Row>): boolean {
  return complete;
}

/** Names of what plans speak of, as this window has the records; the code itself where nobody has named it. */
export function usePlanWords(): PlanWords {
  const { t } = useTranslation('decision');
  const { t: resource } = useTranslation('resource');
  const format = useFormat();
  const district = useDistrictName();
  const incidents = useCollection('incidents', {});
  const resources = useCollection('resources', {});
  const supplies = useCollection('supplies', {});
  const read = [useLive(incidents, isComplete), useLive(resources, isComplete), useLive(supplies, isComplete)].join();
  return useMemo((): PlanWords => {
    const goods = new Map<string, string>();
    const depots = new Map<string, string>();
    for (const { data } of supplies.rows.values()) {
      goods.set(data.good, format.text(data.name));
      depots.set(data.depot, format.text(data.depotName));
    }
    return {
      t,
      district,
      incident(id) {
        const found = incidents.rows.get(id as never)?.data.title ?? resources.rows.get(id as never)?.data.name;
        return found ? format.text(found) : id;
      },
      resource(id) {
        const found = resources.rows.get(id as never);
        return found ? format.text(found.data.name) : (depots.get(id) ?? id);
      },
      kind(code) {
        const unit = UNIT_KINDS.find((known) => known === code);
        return unit ? resource(`unitKind.${unit}`) : (goods.get(code) ?? code);
      },
      number: (value) => format.number(value, 2),
      inLanguage: (text) => inLanguage({ format }, text),
    };
  }, [t, resource, format, district, incidents, resources, supplies, read]); // eslint-disable-line react-hooks/exhaustive-deps -- `read`: names are there now that were not
}
