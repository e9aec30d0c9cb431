import type { Database } from '../../kernel/ports.ts';

export interface StationWriter {
  setMeta(key: string, value: string): void;
  /** `value` is JSON. */
  setPreference(key: string, value: string): void;
}

export function createStationWriter(db: Database): StationWriter {
  const meta = db.prepare(
    'INSERT INTO meta (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value',
  );
  const preference = db.prepare(
    'INSERT INTO preference (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value',
  );
  return {
    setMeta(key, value) {
      meta.run(key, value);
    },
    setPreference(key, value) {
      preference.run(key, value);
    },
  };
}
