import { randomFillSync } from 'node:crypto';
import { statfsSync } from 'node:fs';
import { instant } from '../../../shared/kit/time.ts';
import { betterSqlite } from './better-sqlite.ts';
import type { Clock, Disk, Ids, Log, Paths, Ports, Timer } from './ports.ts';

/** The ports of any Node host. The only file of the core that touches the machine's clock, chance and streams (K1). */
export function createSystemPorts(paths: Paths): Ports {
  return { clock: systemClock, ids: createIds(), paths, sqlite: betterSqlite, disk: systemDisk, log: createLog() };
}

export const systemDisk: Disk = {
  freeBytes(path) {
    const { bavail, bsize } = statfsSync(path);
    return bavail * bsize;
  },
};

export const systemClock: Clock = {
  now: () => instant(Date.now()),
  monotonic: () => performance.now(),
  after(milliseconds, run): Timer {
    if (milliseconds <= 0) {
      // The next turn of the event loop; a timer of 0 would be one of 1 ms.
      const immediate = setImmediate(run);
      return { cancel: () => clearImmediate(immediate) };
    }
    const timer = setTimeout(run, milliseconds);
    return { cancel: () => clearTimeout(timer) };
  },
  every(milliseconds, run): Timer {
    const timer = setInterval(run, milliseconds);
    return { cancel: () => clearInterval(timer) };
  },
};

/**
 * UUIDv7 (RFC 9562 §5.7 with method 1 of §6.2: a 12-bit counter in rand_a), so that two ids of one millisecond
 * keep their order too.
 */
export function createIds(now: () => number = Date.now): Ids {
  const bytes = new Uint8Array(16);
  let stamp = 0;
  let counter = 0;

  function next(): string {
    const present = now();
    randomFillSync(bytes);
    if (present > stamp) {
      stamp = present;
      // Half of the counter's room stays free for ids of the same millisecond.
      counter = ((bytes[6] ?? 0) << 3) | ((bytes[7] ?? 0) & 0x07);
    } else {
      counter += 1;
      if (counter > 0xfff) {
        counter = 0;
        stamp += 1;
      }
    }
    for (let index = 0; index < 6; index += 1) bytes[index] = Math.floor(stamp / 2 ** (8 * (5 - index))) & 0xff;
    bytes[6] = 0x70 | (counter >>> 8);
    bytes[7] = counter & 0xff;
    bytes[8] = 0x80 | ((bytes[8] ?? 0) & 0x3f);
    const hex = Buffer.from(bytes).toString('hex');
    return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
  }

  return { next, random: Math.random };
}

/** One JSON line per message on the error stream; the host keeps it. */
function createLog(): Log {
  function write(level: string, message: string, fields: Readonly<Record<string, unknown>> = {}): void {
    process.stderr.write(
      `${JSON.stringify({ at: new Date().toISOString(), level, room: 'core', message, ...fields })}\n`,
    );
  }
  return {
    info: (message, fields) => write('info', message, fields),
    warn: (message, fields) => write('warn', message, fields),
    error: (message, fields) => write('error', message, fields),
  };
}
