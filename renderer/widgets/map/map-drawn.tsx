import { AskLayer } from './ask/ask-layer.tsx';
import { BaseMap } from './base/base-map.tsx';
import { DrawingsLayer } from './draw/drawings-layer.tsx';
import { LayersOnMap } from './layers/layers-on-map.tsx';
import type { MapEngine } from './map-engine.ts';

/** All that components draw on a map whether a panel is open or not: on the live map, and on the copy that is exported. */
export function MapDrawn({ engine }: { readonly engine: MapEngine }) {
  return (
    <>
      <DrawingsLayer engine={engine} />
      <AskLayer engine={engine} />
      <LayersOnMap engine={engine} />
      <BaseMap engine={engine} />
    </>
  );
}
