import { useCallback, useMemo, useSyncExternalStore } from 'react';
import type { LinkState } from '../link/link.ts';
import type { SessionInfo } from '../../shared/protocol/console-api/calls.ts';
import type { Instant } from '../../shared/kit/time.ts';
import { useConsole } from './console.ts';

/**
 * What `read` makes of the present second. The component renders again only when the answer differs, so a row that says
 * "13 min" renders once a minute though the clock steps each second.
 */
export function useClock<T extends string | number | boolean>(read: (now: Instant) => T): T {
  const { clock } = useConsole();
  return useSyncExternalStore(clock.subscribe, () => read(clock.now));
}

/** The present second. For a component that draws many ages at once. */
export function useNow(): Instant {
  const { clock } = useConsole();
  return useSyncExternalStore(clock.subscribe, () => clock.now);
}

export function useSession(): SessionInfo | null {
  const { session } = useConsole();
  return useSyncExternalStore(session.subscribe, () => session.info);
}

export function useLinkState(): LinkState {
  const { link } = useConsole();
  const subscribe = useCallback((notify: () => void) => link.onState(notify), [link]);
  return useSyncExternalStore(subscribe, () => link.state);
}

/**
 * A choice that every window of this console shares. `parse` turns whatever is stored (undefined when nothing is) into a
 * value of the right type; it must be stable.
 */
export function usePreference<T>(key: string, parse: (stored: unknown) => T): [T, (value: T) => void] {
  const { preferences } = useConsole();
  const stored = useSyncExternalStore(preferences.subscribe, () => preferences.read(key));
  const value = useMemo(() => parse(stored), [parse, stored]);
  const set = useCallback((next: T) => preferences.set(key, next), [preferences, key]);
  return [value, set];
}
