import { afterEach, describe, expect, it } from 'vitest';
import { ManualClock } from '../testing/manual-clock.ts';
import { codeOf } from '../people/testing/cast.ts';
import { isSignedBy } from './station-key.ts';
import { MemoryNetwork, settle } from './testing/memory-network.ts';
import { ExchangeStation, keyInMemory } from './testing/exchange-station.ts';

const SECOND = 1_000;
let stations: ExchangeStation[] = [];

function station(id: string, clock: ManualClock, part: ConstructorParameters<typeof ExchangeStation>[1] = {}) {
  const made = new ExchangeStation(id, { clock, ...part });
  stations.push(made);
  return made;
}

afterEach(() => {
  for (const { peers } of stations) peers?.stop();
  stations = [];
});

/** A network, a clock, and B that listens; A calls it. */
function pair(a: Parameters<typeof station>[2] = {}, b: Parameters<typeof station>[2] = {}) {
  const [clock, network] = [new ManualClock(), new MemoryNetwork()];
  return { clock, network, a: station('A', clock, a), b: station('B', clock, b) };
}

async function pass(clock: ManualClock, milliseconds: number): Promise<void> {
  for (let left = milliseconds; left > 0; left -= 250) {
    clock.pass(Math.min(left, 250));
    await settle();
  }
}

function only({ peers }: ExchangeStation) {
  const [row] = peers?.rows() ?? [];
  if (!row) throw new Error('no peer');
  return row;
}

function refusalOf(one: ExchangeStation): string {
  const { status } = only(one);
  return status.state === 'refused' ? status.problem.code : status.state;
}

function carriedAt({ outbox }: ExchangeStation): string[] {
  return outbox.rows().flatMap(({ entityId, carriedFrom }) => (carriedFrom === undefined ? [] : [entityId]));
}

async function joined(part: { a?: Parameters<typeof station>[2]; b?: Parameters<typeof station>[2] } = {}) {
  const all = pair(part.a, part.b);
  const { a, b, network, clock } = all;
  a.believe(b);
  b.believe(a);
  b.join(network, { listen: 9 });
  a.join(network, { calls: ['b:9'] });
  await pass(clock, SECOND);
  expect(only(a).status.state).toBe('joined');
  expect(only(b)).toMatchObject({ origin: 'inbound', station: 'A', status: { state: 'joined' } });
  return all;
}

describe('finding each other', () => {
  it('X13: a console that is not there is searched for, ever more rarely, and joined when it comes', async () => {
    const { a, b, network, clock } = pair();
    a.believe(b);
    b.believe(a);
    a.join(network, { calls: ['b:9'] });
    await pass(clock, 10 * SECOND);
    expect(only(a).status.state).toBe('searching');
    const early = network.dials;
    await pass(clock, 100 * SECOND);
    expect(network.dials - early).toBeLessThan(6);
    b.join(network, { listen: 9 });
    await pass(clock, 31 * SECOND);
    expect(only(a).status.state).toBe('joined');
  });

  it('X12, X4: neither is believed before both have confirmed; each says which fingerprint it saw; then it is tried at once', async () => {
    const { a, b, network, clock } = pair();
    a.report('i1');
    b.join(network, { listen: 9 });
    a.join(network, { calls: ['b:9'] });
    await pass(clock, SECOND);
    expect(only(a)).toMatchObject({ station: 'B', fingerprint: b.fingerprint });
    expect(refusalOf(a)).toBe('station-not-trusted');
    a.trust.trust('B', b.fingerprint, 'zhou');
    a.peers?.judgeAnew();
    await pass(clock, SECOND);
    expect(refusalOf(a)).toBe('not-trusted-there');
    expect(b.trust.rows()).toMatchObject([{ id: 'A', fingerprint: a.fingerprint, status: { state: 'unknown' } }]);
    expect(carriedAt(b)).toEqual([]);
    b.trust.trust('A', a.fingerprint, 'gu');
    await pass(clock, 31 * SECOND);
    expect(only(a).status.state).toBe('joined');
    expect(carriedAt(b)).toEqual(['i1']);
    // Taken back: the line goes, and says why.
    b.trust.distrust('A');
    b.peers?.judgeAnew();
    await pass(clock, 3 * SECOND);
    expect(refusalOf(a)).toBe('not-trusted-there');
  });

  it('X4: a key that is another than the confirmed one is refused loudly on both ends', async () => {
    const { a, b, network, clock } = pair();
    b.believe(a);
    const forged = station('A', clock, { key: keyInMemory() });
    forged.believe(b);
    b.join(network, { listen: 9 });
    forged.join(network, { calls: ['b:9'] });
    await pass(clock, SECOND);
    expect(only(forged).status).toMatchObject({
      problem: { code: 'refused-there', params: { reason: 'station-key-changed' } },
    });
    expect(b.trust.rows()).toMatchObject([{ id: 'A', status: { state: 'keyChanged', shown: forged.fingerprint } }]);
  });

  it('X5: another city; X11: itself', async () => {
    const { a, b, network, clock } = pair({}, { city: 'yunjiang' });
    a.believe(b);
    b.believe(a);
    b.join(network, { listen: 9, calls: ['b:9'] });
    a.join(network, { calls: ['b:9'] });
    await pass(clock, SECOND);
    expect(only(a).status).toMatchObject({
      problem: { code: 'peer-other-city', params: { city: 'yunjiang', ours: 'linjiang' } },
    });
    expect(refusalOf(b)).toBe('peer-is-self');
  });

  it('X5: a console that does not know its city says nothing', async () => {
    const { a, b, network, clock } = pair({ city: null });
    b.join(network, { listen: 9 });
    a.join(network, { calls: ['b:9'] });
    await pass(clock, SECOND);
    expect(refusalOf(a)).toBe('city-unknown');
    expect(network.seen.filter(({ from }) => from === 'dialler')).toEqual([]);
  });

  it('X13: what listens there but says nothing, or nonsense, is told so', async () => {
    const { a, network, clock } = pair();
    await network.listen({ host: 'c', port: 1 }, () => undefined);
    await network.listen({ host: 'c', port: 2 }, (wire) => wire.send(Buffer.from('HTTP/1.1 400 Bad Request')));
    const next = {
      t: 'hello',
      versions: [2],
      station: 'C',
      key: '00'.repeat(32),
      city: 'x',
      nonce: '00'.repeat(32),
      dh: '00'.repeat(32),
    };
    await network.listen({ host: 'c', port: 3 }, (wire) => wire.send(Buffer.from(JSON.stringify(next))));
    a.join(network, { calls: ['c:1', 'c:2', 'c:3'] });
    await pass(clock, 6 * SECOND);
    const codes = a.peers
      ?.rows()
      .map(({ status }) => (status.state === 'refused' ? status.problem.code : status.state));
    expect(codes).toEqual(['peer-silent', 'peer-message', 'peer-version']);
  });

  it('X13: a port that is taken is said, and tried again', async () => {
    const { b, network, clock } = pair();
    const taken = await network.listen({ host: 'B', port: 9 }, () => undefined);
    const peers = b.join(network, { listen: 9 });
    await settle();
    expect(peers.listener).toMatchObject({
      state: 'failed',
      problem: { code: 'exchange-port', params: { reason: 'EADDRINUSE' } },
    });
    taken.close();
    await pass(clock, 11 * SECOND);
    expect(peers.listener).toEqual({ state: 'on', address: 'b:9' });
  });

  it('X11: addresses are kept, in one spelling; those of the start cannot be removed', async () => {
    const { a, network, clock } = pair();
    const peers = a.join(network, { calls: ['Desk-2:42100'] });
    peers.add('DESK-3:7');
    peers.add('desk-3:7');
    expect(peers.rows().map(({ address, origin }) => [address, origin])).toEqual([
      ['desk-2:42100', 'start'],
      ['desk-3:7', 'added'],
    ]);
    expect(a.store.read.exchange.peers()).toEqual(['desk-3:7']);
    expect(codeOf(() => peers.remove('desk-2:42100'))).toBe('peer-fixed');
    expect(codeOf(() => peers.remove('desk-9:1'))).toBe('peer-unknown');
    expect(codeOf(() => peers.add('desk-9'))).toBe('peer-address');
    for (let port = 1; port <= 14; port += 1) peers.add(`desk-4:${port}`);
    expect(codeOf(() => peers.add('desk-5:1'))).toBe('peers-full');
    const gone: string[] = [];
    peers.changed.on(({ id, row }) => void (row ?? gone.push(id)));
    peers.remove('desk-3:7');
    expect(gone).toEqual(['desk-3:7']);
    expect(a.store.read.exchange.peers()).not.toContain('desk-3:7');
    const before = network.dials;
    await pass(clock, SECOND);
    expect(network.dials - before).toBeLessThanOrEqual(15);
  });
});

describe('in step', () => {
  it('X14: what either officer gives is pending at the other, once, and is counted', async () => {
    const { a, b, clock } = await joined();
    a.report('i1');
    b.report('i2');
    await pass(clock, 2 * SECOND);
    expect(carriedAt(b)).toEqual(['i1']);
    expect(carriedAt(a)).toEqual(['i2']);
    expect(only(a)).toMatchObject({
      sent: 1,
      received: 1,
      refused: 0,
      status: { lastExchangeAt: expect.any(Number) as number },
    });
    const { sent } = only(a);
    await pass(clock, 60 * SECOND);
    expect(only(a).sent).toBe(sent);
  });

  it('X14: more than goes into one message goes in several, in order', async () => {
    const { a, b, clock } = await joined();
    const given = Array.from({ length: 40 }, (_one, index) => `i${index}`);
    for (const id of given) {
      const payload = {
        kind: 'fire',
        level: 1,
        title: { zh: 'x' },
        status: { state: 'reported', since: 1 },
        reportedAt: 1,
        channel: 'c',
        note: { at: 1, by: 'p', text: { zh: '江'.repeat(1_990) } },
      };
      for (let copy = 0; copy < 8; copy += 1) {
        a.outbox.queue({
          type: 'incident.create',
          entityId: `${id}-${copy}`,
          payload,
          expectedRev: null,
          feed: 'hotline',
          actor: a.actor,
        });
      }
    }
    await pass(clock, 5 * SECOND);
    expect(carriedAt(b)).toEqual(given.flatMap((id) => Array.from({ length: 8 }, (_one, copy) => `${id}-${copy}`)));
  });

  it('X14: a disk that refuses at the other end is tried again; nothing is lost or doubled', async () => {
    const { a, b, clock } = await joined();
    b.store.fault = 'refused';
    a.report('i1');
    await pass(clock, 2 * SECOND);
    expect(carriedAt(b)).toEqual([]);
    expect(only(a).status.state).toBe('joined');
    await pass(clock, 11 * SECOND);
    expect(carriedAt(b)).toEqual(['i1']);
  });

  it('X13, X14: after a cut it comes again by itself, and sends again what was not answered', async () => {
    const { a, b, network, clock } = await joined();
    network.tamper = () => null;
    a.report('i1');
    await pass(clock, SECOND);
    expect(carriedAt(b)).toEqual([]);
    network.cut();
    await settle();
    expect(only(a).status.state).toBe('searching');
    expect(b.peers?.rows()).toEqual([]);
    network.tamper = (message) => message;
    await pass(clock, 31 * SECOND);
    expect(only(a).status.state).toBe('joined');
    expect(carriedAt(b)).toEqual(['i1']);
    expect(only(a).sent).toBe(1);
  });

  it('X13: an end that is silent for three beats is gone, whatever the socket says', async () => {
    const { a, network, clock } = await joined();
    network.tamper = (message, from) => (from === 'listener' ? null : message);
    await pass(clock, 21 * SECOND);
    expect(only(a).status.state).toBe('searching');
  });

  it('X14: when both have called each other, one connection is enough, and the other takes over', async () => {
    const { a, b, network, clock } = pair();
    a.believe(b);
    b.believe(a);
    b.join(network, { listen: 9, calls: ['a:9'] });
    a.join(network, { listen: 9, calls: ['b:9'] });
    await pass(clock, SECOND);
    a.report('i1');
    await pass(clock, 2 * SECOND);
    expect(carriedAt(b)).toEqual(['i1']);
    const sent = a.peers?.rows().reduce((sum, row) => sum + row.sent, 0);
    expect(sent).toBe(1);
  });
});

describe('who is not to be believed on the wire', () => {
  it('X12: a message that was changed, repeated or moved ends the line, and nothing of it is taken', async () => {
    for (const bend of [
      (message: Buffer) => Buffer.concat([message.subarray(0, -1), Buffer.from([(message.at(-1) ?? 0) ^ 1])]),
      (message: Buffer) => message.subarray(0, -1),
      () => Buffer.from('nonsense'),
    ]) {
      const { a, b, network, clock } = await joined();
      const states: string[] = [];
      a.peers?.changed.on(({ row }) => row && states.push(row.status.state));
      let isBent = false;
      network.tamper = (message, from) => {
        if (from !== 'dialler' || isBent) return message;
        isBent = true;
        return bend(message);
      };
      a.report('i1');
      await pass(clock, SECOND);
      expect(carriedAt(b)).toEqual([]);
      expect(states).toContain('refused');
      network.tamper = (message) => message;
      await pass(clock, 31 * SECOND);
      expect(carriedAt(b)).toEqual(['i1']);
    }
  });

  it('X12: who plays back a whole connection that he has heard is nobody', async () => {
    const { a, b, network, clock } = await joined();
    a.report('i1');
    await pass(clock, SECOND);
    const heard = network.seen.filter(({ from }) => from === 'dialler').map(({ message }) => message);
    a.peers?.stop();
    await pass(clock, SECOND);
    const before = network.seen.length;
    const wire = await network.dial('b:9');
    for (const message of heard) wire.send(message);
    await pass(clock, SECOND);
    expect(b.peers?.rows()).toEqual([]);
    // Its own hello, and at most its proof and the refusal: no welcome for the echo.
    expect(network.seen.slice(before).filter(({ from }) => from === 'listener').length).toBeLessThanOrEqual(3);
    expect(carriedAt(b)).toEqual(['i1']);
  });

  it('X12: a hello in somebody’s name without his key is not proved', async () => {
    const { a, b, network, clock } = pair();
    b.believe(a);
    // It shows A's key, and signs with its own.
    const thief = keyInMemory();
    const claims = station('A', clock, { key: { ...thief, publicKey: a.key.publicKey } });
    claims.believe(b);
    b.join(network, { listen: 9 });
    claims.join(network, { calls: ['b:9'] });
    await pass(clock, SECOND);
    expect(only(claims).status).toMatchObject({ problem: { code: 'refused-there', params: { reason: 'peer-proof' } } });
    expect(isSignedBy(a.key.publicKey, 'proof', Buffer.from('x'), claims.key.sign('proof', Buffer.from('x')))).toBe(
      false,
    );
    // And nobody is told that A's key changed: it did not.
    expect(b.trust.rows()).toMatchObject([{ id: 'A', status: { state: 'trusted' } }]);
  });

  it('X13: a flood of callers is not answered, and takes no place from those who are joined', async () => {
    const { a, b, network, clock } = await joined();
    const answered: number[] = [];
    for (let call = 0; call < 100; call += 1) {
      const wire = await network.dial('b:9');
      wire.onMessage(() => void answered.push(call));
    }
    await settle();
    expect(answered.length).toBeLessThanOrEqual(20);
    a.report('i1');
    await pass(clock, SECOND);
    expect(carriedAt(b)).toEqual(['i1']);
    // Strangers who say nothing lose their places.
    await pass(clock, 20 * SECOND);
    const wire = await network.dial('b:9');
    let greeted = false;
    wire.onMessage(() => void (greeted = true));
    await settle();
    expect(greeted).toBe(true);
  });
});
