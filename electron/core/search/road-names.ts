import type { RoadService } from '../roads/road-service.ts';
import type { Street } from '../roads/streets.ts';
import type { Name } from './name.ts';

/** As streets of the demo city: after districts, with places. */
const WEIGHT = 3;

/** The streets of a road file (`--roads`). Its thread reads the file for it; rejects with what it refuses. */
export async function roadNames(roads: RoadService): Promise<Name[]> {
  const { json } = await roads.ask('streets', {});
  return (JSON.parse(json) as readonly Street[]).map(({ id, name, at, box }): Name => {
    return { kind: 'street', id: `road:${id}`, title: name, note: null, at, box, weight: WEIGHT };
  });
}
