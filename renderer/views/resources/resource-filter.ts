import type { ResourceRow } from '../../state/nearby.ts';
import type { LiveCollection } from '../../state/live-collection.ts';
import type { Chosen } from '../../widgets/table/filter-bar.tsx';
import type { Form } from './resource-columns.tsx';

function stateOf({ data }: ResourceRow): string {
  switch (data.form) {
    case 'unit':
      return data.status.state;
    case 'facility':
      return data.inService ? 'in' : 'out';
    case 'sensor':
      return String(data.level);
  }
}

export function resourceFilter(form: Form, text: string, chosen: Chosen): (row: ResourceRow) => boolean {
  const query = text.trim().toLocaleLowerCase();
  const passes = (values: readonly string[] | undefined, value: string | undefined): boolean =>
    values === undefined || values.length === 0 || (value !== undefined && values.includes(value));
  return (row) => {
    const { id, data } = row;
    if (data.form !== form) return false;
    if (!passes(chosen['department'], data.department)) return false;
    if (!passes(chosen[`${form}.kind`], data.kind) || !passes(chosen[`${form}.state`], stateOf(row))) return false;
    if (query === '') return true;
    return [data.name.zh, data.name.en, id].some((words) => words?.toLocaleLowerCase().includes(query));
  };
}

export interface ResourceCounts {
  readonly unit: number;
  readonly free: number;
  readonly facility: number;
  readonly out: number;
  readonly sensor: number;
  readonly over: number;
  readonly departments: readonly string[];
  /** Kinds that are there, per form. */
  readonly kinds: Readonly<Record<Form, readonly string[]>>;
}

export function selectResourceCounts(resources: LiveCollection<ResourceRow>): ResourceCounts {
  const counts = { unit: 0, free: 0, facility: 0, out: 0, sensor: 0, over: 0 };
  const departments = new Set<string>();
  const kinds = { unit: new Set<string>(), facility: new Set<string>(), sensor: new Set<string>() };
  for (const { data } of resources.rows.values()) {
    counts[data.form] += 1;
    kinds[data.form].add(data.kind);
    if (data.department !== undefined) departments.add(data.department);
    if (data.form === 'unit' && data.status.state === 'free') counts.free += 1;
    if (data.form === 'facility' && !data.inService) counts.out += 1;
    if (data.form === 'sensor' && data.level > 0) counts.over += 1;
  }
  return {
    ...counts,
    departments: [...departments].sort(),
    kinds: { unit: [...kinds.unit].sort(), facility: [...kinds.facility].sort(), sensor: [...kinds.sensor].sort() },
  };
}
