import { describe, expect, it } from 'vitest';
import { instant } from '../../../shared/kit/time.ts';
import type { TimelineRow } from '../../../shared/protocol/console-api/rows.ts';
import { handlingHistory } from './handling-history.ts';

const by = { officer: 'zhou', post: 'CCC-DL', station: 's1' };

function row(rev: number, set: Record<string, unknown>): TimelineRow {
  const at = instant(rev * 1_000);
  return {
    id: `w ${rev}`,
    rev,
    op: 'patch',
    at,
    entered: at,
    received: at,
    source: 'station:s1',
    set,
    by,
  } as TimelineRow;
}

const hand = { at: 1, officer: 'zhou', post: 'CCC-DL' };
const seen = { ...hand, station: 's1' };

describe('A9: what was done about a warning', () => {
  it('is told newest first, by whom, and the ladder by the clock', () => {
    const lines = handlingHistory([
      row(1, { status: { state: 'seen', ...hand }, seenBy: [seen] }),
      row(2, { escalations: [{ rung: 0, to: 'CCC-IC', at: 2_000 }] }),
      row(3, { status: { state: 'acknowledged', ...hand, disposition: 'some' }, incidents: ['i1'] }),
      row(4, { note: { ...hand, text: { zh: '已电话通知' } } }),
    ]);
    expect(lines.map(({ entry, officer }) => [entry.did, officer])).toEqual([
      ['note', 'zhou'],
      ['tied', 'zhou'],
      ['acknowledged', 'zhou'],
      ['escalated', null],
      ['seen', 'zhou'],
    ]);
  });

  it('counts only what came since: a second rung, a tie taken back, a second look', () => {
    const first = { rung: 0, to: 'CCC-DL', at: 1_000 };
    const lines = handlingHistory([
      row(1, { escalations: [first], incidents: ['i1', 'i2'], seenBy: [seen] }),
      row(2, { escalations: [first, { rung: 1, to: 'EMB-DIR', at: 2_000 }], seenBy: [seen] }),
      row(3, { incidents: ['i2'] }),
      row(4, { status: { state: 'new' } }),
    ]);
    expect(lines.map(({ entry }) => entry)).toEqual([
      { did: 'untied' },
      { did: 'escalated', to: 'EMB-DIR' },
      { did: 'tied', count: 2 },
      { did: 'escalated', to: 'CCC-DL' },
      { did: 'seen' },
    ]);
  });

  it('passes over what has not the right shape', () => {
    expect(handlingHistory([row(1, { status: 'odd', escalations: 3, note: null, snoozed: 'x' })])).toEqual([]);
  });
});
