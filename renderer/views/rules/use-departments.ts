import { useMemo, useSyncExternalStore } from 'react';
import { useConsole } from '../../state/console.ts';
import { useFormat } from '../../text/use-text.ts';
import type { Named } from './rule-words.ts';

/** The departments of the city, by name. */
export function useDepartments(): readonly Named[] {
  const { session } = useConsole();
  const info = useSyncExternalStore(session.subscribe, () => session.info);
  const format = useFormat();
  return useMemo(
    () => (info?.departments ?? []).map(({ code, name }) => ({ value: code, label: format.text(name) })),
    [info, format],
  );
}
