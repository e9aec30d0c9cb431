import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Core } from '../../electron/core/core.ts';
import { incident, unit } from '../../electron/core/testing/records.ts';
import { TestWindow, until } from '../../electron/core/testing/test-window.ts';
import type { Hub } from '../../hub/hub.ts';
import type { EntityRow, OutboxRow, TimelineRow } from '../../shared/protocol/console-api/rows.ts';
import { BACK, openTwoFeeds, report, seatAt } from './seats.ts';

/** One console: a real core on a profile of its own, and its window. */
class Console {
  readonly core: Core;
  readonly window = new TestWindow();
  readonly incidents: Map<string, EntityRow<'incident'>>;
  readonly resources: Map<string, EntityRow<'resource'>>;
  readonly conflicts: Map<string, EntityRow<'conflict'>>;
  readonly outbox: Map<string, OutboxRow>;

  constructor(profile: string, hub: Hub, officer: string) {
    this.core = seatAt(hub, profile, officer);
    this.core.serve(this.window.channel);
    this.core.run();
    this.incidents = this.window.watch('incidents', {});
    this.resources = this.window.watch('resources', {});
    this.conflicts = this.window.watch('conflicts', {});
    this.outbox = this.window.watch('outbox', {});
  }

  story(topic: string, id: string): Promise<TimelineRow[]> {
    const rows = this.window.watch('timeline', { topic, id });
    return until('story', () => rows.size > 0).then(() => [...rows.values()]);
  }
}

let folder: string;
let hub: Hub;
let consoles: Console[];

async function start(port = 0): Promise<void> {
  hub = await openTwoFeeds(folder, port);
}

beforeEach(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'lianzhi-two-'));
  consoles = [];
  await start();
  expect(await report(hub, 'hotline', 'incident', 'i1', incident({ level: 3 }))).toBe(201);
  expect(await report(hub, 'hotline', 'incident', 'i2', incident({ kind: 'medical' }))).toBe(201);
  expect(
    await report(hub, 'ems', 'resource', 'u1', unit({ kind: 'ambulance', name: { zh: '急救3车', en: 'Ambulance 3' } })),
  ).toBe(201);
});

afterEach(async () => {
  for (const { core } of consoles) await core.stop();
  await hub.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Two seats, both current, then without a hub. */
async function cutOff(): Promise<[Console, Console]> {
  for (const officer of ['zhou-yanning', 'gu-bochuan']) {
    const profile = mkdtempSync(path.join(folder, 'profile-'));
    consoles.push(new Console(profile, hub, officer));
  }
  const [a, b] = consoles as [Console, Console];
  await until('both current', () => consoles.every((one) => one.incidents.size === 2 && one.resources.size === 1));
  await hub.close();
  return [a, b];
}

async function back(): Promise<void> {
  await start(Number(new URL(hub.origin).port));
  const isOpen = (row: OutboxRow): boolean => ['queued', 'sent', 'unknown', 'accepted'].includes(row.status.state);
  await until('settled', () => consoles.every(({ outbox }) => ![...outbox.values()].some(isOpen)), BACK);
}

function promisedTo({ resources }: Console): string | undefined {
  const data = resources.get('u1')?.data;
  return data?.form === 'unit' && data.status.state === 'enRoute' ? data.status.incident : undefined;
}

function dataOf<Row extends { readonly rev: number; readonly data: unknown }>(rows: ReadonlyMap<string, Row>): unknown {
  return [...rows].map(([id, { rev, data }]) => [id, rev, data]).toSorted();
}

async function untilEqual(): Promise<void> {
  const [a, b] = consoles as [Console, Console];
  const all = (one: Console): string =>
    JSON.stringify([one.incidents, one.resources, one.conflicts].map((rows) => dataOf<EntityRow>(rows as never)));
  await until('both seats equal', () => all(a) === all(b));
}

describe('two stations without a hub', () => {
  it('R13, R14: both change the same field and both assign the same ambulance; when the hub is back each question is on both desks, once settled both are equal and the journal tells it', async () => {
    const [a, b] = await cutOff();
    await a.window.call('changeIncident', { id: 'i1', expectedRev: 1, set: { level: 1 } });
    await b.window.call('changeIncident', { id: 'i1', expectedRev: 1, set: { level: 2 } });
    const units = [{ id: 'u1', expectedRev: 1 }];
    await a.window.call('assignUnits', { id: 'i1', expectedRev: 1, units });
    await b.window.call('assignUnits', { id: 'i2', expectedRev: 1, units });
    await until('both promise it', () => promisedTo(a) === 'i1' && promisedTo(b) === 'i2');

    await back();
    const states = (one: Console): string[] => [...one.outbox.values()].map(({ status }) => status.state).toSorted();
    expect([...states(a), ...states(b)].filter((state) => state === 'conflict')).toHaveLength(2);
    expect([...states(a), ...states(b)].filter((state) => state === 'effectSeen')).toHaveLength(4);

    // Both questions on both desks.
    await until('both desks', () => a.conflicts.size === 2 && b.conflicts.size === 2);
    await untilEqual();
    const level = [...a.conflicts.values()].find(({ data }) => data.kind === 'field');
    const promise = [...a.conflicts.values()].find(({ data }) => data.kind === 'doubleCommitment');
    expect(level?.data).toMatchObject({ topic: 'incident', entity: 'i1', fields: [{ field: 'level', base: 3 }] });
    const [field] = level?.data.fields ?? [];
    expect([field?.current, field?.proposed].toSorted()).toEqual([1, 2]);
    expect(level?.data.currentBy?.officer).not.toBe(level?.data.proposedBy.officer);
    expect(promise?.data).toMatchObject({ topic: 'resource', entity: 'u1', title: { zh: '急救3车' } });

    // One seat settles each; a choice of its own for the one, what was proposed for the other.
    const reason = '现场确认';
    const other = { choice: 'other', values: { level: 4 }, reason } as const;
    await b.window.call('resolveConflict', { id: level?.id ?? '', expectedRev: level?.rev ?? 0, ...other });
    const proposed = { choice: 'proposed', reason } as const;
    await a.window.call('resolveConflict', { id: promise?.id ?? '', expectedRev: promise?.rev ?? 0, ...proposed });
    await until('settled', () => [...b.conflicts.values()].every(({ data }) => data.status.state === 'resolved'));
    await until('value', () => a.incidents.get('i1')?.data.level === 4 && b.incidents.get('i1')?.data.level === 4);
    await untilEqual();
    const wanted = (promise?.data.fields[0]?.proposed as { incident?: string } | undefined)?.incident;
    await until('the ambulance', () => promisedTo(a) === wanted && promisedTo(b) === wanted);

    // The journal, on both, in the same words.
    for (const one of consoles) {
      const story = await one.story('incident', 'i1');
      const lines = story.map(({ conflict, set, by }) => {
        const what = conflict === undefined ? set['level'] : (set['status'] as { state?: string } | undefined)?.state;
        return [conflict === undefined ? 'incident' : 'conflict', what, by?.officer];
      });
      const first = level?.data.currentBy?.officer;
      const second = level?.data.proposedBy.officer;
      expect(lines).toContainEqual(['incident', field?.current, first]);
      expect(lines).toContainEqual(['conflict', 'open', second]);
      expect(lines).toContainEqual(['conflict', 'resolved', 'gu-bochuan']);
      expect(lines).toContainEqual(['incident', 4, 'gu-bochuan']);
    }
  }, 60_000);

  it('R14: what does not overlap merges by itself and says so; notes and dispatches of both are there', async () => {
    const [a, b] = await cutOff();
    await a.window.call('changeIncident', { id: 'i1', expectedRev: 1, set: { level: 1 } });
    await b.window.call('changeIncident', { id: 'i1', expectedRev: 1, set: { place: { zh: '滨江路桥' } } });
    await a.window.call('addIncidentNote', { id: 'i1', expectedRev: 1, text: '甲席记' });
    await b.window.call('addIncidentNote', { id: 'i1', expectedRev: 1, text: '乙席记' });
    await back();
    await until('merged', () => consoles.every((one) => one.incidents.get('i1')?.data.place?.zh === '滨江路桥'));
    await until('merged', () => consoles.every((one) => one.incidents.get('i1')?.data.level === 1));
    await untilEqual();
    expect(a.conflicts.size).toBe(0);
    // Records and outbox are two queries; they reach the window one after the other.
    const rows = () => [...a.outbox.values(), ...b.outbox.values()];
    await until('settled', () => rows().every(({ status }) => status.state === 'effectSeen'));
    expect(rows()).toHaveLength(4);
    await until('said to be merged', () => rows().some(({ merged }) => merged === true));
    const notes = (await a.story('incident', 'i1')).map(
      ({ set }) => (set['note'] as { text?: unknown } | undefined)?.text,
    );
    expect(notes).toEqual(expect.arrayContaining([{ zh: '甲席记' }, { zh: '乙席记' }]));
  }, 60_000);
});
