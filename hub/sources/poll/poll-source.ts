import { createHash } from 'node:crypto';
import type { Instant } from '../../../shared/kit/time.ts';
import { MAX_AGE_SECONDS } from '../cap/cap-source.ts';
import type { SourceContext } from '../context.ts';
import type { SourceHealth } from '../health.ts';
import { refuse } from '../refuse.ts';
import type { Sink, Source } from '../source.ts';
import { heldAlerts } from '../warnings/held.ts';
import { putReading } from '../warnings/put-reading.ts';
import type { WarningReader } from '../warnings/warning-reader.ts';
import { waitAfter } from './back-off.ts';
import { fetchBytes, type Answer } from './fetch-bytes.ts';
import { linksOf } from './links.ts';

interface Options {
  readonly url: string;
  /** Other hosts (`host` or `host:port`) to which links and redirects may lead. */
  readonly hosts?: readonly string[];
  readonly seconds?: number;
  readonly context: SourceContext;
  readonly reader: WarningReader;
  readonly health: SourceHealth;
  /** Uniform in [0, 1); spreads the questions of many hubs. */
  readonly random?: () => number;
}

const NOTHING: Asked = { etag: null, modified: null, print: '' };

const EVERY_SECONDS = 60;
/** Failures in a row after which every seat is told. */
const TELL_AFTER = 3;

/** What the log keeps, so that a restart does not ask for all again. */
interface Asked {
  readonly etag: string | null;
  readonly modified: string | null;
  readonly print: string;
}

/**
 * Asks one address for warnings, for ever: unchanged answers cost nothing (ETag, Last-Modified, else by content), failures
 * are waited out longer and longer. Messages that a feed links to are fetched from the same origin or a listed host.
 */
export function createPollSource(options: Options): Source {
  const { url, hosts = [], seconds = EVERY_SECONDS, context, reader, health, random = Math.random } = options;
  const { clock, log } = context;
  const origin = new URL(url);
  // What a query holds may be a key: it is not shown.
  const shown = `${origin.host}${origin.pathname}`;
  const hash = createHash('sha256').update(url).digest('hex').slice(0, 6);
  const slug = origin.hostname.replaceAll(/[^a-z0-9]+/g, '-').slice(0, 48);
  const feed = `poll-${slug}-${hash}`;
  const name = `poll:${shown}`;
  const isAllowed = (to: URL): boolean => to.origin === origin.origin || hosts.includes(to.host);

  return {
    name,
    feeds: [
      { id: feed, name: { zh: `预警 ${origin.host}`, en: `Warnings ${origin.host}` }, maxAgeSeconds: MAX_AGE_SECONDS },
    ],
    async start(sink, signal) {
      let failures = 0;
      let goodAt: Instant | null = null;
      /** Linked messages that were read; a feed names the same ones again and again. */
      const followed = new Set<string>();
      health.report(name, { state: 'waiting', goodAt, failures, nextAt: clock.now() });
      while (!signal.aborted) {
        const asked = sink.progress(feed, 'poll') as Asked | null;
        const answer = await fetchBytes({ url, ...pick(asked), isAllowed, signal });
        if (signal.aborted) return;
        let retryAfter: number | null = null;
        if (answer.is === 'failed') {
          failures += 1;
          ({ retryAfter } = answer);
          log.warn('poll failed', { feed, why: answer.why, failures });
          if (failures === TELL_AFTER) await tell(sink, answer.why);
        } else {
          failures = 0;
          goodAt = clock.now();
          if (answer.is === 'content') await take(sink, answer, asked, followed, signal);
        }
        const wait = waitAfter({ failures, every: seconds * 1_000, retryAfter, random: random() });
        const nextAt = (clock.now() + wait) as Instant;
        health.report(name, {
          state: failures === 0 ? 'good' : 'failing',
          goodAt,
          failures,
          ...(answer.is === 'failed' && { why: answer.why }),
          nextAt,
        });
        await clock.sleep(wait, signal);
      }
    },
  };

  async function take(
    sink: Sink,
    answer: Extract<Answer, { is: 'content' }>,
    asked: Asked | null,
    followed: Set<string>,
    signal: AbortSignal,
  ): Promise<void> {
    const print = createHash('sha256').update(answer.bytes).digest('base64url');
    const now = { etag: answer.etag, modified: answer.modified, print } satisfies Asked;
    if (asked?.print === print) {
      await sink.append(feed, [], { key: 'poll', value: now });
      return;
    }
    // Linked messages first: an entry that only tells of one is read in its place where it could not be had.
    const missed = await follow(sink, linksOf(answer.bytes, answer.url), followed, signal);
    if (signal.aborted) return;
    const reading = await reader.read(answer.bytes, shown, heldAlerts(sink, feed), { skipsIndex: missed === 0 });
    log.info('poll read', { feed, taken: reading.taken.length, refused: reading.refused.length, missed });
    // What was missed is asked for again: the next question then must not be answered by “unchanged”.
    await putReading(sink, feed, reading.drafts, { key: 'poll', value: missed === 0 ? now : NOTHING });
  }

  /** Answers how many of the linked messages could not be had this time. */
  async function follow(
    sink: Sink,
    links: readonly string[],
    followed: Set<string>,
    signal: AbortSignal,
  ): Promise<number> {
    let missed = 0;
    for (const link of links) {
      if (signal.aborted) return missed;
      if (followed.has(link)) continue;
      const to = new URL(link);
      const from = `${to.host}${to.pathname}`;
      if (!isAllowed(to)) {
        followed.add(link);
        await sink.append(feed, [refuse('alert', from, { code: 'link-not-allowed', value: to.host }, clock.now())]);
        continue;
      }
      const answer = await fetchBytes({ url: link, isAllowed, signal });
      if (answer.is !== 'content') {
        missed += 1;
        log.warn('linked message not had', { feed, from, why: answer.is === 'failed' ? answer.why : answer.is });
        continue;
      }
      const { drafts } = await reader.read(answer.bytes, from, heldAlerts(sink, feed));
      await putReading(sink, feed, drafts);
      followed.add(link);
    }
    return missed;
  }

  /** So that every seat knows that silence is no calm. */
  async function tell(sink: Sink, why: string): Promise<void> {
    await sink.append(feed, [refuse('alert', shown, { code: 'poll-failing', detail: why }, clock.now())]);
  }
}

function pick(asked: Asked | null): { readonly etag?: string | null; readonly modified?: string | null } {
  return asked ? { etag: asked.etag, modified: asked.modified } : {};
}
