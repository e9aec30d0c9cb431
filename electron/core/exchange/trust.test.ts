import { describe, expect, it } from 'vitest';
import { codeOf } from '../people/testing/cast.ts';
import { ExchangeStation, keyInMemory } from './testing/exchange-station.ts';
import { fingerprintOf } from './station-key.ts';
import { Trust } from './trust.ts';

describe('trust', () => {
  it('X4: a station is not believed before its fingerprint was confirmed, then it is, also after a restart', () => {
    const [a, b] = [new ExchangeStation('A'), new ExchangeStation('B')];
    expect(codeOf(() => b.trust.check('A', a.key.publicKey))).toBe('station-not-trusted');
    expect(b.trust.rows()).toMatchObject([{ id: 'A', fingerprint: a.fingerprint, status: { state: 'unknown' } }]);
    b.trust.trust('A', a.fingerprint.toLowerCase().replaceAll('-', ' '), 'zhou');
    expect(codeOf(() => b.trust.check('A', a.key.publicKey))).toBe('let through');
    const again = new Trust({ clock: b.clock, store: b.store, own: { station: 'B', key: b.key.publicKey } });
    expect(codeOf(() => again.check('A', a.key.publicKey))).toBe('let through');
    expect(again.rows()).toMatchObject([{ id: 'A', status: { state: 'trusted', by: 'zhou' } }]);
  });

  it('X4: what was not shown, or has another fingerprint, is not trusted', () => {
    const [a, b] = [new ExchangeStation('A'), new ExchangeStation('B')];
    expect(codeOf(() => b.trust.trust('A', a.fingerprint, 'zhou'))).toBe('station-unknown-here');
    expect(codeOf(() => b.trust.check('A', a.key.publicKey))).toBe('station-not-trusted');
    expect(codeOf(() => b.trust.trust('A', b.fingerprint, 'zhou'))).toBe('fingerprint-differs');
    expect(codeOf(() => b.trust.distrust('A'))).toBe('station-unknown-here');
  });

  it('X4: another key under a known name is refused loudly until the old one is taken back', () => {
    const [a, b, forged] = [new ExchangeStation('A'), new ExchangeStation('B'), keyInMemory()];
    b.believe(a);
    const shown = fingerprintOf('A', forged.publicKey);
    expect(codeOf(() => b.trust.check('A', forged.publicKey))).toBe('station-key-changed');
    expect(b.trust.rows()).toMatchObject([
      { id: 'A', fingerprint: a.fingerprint, status: { state: 'keyChanged', shown } },
    ]);
    expect(codeOf(() => b.trust.trust('A', shown, 'zhou'))).toBe('station-key-changed');
    // The old one is itself all the while.
    expect(codeOf(() => b.trust.check('A', a.key.publicKey))).toBe('let through');
    expect(codeOf(() => b.trust.check('A', forged.publicKey))).toBe('station-key-changed');
    b.trust.distrust('A');
    b.trust.trust('A', shown, 'zhou');
    expect(codeOf(() => b.trust.check('A', forged.publicKey))).toBe('let through');
    expect(codeOf(() => b.trust.check('A', a.key.publicKey))).toBe('station-key-changed');
  });

  it('X4: nobody passes for this console, and a flood of strangers is forgotten again', () => {
    const b = new ExchangeStation('B');
    expect(codeOf(() => b.trust.check('B', b.key.publicKey))).toBe('let through');
    expect(codeOf(() => b.trust.check('B', keyInMemory().publicKey))).toBe('station-key-changed');
    const { publicKey } = keyInMemory();
    for (let one = 0; one < 500; one += 1) codeOf(() => b.trust.check(`S${one}`, publicKey));
    expect(b.trust.rows().length).toBeLessThanOrEqual(64);
    expect(b.trust.rows().at(-1)?.id).toBe('S499');
  });
});
