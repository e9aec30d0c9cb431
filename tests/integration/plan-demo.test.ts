import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createCore, type Core } from '../../electron/core/core.ts';
import { inlineReader } from '../../electron/core/geo-files/read-geo-file.ts';
import { createSystemPorts } from '../../electron/core/kernel/system-ports.ts';
import { threadPlans } from '../../electron/core/planner/thread.ts';
import { openInlineLine } from '../../electron/core/roads/line.ts';
import { TestWindow, until } from '../../electron/core/testing/test-window.ts';
import { scanHere } from '../../electron/core/warning/rules/warning-rules.ts';
import { openHub, type Hub } from '../../hub/hub.ts';
import { silentLogger } from '../../hub/logger.ts';
import type { PlanQuestion } from '../../shared/protocol/console-api/plan-calls.ts';
import { ROOT } from '../fixtures/processes.ts';
import { TOKEN } from './seats.ts';

const PATIENCE = 60_000;
const RESOURCES = path.join(ROOT, 'resources');
const WEIGHTS = { time: 50, coverage: 50, cost: 50, fairness: 20 };

let folder: string;
let hub: Hub;
let core: Core;
const window = new TestWindow();

beforeEach(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'lianzhi-plan-demo-'));
  const profile = path.join(folder, 'profile');
  mkdirSync(profile);
  hub = await openHub({
    dataDir: path.join(folder, 'hub'),
    port: 0,
    token: TOKEN,
    sources: [{ kind: 'scenario', seed: 7 }],
    speed: 20,
    resources: RESOURCES,
    log: silentLogger,
  });
  const silent = { info: () => undefined, warn: () => undefined, error: () => undefined };
  core = createCore(
    { ...createSystemPorts({ profile, resources: RESOURCES }), log: silent },
    {
      profile,
      resources: RESOURCES,
      appVersion: 'test',
      mode: 'demo',
      officer: 'song-linchuan',
      feeds: hub.feeds.map(({ url }) => ({ url, token: TOKEN })),
      cityMap: true,
    },
    openInlineLine,
    inlineReader,
    scanHere,
    threadPlans(path.join(ROOT, 'electron/core/planner/plan-worker.ts')),
  );
  core.serve(window.channel);
  core.run();
});

afterEach(async () => {
  await core.stop();
  await hub.close();
  rmSync(folder, { recursive: true, force: true });
});

describe('a plan in the demo city', () => {
  it(
    'PL1, PL9: is computed from the live picture over its roads, for units and for goods',
    async () => {
      const [incidents, resources, supplies, runs] = [
        window.watch('incidents', {}),
        window.watch('resources', {}),
        window.watch('supplies', {}),
        window.watch('planRuns', {}),
      ];
      const open = () => [...incidents.values()].filter(({ data }) => data.at && !['closed', 'merged'].includes(data.status.state)); // prettier-ignore
      await until('incidents wait', () => open().length > 0 && resources.size > 100 && supplies.size > 3, PATIENCE);
      const solve = async (question: PlanQuestion) => {
        const { run } = await window.call('startPlan', { question });
        await until('the plan is there', () => !['gathering', 'solving'].includes(runs.get(run)?.state.is ?? 'gathering'), PATIENCE); // prettier-ignore
        return runs.get(run);
      };
      const dispatch = await solve({
        is: 'dispatch',
        incidents: open().map(({ id }) => ({ id, needs: [{ kind: 'police', count: 2 }, { kind: 'engine', count: 1 }], weight: 5 })), // prettier-ignore
        constraints: [{ is: 'keepFree', kind: 'engine', district: '990102', count: 1 }],
        weights: WEIGHTS,
      });
      expect(dispatch?.state.is).toBe('done');
      expect(dispatch?.leftOut.map(({ because }) => because)).not.toContain('roads-unknown');
      expect(dispatch?.options.map(({ aim }) => aim)).toEqual(['fastest', 'coverage', 'cheapest', 'own']);
      const covered = dispatch?.options.map(({ figures }) => figures.find(({ key }) => key === 'covered')?.value ?? -1);
      expect(Math.min(...(covered ?? [-1]))).toBeGreaterThan(0);

      const [shelter] = [...resources.values()].filter(
        ({ data }) => data.form === 'facility' && data.kind === 'shelter',
      );
      const goods = await solve({
        is: 'reallocation',
        points: [{ id: shelter?.id ?? '', wants: [...new Set([...supplies.values()].map(({ data }) => data.good))].slice(0, 4).map((good) => ({ good, quantity: 300, by: null })), weight: 5 }], // prettier-ignore
        constraints: [],
        weights: WEIGHTS,
      });
      expect(goods?.state.is).toBe('done');
      expect(goods?.options.every(({ moves }) => moves.length > 0)).toBe(true);
    },
    3 * PATIENCE,
  );
});
