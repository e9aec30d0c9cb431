import { toProblem } from '../../shared/kit/problem.ts';
import type { HostToHub, HubStart, HubToHost } from '../../shared/protocol/hub-process.ts';
import { openHub, type Hub } from '../hub.ts';
import { createLogger } from '../logger.ts';

/** The line to the host that started this process, whatever carries it. */
export interface ParentChannel {
  send(message: HubToHost): void;
  onMessage(listener: (message: unknown) => void): void;
  onClose(listener: () => void): void;
}

/** Electron's utility process; its types are Electron's, which this room does not import. */
interface ParentPort {
  postMessage(message: unknown): void;
  on(event: 'message', listener: (event: { data: unknown }) => void): void;
  on(event: 'close', listener: () => void): void;
}

/** The channel that Node's `fork` or Electron's `utilityProcess.fork` gave this process, or null. */
export function findParentChannel(): ParentChannel | null {
  const port = (process as unknown as { parentPort?: ParentPort }).parentPort;
  if (port) {
    return {
      send: (message) => port.postMessage(message),
      onMessage: (listener) => port.on('message', (event) => listener(event.data)),
      onClose: (listener) => port.on('close', listener),
    };
  }
  if (process.send === undefined) return null;
  return {
    send: (message) => void process.send?.(message),
    onMessage: (listener) => void process.on('message', listener),
    onClose: (listener) => void process.on('disconnect', listener),
  };
}

/**
 * The hub as a host's child: waits for `start`, answers `listening` or `failed`, ends on `stop` or when the host is gone.
 * `end` is called once, with the exit code, after everything is closed.
 */
export function runAsChild(channel: ParentChannel, end: (code: number) => void): { stop(): void } {
  let starting: Promise<Hub> | null = null;
  let ending = false;

  function finish(code: number): void {
    if (ending) return;
    ending = true;
    const closed = starting ? starting.then((hub) => hub.close()) : Promise.resolve();
    closed.then(
      () => end(code),
      () => end(code === 0 ? 1 : code),
    );
  }

  channel.onMessage((message) => {
    const { type } = (message ?? {}) as Partial<HostToHub>;
    if (type === 'stop') finish(0);
    if (type !== 'start' || starting) return;
    starting = start(message as HubStart);
    starting.then(
      (hub) => channel.send({ type: 'listening', origin: hub.origin, feeds: hub.feeds }),
      (error: unknown) => {
        channel.send({ type: 'failed', problem: toProblem(error, 'hub') });
        starting = null;
        finish(2);
      },
    );
  });
  channel.onClose(() => finish(0));
  return { stop: () => finish(0) };
}

function start({ dataDir, port, token, sources, speed, resources, warnings }: HubStart): Promise<Hub> {
  return openHub({ dataDir, port, token, sources, speed, resources, warnings, log: createLogger() });
}
