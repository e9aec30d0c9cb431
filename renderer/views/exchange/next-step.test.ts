import { describe, expect, it } from 'vitest';
import { hostileIn, nextStep, strangerOf } from './next-step.ts';

describe('E2: a refusal says what to do', () => {
  it('knows the refusals of packages, and is silent on what says it all itself', () => {
    expect(nextStep({ code: 'package-cut' })).toBe('writeAgain');
    expect(nextStep({ code: 'package-from-future' })).toBe('clocks');
    expect(nextStep({ code: 'toString' })).toBeNull();
    expect(nextStep({ code: 'fingerprint-differs' })).toBeNull();
  });

  it('a signed package with hostile keys is a case for the telephone, not for writing it again', () => {
    const made = { code: 'package-invalid', params: { reason: 'forbidden-key' } };
    expect(hostileIn(made)).toBe('forbidden-key');
    expect(nextStep(made)).toBe('callFirst');
    expect(hostileIn({ code: 'package-invalid', params: { reason: 'json' } })).toBeNull();
    expect(nextStep({ code: 'package-invalid', params: { reason: 'json' } })).toBe('writeAgain');
  });

  it('offers to compare only with a station that is a stranger, never one whose key has changed', () => {
    const params = { station: 's2', fingerprint: 'K7QF-2MXA-9TRC-H4WD' };
    expect(strangerOf({ code: 'station-not-trusted', origin: 'exchange', params })).toEqual(params);
    expect(strangerOf({ code: 'station-key-changed', origin: 'exchange', params })).toBeNull();
    expect(strangerOf({ code: 'station-not-trusted', origin: 'exchange' })).toBeNull();
  });
});
