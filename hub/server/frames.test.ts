import { describe, expect, it } from 'vitest';
import { instant } from '../../shared/kit/time.ts';
import { createRing } from '../log/ring.ts';
import type { LoggedChange } from '../log/rows.ts';
import { cut, FRAME_BYTES } from './frames.ts';
import { createHostGate } from './host-gate.ts';
import { createTurnstile } from './turnstile.ts';
import { createAckWindow } from './window.ts';

function change(seq: number, bytes = 100, topic = 'incident'): LoggedChange {
  return {
    bytes,
    change: {
      seq,
      topic,
      id: `e${seq}`,
      rev: 1,
      op: 'put',
      at: instant(1),
      entered: instant(1),
      source: 't',
      data: {},
    },
  };
}

function feedOf(changes: readonly LoggedChange[]) {
  return { range: (from: number, limit: number) => changes.slice(from - 1, from - 1 + limit) };
}

describe('cutting frames', () => {
  it('H15: at most 500 changes', () => {
    const feed = feedOf(Array.from({ length: 1_200 }, (_, index) => change(index + 1)));
    expect(cut(feed, 1, 1_200, null)).toMatchObject({ seq: 500 });
    expect(cut(feed, 1_001, 1_200, null).changes).toHaveLength(200);
  });

  it('H15: at most 512 KB, but one larger change travels alone', () => {
    const feed = feedOf([change(1, 300_000), change(2, 300_000), change(3, FRAME_BYTES * 1.5), change(4)]);
    expect(cut(feed, 1, 4, null)).toMatchObject({ seq: 1 });
    expect(cut(feed, 2, 4, null)).toMatchObject({ seq: 2 });
    expect(cut(feed, 3, 4, null)).toMatchObject({ seq: 3 });
  });

  it('H13: with a filter a frame covers what it leaves out, also behind its last change', () => {
    const feed = feedOf(
      Array.from({ length: 900 }, (_, index) => change(index + 1, 100, index < 10 ? 'alert' : 'resource')),
    );
    const frame = cut(feed, 1, 900, new Set(['alert']));
    expect([frame.seq, frame.changes.length]).toEqual([900, 10]);
  });
});

describe('the ring', () => {
  it('H15: answers what it holds and null for what it has let go', () => {
    const ring = createRing(100, 1_000_000);
    for (let seq = 1; seq <= 1_000; seq += 10) ring.push(Array.from({ length: 10 }, (_, index) => change(seq + index)));
    expect(ring.range(901, 3)?.map(({ change: { seq } }) => seq)).toEqual([901, 902, 903]);
    expect(ring.range(1_001, 5)).toEqual([]);
    expect(ring.range(900, 5)).toBeNull();
  });

  it('H15: is bounded in bytes too', () => {
    const ring = createRing(100, 1_000);
    ring.push([change(1, 600), change(2, 600), change(3, 100)]);
    expect(ring.range(1, 9)).toBeNull();
    expect(ring.range(2, 9)).toHaveLength(2);
  });
});

describe('the window', () => {
  it('H15: opens by what is acknowledged and believes nothing else', () => {
    const window = createAckWindow(2);
    window.sent(10, 100, false);
    window.sent(20, 100, false);
    expect(window.open).toBe(false);
    expect(window.acknowledged(99)).toBe(false);
    expect(window.open).toBe(false);
    expect(window.acknowledged(10)).toBe(true);
    expect([window.open, window.inFlight]).toEqual([true, 1]);
  });
});

describe('the turnstile', () => {
  it('H10: lets the next in when one leaves, and a place is given back once', async () => {
    const turnstile = createTurnstile(1);
    const leave = await turnstile.enter();
    let second = false;
    let third = false;
    const entered = turnstile.enter().then((go) => ((second = true), go));
    void turnstile.enter().then(() => (third = true));
    await Promise.resolve();
    expect(second).toBe(false);
    leave();
    leave();
    await entered;
    await new Promise((resolve) => setImmediate(resolve));
    expect([second, third]).toEqual([true, false]);
  });
});

describe('the host gate', () => {
  const cases: [listen: string, headers: { host?: string; origin?: string }, allowed: boolean][] = [
    ['127.0.0.1', { host: '127.0.0.1:4100' }, true],
    ['127.0.0.1', { host: 'localhost:4100' }, true],
    ['127.0.0.1', { host: '[::1]:4100' }, true],
    ['127.0.0.1', { host: 'rebind.evil.test:4100' }, false],
    ['127.0.0.1', { host: '127.0.0.1.evil.test' }, false],
    ['127.0.0.1', { host: '10.1.2.3:4100' }, false],
    ['127.0.0.1', {}, false],
    ['127.0.0.1', { host: 'a b' }, false],
    ['127.0.0.1', { host: 'localhost', origin: 'http://evil.test' }, false],
    ['127.0.0.1', { host: 'localhost', origin: 'null' }, false],
    ['127.0.0.1', { host: 'localhost', origin: 'http://localhost:5173' }, true],
    ['0.0.0.0', { host: '10.1.2.3:4100' }, true],
    ['0.0.0.0', { host: 'evil.test:4100' }, false],
    ['hub.city.example', { host: 'HUB.city.example:4100' }, true],
  ];
  it.each(cases)('H34: listening on %s, %o → %s', (listen, headers, allowed) => {
    expect(createHostGate(listen)(headers)).toBe(allowed);
  });
});
