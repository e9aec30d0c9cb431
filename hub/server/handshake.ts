import * as z from 'zod';
import type { Socket } from 'socket.io';
import { hello } from '../../shared/protocol/feed/subscribe.ts';
import { PROTOCOL_VERSION, type ConnectRefusal, type HubBusy } from '../../shared/protocol/feed/version.ts';
import { firstIssue } from '../feed/issue.ts';
import type { Doorkeeper } from './station-tokens.ts';

/** What `connect_error` carries as `error.data`. */
export interface RefusalData {
  readonly code: ConnectRefusal;
  /** With `protocol-version`: the hub's and the station's. */
  readonly ours?: number;
  readonly theirs?: number;
  readonly detail?: string;
}

const versioned = z.object({ protocol: z.int() });

/**
 * Looks at the `auth` of every connection and reconnection. The version comes first, because everything after it may
 * be another shape in another version; the token comes before the feed's name, so that names are not given away.
 */
export function checkHello(
  auth: unknown,
  doorkeeper: Doorkeeper,
  feedKnown: boolean,
): { readonly stationId: string } | RefusalData {
  const version = versioned.safeParse(auth);
  if (version.success && version.data.protocol !== PROTOCOL_VERSION) {
    return { code: 'protocol-version', ours: PROTOCOL_VERSION, theirs: version.data.protocol };
  }
  const parsed = hello.safeParse(auth);
  if (!parsed.success) return { code: 'bad-hello', detail: firstIssue(parsed.error) };
  if (!doorkeeper.lets(parsed.data.stationId, parsed.data.token)) return { code: 'bad-token' };
  if (!feedKnown) return { code: 'unknown-feed' };
  return { stationId: parsed.data.stationId };
}

/** The refusal as the error that Socket.IO carries to `connect_error`. */
export function connectError(data: RefusalData | HubBusy): Error & { data: RefusalData | HubBusy } {
  return Object.assign(new Error(data.code), { data });
}

/** Where the handshake leaves who it is. */
export function stationOf(socket: Socket): string {
  return (socket.data as { stationId: string }).stationId;
}
