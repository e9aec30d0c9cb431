import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, unlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Core } from '../../electron/core/core.ts';
import { TestWindow, until } from '../../electron/core/testing/test-window.ts';
import type { Hub } from '../../hub/hub.ts';
import { HOUR, instant } from '../../shared/kit/time.ts';
import { ProblemError } from '../../shared/kit/problem.ts';
import type { CallArgs } from '../../shared/protocol/console-api/calls.ts';
import type { EntityRow, OutboxRow } from '../../shared/protocol/console-api/rows.ts';
import { BACK, openTwoFeeds, seatAt } from './seats.ts';

/** One console: a real core on a profile of its own, and its window. */
class Console {
  readonly core: Core;
  readonly window = new TestWindow();
  readonly releases: Map<string, EntityRow<'release'>>;
  readonly alerts: Map<string, EntityRow<'alert'>>;
  readonly outbox: Map<string, OutboxRow>;

  constructor(profile: string, hub: Hub, officer: string) {
    this.core = seatAt(hub, profile, officer);
    this.core.serve(this.window.channel);
    this.core.run();
    this.releases = this.window.watch('releases', {});
    this.alerts = this.window.watch('alerts', {});
    this.outbox = this.window.watch('outbox', {});
  }

  state(id: string): string | undefined {
    return this.releases.get(id)?.data.status.state;
  }

  rev(id: string): number {
    return this.releases.get(id)?.rev ?? 0;
  }
}

let folder: string;
let hub: Hub;
let a: Console;
let b: Console;

beforeEach(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'lianzhi-release-'));
  hub = await openTwoFeeds(folder);
  const seats = ['lin-zhiyue', 'gu-bochuan'].map((officer) => {
    const profile = path.join(folder, officer);
    mkdirSync(profile);
    return new Console(profile, hub, officer);
  });
  [a, b] = seats as [Console, Console];
  const feeds = seats.map(({ window }) => window.watch('feeds', {}));
  await until('live', () => feeds.every((rows) => [...rows.values()].every(({ status }) => status.state === 'live')));
});

afterEach(async () => {
  for (const { core } of [a, b]) await core.stop();
  await hub.close();
  rmSync(folder, { recursive: true, force: true });
});

function draft(part: object = {}): CallArgs<'draftRelease'>['release'] {
  const now = Date.now();
  return {
    kind: { is: 'first' },
    reality: 'Actual',
    event: { zh: '内涝' },
    eventCode: '11A02',
    category: 'Met',
    colour: 'blue',
    severity: 'Minor',
    urgency: 'Expected',
    certainty: 'Likely',
    headline: { zh: '柳浦区内涝蓝色预警' },
    expiresAt: instant(now + HOUR),
    areas: [
      { name: { zh: '柳浦区' }, polygons: [], circles: [], geocodes: [{ scheme: 'GB/T 2260', value: '990102' }] },
    ],
    ...part,
  };
}

async function codeOf(promise: Promise<unknown>): Promise<string> {
  return promise.then(
    () => 'let through',
    (error: unknown) => (error instanceof ProblemError ? error.problem.code : String(error)),
  );
}

async function submitted(part: object = {}): Promise<string> {
  const { id } = await a.window.call('draftRelease', { release: draft(part) });
  await a.window.call('submitRelease', { id });
  await until('submitted at both', () => a.state(id) === 'submitted' && b.state(id) === 'submitted');
  await until('nothing pending', () => a.releases.get(id)?.pending === undefined);
  return id;
}

describe('releases of two consoles', () => {
  it('RE2: worded at one, refused there, approved at the other, and on both boards once', async () => {
    const id = await submitted();
    expect(id).toMatch(/^99010000000000_\d{14}_\d$/);
    expect(await codeOf(a.window.call('approveRelease', { id, expectedRev: a.rev(id) }))).toBe('not-authorised');
    await b.window.call('approveRelease', { id, expectedRev: b.rev(id) });
    await until('on both boards', () => a.alerts.has(id) && b.alerts.has(id));
    expect(a.alerts.get(id)?.data).toMatchObject({ identifier: id, origin: 'own', status: 'Actual', level: 4 });
    expect(await codeOf(b.window.call('approveRelease', { id, expectedRev: b.rev(id) }))).toBe('release-is-released');
    expect(b.alerts.get(id)?.rev).toBe(1);

    // Who may approve may not what he worded himself.
    const own = await b.window.call('draftRelease', { release: draft() });
    await b.window.call('submitRelease', { id: own.id });
    await until('submitted', () => b.state(own.id) === 'submitted');
    expect(await codeOf(b.window.call('approveRelease', { id: own.id, expectedRev: b.rev(own.id) }))).toBe(
      'release-own',
    );
  });

  it(
    'RE1: approved without a line it waits in the outbox, and goes out once when the hub is back',
    async () => {
      const id = await submitted();
      const port = Number(new URL(hub.origin).port);
      await hub.close();
      await b.window.call('approveRelease', { id, expectedRev: b.rev(id) });
      await until('shown as pending', () => b.releases.get(id)?.pending?.length === 1);
      expect(b.state(id)).toBe('released');
      expect([...b.outbox.values()].find(({ type }) => type === 'release.approve')?.status.state).toMatch(
        /queued|sent|unknown/,
      );
      expect(await codeOf(b.window.call('writeReleaseFile', { id, folder, form: 'cap' }))).toBe('release-not-out');
      hub = await openTwoFeeds(folder, port);
      await until('on both boards', () => a.alerts.has(id) && b.releases.get(id)?.pending === undefined, BACK);
      expect(a.alerts.get(id)?.rev).toBe(1);
      const feed = await (await fetch(`${hub.origin}/hotline/cap.atom`)).text();
      expect(feed.match(/<entry>/g)).toHaveLength(1);
    },
    2 * BACK,
  );

  it('RE9: a file is written once into a folder, also when it was taken away meanwhile', async () => {
    const id = await submitted();
    await b.window.call('approveRelease', { id, expectedRev: b.rev(id) });
    await until('out', () => a.state(id) === 'released' && a.releases.get(id)?.pending === undefined);
    const out = path.join(folder, 'out');
    expect(await codeOf(a.window.call('writeReleaseFile', { id, folder: out, form: 'cap' }))).toBe('folder-missing');
    expect(await codeOf(a.window.call('writeReleaseFile', { id, folder: 'out', form: 'cap' }))).toBe(
      'path-not-absolute',
    );
    mkdirSync(out);
    const both = await Promise.all(
      [1, 2].map(() => a.window.call('writeReleaseFile', { id, folder: out, form: 'cap' })),
    );
    expect(both.map(({ first }) => first)).toEqual([true, false]);
    const file = path.join(out, `${id}.cap.xml`);
    const published = await (await fetch(`${hub.origin}/hotline/cap/${id}.xml`)).text();
    expect(readFileSync(file, 'utf8')).toBe(published);
    unlinkSync(file);
    expect(await a.window.call('writeReleaseFile', { id, folder: `${out}/`, form: 'cap' })).toEqual({
      file,
      first: false,
    });
    expect(existsSync(file)).toBe(false);
    writeFileSync(path.join(out, `${id}.gb.xml`), 'something else');
    expect(await codeOf(a.window.call('writeReleaseFile', { id, folder: out, form: 'national' }))).toBe(
      'release-file-differs',
    );
  });
});
