import type { IncidentRow } from '../../state/incident-order.ts';
import { groupOf } from '../../state/incident-order.ts';
import type { Chosen } from '../../widgets/table/filter-bar.tsx';

export type IncidentTab = 'open' | 'closed' | 'all';

function includes(text: string | undefined, query: string): boolean {
  return text !== undefined && text.toLocaleLowerCase().includes(query);
}

function says({ id, data }: IncidentRow, query: string): boolean {
  return (
    includes(data.title.zh, query) ||
    includes(data.title.en, query) ||
    includes(data.place?.zh, query) ||
    includes(data.place?.en, query) ||
    includes(data.address, query) ||
    includes(id, query)
  );
}

function chosenFrom(values: readonly string[] | undefined, value: string | undefined): boolean {
  return values === undefined || values.length === 0 || (value !== undefined && values.includes(value));
}

/** Whether a row passes tab, text and facets. Text is sought in both languages, so a filter survives a switch. */
export function incidentFilter(tab: IncidentTab, text: string, chosen: Chosen): (row: IncidentRow) => boolean {
  const query = text.trim().toLocaleLowerCase();
  return (row) => {
    const { data } = row;
    const closed = groupOf(data) === 'closed';
    if (tab !== 'all' && closed !== (tab === 'closed')) return false;
    return (
      chosenFrom(chosen['level'], String(data.level)) &&
      chosenFrom(chosen['state'], data.status.state) &&
      chosenFrom(chosen['kind'], data.kind) &&
      chosenFrom(chosen['lead'], data.lead) &&
      chosenFrom(chosen['district'], data.district) &&
      (query === '' || says(row, query))
    );
  };
}
