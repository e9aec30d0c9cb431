import type { Incident } from '../../../shared/domain/incident.ts';
import { ProblemError } from '../../../shared/kit/problem.ts';
import type { CommandTypeName } from '../../../shared/protocol/commands/command-types.ts';
import type { Queued } from '../../../shared/protocol/console-api/calls.ts';
import type { Clock, Ids } from '../kernel/ports.ts';
import type { ActingSeat } from '../sync/seat.ts';
import type { CommandDesk, Order } from '../sync/command-desk.ts';
import type { CallHandlers } from './call-handlers.ts';
import { writtenText } from './local-text.ts';

/** The feed where an officer's own report belongs when nobody says otherwise. */
const REPORT_FEED = 'hotline';

export interface IncidentCallParts {
  readonly clock: Clock;
  readonly ids: Ids;
  readonly desk: CommandDesk;
  readonly seat: ActingSeat;
  readonly feeds: () => readonly string[];
}

type IncidentCalls = Pick<
  CallHandlers,
  | 'createIncident'
  | 'acknowledgeIncident'
  | 'changeIncident'
  | 'closeIncident'
  | 'mergeIncidents'
  | 'splitIncident'
  | 'addIncidentNote'
>;

interface Target {
  readonly id: string;
  readonly expectedRev: number;
}

/** What an officer does to incidents. One command each; merging and splitting one for each record that they touch. */
export function incidentCalls({ clock, ids, desk, seat, feeds }: IncidentCallParts): IncidentCalls {
  function change(type: CommandTypeName, { id, expectedRev }: Target, payload: unknown): Queued {
    return desk.give({ type, entityId: id, payload, expectedRev });
  }

  return {
    createIncident({ feed, kind, level, title, at, place, note }) {
      const now = clock.now();
      const record: Incident = {
        kind,
        level,
        title: writtenText(title),
        status: { state: 'reported', since: now },
        reportedAt: now,
        channel: 'officer',
        ...(at && { at }),
        ...(place && { place }),
        ...(note && { note: { at: now, by: seat.actor.post, text: writtenText(note) } }),
      };
      const id = ids.next();
      const target = reportFeed(feeds(), feed);
      const order = {
        type: 'incident.create',
        entityId: id,
        payload: record,
        expectedRev: null,
        feed: target,
      } as const;
      return { ...desk.give(order), id };
    },
    acknowledgeIncident: (target) => change('incident.acknowledge', target, {}),
    changeIncident: ({ set, ...target }) => change('incident.change', target, set),
    closeIncident: ({ outcome, ...target }) => change('incident.close', target, { outcome: writtenText(outcome) }),
    addIncidentNote: ({ text, ...target }) => change('incident.addNote', target, { text: writtenText(text) }),
    mergeIncidents({ id, expectedRev, others }) {
      const orders: Order[] = [];
      for (const other of others) {
        const needs = orders.length;
        const reports = desk.seen('incident', other.id).reports ?? 1;
        orders.push({
          type: 'incident.mergeInto',
          entityId: other.id,
          payload: { into: id },
          expectedRev: other.expectedRev,
        });
        // Its reports count there only when it was really given up here.
        orders.push({
          type: 'incident.join',
          entityId: id,
          payload: { others: [other.id], reports },
          expectedRev,
          needs,
        });
      }
      return desk.giveAll(orders);
    },
    splitIncident({ id, expectedRev }) {
      const { status, reports = 1 } = desk.seen('incident', id);
      const split: Order = { type: 'incident.split', entityId: id, payload: {}, expectedRev };
      if (status.state !== 'merged') return desk.giveAll([split]);
      return desk.giveAll([
        split,
        { type: 'incident.part', entityId: status.into, payload: { other: id, reports }, needs: 0 },
      ]);
    },
  };
}

/** Where something new of an officer is kept. Throws `ProblemError` `feed-unknown` or `no-feed`. */
export function reportFeed(joined: readonly string[], wanted: string | undefined): string {
  if (wanted !== undefined && !joined.includes(wanted)) {
    throw new ProblemError({ code: 'feed-unknown', origin: 'api', params: { feed: wanted } });
  }
  const feed = wanted ?? joined.find((id) => id === REPORT_FEED) ?? joined[0];
  if (feed === undefined) throw new ProblemError({ code: 'no-feed', origin: 'api' });
  return feed;
}
