import { mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Core } from '../../electron/core/core.ts';
import type { ExchangeStart } from '../../electron/core/kernel/channel.ts';
import { incident } from '../../electron/core/testing/records.ts';
import { TestWindow, until } from '../../electron/core/testing/test-window.ts';
import type { Hub } from '../../hub/hub.ts';
import type { EntityRow, OutboxRow, PeerRow, StationRow, TimelineRow } from '../../shared/protocol/console-api/rows.ts';
import { ProblemError } from '../../shared/kit/problem.ts';
import { BACK, openTwoFeeds, report, seatAt } from './seats.ts';

/** One console: a real core on a profile of its own, and its window. */
class Console {
  readonly profile: string;
  readonly window = new TestWindow();
  readonly incidents: Map<string, EntityRow<'incident'>>;
  readonly outbox: Map<string, OutboxRow>;
  readonly peers: Map<string, PeerRow>;
  readonly stations: Map<string, StationRow>;
  readonly core: Core;

  constructor(profile: string, hub: Hub, officer: string, exchange: ExchangeStart = {}) {
    this.profile = profile;
    this.core = seatAt(hub, profile, officer, exchange);
    this.core.serve(this.window.channel);
    this.core.run();
    this.incidents = this.window.watch('incidents', {});
    this.outbox = this.window.watch('outbox', {});
    this.peers = this.window.watch('peers', {});
    this.stations = this.window.watch('stations', {});
  }

  get own(): StationRow & { readonly status: Extract<StationRow['status'], { state: 'own' }> } {
    const row = [...this.stations.values()].find(({ status }) => status.state === 'own');
    if (row?.status.state !== 'own') throw new Error('no row of its own');
    return { ...row, status: row.status };
  }

  get peer(): PeerRow | undefined {
    return [...this.peers.values()][0];
  }

  level(id: string): number | undefined {
    return this.incidents.get(id)?.data.level;
  }

  async notes(id: string): Promise<string[]> {
    const rows = this.window.watch('timeline', { topic: 'incident', id });
    await until('story', () => rows.size > 0);
    const note = ({ set }: TimelineRow): string =>
      (set['note'] as { text?: { zh?: string } } | undefined)?.text?.zh ?? '';
    return [...rows.values()].map(note).filter((text) => text !== '');
  }
}

let folder: string;
let hub: Hub;
let consoles: Console[];

async function start(port = 0): Promise<void> {
  hub = await openTwoFeeds(folder, port);
}

beforeEach(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'lianzhi-exchange-'));
  consoles = [];
  await start();
  expect(await report(hub, 'hotline', 'incident', 'i1', incident({ level: 3 }))).toBe(201);
});

afterEach(async () => {
  for (const { core } of consoles) await core.stop();
  await hub.close();
  rmSync(folder, { recursive: true, force: true });
});

function open(officer: string, exchange: ExchangeStart = {}): Console {
  const opened = new Console(mkdtempSync(path.join(folder, 'profile-')), hub, officer, exchange);
  consoles.push(opened);
  return opened;
}

/** Current, then without a hub. */
async function cutOff(): Promise<void> {
  await until('all current', () =>
    consoles.every(({ incidents, own }) => incidents.size === 1 && own.status.city !== null),
  );
  await hub.close();
}

async function hubBack(): Promise<void> {
  await start(Number(new URL(hub.origin).port));
}

/** What an officer does who has the other console's screen before him. */
async function trustEachOther(a: Console, b: Console): Promise<void> {
  const knows = (one: Console, other: Console): boolean => one.stations.has(other.own.id);
  await until('both have shown themselves', () => knows(a, b) && knows(b, a), BACK);
  await a.window.call('trustStation', { station: b.own.id, fingerprint: b.own.fingerprint });
  await b.window.call('trustStation', { station: a.own.id, fingerprint: a.own.fingerprint });
}

async function refusalOf(promise: Promise<unknown>): Promise<{ code: string; params?: unknown }> {
  const error: unknown = await promise.then(
    () => new Error('was let through'),
    (thrown: unknown) => thrown,
  );
  if (error instanceof ProblemError) return { code: error.problem.code, params: error.problem.params };
  throw error;
}

function isSettled({ outbox }: Console): boolean {
  return [...outbox.values()].every(({ status }) => status.state === 'effectSeen');
}

/** The hub's log is the judge: the report is its first revision, and each order that counted one more. */
async function untilSettledOnce(orders: number): Promise<void> {
  await until('settled at all', () => consoles.every(isSettled), BACK);
  const state = ({ incidents }: Console): string =>
    JSON.stringify([...incidents].map(([id, { rev, data }]) => [id, rev, data]));
  const isEqual = (): boolean => new Set(consoles.map(state)).size === 1;
  const isCounted = (): boolean => consoles.every(({ incidents }) => (incidents.get('i1')?.rev ?? 0) >= 1 + orders);
  await until('counted and equal', () => isCounted() && isEqual(), BACK);
  for (const one of consoles) {
    expect(one.incidents.get('i1')?.rev).toBe(1 + orders);
    expect(one.outbox.size).toBe(orders);
  }
}

describe('two consoles without a hub, by a folder', () => {
  it('X2, X9, X10: an order and a note at A are pending at B; read twice they are known; the hub comes back for B, then for A: counted once', async () => {
    const [a, b] = [open('zhou-yanning'), open('gu-bochuan')];
    await cutOff();
    await a.window.call('changeIncident', { id: 'i1', expectedRev: 1, set: { level: 1 } });
    await a.window.call('addIncidentNote', { id: 'i1', expectedRev: 1, text: '甲席记' });

    const written = await a.window.call('writePackage', { folder });
    expect(written.commands).toBe(2);
    const found = await b.window.call('findPackages', { folder });
    expect(found.map(({ file }) => file)).toEqual([written.file]);

    // Not believed before an officer has compared the fingerprint.
    const stranger = await refusalOf(b.window.call('readPackage', { file: written.file }));
    expect(stranger).toEqual({
      code: 'station-not-trusted',
      params: { station: a.own.id, fingerprint: a.own.fingerprint },
    });
    expect(b.outbox.size).toBe(0);
    await b.window.call('trustStation', { station: a.own.id, fingerprint: a.own.fingerprint });

    const first = await b.window.call('readPackage', { file: written.file });
    expect(first).toMatchObject({ taken: 2, known: 0, refused: [], station: a.own.id });
    await until('pending at B', () => b.level('i1') === 1);
    expect(b.incidents.get('i1')?.pending).toHaveLength(2);
    expect([...b.outbox.values()].map(({ carriedFrom }) => carriedFrom)).toEqual([a.own.id, a.own.id]);
    const second = await b.window.call('readPackage', { file: written.file });
    expect(second).toMatchObject({ taken: 0, known: 2 });

    // A sleeps while the hub comes back for B.
    await a.core.stop();
    consoles = [b];
    await hubBack();
    await untilSettledOnce(2);
    expect(await b.notes('i1')).toEqual(['甲席记']);

    const again = new Console(a.profile, hub, 'zhou-yanning');
    consoles = [again, b];
    await until(
      'A is current',
      () => again.level('i1') === 1 && again.incidents.get('i1')?.pending === undefined,
      BACK,
    );
    await untilSettledOnce(2);
    expect(await again.notes('i1')).toEqual(['甲席记']);
  }, 60_000);

  it('X3–X5: a cut package, a changed one and one of another city are refused by name, and nothing is taken', async () => {
    const [a, b] = [open('zhou-yanning', { city: 'linjiang' }), open('gu-bochuan', { city: 'other-city' })];
    await cutOff();
    await a.window.call('changeIncident', { id: 'i1', expectedRev: 1, set: { level: 1 } });
    const { file } = await a.window.call('writePackage', { folder });
    expect(path.basename(file)).toMatch(/^lianzhi-linjiang-[0-9a-f]{12}-\d{8}T\d{6}Z-[0-9a-f]{4}\.lzx$/);
    await refusalOf(b.window.call('readPackage', { file }));
    await b.window.call('trustStation', { station: a.own.id, fingerprint: a.own.fingerprint });
    expect(await refusalOf(b.window.call('readPackage', { file }))).toEqual({
      code: 'package-other-city',
      params: { city: 'linjiang', ours: 'other-city' },
    });

    const whole = readFileSync(file);
    const changed = path.join(folder, 'changed.lzx');
    writeFileSync(changed, whole.toString('latin1').replace('\\"level\\":1', '\\"level\\":2'), 'latin1');
    expect(await refusalOf(b.window.call('readPackage', { file: changed }))).toMatchObject({
      code: 'package-signature',
    });
    truncateSync(changed, whole.length >> 1);
    expect(await refusalOf(b.window.call('readPackage', { file: changed }))).toMatchObject({ code: 'package-cut' });
    expect(b.outbox.size).toBe(0);
    expect(b.level('i1')).toBe(3);
  }, 60_000);

  it('X15: an officer who may only look carries nothing and trusts nobody', async () => {
    const a = open('shen-yuntang');
    const refused = { code: 'not-allowed' };
    expect(await refusalOf(a.window.call('writePackage', { folder }))).toMatchObject(refused);
    expect(await refusalOf(a.window.call('readPackage', { file: path.join(folder, 'x.lzx') }))).toMatchObject(refused);
    expect(await refusalOf(a.window.call('addPeer', { address: 'desk-2:42100' }))).toMatchObject(refused);
    expect(await refusalOf(a.window.call('trustStation', { station: 's', fingerprint: 'f' }))).toMatchObject(refused);
  });
});

describe('two consoles without a hub, on the LAN', () => {
  it('X11–X14: refused until both are trusted, then in step both ways; the hub is back for B alone: settled once, and once more nothing when A is back', async () => {
    const b = open('gu-bochuan', { port: 0, host: '127.0.0.1' });
    await until('B listens', () => b.own.status.listener.state === 'on');
    const { listener } = b.own.status;
    if (listener.state !== 'on') throw new Error('not listening');
    const a = open('zhou-yanning');
    await cutOff();
    await a.window.call('changeIncident', { id: 'i1', expectedRev: 1, set: { level: 1 } });
    await a.window.call('addPeer', { address: listener.address });
    await until('refused', () => a.peer?.status.state === 'refused', BACK);
    expect(a.peer).toMatchObject({ station: b.own.id, fingerprint: b.own.fingerprint, origin: 'added' });
    expect(b.outbox.size).toBe(0);

    await trustEachOther(a, b);
    await until('in step', () => a.peer?.status.state === 'joined' && b.peer?.status.state === 'joined', BACK);
    await until('pending at B', () => b.level('i1') === 1, BACK);
    await b.window.call('changeIncident', { id: 'i1', expectedRev: 1, set: { place: { zh: '滨江路桥' } } });
    await b.window.call('addIncidentNote', { id: 'i1', expectedRev: 1, text: '乙席记' });
    await until('pending at A', () => a.incidents.get('i1')?.data.place?.zh === '滨江路桥', BACK);
    await until('counted', () => a.peer?.sent === 1 && a.peer.received === 2 && b.peer?.received === 1);
    expect(a.peer?.refused).toBe(0);

    await a.core.stop();
    consoles = [b];
    await until('A is gone', () => b.peers.size === 0, BACK);
    await hubBack();
    await untilSettledOnce(3);

    const again = new Console(a.profile, hub, 'zhou-yanning');
    consoles = [again, b];
    await untilSettledOnce(3);
    expect(again.level('i1')).toBe(1);
    // Known still, and trusted still.
    await until('in step again', () => again.peer?.status.state === 'joined', BACK);
    expect([...again.stations.values()].map(({ status }) => status.state)).toEqual(['own', 'trusted']);
  }, 90_000);

  it('X6: what A gave reaches C through B, under A’s own signature, and only once A is trusted there', async () => {
    const b = open('gu-bochuan', { port: 0, host: '127.0.0.1' });
    await until('B listens', () => b.own.status.listener.state === 'on');
    const { listener } = b.own.status;
    const peers = listener.state === 'on' ? [listener.address] : [];
    const [a, c] = [open('zhou-yanning'), open('lin-zhiyue', { peers })];
    await cutOff();
    await a.window.call('changeIncident', { id: 'i1', expectedRev: 1, set: { level: 1 } });
    const { file } = await a.window.call('writePackage', { folder });
    await refusalOf(b.window.call('readPackage', { file }));
    await b.window.call('trustStation', { station: a.own.id, fingerprint: a.own.fingerprint });
    await b.window.call('readPackage', { file });
    // At C somebody else sits who may not trust; the officer who may takes the seat.
    await until('B is known', () => c.stations.has(b.own.id) && b.stations.has(c.own.id), BACK);
    const trust = { station: b.own.id, fingerprint: b.own.fingerprint };
    expect(await refusalOf(c.window.call('trustStation', trust))).toMatchObject({ code: 'not-allowed' });
    await c.window.call('signIn', { officer: 'gu-bochuan', password: 'linjiang-demo' });
    await c.window.call('trustStation', trust);
    await b.window.call('trustStation', { station: c.own.id, fingerprint: c.own.fingerprint });
    await until('A is not believed', () => c.peer?.lastRefusal?.code === 'station-not-trusted', BACK);
    expect(c.peer?.lastRefusal).toMatchObject({ station: a.own.id });
    expect(c.level('i1')).toBe(3);
    await c.window.call('trustStation', { station: a.own.id, fingerprint: a.own.fingerprint });
    await until('pending at C', () => c.level('i1') === 1, BACK);
    expect([...c.outbox.values()]).toMatchObject([{ carriedFrom: a.own.id }]);
    await hubBack();
    await untilSettledOnce(1);
  }, 90_000);
});
