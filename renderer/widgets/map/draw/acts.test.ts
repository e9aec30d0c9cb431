import { describe, expect, it } from 'vitest';
import type { Drawing } from '../../../../shared/domain/drawing.ts';
import { instant } from '../../../../shared/kit/time.ts';
import { changeAct, changeOf, createAct, removeAct, stillFits } from './acts.ts';

const BEFORE: Drawing = {
  kind: 'cordon',
  name: { zh: '甲' },
  geometry: { type: 'point', at: [117, 30] },
  madeBy: { officer: 'o', post: 'p' },
  madeAt: instant(1),
  status: { state: 'standing' },
};
const REMOVED: Drawing = { ...BEFORE, status: { state: 'removed', since: instant(2), by: 'p' } };

describe('acts', () => {
  it('D10: what was set is set back; what was not there is taken away again', () => {
    const act = changeAct('d', BEFORE, { name: { zh: '乙' }, incident: 'i1' });
    expect(act.undo).toMatchObject({ do: 'change', set: { name: BEFORE.name, incident: null } });
    expect(act.redo).toMatchObject({ do: 'change', set: { name: { zh: '乙' }, incident: 'i1' } });
  });

  it('D11: undo fits only what still stands as it was left; other fields do not matter', () => {
    const { undo, redo } = changeAct('d', BEFORE, { name: { zh: '乙' }, note: { zh: '注' } });
    const after: Drawing = { ...BEFORE, name: { zh: '乙' }, note: { zh: '注' } };
    expect(stillFits(after, undo)).toBe(true);
    expect(stillFits({ ...after, incident: 'i9' }, undo)).toBe(true);
    expect(stillFits({ ...after, name: { zh: '别人改的' } }, undo)).toBe(false);
    expect(stillFits({ ...REMOVED, name: { zh: '乙' }, note: { zh: '注' } }, undo)).toBe(false);
    expect(stillFits(BEFORE, redo)).toBe(true);
    expect(stillFits(undefined, undo)).toBe(false);
  });

  it('D12: a creation is taken back by removing, a removal by bringing back', () => {
    expect([stillFits(BEFORE, createAct('d').undo), stillFits(REMOVED, createAct('d').undo)]).toEqual([true, false]);
    expect([stillFits(REMOVED, removeAct('d').undo), stillFits(BEFORE, removeAct('d').undo)]).toEqual([true, false]);
  });

  it('D13: only what is new is sent', () => {
    const { name, geometry } = BEFORE;
    expect(changeOf(BEFORE, { name, geometry, note: null, incident: null })).toBeNull();
    expect(changeOf(BEFORE, { name, geometry, incident: 'i1', note: null })).toEqual({ incident: 'i1' });
  });
});
