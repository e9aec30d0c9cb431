import { describe, expect, it } from 'vitest';
import { nextStep, strangerOf } from './next-step.ts';

describe('E2: a refusal says what to do', () => {
  it('knows the refusals of packages, and is silent on what says it all itself', () => {
    expect(nextStep({ code: 'package-cut' })).toBe('writeAgain');
    expect(nextStep({ code: 'package-from-future' })).toBe('clocks');
    expect(nextStep({ code: 'toString' })).toBeNull();
    expect(nextStep({ code: 'fingerprint-differs' })).toBeNull();
  });

  it('offers to compare only with a station that is a stranger, never one whose key has changed', () => {
    const params = { station: 's2', fingerprint: 'K7QF-2MXA-9TRC-H4WD' };
    expect(strangerOf({ code: 'station-not-trusted', origin: 'exchange', params })).toEqual(params);
    expect(strangerOf({ code: 'station-key-changed', origin: 'exchange', params })).toBeNull();
    expect(strangerOf({ code: 'station-not-trusted', origin: 'exchange' })).toBeNull();
  });
});
