import { readFileSync, rmSync } from 'node:fs';
import * as z from 'zod';
import { writePrivateFile } from './secret-file.ts';

/** What a running host leaves in its profile for the next start, for tools and for tests. Holds no secret. */
const hostRecord = z.object({
  pid: z.int().min(1),
  kind: z.enum(['desktop', 'loopback']),
  /** The loopback host's own origin. */
  origin: z.url().nullable(),
  /** The origin of the hub that it started, null with real feeds. */
  hub: z.url().nullable(),
});
export type HostRecord = z.infer<typeof hostRecord>;

export function writeHostRecord(file: string, record: HostRecord): void {
  writePrivateFile(file, JSON.stringify(record));
}

/** Null when there is none yet, or none that can be understood. */
export function readHostRecord(file: string): HostRecord | null {
  try {
    return hostRecord.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    return null;
  }
}

export function removeHostRecord(file: string): void {
  rmSync(file, { force: true });
}
