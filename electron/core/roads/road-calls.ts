import type { CallHandlers } from '../api/call-handlers.ts';
import type { RoadService } from './road-service.ts';
import { findUnits, type UnitParts } from './units.ts';

/** As the limit says: what else is assumed is in the README, with its source. */
const SPEED_FACTOR = 1;
const UNITS = 10;
const WITHIN_MINUTES = 60;

type RoadCalls = Pick<CallHandlers, 'roads' | 'route' | 'reach' | 'nearestUnits' | 'travelTimes'>;

/** Questions of a window to the road graph. They only read, so that a locked seat may ask them too. */
export function roadCalls(roads: RoadService, units: UnitParts): RoadCalls {
  return {
    roads: () => (roads.hasRoads ? roads.ask('info', {}) : null),
    route: ({ speedFactor = SPEED_FACTOR, ...args }) => roads.ask('route', { ...args, speedFactor }),
    reach: ({ speedFactor = SPEED_FACTOR, direction = 'outward', withRoads = false, ...args }) =>
      roads.ask('reach', { ...args, direction, withRoads, speedFactor }),
    travelTimes: ({ speedFactor = SPEED_FACTOR, ...args }) => roads.ask('matrix', { ...args, speedFactor }),
    async nearestUnits(args) {
      const { to, closures, speedFactor = SPEED_FACTOR, limit = UNITS, withinMinutes = WITHIN_MINUTES } = args;
      const { states = ['free'], kinds, departments } = args;
      const found = await findUnits(units, { states, kinds, departments });
      return roads.ask('nearest', { to, closures, speedFactor, limit, withinMinutes, units: found });
    },
  };
}
