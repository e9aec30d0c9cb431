import type { Problem } from '../../../shared/kit/problem.ts';

/** One window's line to the core, whatever carries it. Messages are JSON strings (`shared/protocol/console-api/link.ts`). */
export interface Channel {
  send(message: string): void;
  onMessage(listener: (message: string) => void): void;
  onClose(listener: () => void): void;
  close(): void;
  /** Characters sent and not yet taken by the window, where the transport knows. */
  backlog?(): number;
}

/**
 * What the host tells the core when it starts it, as the first message of the process (structured clone).
 * `feeds` in the order of the strip.
 */
export interface CoreStart {
  readonly profile: string;
  readonly resources: string;
  readonly appVersion: string;
  readonly mode: 'demo' | 'replay' | 'live';
  readonly feeds: readonly FeedAddress[];
  /** The demo city's ground is shown only with the demo. */
  readonly cityMap: boolean;
  /** A built road graph (`npm run roads -- build`); when absent the demo city's, shown with its ground. */
  readonly roads?: string;
  /** Who sits here at once; the first of the list when absent. Demo and replay only: with real feeds the password decides. */
  readonly officer?: string;
  /** Exchange with other consoles; without it, by files only. */
  readonly exchange?: ExchangeStart;
}

export interface ExchangeStart {
  /** What this console calls its city; told from its feeds when absent. */
  readonly city?: string;
  /** Other consoles may call here; absent: none may. 0: the system chooses. */
  readonly port?: number;
  /** Absent: this machine's address on the LAN. */
  readonly host?: string;
  /** `HOST:PORT` of consoles to call. */
  readonly peers?: readonly string[];
}

export interface FeedAddress {
  /** e.g. http://127.0.0.1:4100/fire — the last path part is the feed's id at its hub. */
  readonly url: string;
  readonly token: string;
}

/**
 * Host ↔ core process messages around the windows' own. On the desktop a window's channel is a MessagePort handed over
 * with `{ type: 'port' }`; on loopback the host relays each window's strings under a number.
 */
export type HostToCore =
  | { readonly type: 'start'; readonly start: CoreStart }
  | { readonly type: 'port' }
  | { readonly type: 'open'; readonly window: number }
  | { readonly type: 'message'; readonly window: number; readonly data: string }
  | { readonly type: 'close'; readonly window: number }
  | { readonly type: 'ask'; readonly id: number; readonly path: string }
  | { readonly type: 'stop' };

export type CoreToHost =
  | { readonly type: 'ready' }
  /** Every `PULSE`: the core is not only there, it runs. */
  | { readonly type: 'pulse' }
  /** The core could not start; `code` and `params` as in `Problem`. The process ends after it. */
  | { readonly type: 'failed'; readonly problem: Problem }
  | { readonly type: 'message'; readonly window: number; readonly data: string }
  | { readonly type: 'bytes'; readonly id: number; readonly answer: BytesAnswer }
  | { readonly type: 'stopped' };

/**
 * Bytes that a window fetches by path instead of asking for over its line: what a browser can decode off its main thread.
 * The host relays path and answer and knows nothing of their meaning.
 */
export interface BytesAnswer {
  readonly status: number;
  /** Content type; empty without a body. */
  readonly type: string;
  /** For the window, in the header `X-Note`; a word, never text from outside. */
  readonly note: string;
  readonly body: Uint8Array;
}

/** What a path must begin with to be asked of the core. */
export const BYTES_PATH = '/tiles/';

/** Milliseconds between two pulses of a core that runs. */
export const PULSE = 1_000;
