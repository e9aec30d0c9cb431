import type { Channel, CoreToHost, HostToCore } from './kernel/channel.ts';

/** The core's side of its line to the host, whatever kind of child process it is. */
export interface HostLine {
  send(message: CoreToHost): void;
  /** Start and stop; windows come by `onChannel`. */
  onMessage(listener: (message: HostToCore) => void): void;
  onChannel(listener: (channel: Channel) => void): void;
  onGone(listener: () => void): void;
}

/** The part of Electron's `MessagePortMain` that is used. Declared here, because the core does not know Electron. */
interface Port {
  postMessage(message: unknown): void;
  on(event: 'message', listener: (event: { readonly data: unknown }) => void): unknown;
  on(event: 'close', listener: () => void): unknown;
  start(): void;
  close(): void;
}

/** The part of `process.parentPort` of a utility process that is used. */
interface ParentPort {
  postMessage(message: unknown): void;
  on(event: 'message', listener: (event: { readonly data: unknown; readonly ports: readonly Port[] }) => void): unknown;
  on(event: 'close', listener: () => void): unknown;
}

/** Null when the program was started by hand. */
export function findHost(): HostLine | null {
  const parentPort = (process as unknown as { readonly parentPort?: ParentPort }).parentPort;
  if (parentPort) return utilityLine(parentPort);
  return typeof process.send === 'function' ? forkedLine() : null;
}

/** Desktop: each window's line is a port of its own, handed over by the host. */
function utilityLine(parent: ParentPort): HostLine {
  let takeChannel: (channel: Channel) => void = () => undefined;
  return {
    send: (message) => parent.postMessage(message),
    onMessage: (listener) => {
      parent.on('message', ({ data, ports }) => {
        const message = data as HostToCore;
        if (message.type !== 'port') return listener(message);
        for (const port of ports) takeChannel(portChannel(port));
      });
    },
    onChannel: (listener) => {
      takeChannel = listener;
    },
    onGone: (listener) => void parent.on('close', listener),
  };
}

function portChannel(port: Port): Channel {
  return {
    send: (message) => port.postMessage(message),
    onMessage: (listener) => {
      port.on('message', ({ data }) => {
        if (typeof data === 'string') listener(data);
      });
      port.start();
    },
    onClose: (listener) => void port.on('close', listener),
    close: () => port.close(),
  };
}

/** Loopback: the host relays every window's strings over the one line of the forked process, under a number. */
function forkedLine(): HostLine {
  const windows = new Map<number, RelayedChannel>();
  let takeChannel: (channel: Channel) => void = () => undefined;
  const send = (message: CoreToHost, sent?: () => void): void => {
    // Without a callback a line that is gone would throw in a later turn.
    process.send?.(message, undefined, undefined, () => sent?.());
  };

  function relay(message: HostToCore): boolean {
    if (message.type === 'open') {
      const channel = new RelayedChannel(message.window, send, () => windows.delete(message.window));
      windows.set(message.window, channel);
      takeChannel(channel);
    } else if (message.type === 'message') {
      windows.get(message.window)?.take(message.data);
    } else if (message.type === 'close') {
      windows.get(message.window)?.end();
      windows.delete(message.window);
    } else {
      return false;
    }
    return true;
  }

  return {
    send: (message) => send(message),
    onMessage: (listener) => {
      process.on('message', (raw) => {
        const message = raw as HostToCore;
        if (!relay(message)) listener(message);
      });
    },
    onChannel: (listener) => {
      takeChannel = listener;
    },
    onGone: (listener) => void process.on('disconnect', listener),
  };
}

class RelayedChannel implements Channel {
  readonly #window: number;
  readonly #send: (message: CoreToHost, sent: () => void) => void;
  readonly #ended: () => void;
  #backlog = 0;
  #listener: (message: string) => void = () => undefined;
  #closeListener: () => void = () => undefined;

  constructor(window: number, send: (message: CoreToHost, sent: () => void) => void, ended: () => void) {
    this.#window = window;
    this.#send = send;
    this.#ended = ended;
  }

  send(data: string): void {
    this.#backlog += data.length;
    this.#send({ type: 'message', window: this.#window, data }, () => {
      this.#backlog -= data.length;
    });
  }

  backlog(): number {
    return this.#backlog;
  }

  onMessage(listener: (message: string) => void): void {
    this.#listener = listener;
  }

  onClose(listener: () => void): void {
    this.#closeListener = listener;
  }

  /** The host is not told: it closes windows, not the core. */
  close(): void {
    this.#ended();
  }

  take(message: string): void {
    this.#listener(message);
  }

  end(): void {
    this.#closeListener();
  }
}
