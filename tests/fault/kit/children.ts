import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';

/** Every process that a fault started. Ended by its own pid, never by a name. */
const alive = new Set<ChildProcess>();

export function own<C extends ChildProcess>(child: C): C {
  alive.add(child);
  child.once('exit', () => alive.delete(child));
  return child;
}

export function hasEnded(child: ChildProcess): boolean {
  return child.exitCode !== null || child.signalCode !== null;
}

/** kill -9, and waits until the system has really let go of it. */
export async function kill9(child: ChildProcess): Promise<void> {
  if (hasEnded(child)) return;
  const ended = once(child, 'exit');
  child.kill('SIGKILL');
  await ended;
}

/** The child of a wrapper such as strace; undefined while it has none. Linux only. */
export function childOf(pid: number): number | undefined {
  try {
    const [first] = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(' ');
    return first ? Number(first) : undefined;
  } catch {
    return undefined;
  }
}

export function endAll(): void {
  for (const child of alive) {
    // A traced process outlives the tracer that is killed.
    const traced = child.pid === undefined ? undefined : childOf(child.pid);
    if (traced !== undefined) tryKill(traced);
    child.kill('SIGKILL');
  }
}

function tryKill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It has ended by itself.
  }
}
