import { describe, expect, it } from 'vitest';
import { instant } from '../../../shared/kit/time.ts';
import type { TimelineRow } from '../../../shared/protocol/console-api/rows.ts';
import { changesOf } from './rule-changes.ts';

function line(rev: number, set: object): TimelineRow {
  const at = instant(1_750_000_000_000 + rev);
  return {
    id: `l${rev}`,
    rev,
    op: rev === 1 ? 'put' : 'patch',
    at,
    entered: at,
    received: at,
    source: 'S1',
    set: set as TimelineRow['set'],
  };
}

const by = (officer: string, at: number) => ({ officer, post: 'CCC-DL', at: 1_750_000_000_000 + at });

describe('the history of a rule', () => {
  it('names what each version changed, who, and why; the newest first', () => {
    const changes = changesOf([
      line(1, { version: 2, enabled: true, clear: 0.8, departments: ['EMB'], changedBy: by('zhou', 1), why: '雨季' }),
      line(2, { version: 3, enabled: true, clear: 0.7, departments: ['EMB'], changedBy: by('gu', 2), why: null }),
      line(3, { version: 4, enabled: false, changedBy: by('zhou', 3) }),
    ]);
    expect(changes.map(({ version, officer, isFirst }) => [version, officer, isFirst])).toEqual([
      [4, 'zhou', false],
      [3, 'gu', false],
      [2, 'zhou', true],
    ]);
    expect(changes[0]).toMatchObject({ enabled: false, fields: ['enabled'] });
    expect(changes[1]).toMatchObject({ fields: ['clear', 'why'], enabled: null, why: null });
    expect(changes[2]?.why).toBe('雨季');
  });
});
