import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import * as z from 'zod';
import type { Logger } from '../logger.ts';
import { sameSecret } from './secrets.ts';

/** Station → SHA-256 of its token, hex; null: the station is revoked, whatever it shows. */
const tokensFile = z.record(
  z.string().min(1).max(64),
  z
    .string()
    .regex(/^[0-9a-f]{64}$/i)
    .nullable(),
);

/** Decides by its token whether a station may connect. */
export interface Doorkeeper {
  lets(stationId: string, token: string): boolean;
}

/**
 * H14, H19: a station that the file names must show its own token; every other one the hub's. The file is read at each
 * connection, so that a revocation needs no restart. A file that is named and cannot be read lets nobody in: the names that
 * it revokes are not known then.
 */
export function createDoorkeeper(token: string, file: string | null, log: Logger): Doorkeeper {
  function named(): ReadonlyMap<string, string | null> | null {
    if (file === null) return new Map();
    try {
      return new Map(Object.entries(tokensFile.parse(JSON.parse(readFileSync(file, 'utf8')))));
    } catch (error) {
      log.error('station tokens not read, nobody is let in', { file, error: String(error) });
      return null;
    }
  }

  return {
    lets(stationId, shown) {
      const stations = named();
      if (!stations) return false;
      const own = stations.get(stationId);
      if (own === undefined) return sameSecret(shown, token);
      return own !== null && sameSecret(createHash('sha256').update(shown).digest('hex'), own.toLowerCase());
    },
  };
}
