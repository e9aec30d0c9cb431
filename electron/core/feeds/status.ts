import type { SessionState } from './session-state.ts';

/** F1: nothing heard for longer than this is stale, however open the socket looks. Heartbeats come every 2 s. */
const SILENCE = 6_000;

/** The name of a session's `FeedState`; its data is added by the session, which knows the wall clock. */
export type StatusName = 'connecting' | 'catchingUp' | 'live' | 'stale' | 'offline' | 'refused';

export function statusOf({ phase, cursor, heardAt, failure }: SessionState, now: number): StatusName {
  switch (phase.is) {
    case 'idle':
    case 'connecting':
    case 'subscribing':
      return failure === null ? 'connecting' : 'offline';
    case 'waiting':
    case 'stopped':
      return 'offline';
    case 'refused':
      return 'refused';
    case 'snapshot':
    case 'following': {
      if (heardAt === null || now - heardAt > SILENCE) return 'stale';
      const isCaughtUp = phase.is === 'following' && (cursor?.seq ?? 0) >= phase.target;
      return isCaughtUp ? 'live' : 'catchingUp';
    }
  }
}
