import { mkdirSync, mkdtempSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { systemClock } from '../../clock.ts';
import { openHub, type Hub } from '../../hub.ts';
import { joinStation, type TestStation } from '../../testing/station.ts';
import { createWarningReader } from '../warnings/warning-reader.ts';
import { createWatchSource } from './watch-source.ts';

const RESOURCES = join(import.meta.dirname, '../../../resources');
const TOKEN = 'token-of-this-test';
const quiet = { info: () => undefined, warn: () => undefined, error: () => undefined };

let folder: string;
let inbox: string;
let hub: Hub;
let station: TestStation;

const context = { clock: systemClock, speed: 1, log: quiet, resources: RESOURCES };
const reader = createWarningReader({ resources: RESOURCES, clock: systemClock, log: quiet });
const pace = { look: 20, patience: 300, again: 60, pause: 50 };

async function open(): Promise<void> {
  hub = await openHub({
    dataDir: join(folder, 'data'),
    port: 0,
    token: TOKEN,
    sources: [createWatchSource({ path: inbox, context, reader, pace })],
    speed: 1,
    resources: RESOURCES,
    log: quiet,
  });
  station = await joinStation(hub.feeds[0]?.url ?? '', { token: TOKEN });
  await station.subscribe(null);
}

async function close(): Promise<void> {
  station.close();
  await hub.close();
}

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'watch-'));
  inbox = join(folder, 'inbox');
  mkdirSync(inbox);
  mkdirSync(join(folder, 'data'));
  await open();
});

afterEach(async () => {
  await close();
  rmSync(folder, { recursive: true });
});

const head = (identifier: string) =>
  `<identifier>${identifier}</identifier><sender>某市气象台</sender><sendTime>2026-06-01 08:00:00</sendTime><status>Actual</status><msgType>Alert</msgType><scope>Public</scope>`;

function national(identifier: string, more = ''): string {
  return `<alert>${head(identifier)}<info><eventType>11B03</eventType><urgency>Unknown</urgency><severity>RED</severity><certainty>Unknown</certainty><headline>暴雨红色预警</headline>${more}<area><areaDesc>望江区</areaDesc><geocode>990103000000</geocode></area></info></alert>`;
}

function put(name: string, content: string): void {
  writeFileSync(join(inbox, name), content);
}

/** What the station has been told, in order: `op id`. */
function told(): string[] {
  return station.frames
    .flatMap(({ changes }) => changes as readonly { op: string; id: string }[])
    .map(({ op, id }) => `${op} ${id}`);
}

async function until(...wanted: readonly string[]): Promise<void> {
  await station
    .until(() => wanted.every((one) => told().includes(one)), 8_000)
    .catch(() => {
      throw new Error(`wanted ${wanted.join(', ')}; told ${told().join(', ')}`);
    });
}

const later = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

describe('a folder that is watched', () => {
  it('W1: takes a warning that is put there, with the outline of its code', async () => {
    put('a.xml', national('A-1'));
    await until('put A-1');
    const [change] = station.frames.flatMap(({ changes }) => changes as readonly { data: object }[]);
    expect(change?.data).toMatchObject({
      origin: 'gb',
      colour: 'red',
      level: 1,
      areas: [{ name: { zh: '望江区' }, resolved: true }],
    });
  });

  it('W2: half of a file is waited for, then taken whole', async () => {
    const whole = national('A-1');
    put('a.xml', whole.slice(0, 200));
    await later(150);
    expect(told()).toEqual([]);
    put('a.xml', whole);
    await until('put A-1');
    expect(told()).toEqual(['put A-1']);
  });

  it('W3: what stays half is refused in the end, and taken when it is put right', async () => {
    put('a.xml', national('A-1').slice(0, 200));
    await until('refuse refused:a.xml:1:not-well-formed');
    put('a.xml', national('A-1'));
    await until('put A-1');
  });

  it('W4: a file is taken once, also across a restart and under another name; written anew, it is read again', async () => {
    put('a.xml', national('A-1'));
    await until('put A-1');
    await close();
    await open();
    put('copy.xml', national('A-1'));
    put('b.xml', national('A-2'));
    await until('put A-2');
    await later(150);
    expect(told().filter((one) => one.includes('A-1'))).toEqual([]);
    put('a.xml', national('A-3'));
    await until('put A-3');
  });

  it('W5: each refused file is in quarantine with its reason', async () => {
    put(
      'dtd.xml',
      `<!DOCTYPE alert [<!ENTITY x SYSTEM "file:///etc/passwd">]>${national('A-1').replace('暴雨红色预警', '&x;')}`,
    );
    put('other.xml', '<gpx/>');
    put('latin.txt', 'x'.repeat(20));
    put('empty.cap', '');
    await until(
      'refuse refused:dtd.xml:dtd-refused',
      'refuse refused:other.xml:not-cap',
      'refuse refused:latin.txt:1:not-well-formed',
      'refuse refused:empty.cap:empty-file',
    );
  });

  it('W6: names of files that are being brought, hidden ones, other endings and links are passed over; sub-folders are not', async () => {
    writeFileSync(join(folder, 'outside.xml'), national('A-0'));
    symlinkSync(join(folder, 'outside.xml'), join(inbox, 'link.xml'));
    put('.hidden.xml', national('A-1'));
    put('b.xml.part', national('A-2'));
    put('notes.md', 'x');
    mkdirSync(join(inbox, '20260601'));
    put('20260601/c.xml', national('A-3'));
    await until('put A-3');
    renameSync(join(inbox, 'b.xml.part'), join(inbox, 'b.xml'));
    await until('put A-2');
    expect(told()).toEqual(['put A-3', 'put A-2']);
  });

  it('W7: a folder that is gone is told, and taken from again when it is back', async () => {
    renameSync(inbox, join(folder, 'away'));
    await until('refuse refused:inbox:folder-unreachable');
    renameSync(join(folder, 'away'), inbox);
    put('a.xml', national('A-1'));
    await until('put A-1');
  });

  it('W8: an update for a message that never came, and an end before its beginning, are kept and told', async () => {
    const times = '<onset>2026-06-01 10:00:00</onset><expires>2026-06-01 09:00:00</expires>';
    put(
      'a.xml',
      national('A-2', times).replace('>Alert<', '>Update<').replace('<info>', '<references>A-0</references><info>'),
    );
    await until('put A-2', 'refuse refused:a.xml:info[1]/expires:expires-before-onset');
    const changes = station.frames.flatMap(({ changes: list }) => list as readonly { id: string; data: object }[]);
    expect(changes.find(({ id }) => id === 'A-2')?.data).toMatchObject({
      msgType: 'Update',
      references: ['A-0'],
      verdict: { reasons: expect.arrayContaining(['expires-before-onset']) as unknown },
    });
  });
});
