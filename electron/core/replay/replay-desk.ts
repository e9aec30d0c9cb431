import { basename, isAbsolute } from 'node:path';
import { ProblemError } from '../../../shared/kit/problem.ts';
import type { ReplayPackage } from '../../../shared/protocol/console-api/replay-calls.ts';
import type { CallHandlers } from '../api/call-handlers.ts';
import type { Ids } from '../kernel/ports.ts';
import type { LogEntry } from '../records/entry.ts';
import { verifyPackage } from '../records/package/read-package.ts';
import { readReplay, type ReplaySource } from './read-replay.ts';
import { Replay } from './replay.ts';

type ReplayCalls = Pick<CallHandlers, 'openReplay' | 'replayAt' | 'closeReplay'>;

/** Packages open at the same time; the one that was opened first goes. */
const MOST_OPEN = 3;
const NO_SPAN = { from: null, to: null };

/** What windows may ask of packages that are played. A package never comes near the store (RE1). */
export function replayCalls({ ids }: { readonly ids: Pick<Ids, 'next'> }) {
  const open = new Map<string, Replay>();

  return {
    async openReplay({ folder }) {
      if (!isAbsolute(folder)) {
        throw new ProblemError({ code: 'path-not-absolute', origin: 'replay', params: { path: folder } });
      }
      // RE2: verified before a byte of it is shown.
      const verdict = await verifyPackage(folder, []);
      const source = await read(folder);
      const replay = new Replay(source);
      const { from, to } = replay.reach ?? NO_SPAN;
      if (from === null || to === null)
        throw new ProblemError({ code: 'replay-empty', origin: 'replay', params: { path: folder } });
      const id = ids.next();
      open.set(id, replay);
      for (const oldest of open.keys()) if (open.size > MOST_OPEN) open.delete(oldest);
      const { manifest } = source;
      const opened: ReplayPackage = {
        id,
        folder,
        name: basename(folder),
        verdict: {
          ok: verdict.ok,
          firstBad: verdict.firstBad,
          faults: verdict.faults,
          covered: verdict.covered,
          ...verdict.attachments,
        },
        station: manifest.station,
        exportedAt: manifest.exportedAt,
        by: manifest.by && { officer: manifest.by.officer, post: manifest.by.post },
        purpose: manifest.purpose,
        redacted: manifest.redacted,
        entries: source.entries.length,
        changes: source.rows.length,
        isCut: manifest.tables?.historyCut ?? false,
        from,
        to,
        spans: manifest.spans,
        marks: marksOf(source),
        series: replay.series(),
      };
      return opened;
    },
    replayAt({ id, at }) {
      const replay = open.get(id);
      if (!replay) throw new ProblemError({ code: 'replay-closed', origin: 'replay' });
      return replay.at(at);
    },
    closeReplay({ id }) {
      open.delete(id);
      return null;
    },
  } satisfies ReplayCalls;
}

async function read(folder: string): Promise<ReplaySource> {
  try {
    return await readReplay(folder);
  } catch (error) {
    throw new ProblemError({ code: 'record-unreadable', origin: 'replay', params: { path: folder } }, error);
  }
}

function marksOf({ entries }: ReplaySource): ReplayPackage['marks'] {
  return entries.flatMap(({ entry }) => {
    const what = markOf(entry);
    return what ? [{ at: entry.time.entry, what }] : [];
  });
}

function markOf({ kind, body }: LogEntry): ReplayPackage['marks'][number]['what'] | null {
  if (kind === 'export') return 'export';
  const command = body['command'];
  const topic = typeof command === 'object' && command !== null && 'topic' in command ? command.topic : null;
  return kind === 'intent' && (topic === 'decision' || topic === 'order') ? topic : null;
}
