import type { RecordRow } from '../../../shared/protocol/console-api/record-rows.ts';
import type { Ports } from '../kernel/ports.ts';
import type { Store } from '../store/store.ts';
import { NO_PREV, parseLine } from './entry.ts';
import type { Mirror } from './mirror.ts';
import { providerOf } from './provider.ts';
import type { Recorder } from './recorder.ts';

export interface MendParts {
  readonly ports: Pick<Ports, 'clock' | 'log'>;
  readonly store: Pick<Store, 'read' | 'transact'>;
  readonly recorder: Recorder;
  readonly mirror: Mirror;
}

/**
 * N10: holds the database's log against its copy. A copy that is longer and begins alike gives what is missing back; one that
 * says something else is set aside whole, and that is written into the log. Null: nothing was wrong.
 */
export function mend({ ports, store, recorder, mirror }: MendParts): RecordRow['trouble'] {
  const last = store.read.log.last();
  const end = mirror.end();
  if (!end) return null;
  if (end.no <= (last?.no ?? 0)) {
    if (store.read.log.get(end.no)?.line === end.line) return null;
  } else {
    const lines = mirror.lines();
    const missing = continuation(lines, last);
    if (missing) {
      store.transact(({ write }) => missing.forEach((line) => write.log.add(line)));
      const body = { from: (last?.no ?? 0) + 1, to: end.no };
      ports.log.error('decision log made good from its copy', body);
      recorder.tellAnyway({ kind: 'restored', body });
      return null;
    }
  }
  const aside = mirror.setAside(`log.other-${ports.clock.now()}.txt`);
  ports.log.error('the copy of the decision log is another log', { aside });
  if (last)
    recorder.tellAnyway({ kind: 'gap', body: { code: 'log-copy-differs', aside, entries: last.no, copy: end.no } });
  return { code: 'log-copy-differs', from: last?.no ?? 0, to: end.no };
}

interface Missing {
  readonly no: number;
  readonly kind: string;
  readonly at: number;
  readonly line: string;
  readonly hash: string;
}

/** The lines after the database's last one, when the copy contains that one and its chain holds; null otherwise. */
function continuation(lines: readonly string[], last: { no: number; hash: string } | undefined): Missing[] | null {
  const provider = providerOf('sha256+ed25519');
  const from = last?.no ?? 0;
  const known = from === 0 ? undefined : lines[from - 1];
  if (from > 0 && (known === undefined || provider.hash(Buffer.from(known)) !== last?.hash)) return null;
  let prev = last?.hash ?? NO_PREV;
  const missing: Missing[] = [];
  for (const line of lines.slice(from)) {
    const entry = parseLine(line)?.entry;
    if (!entry || entry.prev !== prev || entry.no !== from + missing.length + 1) return null;
    prev = provider.hash(Buffer.from(line));
    missing.push({ no: entry.no, kind: entry.kind, at: entry.time.entry, line, hash: prev });
  }
  return missing;
}
