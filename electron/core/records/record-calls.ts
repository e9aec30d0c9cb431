import { join } from 'node:path';
import { mayDo, type AuthorityMatrix } from '../../../shared/protocol/authority.ts';
import { ProblemError } from '../../../shared/kit/problem.ts';
import type { CallHandlers } from '../api/call-handlers.ts';
import { boundByDecisions, composeAfterAction } from '../export/after-action.ts';
import { readNames, type NamedOfficer } from '../export/names.ts';
import type { CoreStart } from '../kernel/channel.ts';
import type { Ports } from '../kernel/ports.ts';
import type { Store } from '../store/store.ts';
import type { ActingSeat } from '../sync/seat.ts';
import type { StationKey } from '../exchange/station-key.ts';
import { parseLine, signerOf } from './entry.ts';
import type { Keeper } from './keeper.ts';
import { writePackage, type PackageOrder } from './package/write-package.ts';
import type { Recorder } from './recorder.ts';
import { judge, type Verdict } from './verify.ts';
import { Walk } from './walk.ts';

export interface RecordCallParts {
  readonly ports: Pick<Ports, 'clock' | 'paths' | 'log'>;
  readonly store: Pick<Store, 'read'>;
  readonly recorder: Recorder;
  readonly keeper: Keeper;
  readonly key: StationKey;
  readonly seat: ActingSeat;
  readonly matrix: AuthorityMatrix;
  readonly stationId: string;
  readonly appVersion: string;
  readonly start: Pick<CoreStart, 'mode'>;
  readonly officers: () => readonly NamedOfficer[];
}

type RecordCalls = Pick<CallHandlers, 'recordEntries' | 'verifyRecord' | 'exportRecord' | 'cancelRecordExport'>;

/** Where the demo city lies. A live console tells the time of its machine. */
const DEMO_ZONE = 'Asia/Shanghai';

/** Some milliseconds' worth. */
const WALKED_AT_ONCE = 100;

/** What a window may ask of the decision log. */
export function recordCalls(parts: RecordCallParts): RecordCalls {
  const { ports, store, recorder, keeper, key, seat, matrix, stationId, appVersion, start, officers } = parts;
  let running: { cancelled: boolean } | null = null;

  function mayExport(redacted: boolean): void {
    const action = redacted ? 'record.export' : 'record.exportPersonal';
    if (mayDo(matrix, seat.actor.authority, action)) return;
    throw new ProblemError({ code: 'not-allowed', origin: 'records', params: { action } });
  }

  return {
    recordEntries: ({ before = Number.MAX_SAFE_INTEGER, limit, kinds }) =>
      store.read.log.before(before, limit, kinds).map(({ no, kind, line, hash }) => {
        return { no, kind, hash, entry: parseLine(line)?.entry ?? null };
      }),
    async verifyRecord() {
      const began = ports.clock.monotonic();
      const { ok, entries, firstBad, covered } = await verifyHere(parts);
      return { ok, entries, firstBad, covered, milliseconds: Math.round(ports.clock.monotonic() - began) };
    },
    async exportRecord({ folder, purpose, redacted, language, from = null, until = null, incident = null }) {
      if (running) throw new ProblemError({ code: 'record-export-runs', origin: 'records' });
      mayExport(redacted);
      const by = signerOf(seat.actor);
      const run = { cancelled: false };
      running = run;
      try {
        // N11: that it was taken out, by whom and why, stands in the log and so in the package itself.
        recorder.tell({ kind: 'export', who: by, body: { purpose, redacted } });
        const isDemo = start.mode !== 'live';
        const check = (): void => {
          if (run.cancelled) throw new ProblemError({ code: 'record-export-cancelled', origin: 'records' });
        };
        const order: PackageOrder = {
          folder,
          resources: ports.paths.resources,
          station: stationId,
          publicKey: key.publicKey,
          appVersion,
          at: ports.clock.now(),
          by,
          purpose,
          redacted,
          log: store.read.log,
          notes: keeper.notes(),
          sign: (bytes) => key.signRaw(bytes),
          check,
          attachments: join(ports.paths.profile, 'attachments'),
          alsoBound: () => boundByDecisions(store.read, stationId),
          compose: (draft, written) =>
            composeAfterAction(
              {
                read: store.read,
                names: readNames(ports.paths.resources, isDemo, officers()),
                isDemo,
                zone: isDemo ? DEMO_ZONE : new Intl.DateTimeFormat().resolvedOptions().timeZone,
                language,
                scope: { from, until, incident },
                pace: pacer(ports, check),
                warn: (message, error) => ports.log.warn(message, { error: String(error) }),
              },
              order,
              draft,
              written,
            ),
        };
        return await writePackage(order);
      } finally {
        running = null;
      }
    },
    cancelRecordExport() {
      if (running) running.cancelled = true;
      return null;
    },
  };
}

/** How long a report is made before others have their turn, ms. */
const TURN = 15;

function pacer({ clock }: RecordCallParts['ports'], check: () => void): () => Promise<void> {
  let since = clock.monotonic();
  return async () => {
    check();
    if (clock.monotonic() - since < TURN) return;
    await new Promise<void>((resolve) => void clock.after(0, resolve));
    since = clock.monotonic();
  };
}

/** In pieces: what is going on goes first. */
async function verifyHere({ store, ports, keeper }: RecordCallParts): Promise<Verdict> {
  const checkpoints = keeper.notes();
  const walk = new Walk([]);
  for (let no = 0; ;) {
    const page = store.read.log.after(no, WALKED_AT_ONCE);
    for (const { line } of page) if (!walk.take(line)) return judge(walk, { checkpoints });
    no = page.at(-1)?.no ?? no;
    if (page.length < WALKED_AT_ONCE) return judge(walk, { checkpoints });
    await new Promise<void>((resolve) => void ports.clock.after(0, resolve));
  }
}
