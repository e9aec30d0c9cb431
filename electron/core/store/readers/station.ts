import type { Database } from '../../kernel/ports.ts';

export interface StationReader {
  meta(key: string): string | undefined;
  /** Values are JSON. */
  preferences(): { key: string; value: string }[];
}

export function createStationReader(db: Database): StationReader {
  const meta = db.prepare('SELECT value FROM meta WHERE key = ?');
  const preferences = db.prepare('SELECT key, value FROM preference ORDER BY key');
  return {
    meta: (key) => (meta.get(key) as { value: string } | undefined)?.value,
    preferences: () => preferences.all() as { key: string; value: string }[],
  };
}
