import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Instant } from '../../../shared/kit/time.ts';
import type { Clock, Ports } from '../kernel/ports.ts';
import { systemClock } from '../kernel/system-ports.ts';
import { testProfile, type TestProfile } from '../testing/profile.ts';
import type { TileTemplate } from '../../../shared/protocol/console-api/tile-calls.ts';
import { TileServer } from './testing/tile-server.ts';
import { CACHE_FILE, TileCache } from './tile-cache.ts';
import { answerTile } from './tile-door.ts';
import { Tiles } from './tiles.ts';

const HOUR = 3_600_000;
const TILE = { z: 3, x: 5, y: 2 };
const KEY = 'a-secret-key-0123456789';

let profile: TestProfile;
let server: TileServer;
let tiles: Tiles;
let shift = 0;
let rest = 0;
let logged: string[];

/** The real clock; a test sets its wall forward by `shift`, and what measures by `rest`. */
const clock: Clock = {
  now: () => (systemClock.now() + shift) as Instant,
  monotonic: () => systemClock.monotonic() + rest,
  after: systemClock.after,
  every: systemClock.every,
};

function ports(): Ports {
  const write = (message: string, fields?: unknown): void => void logged.push(`${message} ${JSON.stringify(fields)}`);
  return { ...profile.ports(clock), log: { info: write, warn: write, error: write } };
}

function start(): Tiles {
  const made = new Tiles(ports(), '1.2.3');
  made.run();
  return made;
}

function form(set: Partial<TileTemplate> = {}): TileTemplate {
  return {
    name: 'Town', template: server.template, servers: [], key: '', content: 'raster', role: 'base', datum: 'wgs84',
    minZoom: 0, maxZoom: 18, attribution: '', ...set,
  }; // prettier-ignore
}

async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((resolve) => setTimeout(resolve, 10));
}

beforeEach(async () => {
  profile = testProfile();
  server = await new TileServer().start();
  logged = [];
  shift = 0;
  rest = 0;
  tiles = start();
});
afterEach(async () => {
  tiles.stop();
  await server.stop();
  profile.remove();
});

describe('T8: a tile server', () => {
  it('is asked once for a tile that is new, and not again after a restart', async () => {
    const id = await tiles.addTemplate(form());
    const first = await (await tiles.source(id)).read(TILE);
    const second = await (await tiles.source(id)).read(TILE);
    expect(first).toMatchObject({ type: 'image/png', state: 'fresh' });
    expect(second.data).toEqual(first.data);
    tiles.stop();
    tiles = start();
    await (await tiles.source(id)).read(TILE);
    expect(server.asked.map(({ path }) => path)).toEqual(['/3/5/2.png']);
    expect(server.asked[0]?.headers['user-agent']).toBe('LianzhiConsole/1.2.3');
  });

  it('is asked only once for what several windows want at the same time', async () => {
    const source = await tiles.source(await tiles.addTemplate(form()));
    await Promise.all([source.read(TILE), source.read(TILE), source.read(TILE)]);
    expect(server.asked).toHaveLength(1);
  });

  it('is asked whether an old tile is still right, and given no second copy when it is', async () => {
    const source = await tiles.source(await tiles.addTemplate(form()));
    await source.read(TILE);
    shift = 2 * HOUR;
    expect(await source.read(TILE)).toMatchObject({ state: 'fresh' });
    expect(server.asked[1]?.headers['if-none-match']).toBe('"one"');
    // Renewed for another hour.
    await source.read(TILE);
    expect(server.asked).toHaveLength(2);
  });

  it('gives a new tile where it has changed', async () => {
    const source = await tiles.source(await tiles.addTemplate(form()));
    const before = await source.read(TILE);
    shift = 2 * HOUR;
    server.etag = '"two"';
    server.colour = [1, 1, 1];
    expect((await source.read(TILE)).data).not.toEqual(before.data);
  });

  it('is away: what is kept is served and marked, what is not is a problem, and the row says since when', async () => {
    const id = await tiles.addTemplate(form());
    const source = await tiles.source(id);
    await source.read(TILE);
    await server.stop();
    expect((await answerTile(tiles, `/tiles/${id}/3/5/2`)).note).toBe('fresh');
    shift = 2 * HOUR;
    expect(await answerTile(tiles, `/tiles/${id}/3/5/2`)).toMatchObject({ status: 200, note: 'stale' });
    expect(await answerTile(tiles, `/tiles/${id}/3/0/0`)).toMatchObject({ status: 502, note: 'tiles-offline' });
    expect(source.row.status).toMatchObject({ state: 'offline', problem: { code: 'tiles-offline' } });
    rest = 120_000;
    await server.start();
    expect(await source.read(TILE)).toMatchObject({ state: 'fresh' });
    expect(source.row.status).toEqual({ state: 'ready' });
  });

  it('is left alone for a while after a failure', async () => {
    const source = await tiles.source(await tiles.addTemplate(form()));
    server.answer = (_asked, response) => response.writeHead(503).end();
    await expect(source.read(TILE)).rejects.toMatchObject({ problem: { code: 'tiles-busy' } });
    await expect(source.read({ z: 4, x: 1, y: 1 })).rejects.toMatchObject({ problem: { code: 'tiles-busy' } });
    expect(server.asked).toHaveLength(1);
  });

  it.each([
    [401, 'tiles-key-refused'],
    [403, 'tiles-key-refused'],
    [429, 'tiles-busy'],
    [500, 'tiles-busy'],
    [302, 'tiles-redirected'],
    [418, 'tiles-answer'],
  ])('answers %i: %s', async (status, code) => {
    const source = await tiles.source(await tiles.addTemplate(form()));
    server.answer = (_asked, response) => response.writeHead(status, { Location: 'http://127.0.0.1:1/' }).end();
    await expect(source.read(TILE)).rejects.toMatchObject({ problem: { code } });
    expect(server.asked).toHaveLength(1);
  });

  it('has no tile there: an answer, kept for a day, and no problem', async () => {
    const id = await tiles.addTemplate(form());
    server.answer = (_asked, response) => response.writeHead(404).end('nothing');
    expect(await answerTile(tiles, `/tiles/${id}/3/5/2`)).toMatchObject({ status: 204 });
    expect(await answerTile(tiles, `/tiles/${id}/3/5/2`)).toMatchObject({ status: 204 });
    expect(server.asked).toHaveLength(1);
  });

  it('T4: gives a page instead of a picture, or a picture without end: a problem, whatever it calls it', async () => {
    const source = await tiles.source(await tiles.addTemplate(form()));
    server.answer = (_asked, response) => response.writeHead(200, { 'Content-Type': 'image/png' }).end('<html>sign in');
    await expect(source.read(TILE)).rejects.toMatchObject({ problem: { code: 'tiles-not-an-image' } });
    rest = 120_000;
    server.answer = (_asked, response) => {
      const more = (): void => {
        if (!response.destroyed) response.write(Buffer.alloc(1_000_000), more);
      };
      more();
    };
    await expect(source.read(TILE)).rejects.toMatchObject({ problem: { code: 'tiles-too-large' } });
  });

  it('forbids keeping: nothing is kept, and nothing can be fetched ahead', async () => {
    server.caching = 'no-store';
    const id = await tiles.addTemplate(form());
    const source = await tiles.source(id);
    await source.read(TILE);
    await source.read(TILE);
    expect(server.asked).toHaveLength(2);
    expect(source.row.kept).toEqual({ tiles: 0, bytes: 0 });
    await expect(tiles.estimate(id, AREA)).rejects.toMatchObject({ problem: { code: 'tiles-not-to-keep' } });
  });
});

describe('T7: a key', () => {
  it('goes to the server and nowhere else', async () => {
    const template = `http://127.0.0.1:${server.port}/wmts?LAYER=vec&TILEMATRIX={z}&TILEROW={y}&TILECOL={x}&tk={key}`;
    const id = await tiles.addTemplate(form({ template, key: KEY }));
    const source = await tiles.source(id);
    await source.read(TILE);
    expect(server.asked[0]?.query.get('tk')).toBe(KEY);
    await server.stop();
    shift = 9 * 24 * HOUR;
    await expect(source.read({ z: 1, x: 0, y: 0 })).rejects.toThrow();
    expect(JSON.stringify([tiles.sourceRows, await answerTile(tiles, `/tiles/${id}/1/0/0`)])).not.toContain(KEY);
    expect(logged.join('\n')).not.toContain(KEY);
    const list = path.join(profile.path, 'tile-sources.json');
    expect(readFileSync(list, 'utf8')).toContain(KEY);
    if (process.platform !== 'win32') expect(statSync(list).mode & 0o077).toBe(0);
  });

  it('a list that is damaged is set aside, and the console starts', async () => {
    tiles.stop();
    writeFileSync(path.join(profile.path, 'tile-sources.json'), `{"sources": [{"key": "${KEY}"`);
    tiles = start();
    await expect(tiles.source('any')).rejects.toMatchObject({ problem: { code: 'tiles-unknown' } });
    expect(existsSync(path.join(profile.path, 'tile-sources.json.damaged'))).toBe(true);
    expect(logged.join('\n')).not.toContain(KEY);
  });
});

describe('T11: the datum', () => {
  it('BD-09 is refused by name', async () => {
    await expect(tiles.addTemplate(form({ datum: 'bd09' }))).rejects.toMatchObject({
      problem: { code: 'tiles-datum' },
    });
  });

  it('GCJ-02 is told to the window, which draws the tiles where they belong', async () => {
    const id = await tiles.addTemplate(form({ datum: 'gcj02' }));
    expect(tiles.sourceRow(id)).toMatchObject({ datum: 'gcj02' });
  });
});

const AREA = {
  ring: [[117.5, 30.1], [117.6, 30.1], [117.6, 30.2], [117.5, 30.2]] as [number, number][],
  minZoom: 8,
  maxZoom: 13,
}; // prettier-ignore

describe('T10: an area that is fetched ahead', () => {
  it('is counted and estimated from a sample, fetched at a pace, and there when the server is not', async () => {
    const id = await tiles.addTemplate(form());
    const cost = await tiles.estimate(id, AREA);
    expect(cost.tiles).toBeGreaterThan(30);
    expect(cost.sampled).toBe(12);
    const one = (await (await tiles.source(id)).read({ z: 8, x: 211, y: 105 })).data?.length ?? 0;
    expect(cost.bytes).toBe(one * cost.tiles);
    const job = await tiles.startPreload(id, AREA);
    await until(() => tiles.preloadRow(job)?.status.state === 'done');
    expect(tiles.preloadRow(job)).toMatchObject({
      total: cost.tiles,
      settled: cost.tiles,
      failed: 0,
      bytes: cost.bytes,
    });
    await server.stop();
    shift = 1_000 * HOUR;
    const { x, y } = { x: Math.floor((117.55 / 360 + 0.5) * 8192), y: 3_376 };
    expect(await answerTile(tiles, `/tiles/${id}/13/${x}/${y}`)).toMatchObject({ status: 200, note: 'stale' });
    expect((await answerTile(tiles, `/tiles/${id}/13/0/0`)).status).toBe(502);
  }, 20_000);

  it('pauses, goes on, and goes on after a restart from where it was', async () => {
    const id = await tiles.addTemplate(form());
    const job = await tiles.startPreload(id, AREA);
    await until(() => (tiles.preloadRow(job)?.settled ?? 0) >= 8);
    tiles.pausePreload(job);
    const settled = tiles.preloadRow(job)?.settled ?? 0;
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    // What was under way, four at most, came to its end, and nothing else began.
    expect(server.asked.length).toBeLessThanOrEqual(settled + 4);
    expect(tiles.preloadRow(job)?.status).toEqual({ state: 'paused' });
    tiles.stop();
    tiles = start();
    await tiles.source(id);
    expect(tiles.preloadRow(job)).toMatchObject({ status: { state: 'paused' } });
    tiles.resumePreload(job);
    await until(() => tiles.preloadRow(job)?.status.state === 'done');
    // Nothing was fetched twice.
    expect(new Set(server.asked.map(({ path }) => path)).size).toBe(server.asked.length);
    expect(server.asked).toHaveLength(tiles.preloadRow(job)?.total ?? 0);
  }, 20_000);

  it('waits while the server is away, says why, and goes on by itself', async () => {
    const id = await tiles.addTemplate(form());
    await server.stop();
    const job = await tiles.startPreload(id, { ...AREA, maxZoom: 10 });
    await until(() => tiles.preloadRow(job)?.status.state === 'waiting');
    expect(tiles.preloadRow(job)).toMatchObject({ settled: 0, status: { problem: { code: 'tiles-offline' } } });
    rest = 120_000;
    await server.start();
    await until(() => tiles.preloadRow(job)?.status.state === 'done');
    expect(tiles.preloadRow(job)?.failed).toBe(0);
  }, 20_000);

  it('counts what is not to be had instead of waiting for it', async () => {
    server.answer = ({ path }, response) => {
      if (path.startsWith('/8/')) response.writeHead(400).end();
      else response.writeHead(404).end();
    };
    const job = await tiles.startPreload(await tiles.addTemplate(form()), { ...AREA, maxZoom: 10 });
    await until(() => tiles.preloadRow(job)?.status.state === 'done');
    expect(tiles.preloadRow(job)?.failed).toBe(1);
  });

  it('refuses an absurd area with the count, a zoom that the source has not, and a file', async () => {
    const id = await tiles.addTemplate(form());
    const world = { ring: [[-180, -85], [180, -85], [180, 85], [-180, 85]] as [number, number][], minZoom: 0, maxZoom: 18 }; // prettier-ignore
    await expect(tiles.startPreload(id, world)).rejects.toMatchObject({ problem: { code: 'preload-too-many' } });
    await expect(tiles.startPreload(id, { ...AREA, maxZoom: 19 })).rejects.toMatchObject({
      problem: { code: 'preload-zooms' },
    });
    expect(server.asked).toEqual([]);
  });

  it('is held against clearing until it is given up', async () => {
    const cache = TileCache.open(ports(), 100_000);
    const put = (x: number, hold: boolean): void =>
      cache.put('s', { z: 10, x, y: 1 }, { data: Buffer.alloc(10_000), type: 'image/png', expires: 0 as Instant, etag: null, modified: null }, hold); // prettier-ignore
    const there = (x: number): boolean => cache.get('s', { z: 10, x, y: 1 }) !== null;
    for (let x = 0; x < 5; x += 1) put(x, true);
    for (let x = 100; x < 130; x += 1) {
      shift += 1_000;
      put(x, false);
    }
    expect([0, 1, 2, 3, 4].every(there)).toBe(true);
    expect(there(100)).toBe(false);
    expect(there(129)).toBe(true);
    expect(cache.kept('s').bytes).toBeLessThanOrEqual(150_000);
    cache.holdOnly('s', [{ z: 10, y: 1, first: 3, last: 4 }]);
    for (let x = 200; x < 230; x += 1) {
      shift += 1_000;
      put(x, false);
    }
    expect([0, 1, 2].some(there)).toBe(false);
    expect([3, 4].every(there)).toBe(true);
    cache.close();
  });
});

describe('T6: the cache', () => {
  it('is set aside when it is damaged; the sources stay', async () => {
    const id = await tiles.addTemplate(form());
    await (await tiles.source(id)).read(TILE);
    tiles.stop();
    writeFileSync(path.join(profile.path, CACHE_FILE), Buffer.alloc(8_192, 7));
    tiles = start();
    expect(await (await tiles.source(id)).read(TILE)).toMatchObject({ state: 'fresh' });
    expect(server.asked).toHaveLength(2);
  });

  it('forgets what is removed', async () => {
    const id = await tiles.addTemplate(form());
    await (await tiles.source(id)).read(TILE);
    await tiles.removeSource(id);
    expect(tiles.sourceRow(id)).toBeNull();
    expect(await answerTile(tiles, `/tiles/${id}/3/5/2`)).toMatchObject({ status: 404 });
    tiles.stop();
    tiles = start();
    await expect(tiles.source(id)).rejects.toMatchObject({ problem: { code: 'tiles-unknown' } });
  });
});

describe('T2: a file that is gone at the next start', () => {
  it('stays on the list and says so', async () => {
    tiles.stop();
    const gone = { kind: 'file', id: 'f1', path: '/nowhere/city.pmtiles', name: 'City' };
    writeFileSync(path.join(profile.path, 'tile-sources.json'), JSON.stringify({ version: 1, sources: [gone] }));
    tiles = start();
    await tiles.source('f1');
    expect(tiles.sourceRow('f1')).toMatchObject({
      name: 'City',
      status: { state: 'refused', problem: { code: 'tiles-missing' } },
    });
    expect(await answerTile(tiles, '/tiles/f1/0/0/0')).toMatchObject({ status: 502, note: 'tiles-missing' });
  });
});

it.each(['/tiles/', '/tiles/a/1/0', '/tiles/a/1/2/0', '/tiles/../core.sqlite', '/tiles/a/23/0/0', '/tiles/a/1/0/0/', '/tiles/a/-1/0/0'])(
  'T12: %s is no address of a tile',
  async (address) => {
    expect(await answerTile(tiles, address)).toMatchObject({ status: 404 });
  },
); // prettier-ignore
