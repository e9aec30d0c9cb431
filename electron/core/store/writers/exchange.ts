import type { Database } from '../../kernel/ports.ts';
import type { CarriedProof, TrustedStation } from '../readers/exchange.ts';

export interface ExchangeWriter {
  trust(station: TrustedStation): void;
  distrust(station: string): void;
  addPeer(address: string): void;
  removePeer(address: string): void;
  /** Keeps these; lets go of those whose command is settled. */
  keepProofs(proofs: readonly CarriedProof[]): void;
}

export function createExchangeWriter(db: Database): ExchangeWriter {
  const trust = db.prepare('INSERT OR REPLACE INTO trusted_station (station, key, since, by) VALUES (?, ?, ?, ?)');
  const distrust = db.prepare('DELETE FROM trusted_station WHERE station = ?');
  const addPeer = db.prepare('INSERT OR IGNORE INTO peer (address) VALUES (?)');
  const removePeer = db.prepare('DELETE FROM peer WHERE address = ?');
  const prune = db.prepare(
    `DELETE FROM carried_proof WHERE command_id NOT IN
       (SELECT command_id FROM outbox WHERE state IN ('queued', 'sent', 'unknown', 'accepted'))`,
  );
  const keep = db.prepare('INSERT OR IGNORE INTO carried_proof (command_id, key, text, signature) VALUES (?, ?, ?, ?)');
  return {
    trust({ station, key, since, by }) {
      trust.run(station, key, since, by);
    },
    distrust(station) {
      distrust.run(station);
    },
    addPeer(address) {
      addPeer.run(address);
    },
    removePeer(address) {
      removePeer.run(address);
    },
    keepProofs(proofs) {
      prune.run();
      for (const { commandId, key, text, signature } of proofs) keep.run(commandId, key, text, signature);
    },
  };
}
