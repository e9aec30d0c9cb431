import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { plainPng } from './png.ts';

export interface Asked {
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingMessage['headers'];
}

type Answer = (asked: Asked, response: ServerResponse) => void;

/** A real tile server on this machine: `/z/x/y.png` in one colour, with an ETag, until a test makes it answer otherwise. */
export class TileServer {
  readonly asked: Asked[] = [];
  /** `Cache-Control` of its answers. */
  caching = 'max-age=3600';
  colour: readonly [number, number, number] = [40, 120, 200];
  etag = '"one"';
  /** Instead of a tile. */
  answer: Answer | null = null;
  port = 0;
  #server: Server | null = null;

  get template(): string {
    return `http://127.0.0.1:${this.port}/{z}/{x}/{y}.png`;
  }

  /** Again on the port it had, after a stop. */
  async start(): Promise<this> {
    const server = createServer((request, response) => this.#answer(request, response));
    await new Promise<void>((resolve) => server.listen(this.port, '127.0.0.1', resolve));
    this.port = (server.address() as AddressInfo).port;
    this.#server = server;
    return this;
  }

  async stop(): Promise<void> {
    const server = this.#server;
    this.#server = null;
    if (!server) return;
    await new Promise((resolve) => {
      server.close(resolve);
      server.closeAllConnections();
    });
  }

  #answer(request: IncomingMessage, response: ServerResponse): void {
    const url = new URL(request.url ?? '/', 'http://localhost');
    const asked = { path: url.pathname, query: url.searchParams, headers: request.headers };
    this.asked.push(asked);
    if (this.answer) return this.answer(asked, response);
    const headers = { 'Cache-Control': this.caching, ETag: this.etag };
    if (request.headers['if-none-match'] === this.etag) {
      response.writeHead(304, headers).end();
      return;
    }
    response.writeHead(200, { ...headers, 'Content-Type': 'image/png' }).end(plainPng(256, this.colour));
  }
}
