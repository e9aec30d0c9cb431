import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createCore } from './core.ts';
import { AT, incident, supply, unit } from './testing/records.ts';
import { TestConsole } from './testing/test-console.ts';
import { until } from './testing/test-window.ts';

let desk: TestConsole;
beforeEach(async () => {
  desk = await TestConsole.open();
});
afterEach(() => desk.close());

describe('privacy', () => {
  const CANARIES = ['鲁金丝雀', '13987654321', '柳荫路16号3单元502'];

  it('P1 (R35): no planted name, phone or address comes out of any query', async () => {
    const [name = '', phone = '', address = ''] = CANARIES;
    const report = incident({ reporterName: name, reporterPhone: phone, address });
    desk.hotline.append({ id: 'a', data: report }, { id: 'u', topic: 'resource', data: unit({ driver: name }) });
    desk.hotline.append({ id: 's', topic: 'supply', data: supply() });
    desk.begin();
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
      desk.window.watch(query, {});
    }
    const timeline = desk.window.watch('timeline', { topic: 'incident', id: 'a' });
    const incidents = desk.window.watch('incidents', {});
    await until('first', () => incidents.has('a') && timeline.size === 1);
    desk.hotline.append({ id: 'a', op: 'patch', data: { reporterPhone: phone, level: 1 } });
    desk.hotline.append({ id: 'a', op: 'patch', data: { level: 9, reporterName: name } });
    desk.hotline.append({ id: 'u', topic: 'resource', op: 'patch', data: { driver: name } });
    await until('patched', () => incidents.get('a')?.rev === 2 && timeline.size === 2);
    await desk.window.call('changeIncident', { id: 'a', expectedRev: 2, set: { level: 3 } });
    const late = desk.addWindow();

    late.watch('incidents', {});
    late.watch('resources', {});
    await until('late', () => late.received.length >= 2);
    const everything = [...desk.window.received, ...late.received].join('\n');
    expect(everything).toContain('鲁***');
    for (const canary of CANARIES) expect(everything).not.toContain(canary);
  });
});

describe('session', () => {
  it('tells who sits here, and keeps the seat’s name', async () => {
    desk.begin();
    const first = await desk.window.call('session', {});
    expect(first).toMatchObject({ appVersion: '1.2.3', mode: 'replay', hasCityMap: false });
    expect(first.actor?.station).toBe(first.stationId);
    await desk.restart();
    expect((await desk.window.call('session', {})).stationId).toBe(first.stationId);
    expect(await desk.window.call('cityMap', {})).toBeNull();
  });

  it('keeps preferences and tells every window', async () => {
    desk.begin();
    const rows = desk.window.watch('preferences', {});
    const other = desk.addWindow();

    await other.call('setPreference', { key: 'theme', value: { night: true } });
    await until('told', () => rows.has('theme'));
    await desk.restart();
    expect(desk.window.watch('preferences', {}).get('theme')).toEqual({ id: 'theme', value: { night: true } });
  });

  it('refuses an address that is none, and the same feed twice', () => {
    expect(() => desk.begin(['hotline', 'hotline'])).toThrow('feed-twice');
    const ports = desk.profile.ports();
    const start = { profile: desk.profile.path, resources: '', appVersion: '', mode: 'live', cityMap: false } as const;
    for (const url of ['nonsense', 'ftp://hub/fire', 'http://hub']) {
      expect(() => createCore(ports, { ...start, feeds: [{ url, token: 't' }] })).toThrow('feed-url');
    }
  });
});

it('Q1: received, entered and event time are three', async () => {
  desk.hotline.append({ id: 'a', data: incident(), at: AT });
  desk.begin();
  const incidents = desk.window.watch('incidents', {});
  await until('row', () => incidents.has('a'));
  desk.hotline.append({ id: 'a', op: 'patch', data: { level: 1 }, at: AT });
  await until('patch', () => incidents.get('a')?.rev === 2);
  const row = incidents.get('a');
  expect(row?.at).toBe(AT);
  expect(row?.entered).toBeGreaterThan(AT);
  expect(row?.received).toBeGreaterThanOrEqual(row?.entered ?? Infinity);
});
