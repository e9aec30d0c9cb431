import { describe, expect, it } from 'vitest';
import { clusterCount } from './cluster-parts.ts';

describe('clusterCount', () => {
  it('M5: fits into a symbol', () => {
    expect([2, 999, 1_000, 9_225, 10_000, 123_456].map(clusterCount)).toEqual([
      '2',
      '999',
      '1.0k',
      '9.2k',
      '10k',
      '123k',
    ]);
  });
});
