import { networkInterfaces } from 'node:os';
import type { AddressInfo } from 'node:net';
import { WebSocket, WebSocketServer } from 'ws';
import { MAX_WIRE_BYTES, type Listening, type Network, type Wire } from './network.ts';

const PATH = '/exchange';
const DIAL_TIMEOUT = 5_000;
/** Bytes on their way to an end that does not read; more, and it is gone. */
const MAX_BACKLOG = 8 * MAX_WIRE_BYTES;

/** WebSockets on the LAN. What they carry is sealed by `SealedLine`; here is no trust. */
export const wsNetwork: Network = {
  dial(address) {
    return new Promise((resolve, reject) => {
      const socket = new WebSocket(`ws://${address}${PATH}`, {
        handshakeTimeout: DIAL_TIMEOUT,
        maxPayload: MAX_WIRE_BYTES,
        perMessageDeflate: false,
        followRedirects: false,
      });
      const wire = wireOf(socket, address);
      socket.once('open', () => resolve(wire));
      socket.once('error', reject);
    });
  },
  listen({ host, port }, opened) {
    return new Promise<Listening>((resolve, reject) => {
      const bound = host ?? lanAddress();
      const server = new WebSocketServer({
        host: bound,
        port,
        path: PATH,
        maxPayload: MAX_WIRE_BYTES,
        perMessageDeflate: false,
        // A browser says where its page is from; no console does.
        verifyClient: ({ origin }: { origin?: string }) => origin === undefined,
      });
      server.once('error', reject);
      server.on('connection', (socket, request) => {
        const { remoteAddress = '', remotePort = 0 } = request.socket;
        opened(wireOf(socket, joined(remoteAddress, remotePort)));
      });
      server.once('listening', () => {
        server.on('error', () => undefined);
        const { address, port: actual } = server.address() as AddressInfo;
        resolve({
          address: joined(address, actual),
          close() {
            for (const socket of server.clients) socket.terminate();
            server.close();
          },
        });
      });
    });
  },
};

function wireOf(socket: WebSocket, remote: string): Wire {
  // 'close' follows; without a listener it would end the process.
  socket.on('error', () => undefined);
  // The first message may come before anybody listens: a promise is told of the connection only after it.
  const held: Buffer[] = [];
  let listener = (message: Buffer): void => void held.push(message);
  socket.on('message', (data: Buffer) => listener(data));
  return {
    remote,
    send(message) {
      if (socket.readyState !== WebSocket.OPEN) return;
      if (socket.bufferedAmount > MAX_BACKLOG) socket.terminate();
      else socket.send(message);
    },
    onMessage(taken) {
      listener = taken;
      for (const message of held.splice(0)) taken(message);
    },
    onClose: (listener) => void socket.on('close', listener),
    close() {
      // What was sent before still arrives; an end that does not answer is not waited for (`ws` ends it after 30 s).
      socket.close();
    },
  };
}

function joined(host: string, port: number): string {
  return host.includes(':') ? `[${host}]:${port}` : `${host}:${port}`;
}

/** The first address on a private network (RFC 1918), else this machine only: a wider door is opened by name (`--exchange-host`). */
function lanAddress(): string {
  const all = Object.values(networkInterfaces()).flatMap((entries) => entries ?? []);
  const own = all.find(({ family, internal, address }) => family === 'IPv4' && !internal && isPrivate(address));
  return own?.address ?? '127.0.0.1';
}

function isPrivate(address: string): boolean {
  return /^(10\.|192\.168\.|172\.(1[6-9]|2\d|3[01])\.|169\.254\.)/.test(address);
}
