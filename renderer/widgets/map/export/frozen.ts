import { LiveCollection } from '../../../state/live-collection.ts';
import type { MapCollections } from '../map-engine.ts';

function still<Row extends { readonly id: string }>(live: LiveCollection<Row>): LiveCollection<Row> {
  const copy = new LiveCollection<Row>();
  copy.take({ put: [...live.rows.values()], remove: [], complete: live.complete, restart: true });
  return copy;
}

/** The rows as they are at this moment: a picture that takes seconds to draw is of one moment all the same. */
export function frozen({ incidents, resources, alerts, hazards, feeds }: MapCollections): MapCollections {
  return {
    incidents: still(incidents),
    resources: still(resources),
    alerts: still(alerts),
    hazards: still(hazards),
    feeds: still(feeds),
  };
}
