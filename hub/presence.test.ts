import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { PRESENCE_BURST, presenceTold, type PresenceTold } from '../shared/protocol/feed/presence.ts';
import { openHub, type Hub } from './hub.ts';
import { silentLogger } from './logger.ts';
import { createPresenceGate } from './server/presence-gate.ts';
import { joinStation, type TestStation } from './testing/station.ts';

const token = 'correct horse battery staple';
const SAID = {
  officer: 'lin',
  post: 'CCC-DO1',
  name: { zh: '林' },
  draft: { kind: 'cordon', points: [[117.6, 30.3]] },
};
let dataDir: string;
let hub: Hub;
const stations: TestStation[] = [];

beforeEach(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'hub-presence-'));
  hub = await openHub({
    dataDir, port: 0, token, sources: [], speed: 'max', resources: join(import.meta.dirname, '../resources'), log: silentLogger,
    plainFeeds: ['fire', 'hotline'].map((id) => ({ id, name: { zh: id, en: id }, maxAgeSeconds: 10 })),
  }); // prettier-ignore
});
afterEach(async () => {
  for (const station of stations.splice(0)) station.close();
  await hub.close();
  rmSync(dataDir, { recursive: true, force: true });
});

/** A station, and what it is told of others. */
async function seat(stationId: string, feed = 'fire'): Promise<{ station: TestStation; told: PresenceTold[] }> {
  const station = await joinStation(`${hub.origin}/${feed}`, { token, stationId });
  stations.push(station);
  const told: PresenceTold[] = [];
  station.socket.on('presence', (raw: unknown) => told.push(presenceTold.parse(raw)));
  return { station, told };
}

describe('presence', () => {
  it('H70: goes to the other stations of the feed, under the name of the station that the hub knows; into no log', async () => {
    const [first, second, other] = [await seat('S1'), await seat('S2'), await seat('S3', 'hotline')];
    first.station.socket.emit('presence', SAID);
    await second.station.until(() => second.told.length === 1);
    expect(second.told).toEqual([{ ...SAID, station: 'S1' }]);
    first.station.socket.emit('presence', { ...SAID, draft: null });
    await second.station.until(() => second.told.length === 2);
    expect([first.told, other.told]).toEqual([[], []]);
    const { head, mode } = await second.station.subscribe(null);
    expect([head, mode]).toEqual([0, 'snapshot']);
  });

  it('H70: what cannot be read, names another station or is too much is not handed on, and costs nobody the line', async () => {
    const [first, second] = [await seat('S1'), await seat('S2')];
    for (const bad of [null, 7, {}, { ...SAID, station: 'S9' }, { ...SAID, draft: { kind: 'x', points: [] } }]) {
      first.station.socket.emit('presence', bad);
    }
    for (let index = 0; index < 100; index += 1) first.station.socket.emit('presence', SAID);
    await first.station.ask('clock', undefined);
    await second.station.ask('clock', undefined);
    expect(second.told.length).toBeGreaterThan(0);
    expect(second.told.length).toBeLessThanOrEqual(PRESENCE_BURST);
    expect(second.told.every(({ station }) => station === 'S1')).toBe(true);
    expect(first.station.socket.connected).toBe(true);
  });

  it('H70: a bucket that fills again', () => {
    let now = 0;
    const gate = createPresenceGate(() => now);
    const take = (): number => Array.from({ length: 50 }, () => gate.take(SAID)).filter(Boolean).length;
    expect(take()).toBe(PRESENCE_BURST);
    now = 1_000;
    expect(take()).toBe(5);
  });
});
