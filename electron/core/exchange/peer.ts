import type { PeerRow } from '../../../shared/protocol/console-api/rows.ts';
import type { Instant } from '../../../shared/kit/time.ts';
import type { Timer } from '../kernel/ports.ts';
import type { Link } from './link.ts';
import { fingerprintOf } from './station-key.ts';

/** Another console as this one knows it: by an address that we call, or by its call. */
export interface Peer {
  readonly id: string;
  readonly address: string;
  readonly origin: PeerRow['origin'];
  status: PeerRow['status'];
  station: string | null;
  key: string | null;
  sent: number;
  received: number;
  refused: number;
  lastRefusal: PeerRow['lastRefusal'];
  link: Link | null;
  attempt: number;
  retry: Timer | null;
}

export function newPeer(of: Pick<Peer, 'id' | 'address' | 'origin'>, since: Instant): Peer {
  const nothing = { station: null, key: null, sent: 0, received: 0, refused: 0, lastRefusal: null };
  return { ...of, status: { state: 'searching', since }, ...nothing, link: null, attempt: 0, retry: null };
}

export function rowOf({
  id,
  address,
  origin,
  status,
  station,
  key,
  sent,
  received,
  refused,
  lastRefusal,
}: Peer): PeerRow {
  const fingerprint = station === null || key === null ? null : fingerprintOf(station, key);
  return { id, address, station, fingerprint, origin, status, sent, received, refused, lastRefusal };
}
