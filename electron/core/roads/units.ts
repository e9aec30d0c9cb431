import type { Resource, UnitStatus } from '../../../shared/domain/resource.ts';
import type { LonLat } from '../../../shared/kit/geo.ts';
import type { Clock } from '../kernel/ports.ts';
import type { Overlay } from '../queries/entity-source.ts';
import type { OrderKey } from '../store/readers/entities.ts';
import type { Readers } from '../store/store.ts';
import type { Units } from './questions.ts';

/** Records read in one turn of the event loop: about two milliseconds. */
const PAGE = 500;

export interface UnitFilter {
  readonly states: readonly UnitStatus['state'][];
  readonly kinds: readonly string[] | undefined;
  readonly departments: readonly string[] | undefined;
}

export interface UnitParts {
  readonly read: Pick<Readers, 'entities'>;
  readonly overlay: Pick<Overlay, 'replay'>;
  readonly clock: Pick<Clock, 'after'>;
}

/**
 * The units that fit, as the officer sees them: one that he has just promised, and the hub has not yet confirmed, is no
 * longer free. Read page by page with the event loop in between, so that thousands of units hold nobody up.
 */
export async function findUnits({ read, overlay, clock }: UnitParts, filter: UnitFilter): Promise<Units> {
  const ids: string[] = [];
  const at: LonLat[] = [];
  for (let after: OrderKey | null = null; ;) {
    const lines = read.entities.page('resource', after, PAGE);
    for (const line of lines) {
      const { json } = overlay.replay('resource', line.id, line)?.line ?? line;
      const record = JSON.parse(json) as Resource;
      if (record.form !== 'unit' || !fits(record, filter)) continue;
      ids.push(line.id);
      at.push(record.at);
    }
    after = lines.at(-1) ?? null;
    if (lines.length < PAGE || !after) return { ids, at };
    await new Promise<void>((resolve) => void clock.after(0, resolve));
  }
}

function fits(
  { status, kind, department }: Extract<Resource, { form: 'unit' }>,
  { states, kinds, departments }: UnitFilter,
): boolean {
  if (!states.includes(status.state)) return false;
  return (kinds?.includes(kind) ?? true) && (departments?.includes(department) ?? true);
}
