import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ProblemError } from '../../../shared/kit/problem.ts';
import { systemClock } from '../kernel/system-ports.ts';
import { ManualClock } from '../testing/manual-clock.ts';
import { openInlineLine, type Ask, type OpenRoadLine, type RoadLineEvents } from './line.ts';
import { encodeRoads } from './roads-file.ts';
import { RoadService } from './road-service.ts';
import { threadLines } from './thread.ts';
import { DEMO_CITY } from './testing/demo.ts';
import { place, smallRoads } from './testing/small-roads.ts';

const log = { info: () => undefined, warn: () => undefined, error: () => undefined };
const clock = systemClock;
const WORKER = join(import.meta.dirname, 'worker.ts');
const route = { from: place(0, 0), to: place(2_000, 500), speedFactor: 1 };

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'roads-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

async function codeOf(answer: Promise<unknown>): Promise<string> {
  try {
    await answer;
  } catch (error) {
    if (error instanceof ProblemError) return error.problem.code;
    throw error;
  }
  return 'answered';
}

/** A thread that takes questions and never says anything. */
class SilentLines {
  readonly asked: Ask[] = [];
  readonly events: RoadLineEvents[] = [];
  ended = 0;

  readonly open: OpenRoadLine = (_source, events) => {
    this.events.push(events);
    return { ask: (message) => void this.asked.push(message), end: () => void (this.ended += 1) };
  };
}

describe('W7: the road thread', () => {
  it('answers as the same program does in one’s own thread, in the order asked', async () => {
    const thread = new RoadService({ clock, log, source: DEMO_CITY, open: threadLines(WORKER) });
    const inline = new RoadService({ clock, log, source: DEMO_CITY, open: openInlineLine });
    try {
      const order: string[] = [];
      const asked = (['info', 'route', 'route'] as const).map((name) =>
        thread.ask(name, route).then((answer) => {
          order.push(name);
          return answer.json;
        }),
      );
      const [info, first, second] = await Promise.all(asked);
      expect(order).toEqual(['info', 'route', 'route']);
      expect(info).toBe((await inline.ask('info', {})).json);
      expect(first).toBe((await inline.ask('route', route)).json);
      expect(second).toBe(first);
      expect(await codeOf(thread.ask('route', { ...route, from: [0, 0] }))).toBe('point-far-from-road');
    } finally {
      thread.stop();
    }
    expect(await codeOf(thread.ask('info', {}))).toBe('roads-ended');
  });

  it('leaves the caller’s event loop free while it works', async () => {
    const thread = new RoadService({ clock, log, source: DEMO_CITY, open: threadLines(WORKER) });
    const points = Array.from({ length: 300 }, (_none, at) => place(20 * at, 10 * at));
    let turns = 0;
    const timer = clock.every(1, () => (turns += 1));
    try {
      await thread.ask('matrix', { from: points, to: points, speedFactor: 1 });
      expect(turns).toBeGreaterThan(5);
    } finally {
      timer.cancel();
      thread.stop();
    }
  });

  it('that ends is begun anew, and what it was asked is refused', async () => {
    const program = join(folder, 'ends.ts');
    const marker = join(folder, 'marker');
    writeFileSync(
      program,
      `import { existsSync, writeFileSync } from 'node:fs';
       import { parentPort } from 'node:worker_threads';
       parentPort?.on('message', ({ id }) => {
         if (existsSync(${JSON.stringify(marker)})) parentPort?.postMessage({ id, ok: true, json: '"again"' });
         else { writeFileSync(${JSON.stringify(marker)}, ''); process.exit(3); }
       });`,
    );
    const service = new RoadService({ clock, log, source: DEMO_CITY, open: threadLines(program) });
    try {
      expect(await codeOf(service.ask('info', {}))).toBe('roads-ended');
      expect((await service.ask('info', {})).json).toBe('"again"');
    } finally {
      service.stop();
    }
  });

  it('that cannot be begun is a refusal, not the core’s end', async () => {
    const service = new RoadService({ clock, log, source: DEMO_CITY, open: threadLines(join(folder, 'none.ts')) });
    expect(await codeOf(service.ask('info', {}))).toBe('roads-ended');
    service.stop();
  });

  it('that is silent too long is ended, with all that waited', async () => {
    const lines = new SilentLines();
    const manual = new ManualClock();
    const service = new RoadService({ clock: manual, log, source: DEMO_CITY, open: lines.open });
    const waiting = [codeOf(service.ask('info', {})), codeOf(service.ask('route', route))];
    manual.pass(20_000);
    expect(await Promise.all(waiting)).toEqual(['roads-too-slow', 'roads-too-slow']);
    expect(lines.ended).toBe(1);
    const next = service.ask('info', {});
    expect(lines.events).toHaveLength(2);
    lines.events[1]?.onTold({ id: lines.asked.at(-1)?.id ?? 0, ok: true, json: '1' });
    expect((await next).json).toBe('1');
  });

  it('takes a bounded number of questions', async () => {
    const lines = new SilentLines();
    const service = new RoadService({ clock, log, source: DEMO_CITY, open: lines.open });
    const waiting = Array.from({ length: 32 }, () => codeOf(service.ask('info', {})));
    expect(await codeOf(service.ask('info', {}))).toBe('roads-busy');
    service.stop();
    expect(new Set(await Promise.all(waiting))).toEqual(new Set(['roads-ended']));
  });
});

describe('W8: which roads', () => {
  it('are none: every question is refused by name', async () => {
    const service = new RoadService({ clock, log, source: null, open: openInlineLine });
    expect(service.hasRoads).toBe(false);
    expect(await codeOf(service.ask('route', route))).toBe('no-roads');
  });

  it('are read again once their file has been put right', async () => {
    const file = join(folder, 'late.roads');
    const service = new RoadService({ clock, log, source: { kind: 'file', file }, open: openInlineLine });
    expect(await codeOf(service.ask('info', {}))).toBe('roads-file-missing');
    writeFileSync(file, Buffer.concat(encodeRoads(smallRoads([place(0, 0), place(9, 0)], [{ from: 0, to: 1 }]))));
    expect(JSON.parse((await service.ask('info', {})).json)).toMatchObject({ source: 'file', roads: 1 });
    service.stop();
  });
});
