import { describe, expect, it } from 'vitest';
import { parseHiddenLayers } from './layer-choice.ts';

describe('parseHiddenLayers', () => {
  it('M12: without a stored choice cameras and expired areas are off; a broken one is read as none', () => {
    expect(parseHiddenLayers(undefined)).toEqual(['area:expired', 'sensor:video']);
    expect(parseHiddenLayers('x')).toEqual(['area:expired', 'sensor:video']);
    expect(parseHiddenLayers(['unit', 3])).toEqual(['unit']);
  });
});
