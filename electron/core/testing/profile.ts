import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Clock, Ports } from '../kernel/ports.ts';
import { createSystemPorts } from '../kernel/system-ports.ts';

export interface TestProfile {
  readonly path: string;
  ports(clock?: Clock): Ports;
  remove(): void;
}

/** A profile folder of its own, with the real ports but a silent log and, if wanted, a clock that a test moves. */
export function testProfile(resources = ''): TestProfile {
  const path = mkdtempSync(join(tmpdir(), 'lianzhi-core-'));
  return {
    path,
    ports(clock) {
      const system = createSystemPorts({ profile: path, resources });
      const log = { info: () => undefined, warn: () => undefined, error: () => undefined };
      return { ...system, log, ...(clock && { clock }) };
    },
    // The reserve is put down beside the core's work and may be writing its last slice while the core ends.
    remove: () => rmSync(path, { recursive: true, force: true, maxRetries: 5 }),
  };
}
