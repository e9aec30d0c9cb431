import { existsSync, mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import Database from 'better-sqlite3';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { betterSqlite } from '../kernel/better-sqlite.ts';
import { openTileFile } from './open-tile-file.ts';
import { plainPng } from './testing/png.ts';
import type { TileFile } from './tile-file.ts';

/** Real files of others, where they are at hand (`../shared/data` beside the project); else these are reported as not run. */
const REAL = path.resolve(import.meta.dirname, '../../../../shared/data/tiles');
const real = describe.skipIf(!existsSync(REAL));
const folder = mkdtempSync(path.join(tmpdir(), 'tile-files-'));
let file: TileFile | null = null;

async function open(name: string): Promise<TileFile> {
  file = await openTileFile(path.resolve(REAL, name), betterSqlite);
  return file;
}

afterEach(() => {
  file?.close();
  file = null;
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

real('T1, T2: files of others', () => {
  it.each([
    ['node-mbtiles/corrupt.mbtiles', 'tiles-corrupt', undefined],
    ['pmtiles/empty.pmtiles', 'tiles-empty', undefined],
    ['pmtiles/invalid.pmtiles', 'tiles-not-a-map', undefined],
    ['pmtiles/invalid_v4.pmtiles', 'tiles-version', { version: 4 }],
    ['pmtiles/test_fixture_mlt.pmtiles', 'tiles-format', { format: 'Mlt' }],
  ])('%s is refused: %s', async (name, code, params) => {
    const problem = params ? { code, params } : { code };
    await expect(open(name)).rejects.toMatchObject({ problem });
  });

  it.each([
    ['node-mbtiles/plain_1.mbtiles', { name: 'plain_1', content: 'raster', minZoom: 0, maxZoom: 4, tileSize: 256 }],
    ['node-mbtiles/plain_2.mbtiles', { name: 'plain_2', content: 'raster', minZoom: 0, maxZoom: 4, tileSize: 256 }],
    ['node-mbtiles/plain_3.mbtiles', { name: 'plain_3', content: 'raster', minZoom: 4, maxZoom: 8, tileSize: 256 }],
    ['node-mbtiles/some-empty-tiles.mbtiles', { name: 'US Debt Held By Foreign Nations', minZoom: 1, maxZoom: 2 }],
    ['node-mbtiles/corrupt_null_tile.mbtiles', { name: 'plain_1', minZoom: 0, maxZoom: 4 }],
    ['pmtiles/stamen_toner(raster)CC-BY+ODbL_z3.pmtiles', { content: 'raster', minZoom: 0, maxZoom: 3, tileSize: 256 }],
    ['pmtiles/test_fixture_1.pmtiles', { name: 'test_fixture_1.pmtiles', content: 'vector', minZoom: 0, maxZoom: 0 }],
    ['pmtiles/test_fixture_2.pmtiles', { name: 'test_fixture_2.pmtiles', content: 'vector' }],
    [
      'pmtiles/usgs-mt-whitney-8-15-webp-512.pmtiles',
      {
        minZoom: 8,
        maxZoom: 15,
        tileSize: 512,
        attribution: 'Created by QGIS algorithm: Generate XYZ tiles (Directory)',
      },
    ],
  ])('%s is a map', async (name, facts) => {
    expect((await open(name)).facts).toMatchObject(facts);
  });

  it('gives the tiles of an MBTiles file by XYZ rows', async () => {
    const { facts, read } = bound(await open('node-mbtiles/plain_1.mbtiles'));
    expect(facts.bounds).toEqual([-179.9999999749438, -69.99999999526695, 179.9999999749438, 84.99999999782301]);
    // In the file, row 0 is the southern one.
    expect((await read({ z: 1, x: 0, y: 1 }))?.length).toBe(1_626);
    expect((await read({ z: 1, x: 0, y: 0 }))?.length).toBe(7_414);
    expect(await read({ z: 9, x: 0, y: 0 })).toBeNull();
  });

  it('takes a row without a tile for no tile', async () => {
    const { read } = bound(await open('node-mbtiles/corrupt_null_tile.mbtiles'));
    expect(await read({ z: 1, x: 0, y: 1 })).toBeNull();
    expect(await read({ z: 0, x: 0, y: 0 })).not.toBeNull();
  });

  it('gives the tiles of a PMTiles archive, vectors without gzip', async () => {
    const vector = bound(await open('pmtiles/test_fixture_1.pmtiles'));
    const tile = await vector.read({ z: 0, x: 0, y: 0 });
    expect(tile?.[0]).toBe(0x1a);
    expect(await vector.read({ z: 3, x: 1, y: 1 })).toBeNull();
    file?.close();
    const toner = bound(await open('pmtiles/stamen_toner(raster)CC-BY+ODbL_z3.pmtiles'));
    expect((await toner.read({ z: 0, x: 0, y: 0 }))?.length).toBe(18_404);
  });

  it('sees that an archive was cut short', async () => {
    const cut = path.join(folder, 'cut.pmtiles');
    writeFileSync(cut, readFileSync(path.join(REAL, 'pmtiles/usgs-mt-whitney-8-15-webp-512.pmtiles')));
    truncateSync(cut, 500_000);
    await expect(open(cut)).rejects.toMatchObject({ problem: { code: 'tiles-cut-short' } });
  });
});

describe('T1: what is no file of tiles', () => {
  it.each([
    ['a file that is not there', () => path.join(folder, 'none.mbtiles'), 'tiles-missing'],
    ['a path that is not absolute', () => 'relative.mbtiles', 'tiles-missing'],
    ['a folder', () => folder, 'tiles-not-a-map'],
    ['a text', () => written('text.mbtiles', 'not a map at all, only words'), 'tiles-not-a-map'],
    ['a database of something else', () => database('CREATE TABLE people (name TEXT)'), 'tiles-not-a-map'],
    ['a database with no tile in it', () => database(TILES), 'tiles-empty'],
  ])('%s', async (_name, make, code) => {
    await expect(openTileFile(make(), betterSqlite)).rejects.toMatchObject({ problem: { code } });
  });
});

describe('T5: a hostile MBTiles file', () => {
  it('may not compute its tiles', async () => {
    const endless = database(
      `CREATE VIEW tiles AS WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n)
       SELECT i AS zoom_level, i AS tile_column, i AS tile_row, x'89' AS tile_data FROM n`,
    );
    await expect(openTileFile(endless, betterSqlite)).rejects.toMatchObject({ problem: { code: 'tiles-not-a-map' } });
  });

  it('may not join tables without an index', async () => {
    const slow = database(
      `CREATE TABLE a (zoom_level, tile_column, tile_row); CREATE TABLE b (tile_data);
       CREATE VIEW tiles AS SELECT * FROM a, b`,
    );
    await expect(openTileFile(slow, betterSqlite)).rejects.toMatchObject({ problem: { code: 'tiles-no-index' } });
  });

  it('T3: its texts come out plain and short, and impossible bounds and zooms do not count', async () => {
    const name = `<img src=x onerror=alert(1)>City\u202Egnp.exe\u0000 ${'x'.repeat(500)}`;
    const attribution = '&copy; <a href="javascript:alert(1)">Survey</a>';
    const bounds = '10,10,-10,999';
    const { facts } = await opened(
      withTile(TILES, plainPng(8, [1, 2, 3]), { name, attribution, bounds, minzoom: '-5', maxzoom: '99' }),
    );
    expect(facts.name).toMatch(/^City gnp\.exe x+$/);
    expect(facts.name.length).toBeLessThanOrEqual(80);
    expect(facts).toMatchObject({ attribution: '© Survey', bounds: null, minZoom: 2, maxZoom: 2 });
  });

  it('T4: a tile that would grow without end when unpacked is refused', async () => {
    const bomb = gzipSync(Buffer.alloc(64 * 1024 * 1024));
    await expect(opened(withTile(TILES, bomb, { format: 'pbf' }))).rejects.toMatchObject({
      problem: { code: 'tiles-corrupt' },
    });
  });

  it('T4: a picture of 60,000 px is no tile', async () => {
    const huge = plainPng(8, [1, 2, 3]);
    huge.writeUInt32BE(60_000, 16);
    await expect(opened(withTile(TILES, huge, {}))).rejects.toMatchObject({ problem: { code: 'tiles-format' } });
  });
});

const TILES = 'CREATE TABLE tiles (zoom_level, tile_column, tile_row, tile_data); CREATE TABLE metadata (name, value)';
let made = 0;

function written(name: string, content: string): string {
  const target = path.join(folder, name);
  writeFileSync(target, content);
  return target;
}

function database(sql: string): string {
  const target = path.join(folder, `made-${++made}.mbtiles`);
  const db = new Database(target);
  db.exec(sql);
  db.close();
  return target;
}

function withTile(sql: string, tile: Buffer, metadata: Readonly<Record<string, string>>): string {
  const target = database(sql);
  const db = new Database(target);
  db.prepare('INSERT INTO tiles VALUES (2, 1, 1, ?)').run(tile);
  for (const entry of Object.entries(metadata)) db.prepare('INSERT INTO metadata VALUES (?, ?)').run(...entry);
  db.close();
  return target;
}

async function opened(target: string): Promise<TileFile> {
  file = await openTileFile(target, betterSqlite);
  return file;
}

function bound(opened: TileFile): Pick<TileFile, 'facts' | 'read'> {
  return { facts: opened.facts, read: (tile) => opened.read(tile) };
}
