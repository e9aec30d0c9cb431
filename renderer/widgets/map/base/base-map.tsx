import { useEffect, useState } from 'react';
import { useLanguage } from '../../../text/use-text.ts';
import type { MapEngine } from '../map-engine.ts';
import { CITY, useBaseChoice } from './base-choice.ts';
import { useBaseCounts } from './base-counts.ts';
import { BaseLayer } from './base-layer.ts';
import { useShownSources } from './use-tile-sources.ts';

/** Puts the chosen base map under a map. Draws nothing of its own in the page. */
export function BaseMap({ engine }: { readonly engine: MapEngine }) {
  const [{ base }] = useBaseChoice();
  const { shown } = useShownSources();
  const language = useLanguage();
  const tell = useBaseCounts((state) => state.tell);
  const [layer, setLayer] = useState<BaseLayer | null>(null);

  const isNeeded = shown.length > 0;
  useEffect(() => {
    if (!isNeeded) return;
    const { dataset } = engine.leaflet.getContainer();
    const made = new BaseLayer(engine, language, (counts) => {
      dataset.tiles = String(counts.drawn);
      dataset.tilesMissing = String(counts.missing);
      tell(counts);
    });
    setLayer(made);
    return () => {
      made.remove();
      delete dataset.tiles;
      delete dataset.tilesMissing;
      setLayer(null);
    };
    // eslint-disable-next-line react-hooks/exhaustive-deps -- the language reaches it below
  }, [engine, isNeeded, tell]);

  useEffect(() => engine.showCity(base === CITY), [engine, base]);
  useEffect(() => layer?.setSources(shown), [layer, shown]);
  useEffect(() => layer?.setLanguage(language), [layer, language]);
  return null;
}
