import { describe, expect, it } from 'vitest';
import { HOUR, instant, MINUTE } from '../../../shared/kit/time.ts';
import type { Command } from '../../../shared/protocol/feed/command.ts';
import { codeOf } from '../people/testing/cast.ts';
import { incident } from '../testing/records.ts';
import { ManualClock } from '../testing/manual-clock.ts';
import type { Carried } from '../sync/outbox.ts';
import { writeBundle } from './bundle.ts';
import { ExchangeStation } from './testing/exchange-station.ts';

function two(): [ExchangeStation, ExchangeStation] {
  const [a, b] = [new ExchangeStation('A'), new ExchangeStation('B')];
  b.believe(a);
  return [a, b];
}

function command(station: ExchangeStation, part: Partial<Command> = {}): Command {
  const now = station.clock.now();
  return {
    commandId: 'command-0001',
    stationId: station.id,
    stationSeq: 1,
    actor: station.actor,
    type: 'incident.create',
    topic: 'incident',
    entityId: 'i1',
    payload: incident(),
    expectedRev: null,
    issuedAt: now,
    expiresAt: instant(now + 10 * MINUTE),
    ...part,
  };
}

/** A bundle of `from`, with anything in it, each command signed by `signer`. */
function bundleOf(from: ExchangeStation, texts: readonly string[], signer = from, station = signer.id): Buffer {
  const commands = texts.map((text) => {
    const signature = signer.key.sign('command', Buffer.from(text));
    return { station, key: signer.key.publicKey, text, signature };
  });
  const { id, city } = from;
  const writtenAt = from.clock.now();
  return writeBundle({ id: 'bundle-0001', city: city ?? '', station: id, writtenAt, commands }, from.key);
}

function carried(given: Command, part: Partial<Carried> = {}): string {
  return JSON.stringify({ feed: 'hotline', after: null, needs: null, command: given, ...part });
}

describe('what is taken', () => {
  it('X2, X9: what A gave is pending at B, in A’s name, order and numbers; twice is once', () => {
    const [a, b] = two();
    a.report('i1');
    a.report('i2', 'fire');
    const bytes = a.pack();
    expect(b.desk.take(bytes)).toMatchObject({ station: 'A', taken: 2, known: 0, refused: [] });
    expect(b.desk.take(bytes)).toMatchObject({ taken: 0, known: 2, refused: [] });
    expect(b.outbox.rows()).toMatchObject([
      { feed: 'hotline', stationSeq: 1, carriedFrom: 'A', officer: 'officer-of-A' },
      { feed: 'fire', stationSeq: 2, carriedFrom: 'A' },
    ]);
    expect(b.outbox.pending.find('incident', 'i2')).toMatchObject({ title: { zh: 'A 报 i2' } });
    // A newer package brings only what is new; nothing is taken back any more at A.
    const third = a.report('i3');
    expect(b.desk.take(a.pack())).toMatchObject({ taken: 1, known: 2 });
    expect(codeOf(() => a.outbox.withdraw(third))).toBe('command-has-left');
  });

  it('X6: B hands on to C what A signed, byte for byte; C believes it by A’s key, not by B’s word', () => {
    const [a, b] = two();
    const c = new ExchangeStation('C');
    c.believe(b);
    a.report('i1');
    b.report('i2');
    b.desk.take(a.pack());
    const bytes = b.pack();
    expect(c.desk.take(bytes)).toMatchObject({ taken: 1, refused: [{ station: 'A', code: 'station-not-trusted' }] });
    c.believe(a);
    expect(c.desk.take(bytes)).toMatchObject({ taken: 1, known: 1, refused: [] });
    expect(c.outbox.rows().map(({ carriedFrom }) => carriedFrom)).toEqual(['B', 'A']);
    // A gets its own back, and B what is B's: known, not doubled.
    a.believe(c);
    b.believe(c);
    expect(a.desk.take(c.pack())).toMatchObject({ taken: 0, known: 1, refused: [{ station: 'B' }] });
    expect(b.desk.take(c.pack())).toMatchObject({ taken: 0, known: 2, refused: [] });
  });

  it('X6: who is told leaves out his own', () => {
    const [a, b] = two();
    a.report('i1');
    b.desk.take(a.pack());
    expect(b.desk.leaving('A', () => true)).toEqual([]);
    expect(b.desk.leaving('C', () => true)).toHaveLength(1);
  });

  it('X9: a disk that refuses takes nothing, and the same package can come again', () => {
    const [a, b] = two();
    a.report('i1');
    const bytes = a.pack();
    b.store.fault = 'refused';
    expect(codeOf(() => b.desk.take(bytes))).toBe('write-failed');
    expect(b.outbox.rows()).toEqual([]);
    expect(b.desk.take(bytes)).toMatchObject({ taken: 1 });
  });

  it('X9: what is settled here is not handed on, and lets go of its proof', () => {
    const [a, b] = two();
    const [first] = [a.report('i1')];
    b.desk.take(a.pack());
    const entry = b.outbox.find(first);
    expect(b.store.read.exchange.proof(first)).toBeDefined();
    if (entry) b.outbox.step(entry, 'rejected', { outcome: 'rejected', commandId: first, code: 'x' });
    expect(b.desk.leaving(null, () => true)).toEqual([]);
    a.report('i2');
    b.desk.take(a.pack());
    expect(b.store.read.exchange.proof(first)).toBeUndefined();
  });
});

describe('what is refused whole', () => {
  it('X4: a stranger’s, and one of a known station under another key', () => {
    const [a, b] = [new ExchangeStation('A'), new ExchangeStation('B')];
    a.report('i1');
    expect(codeOf(() => b.desk.take(a.pack()))).toBe('station-not-trusted');
    b.believe(a);
    const forged = new ExchangeStation('A');
    forged.report('i9');
    expect(codeOf(() => b.desk.take(forged.pack()))).toBe('station-key-changed');
    expect(b.outbox.rows()).toEqual([]);
  });

  it('X5: another city’s; and all while the own city is not known', () => {
    const [a, b] = two();
    a.report('i1');
    a.city = 'yunjiang';
    const bytes = a.pack();
    expect(codeOf(() => b.desk.take(bytes))).toBe('package-other-city');
    b.city = null;
    expect(codeOf(() => b.desk.take(bytes))).toBe('city-unknown');
    expect(codeOf(() => b.pack())).toBe('city-unknown');
  });

  it('X7: one from the future, by more than the clocks may differ; at a clock of 1970 all are, and say so', () => {
    const clock = new ManualClock();
    const a = new ExchangeStation('A', { clock });
    const b = new ExchangeStation('B');
    b.believe(a);
    a.report('i1');
    clock.jump(5 * MINUTE);
    expect(b.desk.take(a.pack())).toMatchObject({ taken: 1 });
    clock.jump(1);
    expect(codeOf(() => b.desk.take(a.pack()))).toBe('package-from-future');
    const old = new ExchangeStation('C', { clock: new ManualClock(0) });
    old.believe(a);
    expect(codeOf(() => old.desk.take(a.pack()))).toBe('package-from-future');
    // A package that took its time on the stick is none.
    b.clock.jump(30 * 24 * HOUR);
    expect(b.desk.take(a.pack())).toMatchObject({ known: 1 });
  });
});

describe('what is refused by itself, while the rest counts', () => {
  const [a, c] = [new ExchangeStation('A'), new ExchangeStation('C')];
  const now = a.clock.now();
  const look = { ...a.actor, authority: 'look' };
  const late = { issuedAt: instant(now + 6 * MINUTE), expiresAt: instant(now + 7 * MINUTE) };
  const cases: readonly (readonly [code: string, text: string])[] = [
    ['command-unreadable', '{'],
    ['command-unreadable', '{"feed":"hotline"}'],
    ['command-unreadable', carried({ ...command(a), carried: true })],
    ['command-unreadable', carried(command(a, { stationSeq: 0 }))],
    ['forbidden-key', carried(command(a)).replace('"payload":{', '"payload":{"__proto__":{"level":0},')],
    ['too-deep', carried(command(a, { payload: JSON.parse('['.repeat(40) + ']'.repeat(40)) as unknown }))],
    ['other-station', carried(command(a, { stationId: 'C' }))],
    ['other-station', carried(command(a, { actor: { ...a.actor, station: 'C' } }))],
    ['feed-unknown', carried(command(a), { feed: 'water' })],
    ['command-unknown', carried(command(a, { type: 'city.sell' }))],
    ['command-unknown', carried(command(a, { topic: 'resource' }))],
    ['command-invalid', carried(command(a, { payload: { kind: 'party' } }))],
    ['command-invalid', carried(command(a, { expiresAt: instant(now + HOUR) }))],
    ['command-from-future', carried(command(a, late))],
    ['not-authorised', carried(command(a, { actor: look }))],
    ['not-authorised', carried(command(a, { actor: { ...a.actor, authority: 'constructor' } }))],
  ];

  it.each(cases)('X8: %s', (code, text) => {
    const b = new ExchangeStation('B');
    b.believe(a);
    const good = carried(command(a, { commandId: 'command-good', stationSeq: 9, entityId: 'i9' }));
    const report = b.desk.take(bundleOf(a, [text, good]));
    expect(report).toMatchObject({ taken: 1, refused: [{ station: 'A', code }] });
    expect(b.outbox.rows().map(({ id }) => id)).toEqual(['command-good']);
  });

  it('X6: command-signature: a trusted carrier cannot change or make up what another station gave', () => {
    const b = new ExchangeStation('B');
    b.believe(a, c);
    const text = carried(command(a));
    const made = bundleOf(c, [text], c, 'A');
    // Signed by C in A's name: A's key is another.
    expect(b.desk.take(made)).toMatchObject({ taken: 0, refused: [{ code: 'station-key-changed' }] });
    const signature = a.key.sign('command', Buffer.from(text));
    const changed = { station: 'A', key: a.key.publicKey, text: text.replace('"level":2', '"level":0'), signature };
    const body = { id: 'bundle-0001', city: 'linjiang', station: 'C', writtenAt: now, commands: [changed] };
    expect(b.desk.take(writeBundle(body, c.key))).toMatchObject({ taken: 0, refused: [{ code: 'command-signature' }] });
    expect(b.desk.take(bundleOf(c, [text], a))).toMatchObject({ taken: 1, refused: [] });
  });

  it('X9: command-number-taken: a station that gives a number twice (its profile was put back) loses the second, not all', () => {
    const b = new ExchangeStation('B');
    b.believe(a);
    const first = carried(command(a));
    const second = carried(command(a, { commandId: 'command-0002', entityId: 'i2' }));
    const third = carried(command(a, { commandId: 'command-0003', entityId: 'i3', stationSeq: 3 }));
    const refused = [{ commandId: 'command-0002', station: 'A', code: 'command-number-taken' }];
    expect(b.desk.take(bundleOf(a, [first, second, third]))).toMatchObject({ taken: 2, refused });
    expect(b.desk.take(bundleOf(a, [second]))).toMatchObject({ taken: 0, known: 0, refused });
  });
});
