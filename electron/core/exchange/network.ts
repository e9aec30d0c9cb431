/** One connection to another console, whatever carries it. Messages come whole and in order; after `close` nothing comes. */
export interface Wire {
  /** Where the other end is, for the screen. */
  readonly remote: string;
  send(message: Buffer): void;
  onMessage(listener: (message: Buffer) => void): void;
  /** Exactly once, also after our own `close`. */
  onClose(listener: () => void): void;
  close(): void;
}

export interface Listening {
  /** `HOST:PORT` as it was bound. */
  readonly address: string;
  close(): void;
}

/** X11: the network as the exchange sees it; tests bring one without sockets. */
export interface Network {
  /** Rejects with the system's code (`ECONNREFUSED`) or what the other end said. */
  dial(address: string): Promise<Wire>;
  /** @param host null: this machine's address on the LAN. Rejects like `dial`. */
  listen(at: { readonly host: string | null; readonly port: number }, opened: (wire: Wire) => void): Promise<Listening>;
}

/** The largest message of a wire, sealed. */
export const MAX_WIRE_BYTES = 2 * 1024 * 1024;
