import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { LEAD_BURST, LEAD_RATE, leadTold, type LeadTold } from '../shared/protocol/feed/lead.ts';
import { openHub } from './hub.ts';
import { silentLogger } from './logger.ts';
import { createLeadGate } from './server/presence-gate.ts';
import { joinStation } from './testing/station.ts';

const token = 'correct horse battery staple';
const view = { centre: [117.6, 30.3], zoom: 13, width: 900, height: 700, selected: null, pointer: null };
const SAID = { officer: 'lin', post: 'CCC-DO1', name: { zh: '林' }, since: 1_700_000_000_000, view };

it('H71: where a leader looks goes to the other stations of the feed, into no log; what is none or too much does not', async () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'hub-lead-'));
  const hub = await openHub({
    dataDir, port: 0, token, sources: [], speed: 'max', resources: join(import.meta.dirname, '../resources'), log: silentLogger,
    plainFeeds: [{ id: 'fire', name: { zh: 'fire', en: 'fire' }, maxAgeSeconds: 10 }],
  }); // prettier-ignore
  const [first, second] = await Promise.all(
    ['S1', 'S2'].map((stationId) => joinStation(`${hub.origin}/fire`, { token, stationId })),
  );
  if (!first || !second) throw new Error('no station');
  try {
    const told: LeadTold[] = [];
    second.socket.on('lead', (raw: unknown) => told.push(leadTold.parse(raw)));
    first.socket.emit('lead', SAID);
    await second.until(() => told.length === 1);
    expect(told).toEqual([{ ...SAID, station: 'S1' }]);
    for (const bad of [null, {}, { ...SAID, station: 'S9' }, { ...SAID, view: { ...view, width: 0 } }])
      first.socket.emit('lead', bad);
    for (let index = 0; index < 200; index += 1) first.socket.emit('lead', SAID);
    await first.ask('clock', undefined);
    await second.ask('clock', undefined);
    expect(told.length).toBeLessThanOrEqual(LEAD_BURST + 1);
    expect(told.every(({ station }) => station === 'S1')).toBe(true);
    expect((await second.subscribe(null)).head).toBe(0);
  } finally {
    first.close();
    second.close();
    await hub.close();
    rmSync(dataDir, { recursive: true, force: true });
  }
});

it('H71: ten a second, twenty at once', () => {
  let now = 0;
  const gate = createLeadGate(() => now);
  const take = (): number => Array.from({ length: 99 }, () => gate.take(SAID)).filter(Boolean).length;
  expect(take()).toBe(LEAD_BURST);
  now = 1_000;
  expect(take()).toBe(LEAD_RATE);
});
