import type { Release } from '../../../../shared/domain/release.ts';
import { ProblemError } from '../../../../shared/kit/problem.ts';
import { mayDo, type AuthorityMatrix } from '../../../../shared/protocol/authority.ts';
import { writeCap } from '../../../../shared/protocol/cap/write-cap.ts';
import { writeNational } from '../../../../shared/protocol/cap/write-national.ts';
import { releaseIdentifier } from '../../../../shared/protocol/release/release-identifier.ts';
import { releaseMessage } from '../../../../shared/protocol/release/release-message.ts';
import type { CallHandlers } from '../../api/call-handlers.ts';
import { reportFeed } from '../../api/incident-calls.ts';
import { writtenText } from '../../api/local-text.ts';
import type { CoreStart } from '../../kernel/channel.ts';
import type { Clock, Ids, Log } from '../../kernel/ports.ts';
import type { Store } from '../../store/store.ts';
import type { CommandDesk } from '../../sync/command-desk.ts';
import type { ActingSeat } from '../../sync/seat.ts';
import { MessageFiles } from './message-file.ts';
import { readPublisher } from './publisher-file.ts';

interface ReleaseCallParts {
  readonly clock: Clock;
  readonly ids: Ids;
  readonly log: Log;
  readonly start: CoreStart;
  readonly store: Store;
  readonly desk: Pick<CommandDesk, 'give'>;
  readonly seat: ActingSeat;
  readonly matrix: AuthorityMatrix;
  readonly feeds: () => readonly string[];
}

type ReleaseCalls = Pick<
  CallHandlers,
  | 'publisher'
  | 'draftRelease'
  | 'changeRelease'
  | 'submitRelease'
  | 'approveRelease'
  | 'rejectRelease'
  | 'withdrawRelease'
  | 'writeReleaseFile'
>;

/** Serials of one second and sender. */
const SERIALS = 10;

/** What an officer does with messages to the public; one command each, decided at the hub (shared/protocol/commands). */
export function releaseCalls({
  clock,
  ids,
  log,
  start,
  store,
  desk,
  seat,
  matrix,
  feeds,
}: ReleaseCallParts): ReleaseCalls {
  const publisher = readPublisher(start.resources, log);
  const files = new MessageFiles(store);
  const { entities } = store.read;

  /** The hub has the last word: a second console with the same second and serial is refused there, and nothing goes out twice. */
  function freshIdentifier(): string {
    if (!publisher) throw new ProblemError({ code: 'release-no-publisher', origin: 'release' });
    const first = Math.floor(ids.random() * SERIALS);
    const serials = Array.from({ length: SERIALS }, (_, step) => first + step);
    const made = serials.map((serial) => releaseIdentifier(publisher, clock.now(), serial));
    const free = made.find((id) => !entities.get('release', id) && !entities.get('alert', id));
    if (free === undefined) throw new ProblemError({ code: 'release-second-full', origin: 'release' });
    return free;
  }

  return {
    publisher: () => publisher,
    draftRelease({ feed, release }) {
      const entityId = freshIdentifier();
      if (!publisher) throw new ProblemError({ code: 'release-no-publisher', origin: 'release' });
      const { kind } = release;
      const own = kind.is === 'first' ? undefined : entities.get('release', kind.of)?.feed;
      const payload = { ...release, publisher };
      const target = reportFeed(feeds(), own ?? feed);
      return {
        ...desk.give({ type: 'release.draft', entityId, payload, expectedRev: null, feed: target }),
        id: entityId,
      };
    },
    changeRelease: ({ id, expectedRev, content }) =>
      desk.give({ type: 'release.change', entityId: id, payload: content, expectedRev }),
    submitRelease: ({ id, expectedRev }) =>
      desk.give({
        type: 'release.submit',
        entityId: id,
        payload: {},
        ...(expectedRev !== undefined && { expectedRev }),
      }),
    approveRelease: ({ id, expectedRev }) =>
      desk.give({ type: 'release.approve', entityId: id, payload: {}, expectedRev }),
    rejectRelease: ({ id, expectedRev, reason }) =>
      desk.give({ type: 'release.sendBack', entityId: id, payload: { reason: writtenText(reason) }, expectedRev }),
    withdrawRelease: ({ id, expectedRev, reason }) =>
      desk.give({
        type: 'release.withdraw',
        entityId: id,
        payload: reason === undefined ? {} : { reason: writtenText(reason) },
        expectedRev,
      }),

    writeReleaseFile({ id, folder, form }) {
      const { authority } = seat.actor;
      if (!mayDo(matrix, authority, 'release.submit')) {
        throw new ProblemError({ code: 'not-authorised', origin: 'release', params: { action: 'release.submit' } });
      }
      // What the hub has; an approval that waits in the outbox may still be refused.
      const found = entities.get('release', id);
      if (!found) throw new ProblemError({ code: 'entity-unknown', origin: 'release', params: { id } });
      const release = JSON.parse(found.json) as Release;
      if (release.status.state !== 'released') throw new ProblemError({ code: 'release-not-out', origin: 'release' });
      const message = releaseMessage(id, release, release.status.since);
      const text = form === 'cap' ? writeCap(message) : writeNational(message);
      return files.write({ folder, identifier: id, form, text });
    },
  };
}
