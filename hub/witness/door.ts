import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Doorkeeper } from '../server/station-tokens.ts';
import { readBody } from '../server/request-body.ts';
import { sendJson, sendProblem } from '../server/problem-response.ts';
import type { Witness } from './witness.ts';

const MOST_BODY = 64 * 1024;
/** C2SP tlog-witness: the status that says why. */
const STATUS = {
  'witness-not-understood': 400,
  'witness-unknown-log': 404,
  'witness-unsigned': 403,
  'witness-key-differs': 403,
  'witness-inconsistent': 422,
} as const;

export interface WitnessDoor {
  readonly witness: Witness;
  readonly doorkeeper: Doorkeeper;
}

/**
 * `GET /witness`: the witness's key and the newest notes that it signed, for a reviewer. `POST /witness/add-checkpoint`: by a
 * station, with its token and its log's key in headers; all else is as C2SP tlog-witness has it.
 * @returns whether the path is the witness's.
 */
export async function answerWitness(
  path: string,
  request: IncomingMessage,
  response: ServerResponse,
  { witness, doorkeeper }: WitnessDoor,
): Promise<boolean> {
  if (path === '/witness') {
    if (request.method === 'GET') sendJson(response, 200, { key: witness.key, notes: witness.latest() });
    else sendProblem(response, 405, { code: 'method-not-allowed' }, { allow: 'GET' });
    return true;
  }
  if (path !== '/witness/add-checkpoint') return false;
  if (request.method !== 'POST') {
    sendProblem(response, 405, { code: 'method-not-allowed' }, { allow: 'POST' });
    return true;
  }
  const station = headerOf(request, 'lianzhi-station');
  const token = /^Bearer +(.+)$/i.exec(request.headers.authorization ?? '')?.[1] ?? '';
  if (!doorkeeper.lets(station, token)) {
    sendProblem(response, 401, { code: 'bad-token' }, { connection: 'close', 'www-authenticate': 'Bearer' });
    return true;
  }
  const body = await readBody(request, MOST_BODY);
  if (body === null) {
    sendProblem(response, 413, { code: 'witness-not-understood' }, { connection: 'close' });
    return true;
  }
  const answer = witness.add(station, headerOf(request, 'lianzhi-log-key'), body.toString('utf8'));
  if (answer.is === 'refused') sendProblem(response, STATUS[answer.code], { code: answer.code });
  else if (answer.is === 'other-size') sendText(response, 409, 'text/x.tlog.size', `${answer.size}\n`);
  else sendText(response, 200, 'text/plain; charset=utf-8', answer.lines);
  return true;
}

function headerOf(request: IncomingMessage, name: string): string {
  const value = request.headers[name];
  return typeof value === 'string' ? value.slice(0, 200) : '';
}

function sendText(response: ServerResponse, status: number, type: string, text: string): void {
  response.writeHead(status, {
    'content-type': type,
    'content-length': Buffer.byteLength(text),
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
  });
  response.end(text);
}
