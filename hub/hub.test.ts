import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { conflict } from '../shared/domain/conflict.ts';
import { change } from '../shared/protocol/feed/change.ts';
import type { CommandAnswer } from '../shared/protocol/feed/command.ts';
import type { Fetched } from '../shared/protocol/feed/fetch.ts';
import { heartbeat } from '../shared/protocol/feed/heartbeat.ts';
import { snapshotEntity } from '../shared/protocol/feed/snapshot.ts';
import type { Frame } from '../shared/protocol/feed/frame.ts';
import { hubBusy, PROTOCOL_VERSION } from '../shared/protocol/feed/version.ts';
import { openHub, type Hub } from './hub.ts';
import { silentLogger } from './logger.ts';
import { joinStation, type TestStation } from './testing/station.ts';

const token = 'correct horse battery staple';
/** The matrix of authorities. */
const resources = join(import.meta.dirname, '../resources');
let dataDir: string;
let hub: Hub;
let stations: TestStation[] = [];

function open(keep?: number): Promise<Hub> {
  return openHub({
    dataDir,
    port: 0,
    token,
    sources: [],
    speed: 'max',
    resources,
    log: silentLogger,
    plainFeeds: [
      { id: 'fire', name: { zh: '消防', en: 'Fire' }, maxAgeSeconds: 10 },
      { id: 'hotline', name: { zh: '热线', en: 'Hotline' }, maxAgeSeconds: 30 },
    ],
    ...(keep !== undefined && { keep }),
  });
}

async function join_(options: Partial<Parameters<typeof joinStation>[1]> = {}, feed = 'fire'): Promise<TestStation> {
  const station = await joinStation(`${hub.origin}/${feed}`, { token, ...options });
  stations.push(station);
  return station;
}

function record(title = '路面积水') {
  return {
    kind: 'waterlog',
    level: 3,
    title: { zh: title },
    status: { state: 'reported', since: 1_000 },
    at: [120.1, 30.2],
    reportedAt: 1_000,
    channel: 'hotline',
  };
}

async function report(id: string, extra: object = {}, headers: Record<string, string> = {}, feed = 'fire') {
  return fetch(`${hub.origin}/${feed}/intake`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ id, data: record(), ...extra }),
  });
}

async function reports(count: number, prefix = 'i'): Promise<void> {
  for (let index = 0; index < count; index += 1) expect((await report(`${prefix}${index}`)).status).toBe(201);
}

function commandOf(fields: object): object {
  return {
    commandId: 'command-0001',
    stationId: 'S1',
    stationSeq: 1,
    actor: { officer: 'o1', post: 'duty', station: 'S1', authority: 'dispatch-iv' },
    type: 'incident.change',
    topic: 'incident',
    entityId: 'i0',
    payload: { level: 1 },
    expectedRev: 1,
    issuedAt: Date.now(),
    expiresAt: Date.now() + 60_000,
    ...fields,
  };
}

/** Every frame starts where the one before it ended, and its changes fill it without a hole. */
function expectChain(frames: readonly Frame[], from: number): void {
  let seq = from;
  for (const frame of frames) {
    expect(frame.prevSeq).toBe(seq);
    for (const raw of frame.changes) expect(change.parse(raw).seq).toBe((seq += 1));
    expect(frame.seq).toBe(seq);
  }
}

beforeEach(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'hub-test-'));
  hub = await open();
});

afterEach(async () => {
  for (const station of stations) station.close();
  stations = [];
  await hub.close();
  rmSync(dataDir, { recursive: true, force: true });
});

describe('joining', () => {
  it('H10: a first join gets a snapshot, then frames from its seq without a gap', async () => {
    await reports(5);
    const station = await join_();
    const subscribed = await station.subscribe(null);
    expect(subscribed).toMatchObject({ feedId: 'fire', mode: 'snapshot', head: 5, name: { zh: '消防', en: 'Fire' } });
    await station.until(() => station.parts.length === 1);
    expect(station.parts[0]).toMatchObject({ part: 1, parts: 1, seq: 5, epoch: subscribed.epoch });
    expect(station.parts[0]?.entities.map((entity) => snapshotEntity.parse(entity).id)).toEqual([
      'i0',
      'i1',
      'i2',
      'i3',
      'i4',
    ]);
    await reports(3, 'later');
    await station.until(() => station.frames.at(-1)?.seq === 8);
    expectChain(station.frames, 5);
  });

  it('H10: an empty log is one part without entities', async () => {
    const station = await join_();
    await station.subscribe(null);
    await station.until(() => station.parts.length === 1);
    expect(station.parts[0]).toMatchObject({ part: 1, parts: 1, seq: 0, entities: [] });
  });

  it('H11: a cursor of this epoch gets replay from there', async () => {
    await reports(6);
    const first = await join_();
    const { epoch } = await first.subscribe(null);
    const second = await join_();
    expect(await second.subscribe({ epoch, seq: 2 })).toMatchObject({ mode: 'replay', head: 6 });
    await second.until(() => second.frames.at(-1)?.seq === 6);
    expectChain(second.frames, 2);
    expect(second.parts).toEqual([]);
  });

  it('H11: another epoch or a cursor ahead of the log gets a snapshot', async () => {
    await reports(2);
    const station = await join_();
    expect(await station.subscribe({ epoch: 'other', seq: 1 })).toMatchObject({ mode: 'snapshot' });
    const { epoch } = await station.subscribe(null);
    expect(await station.subscribe({ epoch, seq: 99 })).toMatchObject({ mode: 'snapshot' });
  });

  it('H11 (R19): a cursor on another change than the log has there gets a snapshot, which brings the mark of its seq', async () => {
    await reports(3);
    const station = await join_();
    const { epoch } = await station.subscribe(null);
    await station.until(() => station.parts.length === 1);
    const mark = station.parts[0]?.mark ?? '';
    expect(mark).toMatch(/^incident \S+ 1 \d+$/);
    expect(await station.subscribe({ epoch, seq: 3, mark })).toMatchObject({ mode: 'replay' });
    // The same place in a log that was put back and went on otherwise.
    expect(await station.subscribe({ epoch, seq: 3, mark: `${mark}1` })).toMatchObject({ mode: 'snapshot' });
    expect(await station.subscribe({ epoch, seq: 2, mark })).toMatchObject({ mode: 'snapshot' });
    expect(await station.subscribe({ epoch, seq: 3 })).toMatchObject({ mode: 'replay' });
  });

  it('H12: a restart keeps epoch and seq, and a cursor goes on from where it was', async () => {
    await reports(4);
    const before = await join_();
    const { epoch } = await before.subscribe(null);
    await hub.close();
    hub = await open();
    const after = await join_();
    expect(await after.subscribe({ epoch, seq: 3 })).toMatchObject({ epoch, head: 4, mode: 'replay' });
    await after.until(() => after.frames.at(-1)?.seq === 4);
    await reports(1, 'new');
    await after.until(() => after.frames.at(-1)?.seq === 5);
    expectChain(after.frames, 3);
  });

  it('H13: a topic filter leaves changes out, but frames still cover their seqs', async () => {
    await reports(3);
    const station = await join_();
    const { epoch } = await station.subscribe(null);
    await station.subscribe({ epoch, seq: 0 }, ['alert']);
    await station.until(() => station.frames.at(-1)?.seq === 3);
    expect(station.frames.flatMap((frame) => frame.changes)).toEqual([]);
    expect(station.frames[0]?.prevSeq).toBe(0);
  });
});

describe('the handshake', () => {
  it.each([
    ['a wrong token', { token: 'wrong' }, 'fire', { code: 'bad-token' }],
    ['another version', { protocol: 99 }, 'fire', { code: 'protocol-version', ours: PROTOCOL_VERSION, theirs: 99 }],
    ['no station', { stationId: '' }, 'fire', { code: 'bad-hello' }],
    ['a feed that is not here', {}, 'nowhere', { code: 'unknown-feed' }],
    ['the root namespace', {}, '', { code: 'unknown-feed' }],
    ['an unknown feed with a wrong token', { token: 'wrong' }, 'nowhere', { code: 'bad-token' }],
  ])('H14: %s is refused by name', async (_case, options, feed, data) => {
    await expect(join_(options, feed)).rejects.toMatchObject({ data });
  });

  it('H60 (R18): of many at once twenty come in, the others are told when to come again, and then do', async () => {
    const tried = await Promise.allSettled(Array.from({ length: 25 }, () => join_()));
    const waits = tried.flatMap((one) =>
      one.status === 'rejected' ? [hubBusy.parse(one.reason.data).retryAfter] : [],
    );
    expect(waits).toHaveLength(5);
    expect(new Set(waits).size).toBe(5);
    // Who would not be let in is told why, and takes no place.
    await expect(join_({ token: 'wrong' })).rejects.toMatchObject({ data: { code: 'bad-token' } });
    await new Promise((resolve) => setTimeout(resolve, Math.max(...waits)));
    await join_();
  });
});

describe('the window', () => {
  it('H15: a station that does not acknowledge gets 32 frames at most, then no more, and all the rest once it does', async () => {
    const station = await join_();
    const { epoch } = await station.subscribe({ epoch: (await station.subscribe(null)).epoch, seq: 0 });
    station.acknowledge = false;
    // Each report is appended alone and waited for, so that it becomes a frame of its own until the window is full.
    for (let index = 0; index < 60; index += 1) {
      await report(`w${index}`);
      await new Promise((resolve) => setTimeout(resolve, 8));
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
    const { length } = station.frames;
    expect(length).toBeGreaterThan(0);
    expect(length).toBeLessThanOrEqual(32);
    await report('late');
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(station.frames.length).toBe(length);
    station.acknowledge = true;
    station.socket.emit('ack', { seq: station.frames.at(-1)?.seq });
    await station.until(() => station.frames.at(-1)?.seq === 61);
    expectChain(station.frames, 0);
    expect(station.frames.every((frame) => frame.epoch === epoch)).toBe(true);
  });

  it('H15: an acknowledgement of what was never sent opens nothing', async () => {
    const station = await join_();
    await station.subscribe({ epoch: (await station.subscribe(null)).epoch, seq: 0 });
    station.acknowledge = false;
    station.socket.emit('ack', { seq: 1_000_000 });
    for (let index = 0; index < 40; index += 1) {
      await report(`w${index}`);
      await new Promise((resolve) => setTimeout(resolve, 8));
    }
    expect(station.frames.length).toBeLessThanOrEqual(32);
  });
});

describe('fetch, clock, heartbeat', () => {
  it('H16: fetch answers the range, or gone', async () => {
    await reports(5);
    const station = await join_();
    const { epoch } = await station.subscribe(null);
    const fetched = await station.ask<Fetched>('fetch', { epoch, from: 2, to: 4 });
    expect(fetched).toMatchObject({ outcome: 'range', to: 4, changes: [{ seq: 2 }, { seq: 3 }, { seq: 4 }] });
    expect(await station.ask('fetch', { epoch: 'other', from: 1, to: 2 })).toEqual({ outcome: 'gone' });
    expect(await station.ask('fetch', { epoch, from: 9, to: 12 })).toEqual({ outcome: 'gone' });
  });

  it('H17: the clock answers and the heart beats every two seconds', async () => {
    await reports(1);
    const station = await join_();
    expect(await station.ask('clock', {})).toMatchObject({ serverTime: expect.any(Number) as number });
    await station.until(() => station.heartbeats.length > 0, 3_000);
    expect(heartbeat.parse(station.heartbeats[0])).toMatchObject({ head: 1 });
  });

  it('H18: nonsense on every event is survived, with or without a callback', async () => {
    const station = await join_();
    for (const event of ['subscribe', 'ack', 'fetch', 'command', 'clock', 'nothing-like-it']) {
      for (const argument of [undefined, null, 0, 'text', [], {}, { seq: 'x' }, { cursor: 5 }, Number.NaN]) {
        station.socket.emit(event, argument);
        station.socket.emit(event, argument, 'more', argument);
        station.socket.emit(event);
      }
    }
    expect(await station.ask('clock', undefined)).toMatchObject({ serverTime: expect.any(Number) as number });
  });
});

describe('commands', () => {
  it('H20: accepted, its effect comes back with the commandId, and a repeat gets the first answer', async () => {
    await reports(1);
    const station = await join_();
    await station.subscribe({ epoch: (await station.subscribe(null)).epoch, seq: 1 });
    const first = await station.ask<CommandAnswer>('command', commandOf({}));
    expect(first).toEqual({ outcome: 'accepted', commandId: 'command-0001', seq: 2, rev: 2 });
    await station.until(() => station.frames.length === 1);
    expect(station.frames[0]?.changes).toMatchObject([
      { seq: 2, rev: 2, op: 'patch', id: 'i0', data: { level: 1 }, commandId: 'command-0001' },
    ]);
    expect(await station.ask('command', commandOf({}))).toEqual(first);
    await hub.close();
    hub = await open();
    const again = await join_();
    expect(await again.ask('command', commandOf({}))).toEqual(first);
    expect(await again.subscribe(null)).toMatchObject({ head: 2 });
  });

  it('H21: a revision that has moved on is an open conflict in the same feed, and nothing is overwritten', async () => {
    await reports(1);
    await report('i0', { data: record('已更新') });
    const station = await join_();
    await station.subscribe({ epoch: (await station.subscribe(null)).epoch, seq: 2 });
    const answer = await station.ask<CommandAnswer>('command', commandOf({}));
    expect(answer).toMatchObject({ outcome: 'conflict', rev: 2, current: { title: { zh: '已更新' }, level: 3 } });
    await station.until(() => station.frames.length === 1);
    const [raw] = station.frames[0]?.changes ?? [];
    const opened = change.parse(raw);
    expect(opened).toMatchObject({
      seq: 3,
      topic: 'conflict',
      id: 'command-0001',
      data: { entity: 'i0', fields: [{ field: 'level', current: 3, proposed: 1 }], status: { state: 'open' } },
      by: { officer: 'o1', post: 'duty', station: 'S1' },
    });
    // A change that bears the id of a command says that the command counted.
    expect(opened.commandId).toBeUndefined();
    expect(conflict.parse(opened.data)).toBeTruthy();
  });

  it('H22: creating makes rev 1, creating twice is a conflict', async () => {
    const station = await join_();
    const creation = {
      type: 'incident.create',
      entityId: 'new-1',
      payload: record(),
      expectedRev: null,
    };
    expect(await station.ask('command', commandOf(creation))).toMatchObject({ outcome: 'accepted', seq: 1, rev: 1 });
    const same = commandOf({ ...creation, commandId: 'command-0002' });
    expect(await station.ask('command', same)).toMatchObject({ outcome: 'rejected', code: 'entity-exists' });
    const other = commandOf({ ...creation, commandId: 'command-0003', payload: { ...record(), level: 1 } });
    expect(await station.ask('command', other)).toMatchObject({ outcome: 'conflict', rev: 1 });
  });

  it.each([
    ['expired', { expiresAt: 1 }, { outcome: 'expired' }],
    ['of an unknown type', { type: 'incident.launch' }, { outcome: 'rejected', code: 'unknown-command' }],
    ['inherited as a type', { type: 'constructor' }, { outcome: 'rejected', code: 'unknown-command' }],
    ['on another topic', { topic: 'alert' }, { outcome: 'rejected', code: 'wrong-topic' }],
    ['with a bad payload', { payload: { level: 9 } }, { outcome: 'rejected', code: 'bad-payload' }],
    ['on nothing', { entityId: 'none' }, { outcome: 'rejected', code: 'unknown-entity' }],
    ['of another station', { stationId: 'S2' }, { outcome: 'rejected', code: 'other-station' }],
    ['without actor', { actor: null }, { outcome: 'rejected', code: 'bad-command' }],
    [
      'too large',
      { payload: { level: 1, pad: 'x'.repeat(300_000) } },
      { outcome: 'rejected', code: 'command-too-large' },
    ],
    [
      'with a forbidden key',
      { payload: JSON.parse('{"__proto__":1}') as unknown },
      { outcome: 'rejected', code: 'forbidden-key' },
    ],
  ])('H23: a command %s changes nothing', async (_case, fields, answer) => {
    await reports(1);
    const station = await join_();
    expect(await station.ask('command', commandOf(fields))).toMatchObject({ ...answer, commandId: 'command-0001' });
    expect(await station.subscribe(null)).toMatchObject({ head: 1 });
  });
});

describe('the HTTP intake', () => {
  it('H30: a report becomes a record, reaches stations, and counts its revisions', async () => {
    const station = await join_();
    await station.subscribe({ epoch: (await station.subscribe(null)).epoch, seq: 0 });
    const response = await report('r1', { at: 5_000 });
    expect([response.status, await response.json()]).toEqual([201, { id: 'r1', seq: 1, rev: 1 }]);
    expect(await (await report('r1')).json()).toEqual({ id: 'r1', seq: 2, rev: 2 });
    await station.until(() => station.frames.at(-1)?.seq === 2);
    expect(station.frames[0]?.changes[0]).toMatchObject({ op: 'put', topic: 'incident', id: 'r1', at: 5_000 });
  });

  it('H31: an idempotency key is applied once, also after a restart, and never for another body', async () => {
    const key = { 'idempotency-key': 'k-1' };
    const first = await (await report('r1', {}, key)).json();
    await hub.close();
    hub = await open();
    const second = await report('r1', {}, key);
    expect([second.status, await second.json()]).toEqual([201, first]);
    const other = await report('r1', { data: record('别的') }, key);
    expect([other.status, await other.json()]).toMatchObject([422, { code: 'idempotency-key-reused' }]);
    const health = (await (await fetch(`${hub.origin}/health`)).json()) as { feeds: { head: number }[] };
    expect(health.feeds[0]?.head).toBe(1);
  });

  it.each([
    ['no token', { authorization: '' }, {}, 401, 'bad-token'],
    ['a wrong token', { authorization: 'Bearer nope' }, {}, 401, 'bad-token'],
    ['another type of content', { 'content-type': 'text/plain' }, {}, 415, 'not-json'],
    ['an unknown topic', {}, { topic: 'weather' }, 422, 'unknown-topic'],
    ['a record that is none', {}, { data: { kind: 'waterlog' } }, 422, 'invalid-record'],
    ['a field that is unknown', {}, { extra: 1 }, 422, 'bad-report'],
    ['more than 256 KB', {}, { data: { ...record(), channel: 'x'.repeat(300_000) } }, 413, 'report-too-large'],
  ])('H32: %s is refused with a problem', async (_case, headers, extra, status, code) => {
    const response = await report('r1', extra, headers);
    expect(response.status).toBe(status);
    expect(response.headers.get('content-type')).toContain('application/problem+json');
    expect(await response.json()).toMatchObject({ code, origin: 'hub', status });
  });

  it('H32: text that is no JSON, and forbidden keys', async () => {
    const post = async (body: string) => {
      const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
      const response = await fetch(`${hub.origin}/fire/intake`, { method: 'POST', headers, body });
      return [response.status, ((await response.json()) as { code: string }).code];
    };
    expect(await post('{')).toEqual([400, 'not-json']);
    expect(await post('{"__proto__":{"a":1}}')).toEqual([400, 'forbidden-key']);
    expect(await post(`${'['.repeat(100)}${']'.repeat(100)}`)).toEqual([400, 'too-deep']);
  });

  it('H33: unknown paths, feeds and methods', async () => {
    expect((await fetch(`${hub.origin}/`)).status).toBe(404);
    expect((await fetch(`${hub.origin}/nowhere/intake`, { method: 'POST' })).status).toBe(404);
    expect((await fetch(`${hub.origin}/fire/intake`)).status).toBe(405);
  });
});

describe('starting', () => {
  it('H40: a second hub on the same port or the same data is refused by name', async () => {
    const port = Number(new URL(hub.origin).port);
    const base = { token, sources: [], speed: 1, resources: '', log: silentLogger } as const;
    const elsewhere = mkdtempSync(join(tmpdir(), 'hub-test-'));
    await expect(openHub({ ...base, dataDir: elsewhere, port })).rejects.toMatchObject({
      problem: { code: 'port-in-use', params: { port } },
    });
    // What failed to start holds nothing: the folder is free again.
    const other = await openHub({ ...base, dataDir: elsewhere, port: 0 });
    await other.close();
    rmSync(elsewhere, { recursive: true });
    await expect(openHub({ ...base, dataDir, port: 0 })).rejects.toMatchObject({ problem: { code: 'data-in-use' } });
  });
});
