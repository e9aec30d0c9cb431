import type { Problem } from '../../../shared/kit/problem.ts';
import { betterSqlite } from '../../core/kernel/better-sqlite.ts';
import { systemClock } from '../../core/kernel/system-ports.ts';
import { BytesDoor } from '../../core/launch/bytes-door.ts';
import { removeHostRecord, writeHostRecord } from '../../core/launch/host-file.ts';
import { profileFiles } from '../../core/launch/profile.ts';
import { runConsole, takeProfile, type PreparedStart, type RunningConsole } from '../../core/launch/run-console.ts';
import { randomToken, writePrivateFile } from '../../core/launch/secret-file.ts';
import { StaticFiles } from '../../core/launch/static-files.ts';
import { Access } from './access.ts';
import { forkLauncher } from './fork-child.ts';
import { Relay } from './relay.ts';
import { askForLink } from './second-start.ts';
import { listen, type LoopbackServer } from './server.ts';

export interface LoopbackParts {
  readonly start: PreparedStart;
  readonly port: number;
  /** Folders: the built programs, the built window, the read-only resources. */
  readonly programs: string;
  readonly renderer: string;
  readonly resources: string;
  readonly appVersion: string;
  onTrouble(problem: Problem): void;
}

export type LoopbackStart =
  | { readonly state: 'running'; readonly link: string; stop(): Promise<void> }
  /** Another host has the profile; this is a fresh link to it. */
  | { readonly state: 'already-running'; readonly link: string };

/** Starts the console behind a browser. What was started is stopped again when a later step fails. */
export async function startLoopback(parts: LoopbackParts): Promise<LoopbackStart> {
  const { profile } = parts.start;
  const files = profileFiles(profile);
  const renderer = StaticFiles.load(parts.renderer);
  const lock = takeProfile(parts.start, betterSqlite);
  if (!lock) return { state: 'already-running', link: await askForLink(profile) };

  // A record that a crash left behind names a port that may be anybody's by now; it must go before the new token is there.
  removeHostRecord(files.host);
  const ownerToken = randomToken();
  const access = new Access(ownerToken, systemClock);
  let running: RunningConsole<never> | null = null;
  const relay = new Relay((message) => running?.core.send(message) ?? false);
  const bytes = new BytesDoor((message) => running?.core.send(message) ?? false, systemClock);
  let server: LoopbackServer | null = null;

  async function stop(): Promise<void> {
    removeHostRecord(files.host);
    await server?.close();
    await running?.stop();
    lock?.release();
  }

  try {
    server = await listen({ port: parts.port, files: renderer, access, relay, bytes });
    running = await runConsole({
      start: parts.start,
      resources: parts.resources,
      appVersion: parts.appVersion,
      launch: forkLauncher(parts.programs, profile),
      clock: systemClock,
      events: {
        onReady: () => undefined,
        onLost: () => {
          relay.closeAll();
          bytes.loseAll();
        },
        onBytes: (id, answer) => bytes.take(id, answer),
        onWindowMessage: (window, data) => relay.toWindow(window, data),
        onTrouble: parts.onTrouble,
      },
    });
    writePrivateFile(files.hostToken, ownerToken);
    writeHostRecord(files.host, { pid: process.pid, kind: 'loopback', origin: server.origin, hub: running.hubOrigin });
  } catch (error) {
    await stop();
    throw error;
  }
  return { state: 'running', link: `${server.origin}/?k=${access.mintLink()}`, stop };
}
