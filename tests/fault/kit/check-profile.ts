import type { Log } from '../../../electron/core/kernel/ports.ts';
import { createSystemPorts } from '../../../electron/core/kernel/system-ports.ts';
import { openStore } from '../../../electron/core/store/store.ts';
import { ProblemError, type Problem } from '../../../shared/kit/problem.ts';
import Sqlite from 'better-sqlite3';
import path from 'node:path';
import { DATABASE_FILE } from '../../../electron/core/store/open.ts';

/** A thousand repairs would be a thousand lines. */
const SILENT: Log = { info: () => undefined, warn: () => undefined, error: () => undefined };

/** How a profile is after a fault, seen through the real store. */
export type Opened =
  | { readonly outcome: 'opened'; readonly outbox: ReadonlySet<string>; readonly integrity: string }
  | { readonly outcome: 'refused'; readonly problem: Problem };

/** Opens, reads and closes it. Throws when the store throws something that has no name. */
export function openProfile(profile: string): Opened {
  try {
    const store = openStore({ ...createSystemPorts({ profile, resources: profile }), log: SILENT });
    store.close();
  } catch (error) {
    if (error instanceof ProblemError) return { outcome: 'refused', problem: error.problem };
    throw error;
  }
  const db = new Sqlite(path.join(profile, DATABASE_FILE), { readonly: true });
  try {
    const ids = db.prepare('SELECT command_id FROM outbox').pluck().all() as string[];
    const integrity = String(db.pragma('integrity_check(1)', { simple: true }));
    return { outcome: 'opened', outbox: new Set(ids), integrity };
  } finally {
    db.close();
  }
}
