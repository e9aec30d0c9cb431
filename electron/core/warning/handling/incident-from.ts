import type { Alert } from '../../../../shared/domain/alert.ts';
import type { Incident } from '../../../../shared/domain/incident.ts';
import { reportFeed } from '../../api/incident-calls.ts';
import type { Clock, Ids } from '../../kernel/ports.ts';
import type { CommandDesk, Order } from '../../sync/command-desk.ts';
import type { Standing } from '../board/standing.ts';
import { kindOf, type FusionTable } from '../fusion/fusion-table.ts';
import { shapeOf } from '../fusion/shape.ts';

export interface IncidentFromParts {
  readonly clock: Clock;
  readonly ids: Ids;
  readonly desk: CommandDesk;
  readonly feeds: () => readonly string[];
  readonly table: FusionTable;
}

/** Reports longer than this tell a story; a title does not. */
const TITLE = 200;

/** The order for an incident that a warning reports: its kind by the table, its place the middle of a small area. */
export function incidentFrom({ head }: Standing, { clock, ids, desk, feeds, table }: IncidentFromParts): Order {
  const alert: Alert = desk.seen('alert', head.id);
  const shape = shapeOf(alert);
  const now = clock.now();
  const { zh, en } = alert.headline;
  const place = alert.areas[0]?.name;
  const record: Incident = {
    kind: kindOf(alert.eventCode, table),
    level: alert.level,
    title: { ...(zh !== undefined && { zh: zh.slice(0, TITLE) }), ...(en !== undefined && { en: en.slice(0, TITLE) }) },
    status: { state: 'reported', since: now },
    reportedAt: now,
    channel: 'warning',
    // The middle of half a province is no place.
    ...(shape && shape.size <= table.wideSquareKilometres && { at: shape.middle }),
    ...(place && { place }),
  };
  return {
    type: 'incident.create',
    entityId: ids.next(),
    payload: record,
    expectedRev: null,
    feed: reportFeed(feeds(), undefined),
  };
}
