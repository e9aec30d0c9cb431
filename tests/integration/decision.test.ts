import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Core } from '../../electron/core/core.ts';
import { listAttachments } from '../../electron/core/decisions/attachments.ts';
import { hashOfRecord } from '../../electron/core/decisions/evidence.ts';
import { TestWindow, until } from '../../electron/core/testing/test-window.ts';
import { incident, supply, unit } from '../../electron/core/testing/records.ts';
import type { Hub } from '../../hub/hub.ts';
import { instant, MINUTE } from '../../shared/kit/time.ts';
import { ProblemError } from '../../shared/kit/problem.ts';
import type { CallArgs } from '../../shared/protocol/console-api/calls.ts';
import type { EntityRow, OutboxRow } from '../../shared/protocol/console-api/rows.ts';
import { BACK, openTwoFeeds, report, seatAt } from './seats.ts';

/** One pixel. */
const PNG = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';

class Console {
  core: Core;
  window = new TestWindow();
  decisions: Map<string, EntityRow<'decision'>>;
  orders: Map<string, EntityRow<'order'>>;
  resources: Map<string, EntityRow<'resource'>>;
  outbox: Map<string, OutboxRow>;
  readonly profile: string;
  readonly officer: string;

  constructor(profile: string, hub: Hub, officer: string) {
    this.profile = profile;
    this.officer = officer;
    this.core = seatAt(hub, profile, officer);
    [this.decisions, this.orders, this.resources, this.outbox] = this.#open();
  }

  async again(hub: Hub): Promise<void> {
    await this.core.stop();
    this.window = new TestWindow();
    this.core = seatAt(hub, this.profile, this.officer);
    [this.decisions, this.orders, this.resources, this.outbox] = this.#open();
  }

  target(id: string): { readonly id: string; readonly expectedRev: number } {
    return { id, expectedRev: this.decisions.get(id)?.rev ?? 1 };
  }

  #open() {
    this.core.serve(this.window.channel);
    this.core.run();
    const { window } = this;
    return [
      window.watch('decisions', {}),
      window.watch('orders', {}),
      window.watch('resources', {}),
      window.watch('outbox', {}),
    ] as const;
  }
}

let folder: string;
let hub: Hub;
let leader: Console;
let mayor: Console;

const DEPOT = {
  form: 'facility',
  kind: 'depot',
  name: { zh: '一号库' },
  department: 'GSR',
  at: [117.5, 30.3],
  inService: true,
};

beforeEach(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'lianzhi-decision-'));
  hub = await openTwoFeeds(folder);
  await report(hub, 'hotline', 'incident', 'i1', incident({ level: 2, kind: 'waterlog' }));
  await report(hub, 'hotline', 'incident', 'i2', incident({ level: 4, kind: 'waterlog' }));
  await report(hub, 'ems', 'resource', 'u1', unit({ department: 'FRD' }));
  await report(hub, 'ems', 'resource', 'u2', unit({ department: 'DMC', name: { zh: '排水一车' } }));
  for (const id of ['d1', 'd2']) await report(hub, 'ems', 'resource', id, DEPOT);
  for (const depot of ['d1', 'd2']) await report(hub, 'ems', 'supply', `${depot}:sandbag`, supply({ depot }));
  const seats = ['zhou-yanning', 'song-linchuan'].map((officer) => {
    const profile = path.join(folder, officer);
    mkdirSync(profile);
    return new Console(profile, hub, officer);
  });
  [leader, mayor] = seats as [Console, Console];
  await until('all there', () => seats.every(({ resources }) => resources.size === 4));
});

afterEach(async () => {
  for (const { core } of [leader, mayor]) await core.stop();
  await hub.close();
  rmSync(folder, { recursive: true, force: true });
});

async function codeOf(promise: Promise<unknown>): Promise<string> {
  return promise.then(
    () => 'let through',
    (error: unknown) => (error instanceof ProblemError ? error.problem.code : String(error)),
  );
}

function draft(target: string): CallArgs<'draftDecision'> {
  const option = { isComputed: true, figures: [{ key: 'meanResponse', value: 540, unit: 's' }], faults: [] };
  return {
    kind: 'dispatch',
    question: { zh: '两支力量派到哪里？' },
    incidents: [target],
    options: [
      {
        ...option,
        aim: 'fastest',
        name: { zh: '最快' },
        moves: [
          { is: 'assign', unit: 'u1', incident: target, seconds: 400 },
          { is: 'assign', unit: 'u2', incident: target, seconds: 680 },
          {
            is: 'ship',
            from: 'd1',
            to: 'd2',
            good: 'sandbag',
            quantity: 30,
            trips: 1,
            arriveAt: instant(Date.now() + 30 * MINUTE),
          },
          {
            is: 'task',
            task: 'T3',
            name: { zh: '封闭下穿' },
            post: 'TPD-CC',
            dueAt: instant(Date.now() + 20 * MINUTE),
          },
        ],
      },
      { ...option, aim: 'own', name: { zh: '不派' }, moves: [] },
    ],
  };
}

const SHOWN = {
  chosen: 0,
  reason: '最快，其余力量够用',
  facts: [
    { topic: 'incident', id: 'i1' },
    { topic: 'resource', id: 'u1' },
    { topic: 'supply', id: 'd1:sandbag' },
  ],
  picture: { media: 'image/png', width: 1, height: 1, base64: PNG },
  view: { center: [117.5, 30.3], zoom: 12 },
} as const satisfies Omit<CallArgs<'chooseOption'>, 'id' | 'expectedRev'>;

describe('decisions of two consoles', () => {
  it('DE1, DE5: handed to the second person, approved there, and its orders are at both', async () => {
    const { id } = await leader.window.call('draftDecision', draft('i1'));
    await until('drafted at both', () => mayor.decisions.has(id) && leader.decisions.get(id)?.pending === undefined);
    const given = await leader.window.call('chooseOption', { ...leader.target(id), ...SHOWN });
    expect(given).toMatchObject({ state: 'submitted', orders: 0 });
    await until('submitted at both', () => mayor.decisions.get(id)?.data.status.state === 'submitted');
    await until('nothing pending', () => leader.decisions.get(id)?.pending === undefined);
    expect(leader.orders.size).toBe(0);
    expect(await codeOf(leader.window.call('approveDecision', leader.target(id)))).toBe('decision-own-hand');

    expect(await mayor.window.call('approveDecision', mayor.target(id))).toMatchObject({ orders: 4 });
    await until('orders at both', () => leader.orders.size === 4 && mayor.orders.size === 4);
    await until('effects seen', () => [...mayor.outbox.values()].every(({ status }) => status.state === 'effectSeen'));
    const orders = [...leader.orders.values()].map(({ data }) => data);
    expect(orders.map(({ to }) => to.department).toSorted()).toEqual(['DMC', 'FRD', 'GSR', 'TPD']);
    expect(orders.every((order) => order.decision === id && order.status.state === 'sent')).toBe(true);
    expect(orders.find(({ to }) => to.department === 'FRD')).toMatchObject({ incident: 'i1', to: { units: ['u1'] } });
    await until('units under way', () =>
      ['u1', 'u2'].every((unitId) => {
        const data = leader.resources.get(unitId)?.data;
        return data?.form === 'unit' && data.status.state === 'enRoute';
      }),
    );
    const stocks = leader.window.watch('supplies', {});
    await until('moved once', () => stocks.get('d2:sandbag')?.data.quantity === 130);
    expect(stocks.get('d1:sandbag')?.data.quantity).toBe(70);
    const decided = leader.decisions.get(id)?.data;
    expect(decided?.status).toMatchObject({
      state: 'decided',
      by: { officer: 'zhou-yanning' },
      second: { officer: 'song-linchuan' },
    });
    expect(decided?.authority).toEqual({ row: 'PO-003', approvers: ['MAY-2', 'MAY-1', 'PTY-1'], isHeld: false });
  });

  it('DE3, DE4: bound to what was seen, by hashes that anybody can compute again', async () => {
    const { id } = await leader.window.call('draftDecision', draft('i2'));
    expect(await leader.window.call('chooseOption', { ...leader.target(id), ...SHOWN })).toMatchObject({
      state: 'decided',
      orders: 4,
    });
    await until('at the other', () => mayor.decisions.get(id)?.data.status.state === 'decided');
    const bound = mayor.decisions.get(id)?.data.evidence;
    expect(bound?.cursors.map(({ feed }) => feed)).toEqual(['ems', 'hotline']);
    expect(bound?.view).toEqual({ center: [117.5, 30.3], zoom: 12 });
    const facts = bound?.facts ?? [];
    expect(facts.map(({ id: fact, rev }) => [fact, rev])).toEqual([['i1', 1], ['u1', 1], ['d1:sandbag', 1]]); // prettier-ignore
    expect(facts[0]?.sha256).toBe(hashOfRecord(incident({ level: 2, kind: 'waterlog' })));
    expect(facts[2]).toMatchObject({ label: { zh: '沙袋' }, value: { zh: '100 袋' } });
    const picture = bound?.picture?.sha256 ?? '';
    expect(await leader.window.call('attachment', { sha256: picture })).toEqual({ media: 'image/png', base64: PNG });
    expect(await mayor.window.call('attachment', { sha256: picture })).toBeNull();
    expect(listAttachments(leader.profile).map(({ sha256 }) => sha256)).toEqual([picture]);

    // R31: the intent that the log holds binds the same picture.
    const entries = await leader.window.call('recordEntries', { limit: 50, kinds: ['intent'] });
    const intent = entries.map((entry) => JSON.stringify(entry)).find((text) => text.includes('decision.decide'));
    expect(intent).toContain(picture);
    expect(intent).not.toContain('tooLarge');
  });

  it(
    'DE5: decided without a line and killed, everything goes out once when the hub is back',
    async () => {
      const port = Number(new URL(hub.origin).port);
      const { id } = await leader.window.call('draftDecision', draft('i2'));
      await until('drafted', () => mayor.decisions.has(id) && leader.decisions.get(id)?.pending === undefined);
      await hub.close();
      expect(await leader.window.call('chooseOption', { ...leader.target(id), ...SHOWN })).toMatchObject({ orders: 4 });
      await until('shown as pending', () => leader.orders.size === 4);
      await leader.again(hub);
      hub = await openTwoFeeds(folder, port);
      await until('orders at the other', () => mayor.orders.size === 4, BACK);
      await until(
        'all done',
        () => [...leader.outbox.values()].every(({ status }) => status.state === 'effectSeen'),
        BACK,
      );
      expect(leader.orders.size).toBe(4);
      const stocks = mayor.window.watch('supplies', {});
      await until('moved once', () => stocks.get('d2:sandbag')?.data.quantity === 130);
      await until('sent once', () => mayor.resources.get('u1')?.rev === 2);
    },
    3 * BACK,
  );

  it(
    'DE1: what was decided over a text that had changed orders nothing',
    async () => {
      const port = Number(new URL(hub.origin).port);
      const { id } = await leader.window.call('draftDecision', draft('i2'));
      await until('drafted', () => mayor.decisions.has(id) && leader.decisions.get(id)?.pending === undefined);
      await hub.close();
      await leader.window.call('chooseOption', { ...leader.target(id), ...SHOWN });
      await leader.core.stop();
      hub = await openTwoFeeds(folder, port);
      await until('other is back', () => mayor.decisions.has(id));
      await mayor.window.call('changeDecision', { ...mayor.target(id), set: { question: { zh: '先派哪支？' } } });
      await until('changed', () => mayor.decisions.get(id)?.rev === 2, BACK);
      await leader.again(hub);
      await until(
        'refused',
        () =>
          [...leader.outbox.values()].some(
            ({ type, status }) => type === 'decision.decide' && status.state === 'rejected',
          ),
        BACK,
      );
      await until(
        'with all of it',
        () =>
          [...leader.outbox.values()].every(
            ({ status }) => status.state === 'rejected' || status.state === 'effectSeen',
          ),
        BACK,
      );
      const refused = [...leader.outbox.values()].find(({ type }) => type === 'decision.decide');
      expect(refused?.status).toMatchObject({ state: 'rejected', code: 'decision-moved' });
      expect(mayor.orders.size).toBe(0);
      const free = mayor.resources.get('u1')?.data;
      expect(free?.form === 'unit' && free.status.state).toBe('free');
    },
    3 * BACK,
  );
});
