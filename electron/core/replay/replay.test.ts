import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { instant, MINUTE } from '../../../shared/kit/time.ts';
import type { ReplayPackage } from '../../../shared/protocol/console-api/replay-calls.ts';
import { BEGAN, FloodNight } from '../export/testing/flood-night.ts';
import { packageOf } from '../export/testing/package-of.ts';
import { LogDesk } from '../records/testing/log-desk.ts';
import { replayCalls } from './replay-desk.ts';

let desk: LogDesk;
let folder: string;
let calls: ReturnType<typeof replayCalls>;
let opened: ReplayPackage;
beforeAll(async () => {
  desk = new LogDesk();
  new FloodNight(desk);
  const out = join(desk.profile.path, 'out');
  mkdirSync(out);
  folder = await packageOf(desk, out, { language: 'none' });
  let made = 0;
  calls = replayCalls({ ids: { next: () => `replay-${(made += 1)}` } });
  opened = await calls.openReplay({ folder });
});
afterAll(() => desk.close());

function at(minutes: number) {
  return calls.replayAt({ id: opened.id, at: instant(BEGAN + minutes * MINUTE) });
}

describe('replay', () => {
  it('RE2: a package is verified before it is shown', () => {
    expect(opened.verdict).toMatchObject({ ok: true, firstBad: null, faults: [], attached: 2 });
    expect(opened).toMatchObject({ station: 'station-1', redacted: false, changes: 9 });
  });

  it('RE3: shows what stood at a moment, forwards and back, by the package alone', () => {
    expect(at(-1).incidents).toEqual([]);
    const early = at(1);
    expect(early.incidents).toMatchObject([{ id: 'flood-1', data: { status: { state: 'reported' } } }]);
    expect(early.decisions).toEqual([]);
    const decided = at(5);
    expect(decided.incidents[0]?.data.status.state).toBe('acknowledged');
    expect(decided.decisions).toMatchObject([{ id: 'decision-1', state: 'decided', choice: { en: 'Fastest' } }]);
    const late = at(60);
    expect(late.orders).toMatchObject([{ id: 'order-1', state: 'done', department: 'WRB' }]);
    expect(late.resources.find(({ id }) => id === 'pump-0')?.data).toMatchObject({ status: { state: 'onScene' } });
    expect(at(1)).toEqual(early);
  });

  it('RE3: the same moment looks the same whichever way it is come to', () => {
    const forwards = Array.from({ length: 30 }, (_, minute) => at(minute));
    const backwards = Array.from({ length: 30 }, (_, minute) => at(29 - minute));
    expect(backwards.toReversed()).toEqual(forwards);
  });

  it('RE1: personal fields are masked, also of a package that holds them', () => {
    const text = JSON.stringify(at(60));
    expect(readFileSync(join(folder, 'history.jsonl'), 'utf8')).toContain('13800001111');
    expect(text).not.toContain('13800001111');
    expect(text).not.toContain('王小明');
  });

  it('RE3: counts for the chart, and marks where something was decided', () => {
    expect(opened.series.at(-1)).toMatchObject({ incidents: 1, orders: 0, decisions: 1 });
    expect(opened.marks).toMatchObject([{ what: 'decision' }]);
  });

  it('RE2: a package that was changed can be looked at, and what is wrong is said', async () => {
    const log = readFileSync(join(folder, 'log.txt'), 'utf8');
    writeFileSync(join(folder, 'log.txt'), log.replace('最快', '最慢'));
    const history = readFileSync(join(folder, 'history.jsonl'), 'utf8');
    writeFileSync(
      join(folder, 'history.jsonl'),
      `{"topic":"incident","id":"x","data":{"__proto__":1}}\nnot json\n${history}`,
    );
    const bad = await calls.openReplay({ folder });
    expect(bad.verdict).toMatchObject({ ok: false, firstBad: { no: 3, code: 'signature' } });
    expect(bad.verdict.faults.map(({ about }) => about)).toEqual(expect.arrayContaining(['log.txt', 'history.jsonl']));
    expect(calls.replayAt({ id: bad.id, at: bad.to }).incidents).toMatchObject([{ id: 'flood-1' }]);
    writeFileSync(join(folder, 'log.txt'), log);
    writeFileSync(join(folder, 'history.jsonl'), history);
  });

  it('RE5: a folder that is no package is refused, and so is a replay that was closed', async () => {
    await expect(calls.openReplay({ folder: desk.profile.path })).rejects.toMatchObject({
      problem: { code: 'record-unreadable' },
    });
    await expect(calls.openReplay({ folder: 'relative' })).rejects.toMatchObject({
      problem: { code: 'path-not-absolute' },
    });
    const other = await calls.openReplay({ folder });
    calls.closeReplay({ id: other.id });
    expect(() => calls.replayAt({ id: other.id, at: other.from })).toThrow('replay-closed');
  });
});
