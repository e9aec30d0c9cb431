import { describe, expect, it } from 'vitest';
import { applyPatch } from './patch.ts';

describe('a patch', () => {
  it('H2: replaces top-level fields whole, and changes neither argument', () => {
    const current = { level: 3, title: { zh: '积水', en: 'Ponding' } };
    expect(applyPatch('incident', current, { title: { zh: '内涝' } })).toEqual({ level: 3, title: { zh: '内涝' } });
    expect(current.title).toEqual({ zh: '积水', en: 'Ponding' });
  });

  it('H2: null removes an optional field, and is a value where the schema takes null', () => {
    expect(applyPatch('incident', { level: 3, place: { zh: '桥' } }, { place: null })).toEqual({ level: 3 });
    expect(applyPatch('supply', { burnPerHour: 4 }, { burnPerHour: null })).toEqual({ burnPerHour: null });
    expect(applyPatch('supply', { burnPerHour: null }, { quantity: 2 })).toEqual({ burnPerHour: null, quantity: 2 });
  });

  it('H2: undefined is not said, so it changes nothing', () => {
    expect(applyPatch('incident', { level: 3 }, { level: undefined })).toEqual({ level: 3 });
  });
});
