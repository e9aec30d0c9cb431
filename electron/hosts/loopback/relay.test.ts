import { once } from 'node:events';
import { createServer } from 'node:http';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { WebSocket, WebSocketServer } from 'ws';
import type { HostToCore } from '../../core/kernel/channel.ts';
import { CLOSE, Relay } from './relay.ts';

const server = createServer();
const sockets = new WebSocketServer({ server, maxPayload: 1_000 });
let core: HostToCore[] = [];
let hasCore = true;
let relay: Relay;
let address = '';

beforeEach(async () => {
  core = [];
  hasCore = true;
  relay = new Relay((message) => {
    if (hasCore) core.push(message);
    return hasCore;
  });
  sockets.removeAllListeners('connection');
  sockets.on('connection', (socket) => relay.accept(socket));
  if (!server.listening) {
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
  }
  const { port } = server.address() as { port: number };
  address = `ws://127.0.0.1:${port}`;
});

const clients: WebSocket[] = [];
afterEach(() => {
  for (const client of clients.splice(0)) client.terminate();
});

async function connect(): Promise<WebSocket> {
  const client = new WebSocket(address);
  clients.push(client);
  await once(client, 'open');
  return client;
}

async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((resolve) => setTimeout(resolve, 5));
}

describe('the relay between windows and the core', () => {
  it('B5: gives each window a number and carries its strings unread', async () => {
    const [one, two] = [await connect(), await connect()];
    one.send('not even JSON');
    two.send('{"t":"call"}');
    await until(() => core.length === 4);
    expect(core).toEqual([
      { type: 'open', window: 1 },
      { type: 'open', window: 2 },
      { type: 'message', window: 1, data: 'not even JSON' },
      { type: 'message', window: 2, data: '{"t":"call"}' },
    ]);
    const answer = once(two, 'message');
    relay.toWindow(2, 'for two');
    relay.toWindow(3, 'for nobody');
    expect(String((await answer)[0])).toBe('for two');
    one.close();
    await until(() => core.length === 5);
    expect(core[4]).toEqual({ type: 'close', window: 1 });
  });

  it('B5: tells a window to try later while there is no core', async () => {
    hasCore = false;
    const [code] = await once(await connect(), 'close');
    expect(code).toBe(CLOSE.tryLater);
    expect(relay.size).toBe(0);
  });

  it('B5: a core that is gone closes every line, and says nothing to the next core about the old windows', async () => {
    const one = await connect();
    const closed = once(one, 'close');
    relay.closeAll();
    expect((await closed)[0]).toBe(CLOSE.coreRestarts);
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(core).toEqual([{ type: 'open', window: 1 }]);
  });

  it('R27: refuses what is binary or too large, and tells the core that the window is gone', async () => {
    const binary = await connect();
    binary.send(Buffer.from('x'));
    expect((await once(binary, 'close'))[0]).toBe(CLOSE.unsupported);
    const large = await connect();
    large.send('x'.repeat(1_001));
    expect((await once(large, 'close'))[0]).toBe(1009);
    await until(() => core.length === 4);
    expect(core.filter((message) => message.type === 'message')).toEqual([]);
  });

  it('B6: cuts off a window that does not read instead of buffering for it', async () => {
    const slow = await connect();
    slow.pause();
    const other = await connect();
    const part = 'x'.repeat(1024 * 1024);
    for (let sent = 0; sent < 64 && relay.size === 2; sent += 1) {
      relay.toWindow(1, part);
      await new Promise((resolve) => setImmediate(resolve));
      if (core.some((message) => message.type === 'close')) break;
    }
    await until(() => core.some((message) => message.type === 'close' && message.window === 1));
    const answer = once(other, 'message');
    relay.toWindow(2, 'still here');
    expect(String((await answer)[0])).toBe('still here');
  });
});
