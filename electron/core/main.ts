import path from 'node:path';
import { toProblem } from '../../shared/kit/problem.ts';
import { createCore, type Core } from './core.ts';
import { findHost, type HostLine } from './host-line.ts';
import { PULSE, type CoreStart } from './kernel/channel.ts';
import { createSystemPorts } from './kernel/system-ports.ts';
import { threadReader } from './geo-files/thread.ts';
import { threadPlans } from './planner/thread.ts';
import { threadLines } from './roads/thread.ts';
import { scanInThreads } from './warning/detect/scan-thread.ts';

/**
 * The core's process, the same on every host. It ends with code 0 when asked to or when its host is gone, with 1 when it
 * cannot start or met what nobody foresaw; the host starts it again, and the store is whole at any moment (R1).
 */
const FAILED = 1;

function main(): void {
  const host = findHost();
  if (!host) {
    process.stderr.write('core: no host; this program is started by one\n');
    process.exit(FAILED);
  }
  let core: Core | null = null;
  let isEnding = false;

  async function end(code: number): Promise<void> {
    if (isEnding) return;
    isEnding = true;
    try {
      await core?.stop();
    } finally {
      host?.send({ type: 'stopped' });
      // Lets the message leave the process.
      setImmediate(() => process.exit(code));
    }
  }

  async function answer(id: number, path: string): Promise<void> {
    if (core) host?.send({ type: 'bytes', id, answer: await core.bytes(path) });
  }

  function fail(what: string, error: unknown): void {
    process.stderr.write(`core: ${what}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
    process.exit(FAILED);
  }

  process.on('uncaughtException', (error) => fail('uncaught exception', error));
  process.on('unhandledRejection', (error) => fail('unhandled rejection', error));
  host.onGone(() => void end(0));
  host.onMessage((message) => {
    if (message.type === 'start' && !core) core = startCore(host, message.start);
    else if (message.type === 'ask') void answer(message.id, message.path);
    else if (message.type === 'stop') void end(0);
  });
  host.onChannel((channel) => {
    if (core) core.serve(channel);
    else channel.close();
  });
}

function startCore(host: HostLine, start: CoreStart): Core | null {
  const ports = createSystemPorts({ profile: start.profile, resources: start.resources });
  try {
    const program = (file: string): string => path.join(import.meta.dirname, file);
    const core = createCore(
      ports,
      start,
      threadLines(program('roads-worker.js')),
      threadReader(program('geo-worker.js')),
      (events, until, settings) => scanInThreads(program('scan-worker.js'), events, until, settings),
      threadPlans(program('plan-worker.js')),
    );
    host.send({ type: 'ready' });
    ports.clock.every(PULSE, () => host.send({ type: 'pulse' }));
    core.run();
    return core;
  } catch (error) {
    const problem = toProblem(error, 'core');
    ports.log.error('core not started', { ...problem, error: String(error) });
    host.send({ type: 'failed', problem });
    setImmediate(() => process.exit(FAILED));
    return null;
  }
}

main();
