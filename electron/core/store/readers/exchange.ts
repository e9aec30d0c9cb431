import type { Instant } from '../../../../shared/kit/time.ts';
import type { Database } from '../../kernel/ports.ts';

/** A station whose public key (hex) an officer has confirmed. */
export interface TrustedStation {
  readonly station: string;
  readonly key: string;
  readonly since: Instant;
  readonly by: string;
}

/** How another station gave a command: the bytes that it signed, its key and signature (hex). */
export interface CarriedProof {
  readonly commandId: string;
  readonly key: string;
  readonly text: string;
  readonly signature: string;
}

export interface ExchangeReader {
  trusted(): TrustedStation[];
  peers(): string[];
  proof(commandId: string): CarriedProof | undefined;
  /** The command that holds this number of the station, if it is another one's than `commandId`. */
  numberTaken(station: string, stationSeq: number, commandId: string): boolean;
}

export function createExchangeReader(db: Database): ExchangeReader {
  const trusted = db.prepare('SELECT station, key, since, by FROM trusted_station ORDER BY since, station');
  const peers = db.prepare('SELECT address FROM peer ORDER BY rowid');
  const proof = db.prepare(
    'SELECT command_id AS commandId, key, text, signature FROM carried_proof WHERE command_id = ?',
  );
  const numberTaken = db.prepare(
    'SELECT 1 FROM outbox WHERE carried_from = ? AND station_seq = ? AND command_id <> ? LIMIT 1',
  );
  return {
    trusted: () => trusted.all() as TrustedStation[],
    peers: () => (peers.all() as { address: string }[]).map(({ address }) => address),
    proof: (commandId) => proof.get(commandId) as CarriedProof | undefined,
    numberTaken: (station, stationSeq, commandId) => numberTaken.get(station, stationSeq, commandId) !== undefined,
  };
}
