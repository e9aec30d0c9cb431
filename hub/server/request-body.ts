import type { IncomingMessage, ServerResponse } from 'node:http';
import { sendProblem } from './problem-response.ts';

/** The whole body, or null as soon as it is larger than allowed. */
export async function readBody(request: IncomingMessage, most: number): Promise<Buffer | null> {
  if (Number(request.headers['content-length'] ?? 0) > most) return null;
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > most) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** A refused report may still be on its way in; the connection is closed rather than read to its end. */
export function refuseRequest(
  response: ServerResponse,
  status: number,
  problem: Parameters<typeof sendProblem>[2],
  headers: Record<string, string> = {},
): void {
  sendProblem(response, status, problem, response.req.complete ? headers : { ...headers, connection: 'close' });
}
