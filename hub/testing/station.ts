import { io, type Socket } from 'socket.io-client';
import type { Cursor, Subscribed } from '../../shared/protocol/feed/subscribe.ts';
import type { Frame } from '../../shared/protocol/feed/frame.ts';
import type { SnapshotPart } from '../../shared/protocol/feed/snapshot.ts';
import { PROTOCOL_VERSION } from '../../shared/protocol/feed/version.ts';

/** A station as the protocol sees it, for tests: the real socket.io-client, no code of the console. */
export interface TestStation {
  readonly socket: Socket;
  readonly frames: Frame[];
  readonly parts: SnapshotPart[];
  readonly heartbeats: unknown[];
  /** When false, frames are kept but not acknowledged. */
  acknowledge: boolean;
  subscribe(cursor: Cursor | null, topics?: readonly string[]): Promise<Subscribed>;
  ask<T>(event: string, argument: unknown): Promise<T>;
  /** Resolves when the condition holds; rejects after the time. */
  until(condition: () => boolean, milliseconds?: number): Promise<void>;
  close(): void;
}

interface Options {
  readonly token: string;
  readonly stationId?: string;
  readonly protocol?: number;
}

/** Connects; rejects with the `connect_error`, whose `data` names the refusal. */
export async function joinStation(url: string, options: Options): Promise<TestStation> {
  const { token, stationId = 'S1', protocol = PROTOCOL_VERSION } = options;
  const socket = io(url, {
    auth: { protocol, stationId, token },
    transports: ['websocket'],
    forceNew: true,
    reconnection: false,
  });
  const station: TestStation = {
    socket,
    frames: [],
    parts: [],
    heartbeats: [],
    acknowledge: true,
    subscribe: (cursor, topics = []) => station.ask<Subscribed>('subscribe', { cursor, topics }),
    ask: async <T>(event: string, argument: unknown) => (await socket.timeout(5_000).emitWithAck(event, argument)) as T,
    async until(condition, milliseconds = 5_000) {
      const end = performance.now() + milliseconds;
      while (!condition()) {
        if (performance.now() > end) throw new Error(`not within ${milliseconds} ms: ${condition.toString()}`);
        await new Promise((resolve) => setTimeout(resolve, 5));
      }
    },
    close: () => socket.close(),
  };
  socket.on('frame', (frame: Frame) => {
    station.frames.push(frame);
    if (station.acknowledge) socket.emit('ack', { seq: frame.seq });
  });
  socket.on('snapshot', (part: SnapshotPart, confirm: (answer: unknown) => void) => {
    station.parts.push(part);
    confirm({ part: part.part });
  });
  socket.on('heartbeat', (beat: unknown) => station.heartbeats.push(beat));
  await new Promise<void>((resolve, reject) => {
    socket.once('connect', resolve);
    socket.once('connect_error', (error) => {
      socket.close();
      reject(error);
    });
  });
  return station;
}
