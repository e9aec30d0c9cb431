import type { ServerResponse } from 'node:http';
import type { Problem } from '../../shared/kit/problem.ts';

export function sendJson(
  response: ServerResponse,
  status: number,
  body: unknown,
  headers: Record<string, string> = {},
): void {
  const text = JSON.stringify(body);
  response.writeHead(status, {
    'content-type': 'application/json; charset=utf-8',
    'content-length': Buffer.byteLength(text),
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
    ...headers,
  });
  response.end(text);
}

/** A refusal as problem details (RFC 9457) with the members of `Problem`: `code` is a key of the text catalogues. */
export function sendProblem(
  response: ServerResponse,
  status: number,
  problem: Omit<Problem, 'origin'>,
  headers: Record<string, string> = {},
): void {
  sendJson(
    response,
    status,
    { type: 'about:blank', status, title: problem.code, origin: 'hub', ...problem },
    { 'content-type': 'application/problem+json; charset=utf-8', ...headers },
  );
}
