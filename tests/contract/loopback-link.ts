import path from 'node:path';
import { WebSocket } from 'ws';
import { startLoopback } from '../../electron/hosts/loopback/host.ts';
import { Line } from '../../renderer/link/line.ts';
import { createSocketTransport } from '../../renderer/link/socket-link.ts';
import { LINK_PATH } from '../../shared/protocol/console-api/link.ts';
import { ROOT } from '../fixtures/processes.ts';
import { childrenOf, commandOf } from './child-processes.ts';
import type { LinkUnderTest } from './link-under-test.ts';
import { programsFolder, rendererFolder } from './programs.ts';

/** The loopback host as it is, with a real socket from a client that shows the cookie of a real link. */
export async function openLoopbackLink(folder: string): Promise<LinkUnderTest> {
  const started = await startLoopback({
    start: {
      profile: folder,
      source: { mode: 'demo', seed: 1, speed: 20 },
      warnings: { watch: [], poll: [], areas: [] },
    },
    port: 0,
    programs: programsFolder(path.join(folder, 'programs')),
    renderer: rendererFolder(path.join(folder, 'renderer')),
    resources: path.join(ROOT, 'resources'),
    appVersion: '0.0.0-test',
    onTrouble: () => undefined,
  });
  if (started.state !== 'running') throw new Error('the profile was taken');
  const entered = await fetch(started.link, { redirect: 'manual' });
  const cookie = entered.headers.get('set-cookie')?.split(';')[0] ?? '';
  const { host, origin } = new URL(started.link);

  let socket: WebSocket;
  const transport = createSocketTransport({
    open: () => {
      socket = new WebSocket(`ws://${host}${LINK_PATH}`, { headers: { Cookie: cookie }, origin });
      // A refused upgrade is an `error` and then a `close`, as in a browser.
      socket.on('error', () => undefined);
      return socket;
    },
    random: Math.random,
    after: (milliseconds, run) => void setTimeout(run, milliseconds),
  });
  return {
    line: new Line(transport),
    sendRaw: (message) => socket.send(message),
    killCore: () => {
      const program = path.join(folder, 'programs', 'core.js');
      const core = childrenOf(process.pid).find((pid) => commandOf(pid).includes(program));
      if (core === undefined) throw new Error('no core process');
      process.kill(core, 'SIGKILL');
    },
    stop: () => started.stop(),
  };
}
