import { once } from 'node:events';
import WebSocket from 'ws';
import type { CallAnswer, CallArgs, CallName } from '../../../shared/protocol/console-api/calls.ts';
import type { QueryArgs, QueryName, QueryRow } from '../../../shared/protocol/console-api/queries.ts';
import { Unanswered, WindowLine, type Seat, type Watched } from './window.ts';

/** One more window of a console behind a browser, without the browser: a line of its own through the host's door. */
export class SocketSeat implements Seat {
  readonly #socket: WebSocket;
  readonly #line: WindowLine;

  private constructor(socket: WebSocket) {
    this.#socket = socket;
    this.#line = new WindowLine((message) => socket.send(message));
    socket.on('message', (data: Buffer) => this.#line.take(data.toString()));
    socket.on('close', () => this.#line.lost(new Unanswered('the host closed the line')));
  }

  /** @param cookie as the browser sends it, `name=value`. */
  static async open(origin: string, cookie: string): Promise<SocketSeat> {
    const socket = new WebSocket(`${origin.replace('http', 'ws')}/link`, { origin, headers: { cookie } });
    await once(socket, 'open');
    return new SocketSeat(socket);
  }

  get isAlive(): boolean {
    return this.#socket.readyState === WebSocket.OPEN;
  }

  call<N extends CallName>(name: N, args: CallArgs<N>): Promise<CallAnswer<N>> {
    return this.#line.call(name, args);
  }

  watch<N extends QueryName>(name: N, args: QueryArgs<N>): Watched<QueryRow<N>> {
    return this.#line.watch(name, args);
  }

  close(): void {
    this.#socket.close();
  }
}
