import { statSync } from 'node:fs';
import path from 'node:path';
import { ProblemError } from '../../../shared/kit/problem.ts';
import type { Database, SqliteDriver } from '../kernel/ports.ts';
import { MOST_ZOOM, readAttribution, readBounds, readName, type TileFacts } from './tile-facts.ts';
import type { TileFile } from './tile-file.ts';
import { readTileImage } from './tile-image.ts';
import { refuseTiles } from './tile-problem.ts';
import { MOST_TILE_BYTES, unpackTile } from './unpack-tile.ts';

/** A file up to this size may do without an index of its tiles; in a larger one each tile would hold up the core. */
const SMALL_FILE = 32 * 1024 * 1024;
const TILE = 'FROM tiles WHERE zoom_level = ? AND tile_column = ? AND tile_row = ?';

/**
 * An MBTiles 1.3 file, raster or vector. It is somebody's database: opened to read only, its schema is not trusted to call
 * functions, and its `tiles` is a table or a view that joins, never one that computes (T5).
 */
export async function openMbtiles(file: string, sqlite: SqliteDriver): Promise<TileFile> {
  let db: Database | null = null;
  try {
    db = sqlite.open(file, { readonly: true });
    db.pragma('trusted_schema = OFF');
    db.pragma('cell_size_check = ON');
    db.pragma('mmap_size = 0');
    // A writer of the file is not waited for.
    db.pragma('busy_timeout = 0');
    judgeSchema(db, statSync(file).size);
    const facts = await readFacts(db, path.basename(file, path.extname(file)));
    return new Mbtiles(db, facts);
  } catch (error) {
    db?.close();
    throw refusal(error);
  }
}

class Mbtiles implements TileFile {
  readonly facts: TileFacts;
  readonly #db: Database;
  readonly #size;
  readonly #data;

  constructor(db: Database, facts: TileFacts) {
    this.#db = db;
    this.facts = facts;
    this.#size = db.prepare(`SELECT length(tile_data) AS size ${TILE}`);
    this.#data = db.prepare(`SELECT tile_data AS data ${TILE}`);
  }

  async read({ z, x, y }: { z: number; x: number; y: number }): Promise<Uint8Array | null> {
    // Rows are counted from the south (TMS).
    const key = [z, x, 2 ** z - 1 - y];
    try {
      const found = this.#size.get(...key) as { size: unknown } | undefined;
      if (!found || typeof found.size !== 'number' || found.size === 0) return null;
      if (found.size > MOST_TILE_BYTES) throw refuseTiles('tiles-too-large');
      const row = this.#data.get(...key) as { data: unknown } | undefined;
      return row?.data instanceof Uint8Array ? await unpackTile(row.data) : null;
    } catch (error) {
      throw refusal(error);
    }
  }

  close(): void {
    this.#db.close();
  }
}

function judgeSchema(db: Database, size: number): void {
  const objects = db.prepare('SELECT type, name, sql FROM sqlite_schema').all() as Schema[];
  const tiles = objects.find(({ name }) => name.toLowerCase() === 'tiles');
  if (objects.length === 0) throw refuseTiles('tiles-empty');
  if (!tiles || (tiles.type !== 'table' && tiles.type !== 'view')) throw refuseTiles('tiles-not-a-map');
  if (/virtual/i.test(tiles.sql?.slice(0, 40) ?? '')) throw refuseTiles('tiles-not-a-map');
  const views = objects.filter(({ type }) => type === 'view' && tiles.type === 'view');
  // A call or a subquery could compute for ever inside one step.
  if (tiles.type === 'view' && /\(/.test(views.find(({ name }) => name === tiles.name)?.sql ?? '('))
    throw refuseTiles('tiles-not-a-map');
  const plan = db.prepare(`EXPLAIN QUERY PLAN SELECT tile_data ${TILE}`).all(0, 0, 0) as { detail: string }[];
  const scans = plan.filter(({ detail }) => detail.startsWith('SCAN'));
  const others = plan.filter(({ detail }) => !/^(SCAN|SEARCH) /.test(detail));
  if (others.length > 0 || scans.length > 1 || (scans.length > 0 && size > SMALL_FILE))
    throw refuseTiles('tiles-no-index');
}

interface Schema {
  readonly type: string;
  readonly name: string;
  readonly sql: string | null;
}

async function readFacts(db: Database, fileName: string): Promise<TileFacts> {
  const said = readMetadata(db);
  const [first] = db
    .prepare('SELECT zoom_level AS z, tile_data AS data FROM tiles WHERE length(tile_data) BETWEEN 1 AND ? LIMIT 1')
    .all(MOST_TILE_BYTES) as { z: unknown; data: unknown }[];
  if (!first || !(first.data instanceof Uint8Array)) throw refuseTiles('tiles-empty');
  const sample = await unpackTile(first.data);
  const content = said.get('format') === 'pbf' ? 'vector' : 'raster';
  const image = readTileImage(sample, content);
  if (!image) throw refuseTiles('tiles-format', { format: readName(said.get('format'), '?') });
  const { minZoom, maxZoom } = readZooms(db, said);
  return {
    name: readName(said.get('name'), fileName),
    content,
    minZoom,
    maxZoom,
    bounds: readBounds((said.get('bounds') ?? '').split(',')),
    tileSize: content === 'vector' || image.width >= 512 ? 512 : 256,
    attribution: readAttribution(said.get('attribution')),
  };
}

function readMetadata(db: Database): ReadonlyMap<string, string> {
  const hasMetadata = db.prepare("SELECT 1 FROM sqlite_schema WHERE name = 'metadata' AND type = 'table'").get();
  if (!hasMetadata) return new Map();
  const rows = db
    .prepare('SELECT name, value FROM metadata WHERE length(value) <= 4000 AND length(name) <= 40 LIMIT 100')
    .all() as { name: unknown; value: unknown }[];
  return new Map(rows.map(({ name, value }) => [String(name), String(value ?? '')]));
}

/** What the file says where it can be so, else what is in it. */
function readZooms(db: Database, said: ReadonlyMap<string, string>): Pick<TileFacts, 'minZoom' | 'maxZoom'> {
  const read = (name: string): number => {
    const text = said.get(name);
    const zoom = text === undefined || text.trim() === '' ? NaN : Number(text);
    return Number.isInteger(zoom) && zoom >= 0 && zoom <= MOST_ZOOM ? zoom : NaN;
  };
  const [minZoom, maxZoom] = [read('minzoom'), read('maxzoom')];
  if (minZoom <= maxZoom) return { minZoom, maxZoom };
  const found = db.prepare('SELECT min(zoom_level) AS least, max(zoom_level) AS most FROM tiles').get() as {
    least: unknown;
    most: unknown;
  };
  const within = (zoom: unknown, otherwise: number): number =>
    typeof zoom === 'number' && zoom >= 0 && zoom <= MOST_ZOOM ? Math.floor(zoom) : otherwise;
  return { minZoom: within(found.least, 0), maxZoom: within(found.most, MOST_ZOOM) };
}

function refusal(error: unknown): ProblemError {
  if (error instanceof ProblemError) return error;
  const code = (error as { code?: unknown }).code;
  if (code === 'SQLITE_NOTADB') return refuseTiles('tiles-not-a-map', undefined, error);
  if (code === 'SQLITE_CANTOPEN' || code === 'SQLITE_BUSY' || code === 'SQLITE_PERM')
    return refuseTiles('tiles-unreadable', undefined, error);
  return refuseTiles('tiles-corrupt', undefined, error);
}
