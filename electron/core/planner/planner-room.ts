import type { CommandRoomParts } from '../command-room-parts.ts';
import { noAreas, readAreas } from '../warning/rules/areas.ts';
import { Planner } from './planner.ts';

/** The planner of this console, put together; it ends with the core. */
export function createPlanner({
  ports,
  start,
  records,
  roads,
  openPlan,
  lifecycle,
  cityFeed,
  hubTime,
}: CommandRoomParts): Planner {
  const areas = start.cityMap ? readAreas(start.resources, ports.log, () => null) : noAreas();
  return lifecycle.add(
    new Planner({
      ports,
      resources: start.resources,
      records,
      roads,
      open: openPlan,
      districtAt: (at) => areas.districtAt(at),
      now: () => {
        const feed = cityFeed();
        return feed === null ? ports.clock.now() : hubTime(feed);
      },
    }),
  );
}
