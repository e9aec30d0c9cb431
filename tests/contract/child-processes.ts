import { readdirSync, readFileSync } from 'node:fs';

/** The processes that `pid` started and that still run, from Linux's /proc (no tool needs to be there). */
export function childrenOf(pid: number | undefined): number[] {
  const tasks = `/proc/${pid}/task`;
  const texts = readdirSync(tasks).map((task) => readFileSync(`${tasks}/${task}/children`, 'utf8'));
  return texts
    .flatMap((text) => text.split(' '))
    .filter(Boolean)
    .map(Number)
    .filter(isAlive);
}

/** A process that ended and was not yet waited for does not count. */
export function isAlive(pid: number): boolean {
  try {
    return !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'));
  } catch {
    return false;
  }
}

export function commandOf(pid: number): string {
  return readFileSync(`/proc/${pid}/cmdline`, 'utf8');
}
