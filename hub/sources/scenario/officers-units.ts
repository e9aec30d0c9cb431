import { incident as incidentSchema, type Incident } from '../../../shared/domain/incident.ts';
import { unitStatus } from '../../../shared/domain/resource.ts';
import { instant, SECOND, type Instant } from '../../../shared/kit/time.ts';
import type { Sink } from '../source.ts';
import { SCENARIO_FEEDS } from './draft.ts';
import type { FleetUnit } from './inputs.ts';
import type { Simulation } from './simulation.ts';

/**
 * The units of the demo do what officers ordered: where the feed says of a unit what the simulation does not, somebody else said it.
 * One that was sent turns out and drives; one that was released, or whose incident is closed, goes back.
 */
export function createUnitOrders(
  fleet: readonly Pick<FleetUnit, 'id' | 'feed'>[],
  { units }: Pick<Simulation, 'units'>,
  sink: Pick<Sink, 'held'>,
) {
  function find(id: string): Pick<Incident, 'at' | 'status'> | null {
    for (const feed of SCENARIO_FEEDS) {
      const found = sink.held(feed, 'incident', id);
      if (found) return incidentSchema.pick({ at: true, status: true }).loose().parse(found.data);
    }
    return null;
  }

  let lookedAt = instant(0);
  return {
    /** At most once a second of real time. */
    step(now: Instant): void {
      if (now - lookedAt < SECOND) return;
      lookedAt = now;
      for (const { id, feed } of fleet) {
        const said = unitStatus.safeParse(sink.held(feed, 'resource', id)?.data['status']);
        const own = units.statusOf(id);
        if (!said.success || !own) continue;
        const status = said.data;
        const at = 'incident' in own ? own.incident : null;
        const wanted = 'incident' in status ? status.incident : null;
        if (wanted === null) {
          if (at !== null && status.state === 'returning') units.recall(id);
          continue;
        }
        if (wanted === at && own.state !== 'onScene') continue;
        const target = find(wanted);
        const isOver = target === null || target.status.state === 'closed' || target.status.state === 'merged';
        if (wanted === at) {
          if (isOver) units.recall(id);
        } else if (!isOver && target.at) units.send(id, wanted, target.at);
      }
    },
  };
}
