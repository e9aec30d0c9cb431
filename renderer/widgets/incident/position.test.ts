import { describe, expect, it } from 'vitest';
import { parsePosition } from './position.ts';

describe('I7: a typed position', () => {
  it('is longitude, latitude', () => {
    expect(parsePosition('120.1530, 30.2870')).toEqual([120.153, 30.287]);
    expect(parsePosition('-75.2，40.1')).toEqual([-75.2, 40.1]);
    expect(parsePosition('−75.2 40.1')).toEqual([-75.2, 40.1]);
  });

  it('is not known when empty, and refused when it is none', () => {
    expect(parsePosition('  ')).toBeNull();
    expect(parsePosition('30.2870, 120.1530, 4')).toBeUndefined();
    expect(parsePosition('30.2, 120.15')).toBeUndefined();
    expect(parsePosition('here')).toBeUndefined();
  });
});
