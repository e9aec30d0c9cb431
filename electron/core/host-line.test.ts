import { EventEmitter } from 'node:events';
import { afterEach, describe, expect, it } from 'vitest';
import { findHost } from './host-line.ts';
import type { Channel, HostToCore } from './kernel/channel.ts';

/** Electron's MessagePortMain and parentPort as far as the core uses them: events with `data`, messages kept. */
class FakePort extends EventEmitter {
  readonly posted: unknown[] = [];
  started = false;
  closed = false;
  postMessage(message: unknown): void {
    this.posted.push(message);
  }
  start(): void {
    this.started = true;
  }
  close(): void {
    this.closed = true;
  }
}

const original = Object.getOwnPropertyDescriptor(process, 'parentPort');
afterEach(() => {
  if (original) Object.defineProperty(process, 'parentPort', original);
  else Reflect.deleteProperty(process, 'parentPort');
});

describe('the line of a utility process', () => {
  it('M4: takes windows as ports, and everything else as messages', () => {
    const parent = new FakePort();
    Object.defineProperty(process, 'parentPort', { value: parent, configurable: true });
    const host = findHost();
    const messages: HostToCore[] = [];
    const channels: Channel[] = [];
    let isGone = false;
    host?.onMessage((message) => void messages.push(message));
    host?.onChannel((channel) => void channels.push(channel));
    host?.onGone(() => {
      isGone = true;
    });
    const port = new FakePort();
    parent.emit('message', { data: { type: 'stop' }, ports: [] });
    parent.emit('message', { data: { type: 'port' }, ports: [port] });
    expect(messages).toEqual([{ type: 'stop' }]);
    expect(channels).toHaveLength(1);
    const [channel] = channels;
    const heard: string[] = [];
    let isClosed = false;
    channel?.onMessage((message) => void heard.push(message));
    channel?.onClose(() => {
      isClosed = true;
    });
    expect(port.started).toBe(true);
    port.emit('message', { data: 'hello' });
    port.emit('message', { data: { not: 'a string' } });
    channel?.send('answer');
    port.emit('close');
    host?.send({ type: 'ready' });
    parent.emit('close');
    expect({ heard, posted: port.posted, isClosed, told: parent.posted, isGone }).toEqual({
      heard: ['hello'],
      posted: ['answer'],
      isClosed: true,
      told: [{ type: 'ready' }],
      isGone: true,
    });
  });
});
