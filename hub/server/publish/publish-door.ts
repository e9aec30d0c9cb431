import { createHash } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { ProblemError } from '../../../shared/kit/problem.ts';
import { writeCap } from '../../../shared/protocol/cap/write-cap.ts';
import { writeNational } from '../../../shared/protocol/cap/write-national.ts';
import { releaseMessage } from '../../../shared/protocol/release/release-message.ts';
import type { HubClock } from '../../clock.ts';
import type { Feed } from '../../feed/feed.ts';
import { sendProblem } from '../problem-response.ts';
import { changedAt, inForce } from './in-force.ts';
import { createShelf, type Shelf } from './shelf.ts';
import { INDEX_TITLE } from './words.ts';
import { writeAtom } from './write-atom.ts';

const PATH = /^\/([a-z0-9-]{1,64})\/(?:(cap|cap-drill)\.atom|(cap|gb)\/([\w.%-]{1,600})\.xml)$/;

interface Document {
  readonly type: string;
  readonly text: string;
}

export interface PublishDoor {
  /** Answers what was released; false when the path is not of this door. */
  answer(request: IncomingMessage, response: ServerResponse, path: string): boolean;
}

/**
 * RE10: `GET /<feed>/cap.atom` (what is in force), `cap-drill.atom` (exercises and tests, which are in no other index),
 * `/<feed>/cap/<identifier>.xml` (CAP 1.2; every message that ever went out) and `/<feed>/gb/<identifier>.xml` (national form).
 * Public, as what it tells: no token, but the host gate before it. `ETag` is a hash of the bytes.
 */
export function createPublishDoor(feeds: ReadonlyMap<string, Feed>, clock: HubClock): PublishDoor {
  const shelves = new Map<string, Shelf>();

  function shelfOf(feed: Feed): Shelf {
    const known = shelves.get(feed.description.id) ?? createShelf(feed);
    shelves.set(feed.description.id, known);
    return known;
  }

  function index(feed: Feed, isReal: boolean): Document {
    const all = shelfOf(feed).all();
    const now = clock.now();
    const { id, name } = feed.description;
    const title = `${name.zh ?? name.en ?? id} ${isReal ? INDEX_TITLE.real : INDEX_TITLE.drill}`;
    const entries = inForce(all, isReal, now);
    const key = `${id} ${feed.epoch} ${isReal}`;
    return {
      type: 'application/atom+xml; charset=utf-8',
      text: writeAtom({ key, title, updated: changedAt(all, isReal, now), entries }),
    };
  }

  function message(feed: Feed, form: string, id: string): Document | null {
    const released = shelfOf(feed).all().get(id);
    if (!released) return null;
    const made = releaseMessage(id, released, released.status.since);
    return form === 'cap'
      ? { type: 'application/cap+xml; charset=utf-8', text: writeCap(made) }
      : { type: 'application/xml; charset=utf-8', text: writeNational(made) };
  }

  return {
    answer(request, response, path) {
      const [whole, feedId = '', atom, form = '', name = ''] = PATH.exec(path) ?? [];
      const feed = feeds.get(feedId);
      if (whole === undefined) return false;
      if (!feed) {
        sendProblem(response, 404, { code: 'unknown-feed' });
        return true;
      }
      if (request.method !== 'GET' && request.method !== 'HEAD') {
        sendProblem(response, 405, { code: 'method-not-allowed' }, { allow: 'GET, HEAD' });
        return true;
      }
      try {
        const found = atom === undefined ? message(feed, form, decoded(name)) : index(feed, atom === 'cap');
        if (found) send(request, response, found);
        else sendProblem(response, 404, { code: 'not-found' });
      } catch (error) {
        // A message that has no national form, for want of an event type.
        if (!(error instanceof ProblemError)) throw error;
        sendProblem(response, 404, { code: error.problem.code });
      }
      return true;
    },
  };
}

function send(request: IncomingMessage, response: ServerResponse, { type, text }: Document): void {
  const etag = `"${createHash('sha256').update(text).digest('base64url').slice(0, 32)}"`;
  // Asked again each time: what was in force may have been cancelled a second ago.
  const headers = { etag, 'cache-control': 'no-cache', 'x-content-type-options': 'nosniff' };
  if (matches(request.headers['if-none-match'], etag)) {
    response.writeHead(304, headers).end();
    return;
  }
  response.writeHead(200, { ...headers, 'content-type': type, 'content-length': Buffer.byteLength(text) });
  response.end(request.method === 'HEAD' ? undefined : text);
}

/** RFC 9110, 13.1.2: any of a list, compared weakly. */
function matches(given: string | undefined, etag: string): boolean {
  return (given ?? '').split(',').some((one) => ['*', etag].includes(one.trim().replace(/^W\//, '')));
}

/** A path that cannot be decoded names nothing. */
function decoded(name: string): string {
  try {
    return decodeURIComponent(name);
  } catch {
    return '';
  }
}
