import { useCallback, useMemo } from 'react';
import { usePreference } from '../../state/use-console.ts';
import { MAP_LAYERS_PREFERENCE, parseHiddenLayers } from './layer-choice.ts';

/** The names of what is switched off, and a way to switch several at once. */
export function useHiddenLayers(): [
  hidden: ReadonlySet<string>,
  toggle: (layer: string) => void,
  setHidden: (names: readonly string[]) => void,
] {
  const [names, setNames] = usePreference(MAP_LAYERS_PREFERENCE, parseHiddenLayers);
  const hidden = useMemo(() => new Set(names), [names]);
  const toggle = useCallback(
    (layer: string) => setNames(names.includes(layer) ? names.filter((name) => name !== layer) : [...names, layer]),
    [names, setNames],
  );
  return [hidden, toggle, setNames];
}
