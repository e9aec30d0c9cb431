import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Core } from '../../electron/core/core.ts';
import { incident } from '../../electron/core/testing/records.ts';
import { TestWindow, until } from '../../electron/core/testing/test-window.ts';
import { alert } from '../../electron/core/warning/testing/alerts.ts';
import type { Escalation } from '../../electron/core/warning/ladder/escalation.ts';
import type { Hub } from '../../hub/hub.ts';
import { instant } from '../../shared/kit/time.ts';
import type { EntityRow, OutboxRow } from '../../shared/protocol/console-api/rows.ts';
import type { StormRow, WarningLine, WarningRow } from '../../shared/protocol/console-api/warning-rows.ts';
import { ROOT } from '../fixtures/processes.ts';
import { BACK, openTwoFeeds, report, seatAt } from './seats.ts';

interface Finding {
  readonly disposition: string;
}

/** One console: a real core on a profile of its own, and its window. */
class Console {
  readonly core: Core;
  readonly window = new TestWindow();
  readonly warnings: Map<string, WarningRow>;
  readonly outbox: Map<string, OutboxRow>;
  readonly conflicts: Map<string, EntityRow<'conflict'>>;
  readonly storm: Map<string, StormRow>;

  constructor(profile: string, hub: Hub, officer: string, resources?: string) {
    this.core = seatAt(hub, profile, officer, undefined, resources);
    this.core.serve(this.window.channel);
    this.core.run();
    this.warnings = this.window.watch('warnings', {});
    this.outbox = this.window.watch('outbox', {});
    this.conflicts = this.window.watch('conflicts', {});
    this.storm = this.window.watch('storm', {});
  }

  line(id: string): WarningLine | undefined {
    const row = this.warnings.get(id);
    return row?.form === 'warning' ? row : undefined;
  }

  state(id: string): string {
    return this.line(id)?.handling?.status.state ?? 'new';
  }
}

let folder: string;
let hub: Hub;
let consoles: Console[];

function open(officer: string, profile = mkdtempSync(path.join(folder, 'profile-')), resources?: string): Console {
  const made = new Console(profile, hub, officer, resources);
  consoles.push(made);
  return made;
}

function tell(id: string, part: Parameters<typeof alert>[0] = {}): Promise<number> {
  return report(hub, 'ems', 'alert', id, alert({ identifier: id, sentAt: instant(Date.now()), ...part }));
}

beforeEach(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'lianzhi-warnings-'));
  consoles = [];
  hub = await openTwoFeeds(folder);
});

afterEach(async () => {
  for (const { core } of consoles) await core.stop();
  await hub.close();
  rmSync(folder, { recursive: true, force: true });
});

describe('warnings at two consoles', () => {
  it('N1: what one console takes is known at the other within a second; same findings do not collide, different ones do', async () => {
    const [a, b] = [open('zhou-yanning'), open('gu-bochuan')];
    for (const id of ['w1', 'w2', 'w3']) expect(await tell(id)).toBe(201);
    await until('both have them', () => a.warnings.size === 3 && b.warnings.size === 3);
    await a.window.call('acknowledgeWarning', { id: 'w1', disposition: 'significant', note: '已通知水利' });
    await until('known at the other', () => b.state('w1') === 'acknowledged', 1_000);
    expect(b.line('w1')?.handling).toMatchObject({ status: { officer: 'zhou-yanning', disposition: 'significant' } });
    await until('the note too', () => b.line('w1')?.handling?.note?.text.zh === '已通知水利');

    // Cut off from each other by the hub's absence: both act on what they see.
    const port = Number(new URL(hub.origin).port);
    await hub.close();
    for (const { window } of [a, b]) {
      await window.call('acknowledgeWarning', { id: 'w2', disposition: 'some' });
    }
    await a.window.call('acknowledgeWarning', { id: 'w3', disposition: 'some' });
    await b.window.call('acknowledgeWarning', { id: 'w3', disposition: 'notRelevant' });
    const rows = (): OutboxRow[] => [...a.outbox.values(), ...b.outbox.values()];
    await until('queued', () => rows().length === 6);
    hub = await openTwoFeeds(folder, port);
    const settled = ['effectSeen', 'conflict'];
    await until('settled', () => rows().every(({ status }) => settled.includes(status.state)), BACK);
    expect(rows().filter(({ status }) => status.state === 'conflict')).toMatchObject([{ entityId: 'w3' }]);
    await until('on both desks', () => a.conflicts.size === 1 && b.conflicts.size === 1);
    const [conflict] = [...a.conflicts.values()];
    expect(conflict?.data).toMatchObject({
      topic: 'handling',
      title: { zh: '暴雨黄色预警' },
      fields: [{ field: 'status' }],
    });
    // Who comes first is chance.
    const [status] = (conflict?.data.fields ?? []) as { current: Finding; proposed: Finding }[];
    expect([status?.current.disposition, status?.proposed.disposition].toSorted()).toEqual(['notRelevant', 'some']);
    await until('both equal', () => JSON.stringify(a.line('w2')?.handling) === JSON.stringify(b.line('w2')?.handling));
    expect(a.line('w2')?.handling?.status).toMatchObject({ state: 'acknowledged', disposition: 'some' });
  }, 60_000);

  it('B4, V1: an update that is not graver is taken already, a graver one asks again; a fire in its area is suggested and tied', async () => {
    const a = open('zhou-yanning');
    await tell('u1', { level: 3 });
    await until('there', () => a.line('u1') !== undefined);
    expect(await report(hub, 'hotline', 'incident', 'i1', incident({ at: [117.51, 30.31], kind: 'waterlog' }))).toBe(
      201,
    );
    await until('suggested', () => a.line('u1')?.suggestions[0]?.id === 'i1');
    expect(a.line('u1')?.suggestions[0]?.reasons.map(({ reason }) => reason)).toEqual(
      expect.arrayContaining(['inside', 'sameKind']),
    );
    await a.window.call('tieWarning', { id: 'u1', incident: 'i1' });
    await until('tied', () => a.line('u1')?.handling?.incidents?.[0] === 'i1');
    await until('no longer suggested', () => a.line('u1')?.suggestions.length === 0);
    await a.window.call('acknowledgeWarning', { id: 'u1', disposition: 'some' });
    await tell('u2', { level: 3, msgType: 'Update', references: ['u1'] });
    await until('replaced', () => a.line('u1') === undefined && a.line('u2') !== undefined);
    expect(a.line('u2')).toMatchObject({ inherited: true, asksAgain: false, before: ['u1'], next: null });
    await tell('u3', { level: 1, msgType: 'Update', references: ['u2'] });
    await until('graver', () => a.line('u3') !== undefined);
    expect(a.line('u3')).toMatchObject({ inherited: false, asksAgain: true, handling: null, before: ['u2', 'u1'] });
    expect(a.line('u3')?.next).toMatchObject({ rung: 0, to: 'CCC-DL' });
    await until('sounds', () => a.storm.get('storm')?.sounds.at(-1)?.why === 'graver');
  }, 60_000);

  it('N6: two consoles climb the same rung once, a restart between two rungs changes nothing, and it ends when somebody takes it', async () => {
    const resources = inAHurry();
    const profiles = ['a', 'b'].map((name) => mkdtempSync(path.join(folder, `${name}-`)));
    const [a, b] = ['zhou-yanning', 'gu-bochuan'].map((officer, index) => open(officer, profiles[index], resources));
    if (!a || !b) throw new Error('no consoles');
    await tell('red', { level: 1 });
    const climbed = (one: Console): string[] => one.line('red')?.handling?.escalations?.map(({ to }) => to) ?? [];
    await until('first rung, at both', () => climbed(a).length > 0 && climbed(b).length > 0);
    await a.core.stop();
    const again = open('zhou-yanning', profiles[0], resources);
    await until('second rung', () => climbed(again).length > 1 && climbed(b).length > 1);
    // On a slow machine the clock may be further; never a rung twice.
    const ladder = ['CCC-DL', 'CCC-IC', 'EMB-DIR', 'MAY-2'];
    expect(climbed(again)).toEqual(ladder.slice(0, climbed(again).length));
    await until(
      'same at both',
      () => JSON.stringify(again.line('red')?.handling) === JSON.stringify(b.line('red')?.handling),
    );
    await b.window.call('acknowledgeWarning', { id: 'red', disposition: 'significant' });
    await until('taken at both', () => again.state('red') === 'acknowledged' && b.line('red')?.pending === false);
    expect(again.line('red')?.next).toBeNull();
    const story = b.window.watch('timeline', { topic: 'handling', id: 'red' });
    await until('its story', () => story.size > 0);
    const rungs = [...story.values()].filter(({ set }) => 'escalations' in set);
    expect(rungs).toHaveLength(climbed(b).length);
    expect(new Set(rungs.map(({ by }) => by?.officer))).toEqual(new Set(['automatic']));
    // What the console says by itself is no entry of an officer's.
    expect([...b.outbox.values()].map(({ type }) => type)).toEqual(['warning.acknowledge']);
  }, 60_000);

  it('N8, N9: joined and taken apart again; who has seen it and who has not; an incident from it', async () => {
    const a = open('zhou-yanning');
    for (const id of ['p1', 'p2']) await tell(id, { level: 2, answers: [{ department: 'WRB', at: null }] });
    await until('there', () => a.warnings.size === 2);
    expect(a.line('p1')?.untold.posts).toContain('CCC-DL');
    expect(a.line('p1')?.untold.departments).toEqual(['WRB']);
    await a.window.call('seeWarning', { id: 'p1' });
    await until('seen', () => a.line('p1')?.untold.posts.includes('CCC-DL') === false);
    expect(await a.window.call('seeWarning', { id: 'p1' })).toBeNull();
    await a.window.call('joinWarnings', { id: 'p1', others: ['p2'] });
    await until('joined', () => a.state('p2') === 'joined' && a.line('p1')?.handling?.parts?.[0] === 'p2');
    await a.window.call('partWarning', { id: 'p1', other: 'p2' });
    await until('apart', () => a.state('p2') === 'new' && a.line('p1')?.handling?.parts === undefined);
    await expect(a.window.call('snoozeWarning', { id: 'p1', until: instant(1) })).rejects.toMatchObject({
      problem: { code: 'snooze-past' },
    });
    const { incident: made } = await a.window.call('openIncidentFromWarning', { id: 'p1' });
    await until('tied', () => a.line('p1')?.handling?.incidents?.[0] === made);
    await tell('red', { level: 1 });
    await until('there', () => a.line('red') !== undefined);
    const refused = a.window.call('snoozeWarning', { id: 'red', until: 'update' });
    await expect(refused).rejects.toMatchObject({ problem: { code: 'warning-red-not-snoozed' } });

    // The board as it was known before.
    const now = Date.now();
    await a.window.call('closeWarning', { id: 'p1', reason: '雨停' });
    await until('closed', () => a.state('p1') === 'closed');
    const past = a.window.watch('warnings', { past: instant(now) });
    await until('the board of then', () => past.size === 3);
    expect(past.get('p1')).toMatchObject({ handling: { status: { state: 'seen' } }, suggestions: [] });
  }, 60_000);
});

/** The demo's resources with ladders of seconds. */
function inAHurry(): string {
  const resources = path.join(folder, 'resources');
  cpSync(path.join(ROOT, 'resources'), resources, {
    recursive: true,
    filter: (file) => !/icons|pictures|manual|roads|population/.test(path.relative(ROOT, file)),
  });
  const file = path.join(resources, 'demo-city', 'escalation.json');
  const data = JSON.parse(readFileSync(file, 'utf8')) as Escalation;
  for (const [index, rung] of data.levels[1].rungs.entries()) Object.assign(rung, { afterSeconds: 1 + 3 * index });
  writeFileSync(file, JSON.stringify(data));
  return resources;
}
