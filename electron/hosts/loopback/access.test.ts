import { describe, expect, it } from 'vitest';
import { Access } from './access.ts';
import { cookieName, readSession, sessionCookie } from './cookie.ts';

function setUp() {
  const clock = { now: 0, monotonic: () => clock.now };
  return { clock, access: new Access('owner-token', clock) };
}

describe('who may use the loopback host', () => {
  it('B2: a link works once and gives a session', () => {
    const { access } = setUp();
    const link = access.mintLink();
    expect(Buffer.from(link, 'base64url')).toHaveLength(32);
    const first = access.redeemLink(link);
    expect(access.redeemLink(link)).toEqual({ refused: 'unknown' });
    if (!('granted' in first)) throw new Error('not granted');
    expect(access.enter(first.granted)).toEqual({ granted: true });
    expect(access.enter(link)).toEqual({ refused: 'unknown' });
  });

  it('B3: ten wrong links shut the link door for a minute, even for a right one; the owner opens it', () => {
    const { access, clock } = setUp();
    const link = access.mintLink();
    for (let time = 0; time < 10; time += 1) expect(access.redeemLink('wrong')).toEqual({ refused: 'unknown' });
    expect(access.redeemLink(link)).toEqual({ refused: 'locked' });
    clock.now = 59_999;
    expect(access.redeemLink(link)).toEqual({ refused: 'locked' });
    expect(access.newLinkFor('owner-token')).toHaveProperty('granted');
    expect(access.redeemLink(link)).toHaveProperty('granted');
  });

  it('B3: the door opens again by itself', () => {
    const { access, clock } = setUp();
    for (let time = 0; time < 10; time += 1) access.newLinkFor('wrong');
    expect(access.newLinkFor('owner-token')).toEqual({ refused: 'locked' });
    clock.now = 60_001;
    expect(access.newLinkFor('owner-token')).toHaveProperty('granted');
  });

  it('B3: wrong sessions are slowed down, a right one always passes', () => {
    const { access } = setUp();
    const entry = access.redeemLink(access.mintLink());
    if (!('granted' in entry)) throw new Error('not granted');
    for (let time = 0; time < 10; time += 1) access.enter('wrong');
    expect(access.enter('wrong')).toEqual({ refused: 'locked' });
    expect(access.enter(entry.granted)).toEqual({ granted: true });
  });

  it('B2: coming without a session is not a wrong try', () => {
    const { access } = setUp();
    for (let time = 0; time < 50; time += 1) access.enter(null);
    expect(access.enter('wrong')).toEqual({ refused: 'unknown' });
  });

  it('B2: the oldest unused links end when too many are asked for', () => {
    const { access } = setUp();
    const links = Array.from({ length: 17 }, () => access.mintLink());
    expect(access.redeemLink(links[0] ?? '')).toEqual({ refused: 'unknown' });
    expect(access.redeemLink(links[1] ?? '')).toHaveProperty('granted');
  });
});

describe('the session cookie', () => {
  it('B2: is out of reach of scripts and of other sites, and named after the port', () => {
    expect(sessionCookie(4200, 'abc')).toBe('lianzhi-4200=abc; Path=/; HttpOnly; SameSite=Strict');
    expect(readSession('a=b; lianzhi-4200=abc', 4200)).toBe('abc');
    expect(readSession('lianzhi-4201=abc', 4200)).toBeNull();
    expect(readSession(undefined, 4200)).toBeNull();
    expect(cookieName(1)).not.toBe(cookieName(2));
  });
});
