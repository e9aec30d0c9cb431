import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { mkdirSync } from 'node:fs';
import { alert } from '../../electron/core/warning/testing/alerts.ts';
import { openHub } from '../../hub/hub.ts';
import { silentLogger } from '../../hub/logger.ts';
import type { Draft, Source } from '../../hub/sources/source.ts';
import { instant, MINUTE } from '../../shared/kit/time.ts';
import type { StormRow, WarningRow } from '../../shared/protocol/console-api/warning-rows.ts';
import { ROOT, temporaryFolder } from '../fixtures/processes.ts';
import { CoreProcess } from './core-process.ts';
import { percentile, report } from './report.ts';

/**
 * A storm: 10,000 warnings in a minute, and once more as fast as the hub gives them, at a real hub and a core in a process of
 * its own. What a window waits for an answer meanwhile, what it is sent, and whether every red one stands singly.
 * `--core FILE` measures a core from its source.
 */
const COUNT = 10_000;
const RED_EVERY = 200;
const KINDS = ['11B03', '11B06', '11B09', '11B14', '11B20'];
const TOKEN = 'bench-token';
const RESOURCES = path.join(ROOT, 'resources');
const FEED = { id: 'met', name: { zh: '气象', en: 'Weather' }, maxAgeSeconds: 60 };
const coreFile = process.argv[process.argv.indexOf('--core') + 1];

function draft(index: number): Draft {
  const isRed = index % RED_EVERY === 0;
  const at = instant(Date.now());
  const district = `d${index % 12}`;
  const [area] = alert().areas;
  const data = alert({
    identifier: `storm-${index}`,
    sentAt: at,
    level: isRed ? 1 : index % 10 === 1 ? 2 : index % 3 === 0 ? 4 : 3,
    eventCode: KINDS[index % KINDS.length] ?? '11B03',
    expiresAt: instant(at + 60 * MINUTE),
    areas: area ? [{ ...area, name: { zh: district }, geocodes: [{ scheme: 'a', value: district }] }] : [],
  });
  return { op: 'put', topic: 'alert', id: `storm-${index}`, at, source: 'bench', data };
}

async function run(pauseMs: number): Promise<Record<string, string | number>> {
  const folder = temporaryFolder();
  let begin: () => void = () => undefined;
  const mayBegin = new Promise<void>((resolve) => {
    begin = resolve;
  });
  const source: Source = {
    name: 'storm',
    feeds: [FEED],
    async start(sink) {
      await mayBegin;
      for (let index = 0; index < COUNT; index += 25) {
        await sink.append(
          'met',
          Array.from({ length: 25 }, (_, offset) => draft(index + offset)),
        );
        await delay(pauseMs);
      }
    },
  };
  const hub = await openHub({
    dataDir: path.join(folder.path, 'hub'),
    port: 0,
    token: TOKEN,
    sources: [source],
    speed: 1,
    resources: RESOURCES,
    log: silentLogger,
  });
  const profile = path.join(folder.path, 'profile');
  mkdirSync(profile);
  const core = await CoreProcess.start(
    {
      profile,
      resources: RESOURCES,
      appVersion: 'bench',
      mode: 'demo',
      officer: 'zhou-yanning',
      feeds: hub.feeds.map(({ url }) => ({ url, token: TOKEN })),
      cityMap: false,
    },
    coreFile,
  );
  const rows = new Map<string, WarningRow>();
  let [messages, characters, biggest, highest] = [0, 0, 0, 0];
  core.follow('warnings', {}, (put, remove) => {
    for (const row of put as WarningRow[]) rows.set(row.id, row);
    for (const id of remove) rows.delete(id);
    const size = JSON.stringify(put).length + JSON.stringify(remove).length;
    messages += 1;
    characters += size;
    biggest = Math.max(biggest, put.length + remove.length);
    highest = Math.max(highest, rows.size);
  });
  let storm: StormRow | null = null;
  core.follow('storm', {}, (put) => {
    storm = (put.at(-1) as StormRow | undefined) ?? storm;
  });
  await delay(1_500);
  const started = performance.now();
  begin();
  const waits: number[] = [];
  const total = (): number => [...rows.values()].reduce((sum, row) => sum + (row.form === 'fold' ? row.count : 1), 0);
  while (total() < COUNT) {
    const asked = performance.now();
    await core.call('authorities', {});
    waits.push(performance.now() - asked);
    await delay(20);
    if (performance.now() - started > 180_000) throw new Error(`only ${total()} came`);
  }
  const seconds = (performance.now() - started) / 1_000;
  const red = [...rows.values()].filter((row) => row.form === 'warning' && row.alert.level === 1).length;
  const { state, folded } = storm ?? { state: 'calm', folded: 0 };
  await core.stop();
  await hub.close();
  folder.remove();
  return {
    pauseMs,
    seconds: Number(seconds.toFixed(1)),
    'answer p50 ms': Number(percentile(waits, 0.5).toFixed(1)),
    'answer p99 ms': Number(percentile(waits, 0.99).toFixed(1)),
    'answer worst ms': Number(Math.max(...waits).toFixed(1)),
    messages,
    'KB to the window': Math.round(characters / 1_000),
    'rows in one message': biggest,
    'rows at most': highest,
    'rows at the end': rows.size,
    red,
    state,
    folded,
  };
}

const results = [await run(150), await run(0)];
report('storm', results, [
  {
    name: 'answer p99 in a minute of 10,000, ms',
    value: Number(results[0]?.['answer p99 ms']),
    limit: 100,
    least: false,
  },
  { name: 'red ones that stand singly', value: Number(results[0]?.['red']), limit: COUNT / RED_EVERY, least: true },
  { name: 'red ones in the burst', value: Number(results[1]?.['red']), limit: COUNT / RED_EVERY, least: true },
  {
    name: 'KB a second to the window',
    value: Math.round(Number(results[0]?.['KB to the window']) / Number(results[0]?.seconds)),
    limit: 500,
    least: false,
  },
]);
