import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { incident } from '../testing/records.ts';
import { TestConsole } from '../testing/test-console.ts';
import { until } from '../testing/test-window.ts';

let desk: TestConsole;
beforeEach(async () => {
  desk = await TestConsole.open();
});
afterEach(() => desk.close());

describe('feeds', () => {
  it('F1: joins by snapshot, follows by frames, acknowledges after the commit', async () => {
    desk.hotline.append({ id: 'a', data: incident() });
    desk.begin();
    const incidents = desk.window.watch('incidents', {});
    const feeds = desk.window.watch('feeds', {});
    await until('snapshot', () => incidents.has('a'));
    desk.hotline.append({ id: 'b', data: incident() }, { id: 'a', op: 'patch', data: { level: 1 } });
    await until('frame', () => incidents.get('b') !== undefined && incidents.get('a')?.rev === 2);
    expect(incidents.get('a')).toMatchObject({ feed: 'hotline', data: { level: 1 } });
    await until('ack', () => desk.hotline.acks.includes(3));
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
    desk.hotline.append({ id: 'a', data: incident() });
    desk.begin();
    await until('first join', () => desk.hotline.subscriptions.length === 1 && desk.fire.subscriptions.length === 1);
    await until('cursor', () => desk.window.watch('feeds', {}).get('hotline')?.seq === 1);
    await desk.stop();
    desk.hotline.append({ id: 'a', op: 'patch', data: { level: 4 } }, { id: 'b', data: incident() });
    desk.begin();
    const incidents = desk.window.watch('incidents', {});
    await until('replay', () => incidents.has('b'));
    expect(desk.hotline.subscriptions.map(({ mode }) => mode)).toEqual(['snapshot', 'replay']);
    const timeline = desk.window.watch('timeline', { topic: 'incident', id: 'a' });
    expect([...timeline.values()].map(({ op, rev }) => [op, rev])).toEqual([['snapshot', 1], ['patch', 2]]); // prettier-ignore
  });

  it('F3: fills a gap from the hub', async () => {
    desk.begin();
    const incidents = desk.window.watch('incidents', {});
    const feeds = desk.window.watch('feeds', {});
    await until('live', () => feeds.get('hotline')?.status.state === 'live' && desk.hotline.isFollowed);
    desk.hotline.losesFrames = true;
    desk.hotline.append({ id: 'a', data: incident() }, { id: 'b', data: incident() });
    desk.hotline.losesFrames = false;
    desk.hotline.append({ id: 'c', data: incident() });
    await until('filled', () => incidents.size === 3);
    await until('told', () => feeds.get('hotline')?.gaps === 1 && feeds.get('hotline')?.missing === 0);
  });

  it('F9 (R19): another epoch brings a snapshot, and what it does not show is gone', async () => {
    desk.hotline.append({ id: 'a', data: incident() }, { id: 'b', data: incident() });
    desk.begin();
    const incidents = desk.window.watch('incidents', {});
    await until('joined', () => incidents.size === 2 && desk.hotline.isFollowed);
    desk.hotline.entities.delete('b');
    desk.hotline.rewrite('epoch-2');
    desk.hotline.heartbeat();
    await until('replaced', () => incidents.size === 1);
    expect(incidents.get('a')?.rev).toBe(1);
  });

  it('F2: comes back by itself after a cut', async () => {
    desk.begin();
    const feeds = desk.window.watch('feeds', {});
    const incidents = desk.window.watch('incidents', {});
    await until('live', () => feeds.get('hotline')?.status.state === 'live' && desk.hotline.isFollowed);
    desk.hotline.cut();
    await until('offline', () => feeds.get('hotline')?.status.state === 'offline');
    expect(feeds.get('hotline')?.status).toMatchObject({ reason: 'connection-lost' });
    desk.hotline.append({ id: 'a', data: incident() });
    await until('back', () => incidents.has('a'));
    expect(feeds.get('hotline')?.status.state).toBe('live');
  });

  it('F2: says by name why a hub will not have it', async () => {
    desk.begin(['hotline'], 'wrong');
    const feeds = desk.window.watch('feeds', {});
    await until('refused', () => feeds.get('hotline')?.status.state === 'refused');
    expect(feeds.get('hotline')?.status).toMatchObject({ problem: { code: 'bad-token', origin: 'hub' } });
  });

  it('F4 (R16): fuzz between good frames costs nothing but a count', async () => {
    desk.begin();
    const incidents = desk.window.watch('incidents', {});
    const quarantine = desk.window.watch('quarantine', {});
    const feeds = desk.window.watch('feeds', {});
    await until('live', () => feeds.get('hotline')?.status.state === 'live' && desk.hotline.isFollowed);
    for (const message of [{}, [], { epoch: 5 }, { epoch: 'epoch-1', prevSeq: -1, seq: 2, changes: 'no' }])
      desk.hotline.emit('frame', message);
    desk.hotline.emit('heartbeat', { head: 'far' });
    desk.hotline.append({ id: 'bad', data: { level: 'high' } });
    desk.hotline.append({ id: 'a', data: incident() });
    await until('good one', () => incidents.has('a'), 1_000);
    await until('quarantine', () => quarantine.size === 6);
    expect([...quarantine.values()].map(({ code }) => code).toSorted()).toEqual([
      'bad-frame', 'bad-frame', 'bad-frame', 'bad-frame', 'bad-heartbeat', 'bad-record',
    ]); // prettier-ignore
    await until('count', () => feeds.get('hotline')?.quarantined === 6);
    expect(desk.window.watch('quarantine', { feed: 'fire' }).size).toBe(0);
  });

  it('S9: a feed that is joined no more leaves the picture, and comes back whole', async () => {
    desk.fire.append({ id: 'f', data: incident() });
    desk.hotline.append({ id: 'h', data: incident() });
    desk.begin();
    const both = desk.window.watch('incidents', {});
    await until('both', () => both.size === 2);
    await desk.stop();
    desk.begin(['hotline']);
    expect([...desk.window.watch('incidents', {}).keys()]).toEqual(['h']);
    await desk.restart();
    const again = desk.window.watch('incidents', {});
    await until('again', () => again.size === 2);
  });
});
