import { setImmediate as nextTurn } from 'node:timers/promises';
import { VERDICT_REASONS, type Alert, type VerdictReason } from '../../../shared/domain/alert.ts';
import type { WarningIntake } from '../../../shared/protocol/hub-process.ts';
import type { HubClock } from '../../clock.ts';
import type { Logger } from '../../logger.ts';
import { refuse, type Fault } from '../refuse.ts';
import { readTrust } from '../signature/trust.ts';
import type { Draft } from '../source.ts';
import { loadAreaTable, withOutlines } from './area-table.ts';
import { fitted } from './fit.ts';
import { identify } from './identify.ts';
import { readWarnings } from './read-warnings.ts';

/** What one document gave. */
export interface Reading {
  /** Warnings to put, and refusals for quarantine. */
  readonly drafts: readonly Draft[];
  /** Ids of the warnings that are new or brought up to date. */
  readonly taken: readonly string[];
  readonly repeated: number;
  readonly older: number;
  /** What gave no warning at all. */
  readonly refused: readonly Fault[];
  /** The document is no whole one: perhaps somebody is still writing it. */
  readonly isIncomplete: boolean;
}

export type HeldAlert = (id: string) => Alert | undefined;

export interface WarningReader {
  /** @param name of the file or address, as refusals and the record's source give it: relative, without credentials */
  read(bytes: Uint8Array, name: string, held: HeldAlert, how?: { readonly skipsIndex: boolean }): Promise<Reading>;
}

/** After so long, ms, sockets and timers get their turn. */
const LONGEST_STRETCH = 20;
const INCOMPLETE = new Set(['empty-file', 'not-well-formed', 'not-json', 'bad-encoding']);

export interface WarningReaderOptions extends WarningIntake {
  readonly resources: string;
  readonly clock: HubClock;
  readonly log: Logger;
}

/**
 * The one way in for warnings, whether by folder, poll, replay or HTTP: reads every form, looks at signatures, finds the
 * outlines of geocodes, makes it fit into a message and says which record it is. Throws `area-file-unreadable`.
 */
export function createWarningReader({ resources, trust, areas = [], clock, log }: WarningReaderOptions): WarningReader {
  const table = loadAreaTable(resources, areas);

  function keys() {
    const found = readTrust(trust ?? null);
    if (found.unreadable.length > 0) log.warn('keys that cannot be read', { files: found.unreadable.join(' ') });
    return found.keys;
  }

  return {
    async read(bytes, name, held, how) {
      const now = clock.now();
      const drafts: Draft[] = [];
      const refused: Fault[] = [];
      const taken: string[] = [];
      const count = { repeated: 0, older: 0 };
      /** What this document has given already: two of its messages may be one. */
      const given = new Map<string, Alert>();
      let parts = 0;
      let resumed = performance.now();
      for (const { place, result } of readWarnings(bytes, { keys, now })) {
        parts += 1;
        if (performance.now() - resumed > LONGEST_STRETCH) {
          await nextTurn();
          resumed = performance.now();
        }
        const at = (fault: Fault): Fault => {
          const column = [place, fault.column].filter(Boolean).join('/');
          return column === '' ? fault : { ...fault, column };
        };
        if ('code' in result) {
          refused.push(at(result));
          drafts.push(refuse('alert', name, at(result), now));
          continue;
        }
        // Where the messages themselves were had, the entries that tell of them would be second warnings.
        if (how?.skipsIndex === true && result.alert.verdict?.reasons.includes('index-entry')) continue;
        const alert = completed(result.alert, table);
        const identity = identify(alert, (id) => given.get(id) ?? held(id));
        if (identity.is !== 'new') {
          count[identity.is] += 1;
          continue;
        }
        const { id, beside } = identity;
        if (beside !== null) log.warn('one identifier, two contents', { id, file: name, first: beside });
        given.set(id, alert);
        taken.push(id);
        drafts.push({ op: 'put', topic: 'alert', id, at: alert.sentAt, source: name.slice(-80), data: alert });
        for (const fault of result.faults) drafts.push(refuse('alert', name, at(fault), now));
      }
      const [only] = refused;
      const isIncomplete = parts === 1 && only !== undefined && INCOMPLETE.has(only.code);
      return { drafts, taken, refused, isIncomplete, ...count };
    },
  };
}

/** With the outlines of its codes, small enough to travel, and with what that has shown in its verdict. */
function completed(read: Alert, table: ReturnType<typeof loadAreaTable>): Alert {
  const { alert: placed, unresolved } = withOutlines(read, table);
  const { alert, lost } = fitted(placed);
  const hasNoArea = alert.areas.length === 0 && (alert.msgType === 'Alert' || alert.msgType === 'Update');
  const found: VerdictReason[] = [...lost];
  if (unresolved.length > 0) found.push('area-unresolved');
  if (hasNoArea) found.push('no-area');
  if (found.length === 0 || !alert.verdict) return alert;
  const all = new Set([...alert.verdict.reasons, ...found]);
  return { ...alert, verdict: { ...alert.verdict, reasons: VERDICT_REASONS.filter((reason) => all.has(reason)) } };
}
