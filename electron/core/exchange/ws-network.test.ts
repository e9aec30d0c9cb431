import { afterEach, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { systemClock } from '../kernel/system-ports.ts';
import { until } from '../testing/test-window.ts';
import { MAX_WIRE_BYTES, type Listening, type Wire } from './network.ts';
import { wsNetwork } from './ws-network.ts';

let listening: Listening | null = null;
afterEach(() => listening?.close());

async function open(opened: (wire: Wire) => void): Promise<string> {
  listening = await wsNetwork.listen({ host: '127.0.0.1', port: 0 }, opened);
  return listening.address;
}

async function codeOf(promise: Promise<unknown>): Promise<string> {
  const error: unknown = await promise.then(
    () => 'let through',
    (thrown: unknown) => thrown,
  );
  return error instanceof Error ? String((error as NodeJS.ErrnoException).code ?? error.message) : String(error);
}

describe('the exchange on real sockets', () => {
  it('X11: carries messages both ways, whole and in order, also those that came before anybody listened', async () => {
    const atListener: string[] = [];
    const address = await open((wire) => {
      for (const text of ['1', '2', '3']) wire.send(Buffer.from(text));
      wire.onMessage((message) => void atListener.push(message.toString()));
    });
    const wire = await wsNetwork.dial(address);
    await new Promise<void>((resolve) => systemClock.after(50, resolve));
    const atDialler: string[] = [];
    wire.onMessage((message) => void atDialler.push(message.toString()));
    wire.send(Buffer.from('a'));
    wire.send(Buffer.alloc(MAX_WIRE_BYTES - 1, 'b'));
    await until('both ways', () => atDialler.length === 3 && atListener.length === 2);
    expect(atDialler).toEqual(['1', '2', '3']);
    expect(atListener.map(({ length }) => length)).toEqual([1, MAX_WIRE_BYTES - 1]);
    let closed = 0;
    wire.onClose(() => void (closed += 1));
    wire.close();
    wire.close();
    await until('closed', () => closed === 1);
    wire.send(Buffer.from('into nothing'));
  });

  it('X13: a page in a browser is not let in, nor what asks for another path; a message that is too large ends its line', async () => {
    let closed = 0;
    let opened = 0;
    const address = await open((wire) => {
      opened += 1;
      wire.onClose(() => void (closed += 1));
    });
    const attempt = (path: string, options: object): Promise<string> =>
      new Promise((resolve) => {
        const socket = new WebSocket(`ws://${address}${path}`, options);
        socket.on('open', () => resolve('open'));
        socket.on('error', (error) => resolve(error.message));
      });
    expect(await attempt('/exchange', { origin: 'http://127.0.0.1' })).toMatch(/401/);
    expect(await attempt('/other', {})).toMatch(/400/);
    expect(opened).toBe(0);
    const wire = await wsNetwork.dial(address);
    wire.send(Buffer.alloc(MAX_WIRE_BYTES + 1));
    await until('its line has ended', () => closed === 1);
  });

  it('X13: where nobody listens, and where somebody does already, the system says why', async () => {
    const address = await open(() => undefined);
    const port = Number(address.split(':')[1]);
    expect(await codeOf(wsNetwork.listen({ host: '127.0.0.1', port }, () => undefined))).toBe('EADDRINUSE');
    listening?.close();
    await new Promise<void>((resolve) => systemClock.after(50, resolve));
    expect(await codeOf(wsNetwork.dial(address))).toBe('ECONNREFUSED');
  });
});
