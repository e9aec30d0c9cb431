import { describe, expect, it } from 'vitest';
import { merge } from './merge.ts';

describe('a patch', () => {
  it('P3: replaces top-level fields whole, and changes neither argument', () => {
    const current = { level: 3, title: { zh: '积水', en: 'Ponding' } };
    expect(merge('incident', current, { title: { zh: '内涝' } })).toEqual({ level: 3, title: { zh: '内涝' } });
    expect(current.title).toEqual({ zh: '积水', en: 'Ponding' });
  });

  it('P3: null removes an optional field, and is a value where the schema takes null', () => {
    expect(merge('incident', { level: 3, place: { zh: '桥' } }, { place: null })).toEqual({ level: 3 });
    expect(merge('supply', { burnPerHour: 4 }, { burnPerHour: null })).toEqual({ burnPerHour: null });
    expect(merge('supply', { burnPerHour: null }, { quantity: 2 })).toEqual({ burnPerHour: null, quantity: 2 });
  });

  it('P3: undefined is not said, so it changes nothing', () => {
    expect(merge('incident', { level: 3 }, { level: undefined })).toEqual({ level: 3 });
  });
});
