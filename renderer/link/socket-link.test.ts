import { describe, expect, it } from 'vitest';
import type { LinkState } from './link.ts';
import { createSocketTransport, type Socket } from './socket-link.ts';

class HandSocket implements Socket {
  readonly sent: string[] = [];
  readonly #listeners = new Map<string, (event: { readonly data: unknown }) => void>();
  send(message: string): void {
    this.sent.push(message);
  }
  addEventListener(type: string, listener: (event: { readonly data: unknown }) => void): void {
    this.#listeners.set(type, listener);
  }
  fire(type: 'open' | 'close' | 'message', data: unknown = null): void {
    this.#listeners.get(type)?.({ data });
  }
}

function setUp(random: number) {
  const sockets: HandSocket[] = [];
  const delays: number[] = [];
  let runNext: () => void = () => undefined;
  const transport = createSocketTransport({
    open: () => {
      const socket = new HandSocket();
      sockets.push(socket);
      return socket;
    },
    random: () => random,
    after: (milliseconds, run) => {
      delays.push(milliseconds);
      runNext = run;
    },
  });
  const states: LinkState[] = [];
  const messages: string[] = [];
  transport.onState((state) => states.push(state));
  transport.onMessage((message) => messages.push(message));
  const last = (): HandSocket => {
    const socket = sockets.at(-1);
    if (!socket) throw new Error('no socket');
    return socket;
  };
  return { transport, sockets, delays, states, messages, last, wait: () => runNext() };
}

describe('the socket transport', () => {
  it('L6: opens again for as long as it takes, within a doubling delay of at most 2 s', () => {
    const { delays, states, last, wait } = setUp(0.5);
    for (let time = 0; time < 6; time += 1) {
      last().fire('close');
      wait();
    }
    expect(delays).toEqual([125, 250, 500, 1_000, 1_000, 1_000]);
    expect(states).toEqual(['lost']);
    last().fire('open');
    last().fire('close');
    expect(delays.at(-1)).toBe(125);
    expect(states).toEqual(['lost', 'open', 'lost']);
  });

  it('L6: takes a random share of the delay', () => {
    const { delays, last } = setUp(0);
    last().fire('close');
    expect(delays).toEqual([0]);
  });

  it('sends on the newest socket and passes strings only', () => {
    const { transport, sockets, messages, last, wait } = setUp(0);
    last().fire('open');
    last().fire('close');
    wait();
    last().fire('open');
    transport.send('hello');
    last().fire('message', 'text');
    last().fire('message', new ArrayBuffer(1));
    expect(sockets.map((socket) => socket.sent)).toEqual([[], ['hello']]);
    expect(messages).toEqual(['text']);
  });
});
