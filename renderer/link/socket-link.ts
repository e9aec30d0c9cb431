import type { LinkState, Transport } from './link.ts';

/** The part of a WebSocket that is used; the window's own has it, and so has every client a test may bring. */
export interface Socket {
  send(message: string): void;
  addEventListener(type: 'open' | 'close', listener: () => void): void;
  addEventListener(type: 'message', listener: (event: { readonly data: unknown }) => void): void;
}

export interface SocketParts {
  /** Opens a new connection to the host. */
  open(): Socket;
  /** 0 ≤ x < 1. */
  random(): number;
  after(milliseconds: number, run: () => void): void;
}

/** The first try comes at once-ish: a restarted core is back within a second. */
const FIRST_DELAY = 250;
const LONGEST_DELAY = 2_000;

/**
 * The loopback transport. A lost connection is opened again for as long as the window lives, after a random share of a
 * delay that doubles up to two seconds (full jitter: many windows must not return in one moment).
 */
export function createSocketTransport(parts: SocketParts): Transport {
  let onMessage: (message: string) => void = () => undefined;
  let onState: (state: LinkState) => void = () => undefined;
  let state: LinkState = 'connecting';
  let socket: Socket;
  let delay = FIRST_DELAY;

  function enter(next: LinkState): void {
    state = next;
    onState(next);
  }

  function open(): void {
    socket = parts.open();
    socket.addEventListener('open', () => {
      delay = FIRST_DELAY;
      enter('open');
    });
    socket.addEventListener('message', (event) => {
      if (typeof event.data === 'string') onMessage(event.data);
    });
    socket.addEventListener('close', () => {
      if (state !== 'lost') enter('lost');
      parts.after(parts.random() * delay, open);
      delay = Math.min(delay * 2, LONGEST_DELAY);
    });
  }

  open();
  return {
    send: (message) => socket.send(message),
    onMessage: (listener) => {
      onMessage = listener;
    },
    onState: (listener) => {
      onState = listener;
      if (state !== 'connecting') listener(state);
    },
  };
}
