import { describe, expect, it } from 'vitest';
import { instant } from '../../../shared/kit/time.ts';
import type { Draft, Held } from '../source.ts';
import { giveWay } from './give-way.ts';

const AT = instant(1_750_000_000_000);
const by = { state: 'acknowledged', since: AT, by: 'CCC-DO1' };

function held(status: object, officers: readonly string[] = ['status']): Held {
  return { data: { status, level: 1 }, byOfficer: (field) => officers.includes(field) };
}

function patch(data: object): Draft {
  return { op: 'patch', topic: 'incident', id: '12345-0001', at: AT, source: '12345', data };
}

describe('the scenario gives way to officers', () => {
  it('H47: an acknowledgement by hand is not acknowledged over; the journal line and other fields come', () => {
    const note = { at: AT, by: 'HOT-DSP', text: { zh: '已受理' } };
    const draft = patch({ status: { ...by, by: 'HOT-DSP' }, note, reports: 3 });
    expect(giveWay(draft, held(by))).toEqual(patch({ note, reports: 3 }));
    expect(giveWay(patch({ status: { state: 'reported', since: AT } }), held(by))).toBeNull();
  });

  it('H47: it goes on from there, with the units that the officer sent', () => {
    const dispatched = { state: 'dispatched', since: AT, units: ['u1'] };
    expect(giveWay(patch({ status: dispatched }), held(by))).toEqual(patch({ status: dispatched }));
    const onScene = { state: 'onScene', since: AT, units: ['u2'] };
    expect(giveWay(patch({ status: onScene }), held(dispatched))).toEqual(
      patch({ status: { ...onScene, units: ['u1', 'u2'] } }),
    );
  });

  it('H47: a field that an officer changed stays his; nobody else’s is touched, nor another topic', () => {
    expect(giveWay(patch({ level: 3, reports: 2 }), held(by, ['level']))).toEqual(patch({ reports: 2 }));
    const draft = patch({ status: { ...by, by: 'HOT-DSP' } });
    expect(giveWay(draft, held(by, []))).toEqual(draft);
    const moved: Draft = { ...draft, op: 'patch', topic: 'resource', data: { status: { state: 'free', since: AT } } };
    expect(giveWay(moved, held(by))).toBe(moved);
    expect(giveWay(draft, undefined)).toBe(draft);
  });

  it('H47: what an officer said of a rumour stays; the counts go on', () => {
    const rumour = { claim: { zh: '垮坝' }, since: AT };
    const draft: Draft = { ...patch({ rumour, series: [] }), topic: 'opinion' };
    expect(giveWay(draft, held({}, ['rumour']))).toEqual({ ...draft, data: { series: [] } });
    expect(giveWay(draft, held({}, []))).toEqual(draft);
  });

  it('H47: closed by hand is closed', () => {
    const closed = { state: 'closed', since: AT, outcome: { zh: '已处置' } };
    expect(giveWay(patch({ status: { state: 'controlled', since: AT } }), held(closed))).toBeNull();
  });
});

describe('the hotline of the demo gives way too', () => {
  const [first, sorted, assigned] = [
    { state: 'new', at: AT, by: 'HOT-DSP' },
    { state: 'sorted', at: AT, by: 'HOT-DSP' },
    { state: 'assigned', at: AT, by: 'HOT-DSP', department: 'DMC' },
  ] as const;
  const cased = (status: object, steps: readonly object[]): Held => ({
    data: { status, steps },
    byOfficer: () => false,
  });
  const said = (status: object, steps: readonly object[]): Draft =>
    ({ ...patch({ status, steps }), topic: 'case' }) as Draft;

  it('H47: a case goes on along its way, and steps that were made keep their times', () => {
    const later = { ...sorted, at: instant(AT + 5) };
    expect(giveWay(said(assigned, [first, later]), cased(sorted, [first]))).toEqual(said(assigned, [first, sorted]));
  });

  it('H47: where an officer turned off, nothing is set back', () => {
    const officers = { state: 'assigned', at: AT, by: 'CCC-DO1', department: 'HUB' };
    expect(giveWay(said(assigned, [first, sorted]), cased(officers, [first, sorted]))).toBeNull();
    const merged = { state: 'merged', at: AT, by: 'CCC-DO1', into: 'x' };
    expect(giveWay(said(assigned, [first, sorted]), cased(merged, [first, sorted]))).toBeNull();
  });

  it('H47: cases that officers joined stay joined', () => {
    const held = { data: { joined: ['a'] }, byOfficer: () => true };
    const draft = { ...patch({ joined: ['b'] }), topic: 'case' } as Draft;
    expect(giveWay(draft, held)).toMatchObject({ data: { joined: ['a', 'b'] } });
  });
});
