import { EventEmitter } from 'node:events';
import path from 'node:path';
import { vi } from 'vitest';
import { runDesktopApp } from '../../electron/hosts/desktop/app.ts';
import { StandInElectron } from '../../electron/hosts/desktop/testing/electron-stand-in.ts';
import type { StandInPort } from '../../electron/hosts/desktop/testing/utility-worker.ts';
import { Line } from '../../renderer/link/line.ts';
import { createPortTransport } from '../../renderer/link/port-link.ts';
import type { DesktopBridge } from '../../shared/protocol/bridge.ts';
import { ROOT } from '../fixtures/processes.ts';
import type { LinkUnderTest } from './link-under-test.ts';
import { programsFolder, rendererFolder } from './programs.ts';

/**
 * The desktop host, the preload and the core as they are, over MessagePorts, with a stand-in for the `electron` module;
 * core and hub run as worker threads in place of utility processes.
 */
export async function openDesktopLink(folder: string): Promise<LinkUnderTest> {
  const electron = new StandInElectron();
  const bridge = await loadPreload(electron);
  let send: (message: string) => void = () => undefined;
  const line = new Line(
    createPortTransport({
      connect: (onMessage, onState) => {
        send = bridge.connect(onMessage, onState);
        return send;
      },
    }),
  );
  const printed: string[] = [];
  await runDesktopApp({
    electron: electron.parts(),
    argv: ['electron', '.', '--profile', folder, '--demo', '--speed', '20'],
    machine: { platform: process.platform, home: folder, env: { LANG: 'en' }, cwd: folder },
    programs: programsFolder(path.join(folder, 'programs')),
    renderer: rendererFolder(path.join(folder, 'renderer')),
    preload: '',
    resources: path.join(ROOT, 'resources'),
    print: (text) => printed.push(text),
    printError: (text) => printed.push(text),
  });
  if (electron.exits.length > 0) throw new Error(printed.join('\n'));
  return {
    line,
    sendRaw: (message) => send(message),
    killCore: () =>
      electron.forks
        .filter((fork) => fork.program.endsWith('core.js'))
        .at(-1)
        ?.child.kill(),
    stop: async () => {
      electron.app.emit('window-all-closed');
      while (electron.exits.length === 0) await new Promise((resolve) => setTimeout(resolve, 10));
    },
  };
}

/** Runs the preload itself against what a sandboxed preload gets of Electron. */
async function loadPreload(electron: StandInElectron): Promise<DesktopBridge> {
  const ipcRenderer = new EventEmitter();
  const exposed = new Map<string, unknown>();
  vi.doMock('electron', () => ({
    ipcRenderer,
    contextBridge: { exposeInMainWorld: (name: string, api: unknown) => exposed.set(name, api) },
  }));
  electron.app.on('web-contents-created', (_event, contents: EventEmitter) => {
    contents.on('to-preload', (channel: string, ports: StandInPort[]) => {
      ipcRenderer.emit(channel, { ports: ports.map(({ port }) => port) });
    });
  });
  vi.resetModules();
  await import('../../electron/preload/index.ts');
  vi.doUnmock('electron');
  return exposed.get('lianzhi') as DesktopBridge;
}
