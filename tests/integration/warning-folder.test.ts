import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Core } from '../../electron/core/core.ts';
import { TestWindow, until } from '../../electron/core/testing/test-window.ts';
import { openHub, type Hub } from '../../hub/hub.ts';
import { silentLogger } from '../../hub/logger.ts';
import { messageOf } from '../../shared/domain/alert-message.ts';
import type { EntityRow } from '../../shared/protocol/console-api/rows.ts';
import type { WarningLine, WarningRow } from '../../shared/protocol/console-api/warning-rows.ts';
import { ROOT } from '../fixtures/processes.ts';
import { seatAt, TOKEN } from './seats.ts';

let folder: string;
let inbox: string;
let hub: Hub;
let core: Core;
let window: TestWindow;

beforeEach(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'lianzhi-folder-'));
  inbox = path.join(folder, 'inbox');
  for (const each of [inbox, path.join(folder, 'hub'), path.join(folder, 'profile')]) mkdirSync(each);
  hub = await openHub({
    dataDir: path.join(folder, 'hub'),
    port: 0,
    token: TOKEN,
    sources: [{ kind: 'watch', path: inbox }],
    speed: 1,
    resources: path.join(ROOT, 'resources'),
    log: silentLogger,
  });
  core = seatAt(hub, path.join(folder, 'profile'), 'zhou-yanning');
  window = new TestWindow();
  core.serve(window.channel);
  core.run();
});

afterEach(async () => {
  await core.stop();
  await hub.close();
  rmSync(folder, { recursive: true, force: true });
});

/** As the national system writes it: no namespace, blanks in its times, a colour for a severity, a code for an area. */
function national(identifier: string, colour: string, level: string): string {
  return `<?xml version="1.0" encoding="UTF-8"?>
<alert><identifier>${identifier}</identifier><sender>临江市气象台</sender><senderCode>99010041600000</senderCode>
<sendTime>2026-06-01 08:00:00+08:00</sendTime><status>Actual</status><msgType>Alert</msgType><scope>Public</scope>
<code><method><methodName>SMS</methodName><message>请注意</message></method></code><references/>
<info><language>zh-CN</language><eventType>11B03</eventType><urgency>Unknown</urgency><severity>${colour}</severity>
<certainty>Unknown</certainty><senderName>张三</senderName><headline>临江市气象台发布暴雨${level}预警</headline>
<description>三小时内降雨将达一百毫米以上。</description><area><areaDesc>望江区,望江区</areaDesc>
<polygon/><geocode>990103000000,990103000000</geocode></area></info></alert>`;
}

describe('a file in the folder and the console', () => {
  it('W9: a red national message is at the console: on the board, with its outline, and whole', async () => {
    const warnings: Map<string, WarningRow> = window.watch('warnings', {});
    const alerts: Map<string, EntityRow<'alert'>> = window.watch('alerts', {});
    writeFileSync(path.join(inbox, 'red.xml'), national('99010041600000_20260601080000', 'Red', '红色'));
    await until('on the board', () => warnings.has('99010041600000_20260601080000'));
    const line = warnings.get('99010041600000_20260601080000') as WarningLine;
    expect(line.alert).toMatchObject({
      level: 1,
      event: { zh: '暴雨', en: 'Rainstorm' },
      areas: [{ name: { zh: '望江区' } }],
    });
    const row = alerts.get('99010041600000_20260601080000');
    expect(row?.data).toMatchObject({ origin: 'gb', colour: 'red', signature: { state: 'absent' } });
    expect(row?.data.areas[0]?.polygons[0]?.length).toBeGreaterThan(50);
    const message = row && messageOf(row.data);
    expect(message?.infos[0]).toMatchObject({
      description: '三小时内降雨将达一百毫米以上。',
      areas: [{ polygons: [] }],
    });
    // The person who released it is masked like every person.
    expect(message?.national).toMatchObject({ senderCode: '99010041600000', releasedBy: '张*' });
  });

  it('W9: what is refused is in the console’s quarantine with its reason; a chain that lacks its first says so', async () => {
    const quarantine: Map<string, unknown> = window.watch('quarantine', {});
    const warnings: Map<string, WarningRow> = window.watch('warnings', {});
    writeFileSync(path.join(inbox, 'evil.xml'), `<!DOCTYPE alert>${national('A', 'Red', '红色')}`);
    const update = national('B', 'Blue', '蓝色').replace('>Alert<', '>Update<');
    writeFileSync(path.join(inbox, 'update.xml'), update.replace('<references/>', '<references>A0</references>'));
    await until('in quarantine', () => JSON.stringify([...quarantine.values()]).includes('dtd-refused'));
    await until('on the board', () => warnings.has('B'));
    expect(warnings.get('B')).toMatchObject({ missing: ['A0'] });
  });
});
