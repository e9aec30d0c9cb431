import { chmodSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Instant } from '../../../shared/kit/time.ts';
import type { Database, Ports, Statement } from '../kernel/ports.ts';
import type { Keep } from './http-tile.ts';
import type { Span } from './tile-area.ts';
import type { TileAddress } from './tile-facts.ts';

/** A database of its own: it may fill, be damaged or thrown away, and nothing of the officer's record is touched (T6). */
export const CACHE_FILE = 'tiles.sqlite';
const VERSION = 1;
/** What is kept because it was looked at; areas that were fetched ahead come on top and are counted by themselves. */
const DEFAULT_ROOM = 512 * 1024 * 1024;
/** One write per tile and hour is enough to know what was used last. */
const USED_STEP = 3_600_000;
/** So much is cleared beyond what is needed, so that it is not done for each tile. */
const SLACK = 0.05;

const SCHEMA = `
CREATE TABLE tiles (
  id INTEGER PRIMARY KEY,
  source TEXT NOT NULL, z INTEGER NOT NULL, x INTEGER NOT NULL, y INTEGER NOT NULL,
  type TEXT NOT NULL, size INTEGER NOT NULL,
  etag TEXT, modified TEXT,
  expires INTEGER NOT NULL, used INTEGER NOT NULL,
  held INTEGER NOT NULL, -- 1: part of an area that was fetched ahead
  data BLOB,             -- NULL: the server has none there. Last, so that what stands before it is read without it
  UNIQUE (source, z, x, y)
) STRICT;
CREATE INDEX tiles_by_use ON tiles (used, size) WHERE held = 0;
CREATE INDEX tiles_by_source ON tiles (source, size);
CREATE TABLE preloads (
  id TEXT PRIMARY KEY, source TEXT NOT NULL, area TEXT NOT NULL,
  total INTEGER NOT NULL, settled INTEGER NOT NULL, failed INTEGER NOT NULL, bytes INTEGER NOT NULL,
  state TEXT NOT NULL, finished INTEGER
) STRICT;`;

export interface KeptTile extends Keep {
  /** Null: known to be absent. */
  readonly data: Uint8Array | null;
  readonly type: string;
  readonly isHeld: boolean;
}

export interface StoredPreload {
  readonly id: string;
  readonly source: string;
  /** JSON of the area. */
  readonly area: string;
  readonly total: number;
  readonly settled: number;
  readonly failed: number;
  readonly bytes: number;
  readonly state: 'running' | 'paused' | 'done';
  readonly finished: Instant | null;
}

/** Tiles of servers, kept on this machine, and what is being fetched ahead. */
export class TileCache {
  readonly #db: Database;
  readonly #clock: Ports['clock'];
  readonly #room: number;
  readonly #statements = new Map<string, Statement>();
  /** Bytes that may be cleared. */
  #loose: number;

  /** A file that is damaged or of another version is set aside: everything in it can be fetched again. */
  static open(ports: Pick<Ports, 'paths' | 'sqlite' | 'clock' | 'log'>, room = DEFAULT_ROOM): TileCache {
    const file = join(ports.paths.profile, CACHE_FILE);
    try {
      return new TileCache(openDatabase(file, ports), ports.clock, room);
    } catch (error) {
      ports.log.warn('tile cache set aside', { error: String(error) });
      for (const end of ['-wal', '-shm']) rmSync(`${file}${end}`, { force: true });
      renameSync(file, `${file}.damaged`);
      return new TileCache(openDatabase(file, ports), ports.clock, room);
    }
  }

  private constructor(db: Database, clock: Ports['clock'], room: number) {
    this.#db = db;
    this.#clock = clock;
    this.#room = room;
    const { loose } = this.#prepare('SELECT coalesce(sum(size), 0) AS loose FROM tiles WHERE held = 0').get() as {
      loose: number;
    };
    this.#loose = loose;
  }

  get(source: string, { z, x, y }: TileAddress): KeptTile | null {
    const row = this.#prepare(
      'SELECT id, data, type, etag, modified, expires, used, held FROM tiles WHERE source = ? AND z = ? AND x = ? AND y = ?',
    ).get(source, z, x, y) as (KeptTile & { id: number; used: number; held: number }) | undefined;
    if (!row) return null;
    const now = this.#clock.now();
    if (now - row.used > USED_STEP) this.#noteUse(row.id, now);
    const { data, type, etag, modified, expires } = row;
    return { data, type, etag, modified, expires, isHeld: row.held === 1 };
  }

  /** `hold`: part of an area that is fetched ahead. A tile that is held already stays so. */
  put(source: string, { z, x, y }: TileAddress, tile: Omit<KeptTile, 'isHeld'>, hold: boolean): void {
    const size = tile.data?.length ?? 0;
    this.#db
      .transaction(() => {
        const before = this.#prepare('SELECT size, held FROM tiles WHERE source = ? AND z = ? AND x = ? AND y = ?').get(
          source, z, x, y,
        ) as { size: number; held: number } | undefined; // prettier-ignore
        const held = hold || before?.held === 1;
        this.#prepare(
          `INSERT INTO tiles (source, z, x, y, data, type, size, etag, modified, expires, used, held)
           VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
           ON CONFLICT (source, z, x, y) DO UPDATE SET data = excluded.data, type = excluded.type, size = excluded.size,
             etag = excluded.etag, modified = excluded.modified, expires = excluded.expires, used = excluded.used,
             held = excluded.held`,
        ).run(
          source, z, x, y, tile.data, tile.type, size, tile.etag, tile.modified, tile.expires, this.#clock.now(), held ? 1 : 0,
        ); // prettier-ignore
        this.#loose += (held ? 0 : size) - (before?.held === 0 ? before.size : 0);
      })
      .immediate();
    if (this.#loose > this.#room) this.#clear();
  }

  /** The server said that the kept one is still right. */
  renew(source: string, { z, x, y }: TileAddress, { expires, etag, modified }: Keep): void {
    this.#prepare(
      'UPDATE tiles SET expires = ?, etag = ?, modified = ? WHERE source = ? AND z = ? AND x = ? AND y = ?',
    ).run(expires, etag, modified, source, z, x, y);
  }

  hold(source: string, { z, x, y }: TileAddress): void {
    const row = this.#prepare(
      'UPDATE tiles SET held = 1 WHERE source = ? AND z = ? AND x = ? AND y = ? AND held = 0 RETURNING size',
    ).get(source, z, x, y) as { size: number } | undefined;
    this.#loose -= row?.size ?? 0;
  }

  /** Of the source, these are held from now on; all others are cleared when room is needed. */
  holdOnly(source: string, spans: Iterable<Span>): void {
    this.#db
      .transaction(() => {
        this.#prepare('UPDATE tiles SET held = 0 WHERE source = ? AND held = 1').run(source);
        const hold = this.#prepare(
          'UPDATE tiles SET held = 1 WHERE source = ? AND z = ? AND x BETWEEN ? AND ? AND y = ?',
        );
        for (const { z, y, first, last } of spans) hold.run(source, z, first, last, y);
      })
      .immediate();
    this.#countLoose();
    if (this.#loose > this.#room) this.#clear();
  }

  forget(source: string): void {
    this.#db
      .transaction(() => {
        this.#prepare('DELETE FROM tiles WHERE source = ?').run(source);
        this.#prepare('DELETE FROM preloads WHERE source = ?').run(source);
      })
      .immediate();
    this.#countLoose();
  }

  kept(source: string): { tiles: number; bytes: number } {
    return this.#prepare(
      'SELECT count(*) AS tiles, coalesce(sum(size), 0) AS bytes FROM tiles WHERE source = ? AND size > 0',
    ).get(source) as { tiles: number; bytes: number };
  }

  preloads(): StoredPreload[] {
    return this.#prepare('SELECT * FROM preloads ORDER BY id').all() as StoredPreload[];
  }

  putPreload({ id, source, area, total, settled, failed, bytes, state, finished }: StoredPreload): void {
    this.#prepare(
      `INSERT INTO preloads (id, source, area, total, settled, failed, bytes, state, finished)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
       ON CONFLICT (id) DO UPDATE SET settled = excluded.settled, failed = excluded.failed, bytes = excluded.bytes,
         state = excluded.state, finished = excluded.finished`,
    ).run(id, source, area, total, settled, failed, bytes, state, finished);
  }

  removePreload(id: string): void {
    this.#prepare('DELETE FROM preloads WHERE id = ?').run(id);
  }

  close(): void {
    this.#db.close();
  }

  /** Clears what was used longest ago, down to a little below the room there is. */
  #clear(): void {
    const goal = this.#room * (1 - SLACK);
    this.#db
      .transaction(() => {
        const oldest = this.#prepare('SELECT id, size FROM tiles WHERE held = 0 ORDER BY used LIMIT 200');
        const remove = this.#prepare('DELETE FROM tiles WHERE id = ?');
        while (this.#loose > goal) {
          const rows = oldest.all() as { id: number; size: number }[];
          if (rows.length === 0) break;
          for (const { id, size } of rows) {
            if (this.#loose <= goal) break;
            remove.run(id);
            this.#loose -= size;
          }
        }
      })
      .immediate();
  }

  #noteUse(id: number, now: Instant): void {
    try {
      this.#prepare('UPDATE tiles SET used = ? WHERE id = ?').run(now, id);
    } catch {
      // A full disk: the tile is there all the same, only cleared earlier.
    }
  }

  #countLoose(): void {
    const row = this.#prepare('SELECT coalesce(sum(size), 0) AS loose FROM tiles WHERE held = 0').get();
    this.#loose = (row as { loose: number }).loose;
  }

  #prepare(sql: string): Statement {
    const known = this.#statements.get(sql);
    if (known) return known;
    const made = this.#db.prepare(sql);
    this.#statements.set(sql, made);
    return made;
  }
}

function openDatabase(file: string, { sqlite }: Pick<Ports, 'sqlite'>): Database {
  const db = sqlite.open(file);
  try {
    chmodSync(file, 0o600);
    db.pragma('journal_mode = WAL');
    // What a power cut takes is fetched again; what it leaves is whole (WAL).
    db.pragma('synchronous = NORMAL');
    const version = db.pragma('user_version', { simple: true });
    if (version === 0) db.exec(`BEGIN; ${SCHEMA} PRAGMA user_version = ${VERSION}; COMMIT;`);
    else if (version !== VERSION) throw new Error(`version ${String(version)}`);
    return db;
  } catch (error) {
    db.close();
    throw error;
  }
}
