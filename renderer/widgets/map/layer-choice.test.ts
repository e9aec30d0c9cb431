import { describe, expect, it } from 'vitest';
import { isHidden, parseHiddenLayers } from './layer-choice.ts';
import type { SymbolItem } from './symbol-item.ts';

describe('parseHiddenLayers', () => {
  it('M12: without a stored choice cameras and expired areas are off; a broken one is read as none', () => {
    expect(parseHiddenLayers(undefined)).toEqual(['area:expired', 'sensor:video']);
    expect(parseHiddenLayers('x')).toEqual(['area:expired', 'sensor:video']);
    expect(parseHiddenLayers(['unit', 3])).toEqual(['unit']);
  });
});

describe('isHidden', () => {
  const unit = {
    key: 'resource:u1',
    family: 'unit',
    fresh: { look: { kind: 'boat' } },
    row: { data: { form: 'unit', department: 'FRD' } },
  } as unknown as SymbolItem;

  it('L3: by family, kind, department, or by the filter; else not', () => {
    const off = (...names: string[]) => new Set(names);
    expect(isHidden(unit, off('facility', 'unit:police', 'unit@PSB'))).toBe(false);
    for (const name of ['unit', 'unit:boat', 'unit@FRD']) expect(isHidden(unit, off(name)), name).toBe(true);
    expect(isHidden(unit, { has: () => false, out: new Set(['resource:u1']) })).toBe(true);
    expect(isHidden(unit, { has: () => false, out: new Set(['resource:u2']) })).toBe(false);
  });
});
