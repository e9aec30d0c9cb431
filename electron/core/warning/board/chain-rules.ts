import type { Alert } from '../../../../shared/domain/alert.ts';
import type { Level } from '../../../../shared/domain/common.ts';
import type { Instant } from '../../../../shared/kit/time.ts';

/** What of a message says where it stands in its chain. */
export type ChainLink = Pick<Alert, 'identifier' | 'sentAt' | 'status' | 'msgType' | 'references' | 'level'>;

/** B2: exercise, test, system, draft. A chain is of one sort: no drill replaces what is meant. */
export function isDrill({ status }: Pick<Alert, 'status'>): boolean {
  return status !== 'Actual';
}

/** A receipt or an error note: about a message, never a warning's next state. */
export function isNotice({ msgType }: Pick<Alert, 'msgType'>): boolean {
  return msgType === 'Ack' || msgType === 'Error';
}

/** B1: whether `later` can replace `earlier`. Time decides, so that two messages that name each other do not both vanish. */
export function replaces(later: ChainLink, earlier: ChainLink): boolean {
  if (isNotice(later) || isDrill(later) !== isDrill(earlier)) return false;
  if (later.sentAt !== earlier.sentAt) return later.sentAt > earlier.sentAt;
  return later.identifier > earlier.identifier;
}

/** 1 red … 4 blue, 5 not graded: what is worse is smaller. */
export function gravity(level: Level): number {
  return level === 0 ? 5 : level;
}

/** Where a message stands in time, as far as it tells itself. */
export function timePhase(
  alert: Pick<Alert, 'msgType' | 'expiresAt' | 'effectiveAt'>,
  now: Instant,
): 'cancelled' | 'expired' | 'upcoming' | 'active' | 'open' {
  if (alert.msgType === 'Cancel') return 'cancelled';
  if (alert.expiresAt !== undefined && alert.expiresAt <= now) return 'expired';
  if (alert.effectiveAt !== undefined && alert.effectiveAt > now) return 'upcoming';
  return alert.expiresAt === undefined ? 'open' : 'active';
}
