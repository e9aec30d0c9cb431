import type { NewReport } from '../../../../shared/protocol/commands/report-commands.ts';
import { AT } from '../../testing/records.ts';

/** Reports that schedules draft and work on. */
export const REPORTS = ['p1', 'p2'] as const;

/** One of several wordings; the third is not ready to go out. */
export function reportWords(value: number): NewReport {
  return {
    incident: 'i1',
    kind: 'first',
    number: 0,
    set: 'standard',
    recipient: { en: 'province' },
    dueAt: AT,
    fields: value % 3 === 2 ? [] : [{ key: 'place', text: value % 3 === 0 ? null : { en: `place ${value}` } }],
    told: [],
  };
}
