import { mkdtempSync, rmSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DAY, HOUR, instant } from '../../../shared/kit/time.ts';
import type { CommandAnswer } from '../../../shared/protocol/feed/command.ts';
import { systemClock } from '../../clock.ts';
import { openHub, type Hub } from '../../hub.ts';
import { silentLogger } from '../../logger.ts';
import { isElement, readXml } from '../../sources/xml/read-xml.ts';
import { joinStation, type TestStation } from '../../testing/station.ts';

const token = 'correct horse battery staple';
const resources = join(import.meta.dirname, '../../../resources');
const FIRST = '99010000000000_20261124080000_1';
const CANCEL = '99010000000000_20261124090000_2';

let folder: string;
let hub: Hub;
let station: TestStation;
let now: number;
let sent = 0;

async function open(): Promise<void> {
  hub = await openHub({
    dataDir: join(folder, 'data'),
    port: 0,
    token,
    sources: [],
    speed: 'max',
    resources,
    log: silentLogger,
    clock: { ...systemClock, now: () => instant(now) },
    plainFeeds: [{ id: 'city', name: { zh: '市', en: 'City' }, maxAgeSeconds: 10 }],
  });
  station = await joinStation(`${hub.origin}/city`, { token, stationId: 'S1' });
}

async function close(): Promise<void> {
  station.close();
  await hub.close();
}

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'lianzhi-publish-'));
  now = Date.now();
  await open();
});

afterEach(async () => {
  await close();
  rmSync(folder, { recursive: true, force: true });
});

async function give(
  type: string,
  entityId: string,
  payload: unknown,
  officer = 'lin',
  expectedRev: number | null = null,
) {
  sent += 1;
  const answer = await station.ask<CommandAnswer>('command', {
    commandId: `publish-command-${sent}`,
    stationId: 'S1',
    stationSeq: sent,
    actor: { officer, post: 'X', station: 'S1', authority: 'dispatch-iv' },
    type,
    topic: 'release',
    entityId,
    payload,
    expectedRev,
    issuedAt: now,
    expiresAt: now + 60_000,
  });
  expect(answer).toMatchObject({ outcome: 'accepted' });
}

async function release(entityId: string, part: object = {}): Promise<void> {
  const draft = {
    publisher: { sender: 'warning@city.example', name: { zh: '市', en: 'City' }, code: '99010000000000', offset: 480 },
    kind: { is: 'first' },
    reality: 'Actual',
    event: { zh: '内涝', en: 'Flood' },
    eventCode: '11A02',
    category: 'Met',
    colour: 'blue',
    severity: 'Minor',
    urgency: 'Expected',
    certainty: 'Likely',
    headline: { zh: '柳浦区内涝蓝色预警', en: 'Blue flood warning <Liupu>' },
    expiresAt: now + 6 * HOUR,
    areas: [{ name: { zh: '柳浦区' }, polygons: [], circles: [{ center: [117.6, 30.3], radius: 500 }], geocodes: [] }],
    ...part,
  };
  await give('release.draft', entityId, JSON.parse(JSON.stringify(draft)));
  await give('release.submit', entityId, {}, 'lin', 1);
  await give('release.approve', entityId, {}, 'gu', 2);
}

function get(path: string, headers: Record<string, string> = {}): Promise<Response> {
  return fetch(`${hub.origin}/city/${path}`, { headers });
}

async function titles(path = 'cap.atom'): Promise<string[]> {
  const answer = await get(path);
  expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'application/atom+xml; charset=utf-8']);
  const root = readXml(new Uint8Array(await answer.arrayBuffer()));
  if (!isElement(root)) throw new Error(root.code);
  expect(root.namespace).toBe('http://www.w3.org/2005/Atom');
  return root.children
    .filter(({ name }) => name === 'entry')
    .map((entry) => entry.children.find(({ name }) => name === 'title')?.text ?? '');
}

describe('the publishing door', () => {
  it('RE10: what is in force is in the index and its message beside it, also after a restart', async () => {
    expect(await titles()).toEqual([]);
    await give('release.draft', 'draft', draftOnly());
    expect(await titles()).toEqual([]);
    await release(FIRST);
    expect(await titles()).toEqual(['柳浦区内涝蓝色预警 / Blue flood warning <Liupu>']);
    const before = await (await get(`cap/${FIRST}.xml`)).text();
    expect(before).toContain(`<identifier>${FIRST}</identifier>`);
    expect(await (await get(`gb/${FIRST}.xml`)).text()).toContain('<severity>Blue</severity>');
    expect((await get('cap/draft.xml')).status).toBe(404);
    await close();
    await open();
    expect(await titles()).toHaveLength(1);
    expect(await (await get(`cap/${FIRST}.xml`)).text()).toBe(before);
  });

  it('RE10: a cancel takes the place of what it cancels until that would have ended; the message stays to be read', async () => {
    await release(FIRST);
    const part = { kind: { is: 'cancel', of: FIRST }, reason: { zh: '水退', en: 'Water fell' }, expiresAt: undefined };
    await release(CANCEL, { ...part, headline: { zh: '内涝预警解除', en: 'Flood warning lifted' } });
    expect(await titles()).toEqual(['内涝预警解除 / Flood warning lifted']);
    expect((await get(`cap/${FIRST}.xml`)).status).toBe(200);
    expect(await (await get(`cap/${CANCEL}.xml`)).text()).toContain(`<references>warning@city.example,${FIRST},`);
    now += 6 * HOUR + 1;
    expect(await titles()).toEqual([]);
  });

  it('RE10: what has ended leaves the index', async () => {
    await release(FIRST);
    now += DAY;
    expect(await titles()).toEqual([]);
  });

  it('RE6: a drill is in an index of its own and marked in it', async () => {
    await release(FIRST, { reality: 'Exercise' });
    expect(await titles()).toEqual([]);
    expect(await titles('cap-drill.atom')).toEqual(['【演练】柳浦区内涝蓝色预警 / Blue flood warning <Liupu>']);
    expect(await (await get(`cap/${FIRST}.xml`)).text()).toContain('<status>Exercise</status>');
  });

  it('RE10: an unchanged document is not sent again; a changed one is', async () => {
    await release(FIRST);
    for (const path of ['cap.atom', `cap/${FIRST}.xml`]) {
      const etag = (await get(path)).headers.get('etag') ?? '';
      const again = await get(path, { 'if-none-match': `"x", W/${etag}` });
      expect([again.status, await again.text()]).toEqual([304, '']);
    }
    const etag = (await get('cap.atom')).headers.get('etag') ?? '';
    await release(CANCEL);
    expect((await get('cap.atom', { 'if-none-match': etag })).status).toBe(200);
  });

  it('RE10: other feeds, other methods, other hosts and what is no name are refused', async () => {
    expect((await fetch(`${hub.origin}/none/cap.atom`)).status).toBe(404);
    const posted = await fetch(`${hub.origin}/city/cap.atom`, { method: 'POST' });
    expect([posted.status, posted.headers.get('allow')]).toEqual([405, 'GET, HEAD']);
    expect((await get('cap/%E0%A4%A.xml')).status).toBe(404);
    const rebound = await new Promise((resolve, reject) => {
      const url = new URL(`${hub.origin}/city/cap.atom`);
      request(url, { headers: { host: 'attacker.example' } }, ({ statusCode }) => resolve(statusCode))
        .on('error', reject)
        .end();
    });
    expect(rebound).toBe(421);
  });

  it('RE2: the intake releases nothing', async () => {
    const response = await fetch(`${hub.origin}/city/intake`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: JSON.stringify({ topic: 'release', id: FIRST, data: {} }),
    });
    expect([response.status, ((await response.json()) as { code: string }).code]).toEqual([422, 'topic-by-officers']);
  });
});

function draftOnly() {
  return {
    publisher: { sender: 'warning@city.example', name: { zh: '市', en: 'City' }, code: '99010000000000', offset: 480 },
    kind: { is: 'first' },
    reality: 'Actual',
    event: { zh: '内涝' },
    category: 'Met',
    colour: 'blue',
    severity: 'Minor',
    urgency: 'Expected',
    certainty: 'Likely',
    headline: { zh: '草稿' },
    areas: [],
  };
}
