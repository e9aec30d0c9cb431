import { useCallback, useMemo } from 'react';
import { usePreference } from '../../state/use-console.ts';
import { MAP_LAYERS_PREFERENCE, parseHiddenLayers } from './layer-choice.ts';
import type { HiddenLayers } from './layer-choice.ts';

/** The officer's choice of layers, and the switch of one of them. */
export function useHiddenLayers(): [HiddenLayers, (layer: string) => void] {
  const [names, setNames] = usePreference(MAP_LAYERS_PREFERENCE, parseHiddenLayers);
  const hidden = useMemo(() => new Set(names), [names]);
  const toggle = useCallback(
    (layer: string) => setNames(names.includes(layer) ? names.filter((name) => name !== layer) : [...names, layer]),
    [names, setNames],
  );
  return [hidden, toggle];
}
