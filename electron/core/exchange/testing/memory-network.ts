import type { Listening, Network, Wire } from '../network.ts';

/** What becomes of one message on its way; null: it is lost. */
export type Tamper = (message: Buffer, from: 'dialler' | 'listener') => Buffer | null;

/** A network in memory: messages arrive in order, in the turn after they were sent. Tests bend what it carries. */
export class MemoryNetwork implements Network {
  tamper: Tamper = (message) => message;
  /** Every message that was sent, in order. */
  readonly seen: { readonly from: 'dialler' | 'listener'; readonly message: Buffer }[] = [];
  dials = 0;
  readonly #doors = new Map<string, (wire: Wire) => void>();
  readonly #cuts: (() => void)[] = [];

  dial(address: string): Promise<Wire> {
    this.dials += 1;
    const door = this.#doors.get(address);
    if (!door) return Promise.reject(Object.assign(new Error('refused'), { code: 'ECONNREFUSED' }));
    const [dialler, listener] = this.#pair(address);
    door(listener);
    return Promise.resolve(dialler);
  }

  listen(at: { host: string | null; port: number }, opened: (wire: Wire) => void): Promise<Listening> {
    const address = `${(at.host ?? 'lan').toLowerCase()}:${at.port}`;
    if (this.#doors.has(address)) return Promise.reject(Object.assign(new Error('in use'), { code: 'EADDRINUSE' }));
    this.#doors.set(address, opened);
    return Promise.resolve({ address, close: () => void this.#doors.delete(address) });
  }

  /** All lines go at once. */
  cut(): void {
    for (const cut of this.#cuts.splice(0)) cut();
  }

  #pair(address: string): [Wire, Wire] {
    const dialler = new End(address, (message) => this.#carry('dialler', message, listener));
    const listener: End = new End('caller:1', (message) => this.#carry('listener', message, dialler));
    dialler.other = listener;
    listener.other = dialler;
    this.#cuts.push(() => dialler.close());
    return [dialler, listener];
  }

  #carry(from: 'dialler' | 'listener', message: Buffer, to: End): void {
    this.seen.push({ from, message });
    const bent = this.tamper(message, from);
    if (bent) queueMicrotask(() => to.arrive(bent));
  }
}

class End implements Wire {
  readonly remote: string;
  other: End | null = null;
  readonly #send: (message: Buffer) => void;
  readonly #held: Buffer[] = [];
  #listener: ((message: Buffer) => void) | null = null;
  #closed: (() => void) | null = null;
  #isOpen = true;

  constructor(remote: string, send: (message: Buffer) => void) {
    this.remote = remote;
    this.#send = send;
  }

  send(message: Buffer): void {
    if (this.#isOpen) this.#send(message);
  }

  onMessage(listener: (message: Buffer) => void): void {
    this.#listener = listener;
    for (const message of this.#held.splice(0)) listener(message);
  }

  onClose(listener: () => void): void {
    this.#closed = listener;
  }

  close(): void {
    if (!this.#isOpen) return;
    this.#isOpen = false;
    // What was sent before still arrives.
    queueMicrotask(() => {
      this.#closed?.();
      this.other?.close();
    });
  }

  arrive(message: Buffer): void {
    if (!this.#isOpen) return;
    if (this.#listener) this.#listener(message);
    else this.#held.push(message);
  }
}

/** Until nothing is on its way any more. */
export async function settle(): Promise<void> {
  for (let turn = 0; turn < 60; turn += 1) await Promise.resolve();
}
