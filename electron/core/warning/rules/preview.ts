import type { Level } from '../../../../shared/domain/common.ts';
import { ProblemError } from '../../../../shared/kit/problem.ts';
import { DAY, instant, MINUTE, SECOND, type Instant } from '../../../../shared/kit/time.ts';
import type { RulePreview } from '../../../../shared/protocol/console-api/rule-calls.ts';
import type { Clock } from '../../kernel/ports.ts';
import { ClusterWatch, type RunScan } from './cluster-watch.ts';
import { isGraver, keyOf, type Finding, type Watch, type WatchedRule } from './finding.ts';
import type { Happenings } from './happenings.ts';
import { makeWatch } from './make-watch.ts';
import { gather, gatherTalk, reachOf, type HistoryParts } from './preview-history.ts';
import { sightedTopic, type Subject } from './sighting.ts';

export const PREVIEWED = 30 * DAY;
/** An officer waits so long for it, ms; what was read by then is told. */
const PATIENCE = 8 * SECOND;
/** Half of the core's time at most. */
const TURN = 8;
const PAUSE = 8;
const SHOWN = 50;
/** Scans that a preview pays for. */
const SCANS = 24;
/** More than this share, and it is no warning any more. */
const MOST = 0.8;
/** Fewer samples say nothing about how often it fires. */
const ENOUGH = 20;

export interface PreviewParts extends HistoryParts {
  readonly clock: Clock;
  readonly happenings: Happenings;
  readonly scan: RunScan;
  readonly now: () => Instant;
}

interface Firing {
  readonly at: Instant;
  until: Instant | null;
  level: Level;
  readonly subject: Subject;
  value: number | null;
}

/** What a rule would have raised within the last thirty days: the rule at work on the history, by the same machine. */
export class Previewer {
  readonly #parts: PreviewParts;
  /** Per form that asks: its newest question. */
  readonly #asked = new Map<string, object>();

  constructor(parts: PreviewParts) {
    this.#parts = parts;
  }

  cancel(asker: string): void {
    this.#asked.delete(asker);
  }

  /** Rejects with `ProblemError` `preview-superseded` when the same asker asked anew or took it back. */
  async preview(rule: WatchedRule, asker?: string): Promise<RulePreview> {
    const question = {};
    if (asker !== undefined) this.#asked.set(asker, question);
    const isWanted = (): boolean => asker === undefined || this.#asked.get(asker) === question;
    try {
      return await this.#run(rule, isWanted);
    } finally {
      if (asker !== undefined && isWanted()) this.#asked.delete(asker);
    }
  }

  async #run(rule: WatchedRule, isWanted: () => boolean): Promise<RulePreview> {
    const { now, areas, happenings, scan, read } = this.#parts;
    const until = now();
    const from = reachOf(read, instant(until - PREVIEWED));
    const book = new FiringBook();
    const parts = { areas, happenings, past: () => [], scan, done: () => undefined };
    const watch = makeWatch(rule, parts);
    let isComplete = true;
    if (watch instanceof ClusterWatch) isComplete = await this.#scans(rule, watch, book, from, until, isWanted);
    else if (watch) isComplete = await this.#turns(this.#walk(rule, watch, book, from, until), isWanted);
    return this.#answer(watch, book, { from, until, isComplete });
  }

  /** Feeds a watch with the history, in small steps. */
  *#walk(rule: WatchedRule, watch: Watch, book: FiringBook, from: Instant, until: Instant): Generator<void, boolean> {
    const topic = sightedTopic(rule.source);
    if (topic === null) {
      const step = Math.max(5, Math.ceil(rule.windowMinutes / 6)) * MINUTE;
      for (let at = from; at <= until; at = instant(at + step)) {
        book.look(watch, watch.tick(at), at);
        yield;
      }
      book.look(watch, watch.tick(until), until);
      return true;
    }
    if (topic === 'opinion') {
      for (const { talk, at } of yield* gatherTalk(from, this.#parts)) book.look(watch, watch.hear?.(talk) ?? [], at);
      return true;
    }
    const { sightings, isComplete } = yield* gather(rule, topic, from, this.#parts);
    const step = Math.max(1, Math.ceil(rule.windowMinutes / 20)) * MINUTE;
    let next = (sightings[0]?.at ?? until) + step;
    for (const [index, sighting] of sightings.entries()) {
      for (; next <= sighting.at; next += step) book.look(watch, watch.tick(instant(next)), instant(next));
      book.look(watch, watch.see?.(sighting) ?? [], sighting.at);
      if (index % 50 === 0) yield;
    }
    return isComplete;
  }

  /** @returns whether it came to its end in time. */
  async #turns(walk: Generator<void, boolean>, isWanted: () => boolean): Promise<boolean> {
    const { clock } = this.#parts;
    const patience = clock.monotonic() + PATIENCE;
    for (;;) {
      const end = clock.monotonic() + TURN;
      do {
        const step = walk.next();
        if (step.done) return step.value;
      } while (clock.monotonic() < end);
      if (clock.monotonic() > patience) return false;
      await this.#pause(isWanted);
    }
  }

  async #scans(
    rule: WatchedRule,
    watch: ClusterWatch,
    book: FiringBook,
    from: Instant,
    until: Instant,
    isWanted: () => boolean,
  ): Promise<boolean> {
    const { clock } = this.#parts;
    const patience = clock.monotonic() + PATIENCE;
    const step = (rule.windowMinutes * MINUTE) / 2;
    const begin = Math.max(from, until - SCANS * step);
    for (let at = begin + step; at <= until; at += step) {
      await watch.look(instant(at));
      book.look(watch, watch.all(), instant(at));
      if (clock.monotonic() > patience) return false;
      await this.#pause(isWanted);
    }
    return begin === from;
  }

  #pause(isWanted: () => boolean): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#parts.clock.after(PAUSE, () => {
        if (isWanted()) resolve();
        else reject(new ProblemError({ code: 'preview-superseded', origin: 'rules' }));
      });
    });
  }

  #answer(
    watch: Watch | null,
    book: FiringBook,
    { from, until, isComplete }: Pick<RulePreview, 'from' | 'until' | 'isComplete'>,
  ): RulePreview {
    const { subjects, samples, over, mostlyOver } = watch?.looked ?? NOTHING;
    const isAll = samples >= ENOUGH && (over > MOST * samples || mostlyOver > MOST * subjects);
    const refused = subjects === 0 ? 'rule-matches-nothing' : isAll ? 'rule-matches-everything' : null;
    // Records that came late tell of a time before this station listened.
    const begin = instant(book.all.reduce<number>((first, { at }) => Math.min(first, at), from));
    return {
      from: begin,
      until,
      days: Math.round(((until - begin) / DAY) * 10) / 10,
      count: book.all.length,
      firings: book.newest(SHOWN),
      subjects,
      samples,
      firedSubjects: book.subjects,
      overSamples: over,
      isComplete,
      refused,
    };
  }
}

const NOTHING = { subjects: 0, samples: 0, over: 0, mostlyOver: 0 };

/** Which warnings there would have been. */
class FiringBook {
  readonly all: Firing[] = [];
  readonly #open = new Map<string, Firing>();

  get subjects(): number {
    return new Set(this.all.map(({ subject }) => keyOf(subject))).size;
  }

  look(watch: Watch, touched: readonly Subject[], at: Instant): void {
    for (const subject of touched) this.#note(keyOf(subject), watch.find(subject), at);
    if (!(watch instanceof ClusterWatch)) return;
    for (const [key, { subject }] of this.#open) if (!watch.find(subject)) this.#note(key, null, at);
  }

  newest(limit: number): RulePreview['firings'] {
    return this.all
      .toSorted((a, b) => b.at - a.at)
      .slice(0, limit)
      .map(({ at, until, level, subject, value }) => ({ at, until, level, subject: subject.name, value }));
  }

  #note(key: string, finding: Finding | null, at: Instant): void {
    const open = this.#open.get(key);
    if (!finding) {
      if (open) open.until = at;
      this.#open.delete(key);
    } else if (!open) {
      const { subject, level, value, firstAt } = finding;
      const made: Firing = { at: firstAt, until: null, level, subject, value };
      this.all.push(made);
      this.#open.set(key, made);
    } else if (isGraver(finding.level, open.level)) {
      open.level = finding.level;
      open.value = finding.value;
    }
  }
}
