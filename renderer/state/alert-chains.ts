import type { Alert } from '../../shared/domain/alert.ts';
import type { Instant } from '../../shared/kit/time.ts';
import { DAY } from '../../shared/kit/time.ts';
import type { EntityRow } from '../../shared/protocol/console-api/rows.ts';
import { levelRank } from './incident-order.ts';
import type { LiveCollection } from './live-collection.ts';

export type AlertRow = EntityRow<'alert'>;

/** One warning: the message that holds now, and those it replaced. */
export interface AlertChain {
  /** Id of the current message's record. */
  readonly id: string;
  readonly row: AlertRow;
  /** Replaced messages that are here, the newest first. */
  readonly before: readonly AlertRow[];
  /** Identifiers that are referred to and were never received. */
  readonly missing: readonly string[];
}

/** Whether `later` can replace `earlier`. Time decides, so that two messages that name each other do not both vanish. */
function replaces(later: Alert, earlier: Alert): boolean {
  if (later.msgType === 'Ack' || later.msgType === 'Error') return false;
  if (later.sentAt !== earlier.sentAt) return later.sentAt > earlier.sentAt;
  return later.identifier > earlier.identifier;
}

/**
 * CAP messages to warnings: a message that a later one refers to is part of that one's past. Receipts and error notes
 * replace nothing, and stand alone only when what they answer is not here.
 */
export function resolveChains(rows: Iterable<AlertRow>): AlertChain[] {
  const byIdentifier = new Map<string, AlertRow>();
  for (const row of rows) byIdentifier.set(row.data.identifier, row);
  const replaced = new Set<string>();
  for (const { data } of byIdentifier.values()) {
    for (const reference of data.references) {
      const earlier = byIdentifier.get(reference);
      if (!earlier) continue;
      if (replaces(data, earlier.data)) replaced.add(reference);
      else if (data.msgType === 'Ack' || data.msgType === 'Error') replaced.add(data.identifier);
    }
  }
  const chains: AlertChain[] = [];
  for (const row of byIdentifier.values()) {
    if (!replaced.has(row.data.identifier)) chains.push(chainOf(row, byIdentifier));
  }
  return chains.sort(byGravity);
}

function chainOf(row: AlertRow, byIdentifier: ReadonlyMap<string, AlertRow>): AlertChain {
  const seen = new Set([row.data.identifier]);
  const before: AlertRow[] = [];
  const missing: string[] = [];
  const open = [...row.data.references];
  for (let reference = open.pop(); reference !== undefined; reference = open.pop()) {
    if (seen.has(reference)) continue;
    seen.add(reference);
    const earlier = byIdentifier.get(reference);
    if (!earlier) missing.push(reference);
    else {
      before.push(earlier);
      open.push(...earlier.data.references);
    }
  }
  before.sort((a, b) => b.data.sentAt - a.data.sentAt);
  return { id: row.id, row, before, missing };
}

/** The gravest first, then the newest. */
function byGravity(a: AlertChain, b: AlertChain): number {
  return levelRank(a.row.data.level) - levelRank(b.row.data.level) || b.row.data.sentAt - a.row.data.sentAt;
}

export type AlertPhase = 'upcoming' | 'active' | 'open' | 'ended' | 'cancelled';

/** Where a warning stands in time. `open`: in force, and the message gives no end. */
export function phaseOf(alert: Alert, now: Instant): AlertPhase {
  if (alert.msgType === 'Cancel') return 'cancelled';
  if (alert.expiresAt !== undefined && alert.expiresAt <= now) return 'ended';
  if (alert.effectiveAt !== undefined && alert.effectiveAt > now) return 'upcoming';
  return alert.expiresAt === undefined ? 'open' : 'active';
}

/** Exercise, test, system, draft: never counted, never in a banner, always marked. */
export function isReal(alert: Pick<Alert, 'status'>): boolean {
  return alert.status === 'Actual';
}

export function inForce(chain: AlertChain, now: Instant): boolean {
  const phase = phaseOf(chain.row.data, now);
  return isReal(chain.row.data) && phase !== 'ended' && phase !== 'cancelled';
}

/** What deserves the banner: real, graded, in force; without a stated end only for a day. */
export function forBanner(chain: AlertChain, now: Instant): boolean {
  const { level, expiresAt, sentAt } = chain.row.data;
  if (level === 0 || !inForce(chain, now)) return false;
  return expiresAt !== undefined || now - sentAt < DAY;
}

export function selectChains(alerts: LiveCollection<AlertRow>): readonly AlertChain[] {
  return resolveChains(alerts.rows.values());
}
