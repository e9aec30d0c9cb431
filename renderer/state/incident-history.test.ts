import { describe, expect, it } from 'vitest';
import type { Incident } from '../../shared/domain/incident.ts';
import { instant, MINUTE } from '../../shared/kit/time.ts';
import type { TimelineRow } from '../../shared/protocol/console-api/rows.ts';
import { journal, loopSteps } from './incident-history.ts';

const start = instant(1_800_000_000_000);

function minutes(count: number) {
  return instant(start + count * MINUTE);
}

function change(rev: number, set: TimelineRow['set'], op = 'patch'): TimelineRow {
  const at = minutes(rev);
  return { id: `r${rev}`, rev, op, at, entered: at, received: at, source: 'FRD', set };
}

const incident: Incident = {
  kind: 'fire',
  level: 2,
  title: { en: 'Fire' },
  status: { state: 'onScene', since: minutes(9), units: [] },
  reportedAt: start,
  channel: '119',
};

describe('I4: the loop', () => {
  it('takes each step from history, the present one from the record, and what is missing as missing', () => {
    const history = [
      change(1, { ...incident, status: { state: 'reported', since: start } }, 'put'),
      change(4, { status: { state: 'dispatched', since: minutes(4), units: [] } }),
    ];
    expect(loopSteps(incident, history)).toEqual([
      { state: 'reported', phase: 'done', at: start },
      { state: 'acknowledged', phase: 'missed' },
      { state: 'dispatched', phase: 'done', at: minutes(4) },
      { state: 'onScene', phase: 'done', at: minutes(9) },
      { state: 'controlled', phase: 'doing' },
      { state: 'closed', phase: 'ahead' },
    ]);
  });

  it('keeps the first time of a step that was entered twice', () => {
    const history = [minutes(3), minutes(7)].map((since, index) =>
      change(index + 2, { status: { state: 'dispatched', since, units: [] } }),
    );
    expect(loopSteps(incident, history)[2]).toEqual({ state: 'dispatched', phase: 'done', at: minutes(3) });
  });

  it('does not stumble over history it cannot read', () => {
    expect(() =>
      loopSteps(incident, [change(2, { status: 'gone' }), change(3, { status: { state: 'new' } })]),
    ).not.toThrow();
  });
});

describe('I5: the journal', () => {
  it('tells what happened, the newest first, and passes over moves', () => {
    const lines = journal([
      change(1, { ...incident, status: { state: 'reported', since: start } }, 'put'),
      change(2, { at: [120, 30] }),
      change(3, { level: 1 }),
      change(4, { note: { at: minutes(4), by: 'CCC-DO2', text: { zh: '水在涨' } } }),
    ]);
    expect(lines.map(({ entry }) => entry)).toEqual([
      { kind: 'note', by: 'CCC-DO2', text: { zh: '水在涨' } },
      { kind: 'level', level: 1 },
      { kind: 'created', channel: '119' },
    ]);
  });

  it('tells a figure again only when it changed, and an unknown one as unknown', () => {
    const depth = { key: 'depth', label: { en: 'Depth' }, at: start };
    const lines = journal([
      change(1, {}, 'put'),
      change(2, { figures: [{ ...depth, value: 0.4 }] }),
      change(3, { figures: [{ ...depth, value: 0.4 }] }),
      change(4, { figures: [{ ...depth, value: null }] }),
    ]);
    expect(lines.filter(({ entry }) => entry.kind === 'figure').map(({ entry }) => entry)).toEqual([
      { kind: 'figure', label: { en: 'Depth' }, value: null, unit: null },
      { kind: 'figure', label: { en: 'Depth' }, value: 0.4, unit: null },
    ]);
  });
});

describe('I5: conflicts and merging in the log', () => {
  const by = { officer: 'zhou', post: 'CCC-DO', station: 's2' };

  it('tells that two seats changed the same and how it was settled, by the time of entry', () => {
    const opened = {
      ...change(1, { proposedBy: { ...by, at: start }, fields: [{ field: 'level' }] }, 'put'),
      id: 'x1',
    };
    const status = { state: 'resolved', choice: 'proposed', by: { ...by, at: minutes(6) }, reason: { en: 'seen' } };
    const settled = { ...change(2, { status }), id: 'x2' };
    const lines = journal([
      change(1, { ...incident }, 'put'),
      { ...settled, conflict: 'c1', entered: minutes(6) },
      { ...opened, conflict: 'c1', entered: minutes(5) },
      change(3, { level: 1 }),
    ]);
    expect(lines.map(({ entry }) => entry.kind)).toEqual(['resolved', 'conflict', 'level', 'created']);
    expect(lines[0]?.entry).toMatchObject({ choice: 'proposed', post: 'CCC-DO', reason: { en: 'seen' } });
  });

  it('says that an incident became part of another, and leaves its loop where it was', () => {
    const status = { state: 'merged', since: minutes(9), into: 'b' } as const;
    const history = [
      change(1, { ...incident, status: { state: 'reported', since: start } }, 'put'),
      change(2, { status: { state: 'dispatched', since: minutes(2), units: [] } }),
      { ...change(9, { status }), by },
    ];
    expect(journal(history)[0]?.entry).toEqual({ kind: 'state', state: 'merged', by: 'CCC-DO' });
    expect(loopSteps({ ...incident, status }, history).map(({ phase }) => phase)).toEqual([
      'done',
      'missed',
      'done',
      'ahead',
      'ahead',
      'ahead',
    ]);
  });
});
