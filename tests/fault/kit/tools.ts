import { execFileSync, spawnSync } from 'node:child_process';

/** Whether strace can trace here: null, or why not. As root a missing one is installed once. */
export function straceMissing(): string | null {
  if (works()) return null;
  if (process.getuid?.() !== 0) return 'strace is not installed (apt-get install strace)';
  spawnSync('apt-get', ['install', '-y', '--no-install-recommends', 'strace'], { stdio: 'ignore', timeout: 120_000 });
  if (works()) return null;
  return 'strace cannot be installed or may not trace here';
}

function works(): boolean {
  // Containers may have strace and forbid ptrace.
  return spawnSync('strace', ['-o', '/dev/null', 'true'], { stdio: 'ignore' }).status === 0;
}

/** A small file system of its own, to be filled. */
export interface SmallDisk {
  readonly folder: string;
  remove(): void;
}

/** Mounts a tmpfs of `bytes` on `folder`, or says why that is not possible. */
export function mountSmallDisk(folder: string, bytes: number): SmallDisk | string {
  if (process.platform !== 'linux') return 'tmpfs is a thing of Linux';
  const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${bytes}`, 'tmpfs', folder], { encoding: 'utf8' });
  if (mounted.status !== 0)
    return `tmpfs cannot be mounted: ${mounted.stderr?.trim() || 'not permitted'} (run as root, or under unshare -Urm)`;
  return {
    folder,
    remove() {
      execFileSync('umount', ['-l', folder]);
    },
  };
}
