import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { CommandAnswer } from '../../shared/protocol/feed/command.ts';
import { createCore, type Core } from './core.ts';
import type { CoreStart } from './kernel/channel.ts';
import { testProfile, type TestProfile } from './testing/profile.ts';
import { AT, incident, supply, unit } from './testing/records.ts';
import { TestWindow, until } from './testing/test-window.ts';
import { TinyFeed, TinyHub } from './testing/tiny-hub.ts';

/** The matrix of authorities and the demo's officers. */
const resources = join(import.meta.dirname, '../../resources');

let profile: TestProfile;
let hotline: TinyFeed;
let fire: TinyFeed;
let hub: TinyHub;
let core: Core | null;
let window: TestWindow;

beforeEach(async () => {
  profile = testProfile();
  hotline = new TinyFeed('hotline');
  fire = new TinyFeed('fire');
  hub = new TinyHub([hotline, fire]);
  await hub.listen();
  core = null;
});

afterEach(async () => {
  await core?.stop();
  await hub.close();
  profile.remove();
});

function begin(feeds = ['hotline', 'fire'], token = 'token'): void {
  const start: CoreStart = {
    profile: profile.path,
    resources,
    appVersion: '1.2.3',
    // Its invented officers sit down by themselves.
    mode: 'replay',
    feeds: feeds.map((id) => ({ url: hub.url(id), token })),
    cityMap: false,
  };
  core = createCore(profile.ports(), start);
  window = new TestWindow();
  core.serve(window.channel);
  core.run();
}

async function restart(): Promise<void> {
  await core?.stop();
  begin();
}

describe('feeds', () => {
  it('F1: joins by snapshot, follows by frames, acknowledges after the commit', async () => {
    hotline.append({ id: 'a', data: incident() });
    begin();
    const incidents = window.watch('incidents', {});
    const feeds = window.watch('feeds', {});
    await until('snapshot', () => incidents.has('a'));
    hotline.append({ id: 'b', data: incident() }, { id: 'a', op: 'patch', data: { level: 1 } });
    await until('frame', () => incidents.get('b') !== undefined && incidents.get('a')?.rev === 2);
    expect(incidents.get('a')).toMatchObject({ feed: 'hotline', data: { level: 1 } });
    await until('ack', () => hotline.acks.includes(3));
    await until('health', () => feeds.get('hotline')?.seq === 3);
    expect(feeds.get('hotline')).toMatchObject({
      status: { state: 'live' },
      lag: 0,
      gaps: 0,
      missing: 0,
      quarantined: 0,
    });
    expect([...feeds.keys()]).toEqual(['hotline', 'fire']);
  });

  it('F6 (R11): a restarted core resumes from its cursor, with nothing lost and nothing twice', async () => {
    hotline.append({ id: 'a', data: incident() });
    begin();
    await until('first join', () => hotline.subscriptions.length === 1 && fire.subscriptions.length === 1);
    await until('cursor', () => window.watch('feeds', {}).get('hotline')?.seq === 1);
    await core?.stop();
    hotline.append({ id: 'a', op: 'patch', data: { level: 4 } }, { id: 'b', data: incident() });
    begin();
    const incidents = window.watch('incidents', {});
    await until('replay', () => incidents.has('b'));
    expect(hotline.subscriptions.map(({ mode }) => mode)).toEqual(['snapshot', 'replay']);
    const timeline = window.watch('timeline', { topic: 'incident', id: 'a' });
    expect([...timeline.values()].map(({ op, rev }) => [op, rev])).toEqual([['snapshot', 1], ['patch', 2]]); // prettier-ignore
  });

  it('F3: fills a gap from the hub', async () => {
    begin();
    const incidents = window.watch('incidents', {});
    const feeds = window.watch('feeds', {});
    await until('live', () => feeds.get('hotline')?.status.state === 'live' && hotline.isFollowed);
    hotline.losesFrames = true;
    hotline.append({ id: 'a', data: incident() }, { id: 'b', data: incident() });
    hotline.losesFrames = false;
    hotline.append({ id: 'c', data: incident() });
    await until('filled', () => incidents.size === 3);
    await until('told', () => feeds.get('hotline')?.gaps === 1 && feeds.get('hotline')?.missing === 0);
  });

  it('F9 (R19): another epoch brings a snapshot, and what it does not show is gone', async () => {
    hotline.append({ id: 'a', data: incident() }, { id: 'b', data: incident() });
    begin();
    const incidents = window.watch('incidents', {});
    await until('joined', () => incidents.size === 2 && hotline.isFollowed);
    hotline.entities.delete('b');
    hotline.rewrite('epoch-2');
    hotline.heartbeat();
    await until('replaced', () => incidents.size === 1);
    expect(incidents.get('a')?.rev).toBe(1);
  });

  it('F2: comes back by itself after a cut', async () => {
    begin();
    const feeds = window.watch('feeds', {});
    const incidents = window.watch('incidents', {});
    await until('live', () => feeds.get('hotline')?.status.state === 'live' && hotline.isFollowed);
    hotline.cut();
    await until('offline', () => feeds.get('hotline')?.status.state === 'offline');
    expect(feeds.get('hotline')?.status).toMatchObject({ reason: 'connection-lost' });
    hotline.append({ id: 'a', data: incident() });
    await until('back', () => incidents.has('a'));
    expect(feeds.get('hotline')?.status.state).toBe('live');
  });

  it('F2: says by name why a hub will not have it', async () => {
    begin(['hotline'], 'wrong');
    const feeds = window.watch('feeds', {});
    await until('refused', () => feeds.get('hotline')?.status.state === 'refused');
    expect(feeds.get('hotline')?.status).toMatchObject({ problem: { code: 'bad-token', origin: 'hub' } });
  });

  it('F4 (R16): fuzz between good frames costs nothing but a count', async () => {
    begin();
    const incidents = window.watch('incidents', {});
    const quarantine = window.watch('quarantine', {});
    const feeds = window.watch('feeds', {});
    await until('live', () => feeds.get('hotline')?.status.state === 'live' && hotline.isFollowed);
    for (const message of [{}, [], { epoch: 5 }, { epoch: 'epoch-1', prevSeq: -1, seq: 2, changes: 'no' }])
      hotline.emit('frame', message);
    hotline.emit('heartbeat', { head: 'far' });
    hotline.append({ id: 'bad', data: { level: 'high' } });
    hotline.append({ id: 'a', data: incident() });
    await until('good one', () => incidents.has('a'), 1_000);
    await until('quarantine', () => quarantine.size === 6);
    expect([...quarantine.values()].map(({ code }) => code).toSorted()).toEqual([
      'bad-frame', 'bad-frame', 'bad-frame', 'bad-frame', 'bad-heartbeat', 'bad-record',
    ]); // prettier-ignore
    await until('count', () => feeds.get('hotline')?.quarantined === 6);
    expect(window.watch('quarantine', { feed: 'fire' }).size).toBe(0);
  });

  it('S9: a feed that is joined no more leaves the picture, and comes back whole', async () => {
    fire.append({ id: 'f', data: incident() });
    hotline.append({ id: 'h', data: incident() });
    begin();
    const both = window.watch('incidents', {});
    await until('both', () => both.size === 2);
    await core?.stop();
    begin(['hotline']);
    expect([...window.watch('incidents', {}).keys()]).toEqual(['h']);
    await restart();
    const again = window.watch('incidents', {});
    await until('again', () => again.size === 2);
  });
});

describe('commands', () => {
  async function withIncident(): Promise<Map<string, { rev: number; pending?: readonly string[]; data: unknown }>> {
    hotline.append({ id: 'a', data: incident() });
    begin();
    const incidents = window.watch('incidents', {});
    await until('incident', () => incidents.has('a'));
    return incidents;
  }

  it('O1, O6: the effect is on screen at once, marked pending, and is the record when it comes back', async () => {
    const incidents = await withIncident();
    hotline.decide = (command) => hotline.accept(command, { level: 1 });
    const { commandId } = await window.call('changeIncident', { id: 'a', expectedRev: 1, set: { level: 1 } });
    await until('pending', () => incidents.get('a')?.pending?.[0] === commandId || incidents.get('a')?.rev === 2);
    await until('effect', () => incidents.get('a')?.rev === 2 && incidents.get('a')?.pending === undefined);
    const outbox = window.watch('outbox', {});
    expect(outbox.get(commandId)).toMatchObject({
      status: { state: 'effectSeen' },
      title: incident().title,
      stationSeq: 1,
    });
  });

  it('O6: a refused command is undone on screen', async () => {
    const incidents = await withIncident();
    hotline.decide = ({ commandId }): CommandAnswer => ({ outcome: 'rejected', commandId, code: 'not-your-post' });
    const { commandId } = await window.call('changeIncident', { id: 'a', expectedRev: 1, set: { level: 4 } });
    const outbox = window.watch('outbox', {});
    await until('refused', () => outbox.get(commandId)?.status.state === 'rejected');
    await until('undone', () => incidents.get('a')?.pending === undefined);
    expect(incidents.get('a')?.data).toMatchObject({ level: 2 });
    expect(outbox.get(commandId)?.status).toMatchObject({ code: 'not-your-post' });
  });

  it('O7 (R14): a conflict overwrites nothing and shows both values, masked', async () => {
    await withIncident();
    const current = incident({ level: 3, reporterName: '张小江' });
    hotline.decide = ({ commandId }): CommandAnswer => ({ outcome: 'conflict', commandId, rev: 7, current });
    const { commandId } = await window.call('changeIncident', { id: 'a', expectedRev: 1, set: { level: 1 } });
    const outbox = window.watch('outbox', {});
    await until('conflict', () => outbox.get(commandId)?.status.state === 'conflict');
    expect(outbox.get(commandId)?.status).toMatchObject({
      answer: { rev: 7, current: { level: 3, reporterName: '张**' } },
    });
  });

  it('O3 (R13): offline commands wait on disk, survive a restart and go in order when the hub is back', async () => {
    await withIncident();
    const { port } = hub;
    await hub.close();
    const first = await window.call('addIncidentNote', { id: 'a', expectedRev: 1, text: '已联系报警人' });
    const second = await window.call('changeIncident', { id: 'a', expectedRev: 1, set: { level: 1 } });
    const third = await window.call('createIncident', { kind: 'gas', level: 3, title: '燃气味', at: [117.5, 30.3] });
    expect([first, second, third].map(({ stationSeq }) => stationSeq)).toEqual([1, 2, 3]);
    const shown = window.watch('incidents', {});
    expect(shown.get('a')).toMatchObject({ pending: [first.commandId, second.commandId], data: { level: 1 } });
    expect(shown.get(third.id)).toMatchObject({
      rev: 1,
      feed: 'hotline',
      pending: [third.commandId],
      data: { kind: 'gas' },
    });
    await restart();
    const again = window.watch('incidents', {});
    expect(again.get('a')?.pending).toEqual([first.commandId, second.commandId]);

    hub = new TinyHub([hotline, fire]);
    hotline.decide = (command) =>
      hotline.accept(command, command.type === 'incident.create' ? (command.payload as never) : { level: 1 });
    await hub.listen(port);
    const outbox = window.watch('outbox', {});
    await until('all seen', () => [...outbox.values()].every(({ status }) => status.state === 'effectSeen'), 10_000);
    expect(hotline.commands.map(({ commandId }) => commandId)).toEqual(
      [first, second, third].map(({ commandId }) => commandId),
    );
    // O5: the second stands on what the first made.
    expect(hotline.commands.map(({ expectedRev }) => expectedRev)).toEqual([1, 2, null]);
    await until('settled', () => again.get(third.id)?.pending === undefined);
  });

  it('O4 (R13): an answer that was lost does no harm, the effect tells', async () => {
    await withIncident();
    hotline.losesAnswers = true;
    hotline.decide = (command) => hotline.accept(command, { level: 1 });
    const { commandId } = await window.call('changeIncident', { id: 'a', expectedRev: 1, set: { level: 1 } });
    const outbox = window.watch('outbox', {});
    await until('seen', () => outbox.get(commandId)?.status.state === 'effectSeen');
    expect(hotline.commands).toHaveLength(1);
  });

  it('O2 (R15): what the hub would refuse never enters the outbox', async () => {
    await withIncident();
    await expect(window.call('changeIncident', { id: 'nobody', expectedRev: 1, set: { level: 1 } })).rejects.toThrow(
      'entity-unknown',
    );
    await expect(
      window.call('createIncident', { kind: 'gas', level: 3, title: 'x', at: null, feed: 'mars' }),
    ).rejects.toThrow('feed-unknown');
    await expect(window.call('createIncident', { kind: 'gas', level: 3, title: '', at: null })).rejects.toThrow(
      'bad-arguments',
    );
    expect(window.watch('outbox', {}).size).toBe(0);
  });
});

describe('privacy', () => {
  const CANARIES = ['鲁金丝雀', '13987654321', '柳荫路16号3单元502'];

  it('P1 (R35): no planted name, phone or address comes out of any query', async () => {
    const [name = '', phone = '', address = ''] = CANARIES;
    const report = incident({ reporterName: name, reporterPhone: phone, address });
    hotline.append({ id: 'a', data: report }, { id: 'u', topic: 'resource', data: unit({ driver: name }) });
    hotline.append({ id: 's', topic: 'supply', data: supply() });
    begin();
    for (const query of [
      'incidents',
      'resources',
      'alerts',
      'supplies',
      'feeds',
      'quarantine',
      'outbox',
      'preferences',
    ] as const) {
      window.watch(query, {});
    }
    const timeline = window.watch('timeline', { topic: 'incident', id: 'a' });
    const incidents = window.watch('incidents', {});
    await until('first', () => incidents.has('a') && timeline.size === 1);
    hotline.append({ id: 'a', op: 'patch', data: { reporterPhone: phone, level: 1 } });
    hotline.append({ id: 'a', op: 'patch', data: { level: 9, reporterName: name } });
    hotline.append({ id: 'u', topic: 'resource', op: 'patch', data: { driver: name } });
    await until('patched', () => incidents.get('a')?.rev === 2 && timeline.size === 2);
    await window.call('changeIncident', { id: 'a', expectedRev: 2, set: { level: 3 } });
    const late = new TestWindow();
    core?.serve(late.channel);
    late.watch('incidents', {});
    late.watch('resources', {});
    await until('late', () => late.received.length >= 2);
    const everything = [...window.received, ...late.received].join('\n');
    expect(everything).toContain('鲁***');
    for (const canary of CANARIES) expect(everything).not.toContain(canary);
  });
});

describe('session', () => {
  it('tells who sits here, and keeps the seat’s name', async () => {
    begin();
    const first = await window.call('session', {});
    expect(first).toMatchObject({ appVersion: '1.2.3', mode: 'replay', hasCityMap: false });
    expect(first.actor?.station).toBe(first.stationId);
    await restart();
    expect((await window.call('session', {})).stationId).toBe(first.stationId);
    expect(await window.call('cityMap', {})).toBeNull();
  });

  it('keeps preferences and tells every window', async () => {
    begin();
    const rows = window.watch('preferences', {});
    const other = new TestWindow();
    core?.serve(other.channel);
    await other.call('setPreference', { key: 'theme', value: { night: true } });
    await until('told', () => rows.has('theme'));
    await restart();
    expect(window.watch('preferences', {}).get('theme')).toEqual({ id: 'theme', value: { night: true } });
  });

  it('refuses an address that is none, and the same feed twice', () => {
    expect(() => begin(['hotline', 'hotline'])).toThrow('feed-twice');
    const ports = profile.ports();
    const start = { profile: profile.path, resources: '', appVersion: '', mode: 'live', cityMap: false } as const;
    for (const url of ['nonsense', 'ftp://hub/fire', 'http://hub']) {
      expect(() => createCore(ports, { ...start, feeds: [{ url, token: 't' }] })).toThrow('feed-url');
    }
  });
});

it('Q1: received, entered and event time are three', async () => {
  hotline.append({ id: 'a', data: incident(), at: AT });
  begin();
  const incidents = window.watch('incidents', {});
  await until('row', () => incidents.has('a'));
  hotline.append({ id: 'a', op: 'patch', data: { level: 1 }, at: AT });
  await until('patch', () => incidents.get('a')?.rev === 2);
  const row = incidents.get('a');
  expect(row?.at).toBe(AT);
  expect(row?.entered).toBeGreaterThan(AT);
  expect(row?.received).toBeGreaterThanOrEqual(row?.entered ?? Infinity);
});
