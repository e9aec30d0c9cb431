import path from 'node:path';
import { createCore, type Core } from '../../electron/core/core.ts';
import type { ExchangeStart } from '../../electron/core/kernel/channel.ts';
import { createSystemPorts } from '../../electron/core/kernel/system-ports.ts';
import { openHub, type Hub } from '../../hub/hub.ts';
import { silentLogger } from '../../hub/logger.ts';
import { ROOT } from '../fixtures/processes.ts';

export const TOKEN = 'integration';
const RESOURCES = path.join(ROOT, 'resources');
const SILENT = { info: () => undefined, warn: () => undefined, error: () => undefined };

/** Reconnecting waits up to some seconds, by its jitter. */
export const BACK = 20_000;

/** A real hub with the feeds `hotline` and `ems`; on the same folder and port it is the one that was closed. */
export function openTwoFeeds(folder: string, port = 0): Promise<Hub> {
  return openHub({
    dataDir: path.join(folder, 'hub'),
    port,
    token: TOKEN,
    sources: [],
    speed: 1,
    resources: RESOURCES,
    log: silentLogger,
    plainFeeds: ['hotline', 'ems'].map((id) => ({ id, name: { zh: id, en: id }, maxAgeSeconds: 30 })),
  });
}

/** A report through the intake. @returns the status of the answer. */
export async function report(hub: Hub, feed: string, topic: string, id: string, data: object): Promise<number> {
  const { status } = await fetch(`${hub.origin}/${feed}/intake`, {
    method: 'POST',
    headers: { authorization: `Bearer ${TOKEN}`, 'content-type': 'application/json' },
    body: JSON.stringify({ topic, id, data }),
  });
  return status;
}

/** A real core on a profile, with an officer of the demo, joined to the feeds of a hub. */
export function seatAt(
  hub: Hub,
  profile: string,
  officer: string,
  exchange?: ExchangeStart,
  resources = RESOURCES,
): Core {
  const ports = { ...createSystemPorts({ profile, resources }), log: SILENT };
  return createCore(ports, {
    profile,
    resources,
    appVersion: 'test',
    mode: 'demo',
    officer,
    feeds: hub.feeds.map(({ url }) => ({ url, token: TOKEN })),
    cityMap: false,
    ...(exchange && { exchange }),
  });
}
