import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openHub, type Hub } from '../hub.ts';
import { silentLogger } from '../logger.ts';
import { MAX_WARNING_BYTES } from './intake-warnings.ts';

let dataDir: string;
let hub: Hub;

beforeEach(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'intake-'));
  hub = await openHub({
    dataDir,
    port: 0,
    token: 'secret',
    sources: [],
    speed: 1,
    resources: join(import.meta.dirname, '../../resources'),
    log: silentLogger,
    plainFeeds: [{ id: 'weather', name: { zh: '气象', en: 'Weather' }, maxAgeSeconds: 60 }],
  });
});

afterEach(async () => {
  await hub.close();
  rmSync(dataDir, { recursive: true });
});

async function post(body: string, type = 'application/cap+xml', token = 'secret') {
  const response = await fetch(`${hub.origin}/weather/intake`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': type },
    body,
  });
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
}

async function head(): Promise<number> {
  const { feeds } = (await (await fetch(`${hub.origin}/health`)).json()) as { feeds: { head: number }[] };
  return feeds[0]?.head ?? -1;
}

const cap = (identifier: string, info = '') =>
  `<alert xmlns="urn:oasis:names:tc:emergency:cap:1.2"><identifier>${identifier}</identifier><sender>met</sender><sent>2026-06-01T08:00:00+08:00</sent><status>Actual</status><msgType>Alert</msgType><scope>Public</scope>${info}</alert>`;

describe('warnings by HTTP', () => {
  it('H35: a CAP message is taken once; sent again it is known, and nothing is written', async () => {
    expect(await post(cap('A-1'))).toEqual({ status: 201, body: { taken: ['A-1'], repeated: 0, refused: [] } });
    expect(await head()).toBe(1);
    expect(await post(cap('A-1'), 'text/xml; charset=utf-8')).toMatchObject({
      status: 200,
      body: { taken: [], repeated: 1 },
    });
    expect(await head()).toBe(1);
  });

  it('H35: a feed of messages at once: the good ones are taken, the broken one is named and in quarantine', async () => {
    const broken = cap('A-3').replace('+08:00', '');
    const feed = `<alerts>${cap('A-1')}${cap('A-2')}${broken}</alerts>`;
    expect(await post(feed, 'application/xml')).toMatchObject({
      status: 201,
      body: { taken: ['A-1', 'A-2'], refused: [{ code: 'bad-date', column: 'alert[3]/sent' }] },
    });
    expect(await head()).toBe(3);
  });

  it('H36: refused with the reason, and nothing is written: no warning, a DTD, too large, no token', async () => {
    expect(await post('<gpx/>')).toMatchObject({ status: 422, body: { code: 'not-cap' } });
    expect(await post(`<!DOCTYPE alert SYSTEM "http://127.0.0.1:1/x.dtd">${cap('A-1')}`)).toMatchObject({
      status: 422,
      body: { code: 'dtd-refused' },
    });
    expect(await post('<feed xmlns="http://www.w3.org/2005/Atom"/>')).toMatchObject({
      body: { code: 'not-a-warning' },
    });
    expect(await post('x'.repeat(MAX_WARNING_BYTES + 1))).toMatchObject({
      status: 413,
      body: { code: 'report-too-large' },
    });
    expect(await post(cap('A-1'), 'application/cap+xml', 'wrong')).toMatchObject({ status: 401 });
    expect(await post(cap('A-1'), 'text/plain')).toMatchObject({ status: 415 });
    expect(await head()).toBe(0);
  });
});
