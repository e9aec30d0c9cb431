import type { Instant } from '../../../../shared/kit/time.ts';
import type { LogEntry } from '../entry.ts';

/** A stretch of time in which the record says less than it might; milliseconds since 1970 UTC, `to` null: still so at the end. */
export interface Span {
  readonly what: 'stopped' | 'notClosed' | 'feedAway' | 'restored' | 'gap';
  /** The feed that was away. */
  readonly feed?: string;
  readonly from: Instant;
  readonly to: Instant | null;
}

/**
 * What a reader must be told of a log's holes: when the console did not run (in order, or cut off), when a feed was away, what
 * was made good or is missing. Fed entry by entry, in order.
 */
export class Spans {
  readonly #spans: Span[] = [];
  readonly #away = new Map<string, Instant>();
  #last: { readonly kind: LogEntry['kind']; readonly at: Instant } | null = null;

  take({ kind, time, body }: LogEntry): void {
    const at = time.entry;
    if (kind === 'start' && this.#last && this.#last.kind !== 'genesis') {
      const what = this.#last.kind === 'stop' ? 'stopped' : 'notClosed';
      this.#spans.push({ what, from: this.#last.at, to: at });
      for (const [feed, from] of this.#away) this.#spans.push({ what: 'feedAway', feed, from, to: at });
      this.#away.clear();
    }
    if (kind === 'link') this.#link(String(body['feed']), body['live'] === true, at);
    if (kind === 'restored' || kind === 'gap') this.#spans.push({ what: kind, from: at, to: at });
    this.#last = { kind, at };
  }

  end(): readonly Span[] {
    return [
      ...this.#spans,
      ...[...this.#away].map(([feed, from]): Span => ({ what: 'feedAway', feed, from, to: null })),
    ];
  }

  #link(feed: string, isLive: boolean, at: Instant): void {
    const from = this.#away.get(feed);
    if (!isLive) this.#away.set(feed, from ?? at);
    else if (from !== undefined) {
      this.#spans.push({ what: 'feedAway', feed, from, to: at });
      this.#away.delete(feed);
    }
  }
}
