import type { Incident } from '../../../shared/domain/incident.ts';
import type { LocalText } from '../../../shared/domain/common.ts';
import { ProblemError } from '../../../shared/kit/problem.ts';
import type { Queued } from '../../../shared/protocol/console-api/calls.ts';
import type { CommandTypeName } from '../../../shared/protocol/commands.ts';
import type { Clock, Ids } from '../kernel/ports.ts';
import type { Outbox } from '../sync/outbox.ts';
import type { Readers } from '../store/store.ts';
import type { CallHandlers } from './call-handlers.ts';
import type { Seat } from '../people/seat.ts';

/** The feed where an officer's own report belongs when nobody says otherwise. */
const REPORT_FEED = 'hotline';

export interface IncidentCallParts {
  readonly clock: Clock;
  readonly ids: Ids;
  readonly outbox: Outbox;
  readonly read: Readers;
  readonly seat: Seat;
  readonly feeds: () => readonly string[];
}

type IncidentCalls = Pick<
  CallHandlers,
  'createIncident' | 'acknowledgeIncident' | 'setIncidentLevel' | 'addIncidentNote'
>;

/** What an officer does to incidents: each call is one command of the outbox. */
export function incidentCalls(parts: IncidentCallParts): IncidentCalls {
  const { clock, ids, outbox, seat } = parts;

  function change(type: CommandTypeName, target: { id: string; expectedRev: number }, payload: unknown): Queued {
    const { id, expectedRev } = target;
    const feed = owner(parts, id);
    return outbox.queue({ type, entityId: id, payload, expectedRev, feed, actor: seat.actor });
  }

  return {
    createIncident({ feed, kind, level, title, at, place, note }) {
      const now = clock.now();
      const record: Incident = {
        kind,
        level,
        title: textOf(title),
        status: { state: 'reported', since: now },
        reportedAt: now,
        channel: 'officer',
        ...(at && { at }),
        ...(place && { place }),
        ...(note && { note: { at: now, by: seat.actor.post, text: textOf(note) } }),
      };
      const id = ids.next();
      const target = reportFeed(parts, feed);
      const request = { entityId: id, payload: record, expectedRev: null, feed: target, actor: seat.actor };
      return { ...outbox.queue({ type: 'incident.create', ...request }), id };
    },
    acknowledgeIncident: (target) => change('incident.acknowledge', target, {}),
    setIncidentLevel: ({ level, ...target }) => change('incident.setLevel', target, { level }),
    addIncidentNote: ({ text, ...target }) => change('incident.addNote', target, { text: textOf(text) }),
  };
}

/** The language that the officer wrote in, told by the script. */
function textOf(text: string): LocalText {
  return /\p{Script=Han}/u.test(text) ? { zh: text } : { en: text };
}

/** The feed that owns an incident; of one that is not created yet, the feed it was sent to. */
function owner({ read, outbox }: IncidentCallParts, id: string): string {
  const feed = read.entities.get('incident', id)?.feed ?? outbox.pending.of('incident', id)[0]?.record.feed;
  if (feed === undefined) throw new ProblemError({ code: 'entity-unknown', origin: 'api', params: { id } });
  return feed;
}

function reportFeed({ feeds }: IncidentCallParts, wanted: string | undefined): string {
  const joined = feeds();
  if (wanted !== undefined && !joined.includes(wanted)) {
    throw new ProblemError({ code: 'feed-unknown', origin: 'api', params: { feed: wanted } });
  }
  const feed = wanted ?? joined.find((id) => id === REPORT_FEED) ?? joined[0];
  if (feed === undefined) throw new ProblemError({ code: 'no-feed', origin: 'api' });
  return feed;
}
