import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Core } from '../../electron/core/core.ts';
import { TestWindow, until } from '../../electron/core/testing/test-window.ts';
import type { Hub } from '../../hub/hub.ts';
import { openHub } from '../../hub/hub.ts';
import { silentLogger } from '../../hub/logger.ts';
import { systemClock } from '../../hub/clock.ts';
import { createScenarioSource } from '../../hub/sources/scenario/scenario-source.ts';
import type { Draft, Sink } from '../../hub/sources/source.ts';
import type { Sensor } from '../../shared/domain/resource.ts';
import { instant, MINUTE } from '../../shared/kit/time.ts';
import type { OutboxRow, EntityRow } from '../../shared/protocol/console-api/rows.ts';
import type { RuleDraft, RuleRow } from '../../shared/protocol/console-api/rule-calls.ts';
import { ROOT } from '../fixtures/processes.ts';
import { BACK, openTwoFeeds, report, seatAt } from './seats.ts';

type AlertRow = EntityRow<'alert'>;

/** One console and its window; `own` are the warnings that consoles raised themselves. */
class Console {
  readonly core: Core;
  readonly window = new TestWindow();
  readonly alerts: Map<string, AlertRow>;
  readonly rules: Map<string, RuleRow>;
  readonly outbox: Map<string, OutboxRow>;
  readonly feeds: Map<string, { readonly status: { readonly state: string } }>;

  constructor(profile: string, hub: Hub, officer = 'zhou-yanning') {
    this.core = seatAt(hub, profile, officer);
    this.core.serve(this.window.channel);
    this.core.run();
    this.alerts = this.window.watch('alerts', {});
    this.rules = this.window.watch('rules', {});
    this.outbox = this.window.watch('outbox', {});
    this.feeds = this.window.watch('feeds', {});
  }

  get own(): AlertRow[] {
    return [...this.alerts.values()].filter(({ data }) => data.own);
  }

  /** Not replaced by a later message, and not over. */
  get standing(): AlertRow[] {
    const replaced = new Set(this.own.flatMap(({ data }) => data.references));
    return this.own.filter(({ data }) => !replaced.has(data.identifier) && data.own?.state.is !== 'over');
  }

  async live(): Promise<void> {
    await until('live', () => [...this.feeds.values()].every(({ status }) => status.state === 'live'), BACK);
  }
}

function gauge(value: number, minutesAgo: number, part: Partial<Sensor> = {}): Sensor {
  const reading = { value, at: instant(Date.now() - minutesAgo * MINUTE) };
  const name = { zh: '柳浦雨量站', en: 'Rain Gauge Liupu' };
  return { form: 'sensor', kind: 'rain', name, at: [117.5715, 30.3537], unit: 'mm/h', level: 0, reading, ...part };
}

const RULE: RuleDraft = {
  name: { zh: '低温试验', en: 'Low water' },
  method: 'threshold',
  source: { of: 'sensor', kinds: ['gauge'] },
  districts: [],
  direction: 'below',
  rungs: [{ level: 2, value: 2 }],
  clear: 1.25,
  clearMinutes: 15,
  coolDownMinutes: 10,
  windowMinutes: 60,
  atLeast: 0,
  departments: ['WRB'],
  event: { zh: '水位过低', en: 'Low water' },
  enabled: true,
};

/** No rule looks at vehicles, and they are nine tenths of the night. */
function withoutTraffic(sink: Sink): Sink {
  const isTraffic = (draft: Draft): boolean => draft.op === 'patch' && 'positionAt' in draft.data;
  return {
    ...sink,
    append: (feed, drafts, progress) =>
      sink.append(
        feed,
        drafts.filter((draft) => !isTraffic(draft)),
        progress,
      ),
  };
}

let folder: string;
let hub: Hub;
let consoles: Console[];

function seat(name: string, officer?: string): Console {
  const made = new Console(mkdtempSync(path.join(folder, name)), hub, officer);
  consoles.push(made);
  return made;
}

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'lianzhi-own-'));
  consoles = [];
});

afterEach(async () => {
  for (const { core } of consoles) await core.stop();
  await hub.close();
  rmSync(folder, { recursive: true, force: true });
});

describe('a warning of our own, from a reading to its end', () => {
  const told = (value: number, minutesAgo: number, id = 'G1') =>
    expect(report(hub, 'ems', 'resource', id, gauge(value, minutesAgo))).resolves.toBe(201);

  beforeEach(async () => {
    hub = await openTwoFeeds(folder);
  });

  it('E1 E3 E4 E5: two consoles make one of it; it grows graver, is known after a restart, is overruled, and ends', async () => {
    const a = seat('a');
    const b = seat('b', 'lin-zhiyue');
    await Promise.all([a.live(), b.live()]);
    await until('rules', () => a.rules.size > 0);

    await told(35, 50);
    await until('raised', () => a.standing.length === 1 && b.standing.length === 1);
    const [first] = a.standing;
    expect(first?.data).toMatchObject({
      level: 3,
      colour: 'yellow',
      msgType: 'Alert',
      certainty: 'Likely',
      origin: 'own',
    });
    expect(first?.data.own).toMatchObject({
      rule: 'W-01',
      method: 'threshold',
      value: 35,
      limit: 30,
      state: { is: 'unconfirmed' },
    });
    expect(first?.data.own?.departments).toContain('EMB');

    await told(38, 44);
    await until('confirmed', () => b.standing[0]?.data.own?.state.is === 'confirmed');
    expect(a.own).toHaveLength(1);

    await told(90, 40);
    await until('graver', () => a.standing[0]?.data.level === 1 && b.standing[0]?.data.level === 1);
    const [red] = a.standing;
    expect(red?.data).toMatchObject({ msgType: 'Update', references: [first?.id] });
    expect(red?.data.own?.series.map(({ value }) => value)).toEqual([35, 38, 90]);

    await expect(a.window.call('overruleWarning', { id: red?.id ?? '', level: 1, reason: '仪器' })).rejects.toThrow(
      'overrule-not-lower',
    );
    await a.window.call('overruleWarning', { id: red?.id ?? '', level: 3, reason: '雨量计被水泵冲淋' });
    await until('overruled', () => b.standing[0]?.data.level === 3);
    expect(b.standing[0]?.data.own?.overruled).toMatchObject({ from: 1, to: 3, reason: '雨量计被水泵冲淋' });
    await told(92, 38);

    await b.core.stop();
    consoles.pop();
    const again = new Console(
      path.join(folder, readdirSync(folder).find((name) => name.startsWith('b')) ?? ''),
      hub,
      'lin-zhiyue',
    );
    consoles.push(again);
    await again.live();
    await told(91, 36);
    await told(5, 30);
    await told(4, 20);
    await told(3, 10);
    await until('over', () => a.standing.length === 0 && again.standing.length === 0);
    const last = a.alerts.get(red?.id ?? '');
    expect(last?.data).toMatchObject({ msgType: 'Cancel', urgency: 'Past', level: 3 });
    expect(last?.data.headline).toEqual({
      zh: '柳浦雨量站 雨强，黄色已解除',
      en: 'Rain Gauge Liupu: rain rate, yellow over',
    });
    expect(last?.data.own?.state.is).toBe('over');
    expect(last?.data.expiresAt).toBeLessThanOrEqual(Date.now() + 1_000);
    // Orange had been reached between two readings; each message is one, at both consoles.
    expect(again.own.map(({ id }) => id).toSorted()).toEqual(a.own.map(({ id }) => id).toSorted());
    expect(a.own).toHaveLength(2);
    // What the console says by itself is no order of an officer.
    expect([...a.outbox.values()].map(({ type }) => type)).toEqual(['alert.overrule']);
    expect([...again.outbox.values()]).toEqual([]);
  });

  it('E6: a rule that an officer makes while the hub is away works at once, and both arrive when it is back', async () => {
    const a = seat('a');
    await a.live();
    await told(1.2, 30, 'L1');
    await expect(report(hub, 'ems', 'resource', 'L1', gauge(1.4, 20, { kind: 'gauge', unit: 'm' }))).resolves.toBe(201);
    await expect(report(hub, 'ems', 'resource', 'L2', gauge(8, 20, { kind: 'gauge', unit: 'm' }))).resolves.toBe(201);
    const resources = a.window.watch('resources', {});
    await until('read', () => a.rules.size > 0 && resources.has('L1') && resources.has('L2'));
    const port = Number(new URL(hub.origin).port);
    await hub.close();
    await until('away', () => [...a.feeds.values()].every(({ status }) => status.state !== 'live'), BACK);

    const { id } = await a.window.call('putRule', { rule: RULE });
    await until('rule', () => a.rules.has(id));
    await until('raised offline', () => a.standing.length === 1);
    expect(a.standing[0]?.pending).toHaveLength(1);
    expect(a.standing[0]?.data.own).toMatchObject({ rule: id, ruleVersion: 1, value: 1.4 });

    hub = await openTwoFeeds(folder, port);
    await until('both arrived', () => a.standing.length === 1 && a.standing[0]?.pending === undefined, BACK);
    const row = a.rules.get(id);
    expect(row).toMatchObject({ form: 'rule', fired30: 1, standing: 1, rule: { version: 1 } });
    expect(a.own).toHaveLength(1);

    await a.window.call('enableRule', { id, enabled: false });
    await until('ended with its rule', () => a.standing.length === 0);
    await until('version 2', () => {
      const line = a.rules.get(id);
      return line?.form === 'rule' && line.rule.version === 2 && !line.rule.enabled;
    });
  });

  it('E7: a rule that would always fire, or never could, is refused with its count', async () => {
    const a = seat('a');
    await a.live();
    for (let minute = 60; minute >= 20; minute -= 1) {
      await told(20 + (minute % 7), minute);
    }
    const rain: RuleDraft = {
      ...RULE,
      source: { of: 'sensor', kinds: ['rain'] },
      direction: 'above',
      clear: 0.8,
      rungs: [{ level: 3, value: 10 }],
    };
    const preview = () => a.window.call('previewRule', { rule: rain });
    await until('history', () => a.rules.size > 0);
    let seen = await preview();
    for (let tries = 0; seen.samples < 41 && tries < 50; tries += 1) {
      await new Promise((resolve) => setTimeout(resolve, 100));
      seen = await preview();
    }
    expect(seen).toMatchObject({
      samples: 41,
      overSamples: 41,
      subjects: 1,
      refused: 'rule-matches-everything',
      isComplete: true,
    });
    await expect(a.window.call('putRule', { rule: rain })).rejects.toMatchObject({
      problem: { code: 'rule-matches-everything', params: { over: 41, samples: 41 } },
    });
    const strict = { ...rain, rungs: [{ level: 3 as const, value: 26 }] };
    expect(await a.window.call('previewRule', { rule: strict })).toMatchObject({ count: 1, refused: null });

    const none: RuleDraft = { ...RULE, source: { of: 'sensor', kinds: ['video'] } };
    await expect(a.window.call('putRule', { rule: none })).rejects.toThrow('rule-matches-nothing');
    await expect(
      a.window.call('putRule', { rule: { ...none, departments: ['NOBODY'], enabled: false } }),
    ).rejects.toThrow('rule-department-unknown');
    const wrong = { ...rain, rungs: [{ level: 3 as const, value: 50 }, { level: 2 as const, value: 40 }] }; // prettier-ignore
    await expect(a.window.call('previewRule', { rule: wrong })).rejects.toThrow('rule-rungs-order');
    await expect(a.window.call('previewRule', { rule: { ...rain, clear: Number.NaN } })).rejects.toThrow(
      'bad-arguments',
    );
    expect((await a.window.call('putRule', { rule: { ...none, enabled: false } })).id).toMatch(/^rule:/);
  });
});

describe('the rainstorm night', () => {
  it(
    'E8: rain, water, beds and stock raise warnings with evidence, and rain is over when it is over',
    { timeout: 240_000 },
    async () => {
      const resources = path.join(ROOT, 'resources');
      let join: () => void = () => undefined;
      const joined = new Promise<void>((resolve) => (join = resolve));
      const scenario = await createScenarioSource({
        seed: 1,
        context: { speed: 'max', clock: systemClock, resources, log: silentLogger },
      });
      hub = await openHub({
        dataDir: path.join(folder, 'hub'),
        port: 0,
        token: 'integration',
        // The night begins when the console is there, and is over in some seconds; its times are those of three hours.
        sources: [
          { ...scenario, start: (sink, signal) => joined.then(() => scenario.start(withoutTraffic(sink), signal)) },
        ],
        speed: 'max',
        resources,
        log: silentLogger,
      });
      const a = seat('a');
      await a.live();
      join();
      await hub.played;
      const fired = (id: string): number => {
        const row = a.rules.get(id);
        return row?.form === 'rule' ? row.fired30 : 0;
      };
      await until(
        'all found',
        () => ['W-01', 'W-02', 'W-03', 'W-04', 'W-05', 'W-17'].every((id) => fired(id) > 0),
        60_000,
      );
      await until('rain over', () => {
      const line = a.rules.get('W-01');
      return line?.form === 'rule' && line.standing === 0;
    }, 60_000); // prettier-ignore
      const rains = a.own.filter(({ data }) => data.own?.rule === 'W-01');
      // Each level was a message of its own; the last of them was taken down step by step.
      expect(rains.some(({ id }) => id.includes(':2:'))).toBe(true);
      const underpass = a.own.filter(({ data }) => data.own?.rule === 'W-02' && data.own.subject.id === 'PL-Q1');
      expect(underpass.map(({ data }) => data.level).toSorted()).toEqual([1, 2, 3, 4]);
      const red = underpass.find(({ data }) => data.level === 1)?.data;
      expect(red?.own?.series.length).toBeGreaterThan(20);
      expect(red?.own?.series.some(({ odd }) => odd)).toBe(true);
      expect(red?.answers?.map(({ department }) => department)).toEqual(['TPD', 'DMC']);
      expect([...a.outbox.values()]).toEqual([]);
    },
  );
});
