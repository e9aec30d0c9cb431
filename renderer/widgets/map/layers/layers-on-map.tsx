import { PeopleOnMap } from '../population/people-on-map.tsx';
import type { MapEngine } from '../map-engine.ts';
import { useHiddenLayers } from '../use-hidden-layers.ts';
import { ClosuresLayer } from './closures-layer.tsx';
import { FiguresLayer } from './figures-layer.tsx';
import { ViewCommands } from './view-commands.tsx';

/** What the layers panel switches on and does not draw itself; there whether the panel is open or not. */
export function LayersOnMap({ engine }: { readonly engine: MapEngine }) {
  const [hidden] = useHiddenLayers();
  return (
    <>
      <ClosuresLayer engine={engine} shown={!hidden.has('closure')} />
      <FiguresLayer engine={engine} />
      <PeopleOnMap engine={engine} />
      <ViewCommands engine={engine} />
    </>
  );
}
