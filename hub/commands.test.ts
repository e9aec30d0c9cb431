import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { change, type Change } from '../shared/protocol/feed/change.ts';
import type { CommandAnswer } from '../shared/protocol/feed/command.ts';
import { openHub, type Hub, type HubOptions } from './hub.ts';
import { silentLogger } from './logger.ts';
import { joinStation, type TestStation } from './testing/station.ts';

const token = 'correct horse battery staple';
const resources = join(import.meta.dirname, '../resources');
let folder: string;
let hub: Hub;
let stations: TestStation[] = [];

async function open(options: Partial<HubOptions> = {}): Promise<void> {
  hub = await openHub({
    dataDir: join(folder, 'data'),
    port: 0,
    token,
    sources: [],
    speed: 'max',
    resources,
    log: silentLogger,
    plainFeeds: [{ id: 'city', name: { zh: '市', en: 'City' }, maxAgeSeconds: 10 }],
    ...options,
  });
}

async function station(stationId = 'S1', shown = token): Promise<TestStation> {
  const joined = await joinStation(`${hub.origin}/city`, { token: shown, stationId });
  stations.push(joined);
  return joined;
}

/** All changes from `seq` on. */
async function changes(from: number): Promise<Change[]> {
  const reader = await station('reader');
  const { epoch, head } = await reader.subscribe(null);
  if (head < from) return [];
  const fetched = await reader.ask<{ changes: unknown[] }>('fetch', { epoch, from, to: head });
  return fetched.changes.map((raw) => change.parse(raw));
}

async function intake(topic: string, id: string, data: object): Promise<void> {
  const response = await fetch(`${hub.origin}/city/intake`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify({ topic, id, data }),
  });
  expect(response.status).toBe(201);
}

function incident(level = 3): object {
  const status = { state: 'reported', since: 1_000 };
  return { kind: 'fire', level, title: { zh: '起火' }, status, reportedAt: 1_000, channel: 'x' };
}

function stock(quantity: number): object {
  const depotName = { zh: '库' };
  return {
    good: 'bag',
    name: { zh: '沙袋' },
    depot: 'd',
    depotName,
    unit: '袋',
    quantity,
    burnPerHour: null,
    countedAt: 1,
  };
}

let count = 0;
function command(part: object, stationId = 'S1'): { commandId: string } {
  count += 1;
  return {
    commandId: `command-${count}`,
    stationId,
    stationSeq: count,
    actor: { officer: `officer-of-${stationId}`, post: 'CCC-DL', station: stationId, authority: 'dispatch-iv' },
    type: 'incident.change',
    topic: 'incident',
    entityId: 'a',
    payload: { level: 1 },
    expectedRev: 1,
    base: { level: 3 },
    issuedAt: Date.now(),
    expiresAt: Date.now() + 60_000,
    ...part,
  } as { commandId: string };
}

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'hub-commands-'));
  await open();
});

afterEach(async () => {
  for (const one of stations) one.close();
  stations = [];
  await hub.close();
  rmSync(folder, { recursive: true, force: true });
});

describe('commands at the hub', () => {
  it('H24: effects of one command have consecutive seqs, one transaction, and each says whose it is', async () => {
    await intake('supply', 's1', stock(100));
    await intake('supply', 's2', stock(5));
    const one = await station();
    const move = { type: 'stock.move', topic: 'supply', entityId: 's1', payload: { to: 's2', quantity: 40 } };
    const given = command({ ...move, base: undefined });
    expect(await one.ask('command', given)).toMatchObject({ outcome: 'accepted', seq: 4, rev: 2 });
    expect(await one.ask('command', given)).toMatchObject({ outcome: 'accepted', seq: 4, rev: 2 });
    const by = { officer: 'officer-of-S1', post: 'CCC-DL', station: 'S1' };
    expect(await changes(3)).toMatchObject([
      { seq: 3, id: 's1', data: { quantity: 60 }, commandId: given.commandId, by },
      { seq: 4, id: 's2', data: { quantity: 45 }, commandId: given.commandId, by },
    ]);
  });

  it('H25: a conflict names both hands, also after a restart; a value of a system has none', async () => {
    await intake('incident', 'a', incident());
    await (await station('S1')).ask('command', command({ payload: { level: 2 } }, 'S1'));
    await hub.close();
    await open();
    const two = await station('S2');
    expect(await two.ask('command', command({ payload: { level: 1 } }, 'S2'))).toMatchObject({ outcome: 'conflict' });
    const [, conflict] = await changes(2);
    expect(conflict?.data).toMatchObject({
      currentBy: { officer: 'officer-of-S1', station: 'S1' },
      proposedBy: { officer: 'officer-of-S2', station: 'S2' },
      fields: [{ base: 3, current: 2, proposed: 1 }],
    });
    // The department's own system has the last word now.
    await intake('incident', 'a', incident(4));
    expect(await two.ask('command', command({ payload: { level: 1 } }, 'S2'))).toMatchObject({ outcome: 'conflict' });
    const newest = (await changes(1)).at(-1);
    expect(newest).toMatchObject({ topic: 'conflict', data: { fields: [{ current: 4 }] } });
    expect(newest?.data).not.toHaveProperty('currentBy');
  });

  it('H26: settling a conflict is one transaction on the conflict and the record', async () => {
    await intake('incident', 'a', incident());
    await (await station('S1')).ask('command', command({ payload: { level: 2 } }, 'S1'));
    const two = await station('S2');
    const { commandId } = await two.ask<CommandAnswer>('command', command({ payload: { level: 1 } }, 'S2'));
    const reason = { zh: '已核实' };
    const resolve = {
      type: 'conflict.resolve',
      topic: 'conflict',
      entityId: commandId,
      base: { status: { state: 'open' } },
    };
    const settled = await two.ask('command', command({ ...resolve, payload: { choice: 'proposed', reason } }, 'S2'));
    expect(settled).toMatchObject({ outcome: 'accepted', seq: 5 });
    expect(await changes(4)).toMatchObject([
      { topic: 'conflict', id: commandId, data: { status: { state: 'resolved', choice: 'proposed' } } },
      { topic: 'incident', id: 'a', data: { level: 1 } },
    ]);
  });

  it('H26: a conflict whose value moved on is brought up to date, in the name of the hub', async () => {
    await intake('incident', 'a', incident());
    await intake('incident', 'a', incident(2));
    const one = await station();
    const { commandId } = await one.ask<CommandAnswer>('command', command({}));
    await intake('incident', 'a', incident(4));
    const payload = { choice: 'proposed', reason: { zh: '已核实' } };
    const resolve = command({ type: 'conflict.resolve', topic: 'conflict', entityId: commandId, payload });
    expect(await one.ask('command', resolve)).toMatchObject({ outcome: 'rejected', code: 'conflict-moved' });
    const newest = (await changes(5)).at(-1);
    expect(newest).toMatchObject({
      topic: 'conflict',
      source: 'hub',
      data: { fields: [{ current: 4 }], currentRev: 3 },
    });
    expect(newest).not.toHaveProperty('by');
    expect(newest).not.toHaveProperty('commandId');
  });

  it('H27: what the matrix does not list is refused here too, whatever the station let through', async () => {
    await intake('incident', 'a', incident());
    const actor = { officer: 'o', post: 'p', station: 'S1', authority: 'read-only' };
    expect(await (await station()).ask('command', command({ actor }))).toMatchObject({ code: 'not-authorised' });
    expect(await changes(2)).toEqual([]);
  });

  it('H27: without a matrix nothing is allowed, and the feeds go on', async () => {
    await hub.close();
    await open({ resources: folder });
    await intake('incident', 'a', incident());
    expect(await (await station()).ask('command', command({}))).toMatchObject({ code: 'not-authorised' });
  });
});

describe('carried commands', () => {
  it('H28: another station brings it: counted once, whoever comes first, in the name of the officer', async () => {
    await intake('incident', 'a', incident());
    const carrier = await station('S2');
    const given = command({}, 'S1');
    const first = await carrier.ask('command', { ...given, carried: true });
    expect(first).toMatchObject({ outcome: 'accepted', seq: 2 });
    expect(await (await station('S1')).ask('command', given)).toEqual(first);
    expect(await changes(2)).toMatchObject([
      { source: 'station:S1', by: { officer: 'officer-of-S1', station: 'S1', via: 'S2' } },
    ]);
  });

  it.each([
    ['that does not say so', {}],
    [
      'in the name of an officer of a third station',
      { carried: true, actor: { officer: 'o', post: 'p', station: 'S3', authority: 'dispatch-iv' } },
    ],
  ])('H28: one %s is refused', async (_case, part) => {
    await intake('incident', 'a', incident());
    const carrier = await station('S2');
    expect(await carrier.ask('command', command(part, 'S1'))).toMatchObject({ code: 'other-station' });
  });

  it('H28: a hub may be told to take none', async () => {
    await hub.close();
    await open({ allowsCarried: false });
    await intake('incident', 'a', incident());
    const carrier = await station('S2');
    expect(await carrier.ask('command', command({ carried: true }, 'S1'))).toMatchObject({ code: 'other-station' });
  });
});

describe('station tokens', () => {
  const hash = (text: string): string => createHash('sha256').update(text).digest('hex');
  const names = (stations: object | string): void =>
    writeFileSync(join(folder, 'tokens.json'), typeof stations === 'string' ? stations : JSON.stringify(stations));
  const refused = { data: { code: 'bad-token' } };

  beforeEach(async () => {
    await hub.close();
    names({ S1: hash('token of S1'), S3: null });
    await open({ stationTokens: join(folder, 'tokens.json') });
  });

  it('H19: a station that is named shows its own token, every other one the hub’s', async () => {
    await station('S1', 'token of S1');
    await station('S2', token);
    await expect(station('S1', token)).rejects.toMatchObject(refused);
    await expect(station('S2', 'token of S1')).rejects.toMatchObject(refused);
    await expect(station('S3', token)).rejects.toMatchObject(refused);
  });

  it('H19 (R19): a revoked token is refused at the next connection, without a restart', async () => {
    (await station('S1', 'token of S1')).close();
    names({ S1: null });
    const start = performance.now();
    await expect(station('S1', 'token of S1')).rejects.toMatchObject(refused);
    expect(performance.now() - start).toBeLessThan(5_000);
    names({ S1: hash('a new token') });
    await station('S1', 'a new token');
  });

  it('H19: a file that cannot be read lets nobody in: whom it revokes is not known', async () => {
    names('{"S1": ');
    await expect(station('S2', token)).rejects.toMatchObject(refused);
    names({ S1: 'not a hash' });
    await expect(station('S2', token)).rejects.toMatchObject(refused);
  });
});
