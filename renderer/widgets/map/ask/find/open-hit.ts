import type { LonLat } from '../../../../../shared/kit/geo.ts';
import type { EntityRow } from '../../../../../shared/protocol/console-api/rows.ts';
import { useSelection } from '../../../../state/selection.ts';
import { useAsk, type Spot } from '../ask-store.ts';
import type { Hit } from './use-search.ts';

type Rows = ReadonlyMap<string, EntityRow<'resource'>>;

/** Where a hit is now; null for what has no place. */
export function placeOfHit({ at, id, topic }: Hit, resources: Rows): LonLat | null {
  return (topic === 'resource' ? resources.get(id)?.data.at : undefined) ?? at;
}

/** A hit as what a question is about; null for one without a place. */
export function spotOfHit(hit: Hit, resources: Rows): Spot | null {
  const at = placeOfHit(hit, resources);
  const record = hit.topic === 'incident' || hit.topic === 'resource' ? { topic: hit.topic, id: hit.id } : null;
  return at && { at, name: hit.title, record };
}

/** Selects a record; the map, now or when it is next open, flies there, and marks what is no record. */
export function openHit(hit: Hit, resources: Rows): void {
  if (hit.topic) useSelection.getState().select(hit.topic, hit.id, 'command');
  const spot = spotOfHit(hit, resources);
  if (!spot) return;
  flyTo(spot, hit.box);
  if (hit.topic) return;
  const { setMode, setSpot } = useAsk.getState();
  setMode('find');
  setSpot('found', spot);
}

export function flyTo({ at }: Pick<Spot, 'at'>, box: Hit['box'] = null): void {
  useAsk.setState({ flight: { at, box } });
}

/** Marks a place that has no name, and sends the map there. */
export function goToCoordinate(at: LonLat): void {
  const spot: Spot = { at, name: null, record: null };
  const { setMode, setSpot } = useAsk.getState();
  setMode('find');
  setSpot('found', spot);
  flyTo(spot);
}
