import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { testProfile, type TestProfile } from '../testing/profile.ts';
import { fingerprintOf, isSignedBy, openStationKey } from './station-key.ts';

let profile: TestProfile;
beforeEach(() => {
  profile = testProfile();
});
afterEach(() => profile.remove());

describe('station key', () => {
  it('X1: is made at first use, its owner’s alone, and stays the same', () => {
    const { log } = profile.ports();
    const made = openStationKey(profile.path, log);
    expect(statSync(join(profile.path, 'station.key')).mode & 0o777).toBe(0o600);
    expect(openStationKey(profile.path, log).publicKey).toBe(made.publicKey);
    expect(made.publicKey).toMatch(/^[0-9a-f]{64}$/);
  });

  it('X1: signs for one purpose, which no other key, purpose or text fits', () => {
    const key = openStationKey(profile.path, profile.ports().log);
    const text = Buffer.from('滨江路');
    const signature = key.sign('proof', text);
    expect(isSignedBy(key.publicKey, 'proof', text, signature)).toBe(true);
    expect(isSignedBy(key.publicKey, 'package', text, signature)).toBe(false);
    expect(isSignedBy(key.publicKey, 'proof', Buffer.from('滨江'), signature)).toBe(false);
    expect(isSignedBy('00'.repeat(32), 'proof', text, signature)).toBe(false);
    expect(isSignedBy('zz', 'proof', text, 'zz')).toBe(false);
  });

  it('X1: one that cannot be read is set aside, said, and replaced; the console starts', () => {
    const errors: string[] = [];
    const log = { error: (message: string) => void errors.push(message) };
    const before = openStationKey(profile.path, log);
    writeFileSync(join(profile.path, 'station.key'), 'half a k');
    expect(openStationKey(profile.path, log).publicKey).not.toBe(before.publicKey);
    expect(errors).toHaveLength(1);
    expect(readFileSync(join(profile.path, 'station.key.unreadable'), 'utf8')).toBe('half a k');
  });

  it('X4: a fingerprint can be read aloud, and is of this key at this station', () => {
    const key = 'ab'.repeat(32);
    // Noted by every officer who has confirmed one: it must not change.
    expect(fingerprintOf('S1', key)).toBe('SXV4-KTZD-KWB4-PTXG');
    expect(fingerprintOf('S2', key)).not.toBe(fingerprintOf('S1', key));
    expect(fingerprintOf('S1', 'ac'.repeat(32))).not.toBe(fingerprintOf('S1', key));
    expect(fingerprintOf('S1', key)).toMatch(/^([0-9A-HJKMNP-TV-Z]{4}-){3}[0-9A-HJKMNP-TV-Z]{4}$/);
  });
});
