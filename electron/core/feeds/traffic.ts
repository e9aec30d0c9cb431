/** Bytes over one connection. */
export interface Traffic {
  readonly received: number;
  readonly sent: number;
}

export const NO_TRAFFIC: Traffic = { received: 0, sent: 0 };

export function plus(a: Traffic, b: Traffic): Traffic {
  return { received: a.received + b.received, sent: a.sent + b.sent };
}

/**
 * What the TCP socket under an Engine.IO transport has carried: on a line where every byte counts, framing and pings belong to
 * it. The socket is one that the `ws` package keeps under a name of its own. Null where it is not (any more) to be found: the
 * last count then stands.
 */
export function trafficOf(transport: unknown): Traffic | null {
  const socket = memberOf(memberOf(transport, 'ws'), '_socket');
  const received = memberOf(socket, 'bytesRead');
  const sent = memberOf(socket, 'bytesWritten');
  return typeof received === 'number' && typeof sent === 'number' ? { received, sent } : null;
}

function memberOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>)[name] : undefined;
}
