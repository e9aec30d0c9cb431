import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Core } from '../../electron/core/core.ts';
import { TestWindow, until } from '../../electron/core/testing/test-window.ts';
import { openHub, type Hub } from '../../hub/hub.ts';
import { silentLogger } from '../../hub/logger.ts';
import { ROOT } from '../fixtures/processes.ts';
import { seatAt, TOKEN } from './seats.ts';

/** The night is played from its beginning, twenty times as fast. */
const PATIENCE = 60_000;

let folder: string;
let hub: Hub;
let core: Core;
const window = new TestWindow();

beforeEach(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'lianzhi-decision-demo-'));
  const profile = path.join(folder, 'profile');
  mkdirSync(profile);
  hub = await openHub({
    dataDir: path.join(folder, 'hub'),
    port: 0,
    token: TOKEN,
    sources: [{ kind: 'scenario', seed: 7 }],
    speed: 20,
    resources: path.join(ROOT, 'resources'),
    log: silentLogger,
  });
  core = seatAt(hub, profile, 'song-linchuan');
  core.serve(window.channel);
  core.run();
});

afterEach(async () => {
  await core.stop();
  await hub.close();
  rmSync(folder, { recursive: true, force: true });
});

describe('a decision in the demo city', () => {
  it(
    'N15, N16, DE5: departments of the demo acknowledge what the decision orders, and their units drive there',
    async () => {
      const [incidents, resources, orders, decisions] = [
        window.watch('incidents', {}),
        window.watch('resources', {}),
        window.watch('orders', {}),
        window.watch('decisions', {}),
      ];
      const free = () =>
        [...resources.values()].flatMap(({ id, data }) =>
          data.form === 'unit' && data.status.state === 'free' && ['engine', 'pump'].includes(data.kind)
            ? [{ id, data }]
            : [],
        );
      const open = () =>
        [...incidents.values()].filter(
          ({ data }) => data.level >= 2 && ['reported', 'acknowledged'].includes(data.status.state),
        );
      await until('an incident waits and units are free', () => open().length > 0 && free().length > 3, PATIENCE);
      const target = open()[0]?.id ?? '';
      const units = [...Map.groupBy(free(), ({ data }) => data.department).values()].flatMap((own) => own.slice(0, 1));
      const { id } = await window.call('draftDecision', {
        kind: 'dispatch',
        question: { zh: '派谁去？' },
        incidents: [target],
        options: [
          {
            aim: 'own',
            name: { zh: '各出一支' },
            isComputed: false,
            figures: [],
            faults: [],
            moves: units.map((unit) => ({ is: 'assign', unit: unit.id, incident: target, seconds: 300 })),
          },
        ],
      });
      const chosen = { id, expectedRev: decisions.get(id)?.rev ?? 1, chosen: 0, reason: '就近', facts: [] };
      expect(await window.call('chooseOption', chosen)).toMatchObject({ state: 'decided', orders: units.length });
      await until(
        'all acknowledged',
        () => {
          return (
            orders.size === units.length &&
            [...orders.values()].every(
              ({ data }) => data.steps.some(({ state }) => state === 'received') && data.status.state !== 'received',
            )
          );
        },
        PATIENCE,
      );
      await until(
        'all under way',
        () => [...orders.values()].every(({ data }) => data.status.state === 'underWay'),
        PATIENCE,
      );
      for (const { data } of orders.values()) {
        expect([...data.steps, data.status].map(({ state }) => state)).toEqual([
          'sent',
          'received',
          'acknowledged',
          'underWay',
        ]);
        expect(data.status.by).toBe(data.to.department);
      }
      // Only a unit that has turned out says when it will be there.
      const drives = units.some(({ id: unit }) => {
        const data = resources.get(unit)?.data;
        return data?.form === 'unit' && (data.status.state !== 'enRoute' || data.status.etaAt !== undefined);
      });
      expect(drives).toBe(true);
    },
    3 * PATIENCE,
  );
});
