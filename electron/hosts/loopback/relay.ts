import type { WebSocket } from 'ws';
import type { HostToCore } from '../../core/kernel/channel.ts';

/** How much may wait in the host for one window before it is cut off; it comes back and starts its watches again (B6). */
const MOST_BUFFERED = 8 * 1024 * 1024;
const MOST_WINDOWS = 32;
/** A window that is cut off because it does not read will not read the closing message either. */
const CLOSE_PATIENCE = 2_000;

export const CLOSE = { unsupported: 1003, coreRestarts: 1012, tryLater: 1013 } as const;

/** What a relay needs of the core: false when there is none to hear it. */
export type ToCore = (message: HostToCore) => boolean;

/** Carries strings between windows' sockets and the core under a number each, and knows nothing of their meaning. */
export class Relay {
  readonly #windows = new Map<number, WebSocket>();
  readonly #toCore: ToCore;
  #lastWindow = 0;

  constructor(toCore: ToCore) {
    this.#toCore = toCore;
  }

  get size(): number {
    return this.#windows.size;
  }

  accept(socket: WebSocket): void {
    const window = ++this.#lastWindow;
    // A protocol fault or an oversize message arrives as an error and is followed by `close`.
    socket.on('error', () => undefined);
    if (this.#windows.size >= MOST_WINDOWS || !this.#toCore({ type: 'open', window })) {
      return shut(socket, CLOSE.tryLater);
    }
    this.#windows.set(window, socket);
    socket.on('message', (data, isBinary) => {
      if (isBinary) return shut(socket, CLOSE.unsupported);
      this.#toCore({ type: 'message', window, data: data.toString() });
    });
    socket.on('close', () => {
      if (this.#windows.delete(window)) this.#toCore({ type: 'close', window });
    });
  }

  toWindow(window: number, data: string): void {
    const socket = this.#windows.get(window);
    if (!socket || socket.readyState !== socket.OPEN) return;
    if (socket.bufferedAmount > MOST_BUFFERED) return shut(socket, CLOSE.tryLater);
    socket.send(data);
  }

  /** The core is gone and with it every watch: each window loses its line and comes back to the new core. */
  closeAll(): void {
    const sockets = [...this.#windows.values()];
    this.#windows.clear();
    for (const socket of sockets) shut(socket, CLOSE.coreRestarts);
  }
}

function shut(socket: WebSocket, code: number): void {
  socket.close(code);
  setTimeout(() => socket.terminate(), CLOSE_PATIENCE).unref();
}
