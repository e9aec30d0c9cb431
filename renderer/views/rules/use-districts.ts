import { useMemo, useSyncExternalStore } from 'react';
import { useConsole } from '../../state/console.ts';
import { useFormat } from '../../text/use-text.ts';
import type { Named } from './rule-words.ts';

/** The districts of the loaded city; none where no ground is loaded. */
export function useDistricts(): { readonly all: readonly Named[]; nameOf(code: string): string } {
  const { city } = useConsole();
  const map = useSyncExternalStore(city.subscribe, () => city.map);
  const format = useFormat();
  return useMemo(() => {
    const all = (map?.districts ?? []).map(({ code, name }) => ({ value: code, label: format.text(name) }));
    const nameOf = (code: string): string => all.find(({ value }) => value === code)?.label ?? code;
    return { all, nameOf };
  }, [map, format]);
}
