import { distance, type LonLat } from '../../../../shared/kit/geo.ts';
import { instant, MINUTE, type Instant } from '../../../../shared/kit/time.ts';
import type { ScanEvent, ScanSettings } from '../detect/scan-problem.ts';
import type { Cluster, ScanResult } from '../detect/scan.ts';
import type { Areas } from './areas.ts';
import { gravestFirst, lookedOf, type Finding, type Standing, type Watch, type WatchedRule } from './finding.ts';
import type { Happenings } from './happenings.ts';
import { isWanted, type Subject } from './sighting.ts';

/** Where the replicas run: a thread of its own, or (tests) here. Rejects when it came to no end. */
export type RunScan = (events: readonly ScanEvent[], until: Instant, settings: ScanSettings) => Promise<ScanResult>;

/** Steps that the rule's window is cut into, and of history behind it: what is usual there is seen in the same days. */
const STEPS_OF_WINDOW = 6;
const STEPS = 42;
/** Looked at each so many minutes at most: it is the dearest of all. */
const EVERY = 5 * MINUTE;
const EVIDENCE = 100;

interface Found {
  readonly subject: Subject;
  readonly cluster: Cluster;
  readonly level: Finding['level'];
  readonly limit: number;
  readonly since: Instant;
  readonly firstAt: Instant;
  /** Not found since; it ends when that has held. */
  lost: Instant | null;
}

/** More events at one place and time than place and time by themselves explain (`detect/scan.ts`). */
export class ClusterWatch implements Watch {
  readonly #rule: WatchedRule;
  readonly #happenings: Happenings;
  readonly #areas: Areas;
  readonly #scan: RunScan;
  readonly #done: (touched: readonly Subject[]) => void;
  #found = new Map<string, Found>();
  #adopted: Standing[] = [];
  #next: Instant | null = null;
  #isBusy = false;
  #hasScanned = false;
  #of = new Map<string, Finding['evidence'][number]>();
  readonly #looked = { samples: 0, over: 0 };

  /** @param done a scan came to its end, some time after its tick. */
  constructor(
    rule: WatchedRule,
    happenings: Happenings,
    areas: Areas,
    scan: RunScan,
    done: (touched: readonly Subject[]) => void,
  ) {
    this.#rule = rule;
    this.#happenings = happenings;
    this.#areas = areas;
    this.#scan = scan;
    this.#done = done;
  }

  get looked(): Watch['looked'] {
    return lookedOf(this.#happenings.all().length > 0 ? [this.#looked] : []);
  }

  /** Begins a scan where one is due; what it finds comes by `done`. */
  tick(now: Instant): readonly Subject[] {
    // On a grid of time: two consoles ask the same question.
    const until = instant(Math.floor(now / EVERY) * EVERY);
    if (this.#isBusy || (this.#next !== null && until < this.#next)) return [];
    this.#next = instant(until + EVERY);
    void this.look(until);
    return [];
  }

  /** One scan now. Resolves when its findings are taken in. */
  async look(until: Instant): Promise<void> {
    const step = (this.#rule.windowMinutes * MINUTE) / STEPS_OF_WINDOW;
    const events = this.#events(instant(until - STEPS * step), until);
    const alpha = Math.max(...this.#rule.rungs.map(({ value }) => value));
    const atLeast = Math.max(2, this.#rule.atLeast);
    const settings = { step, steps: STEPS, longest: STEPS_OF_WINDOW, atLeast, alpha, seed: 1 };
    this.#isBusy = true;
    try {
      const { clusters } = events.length < atLeast ? { clusters: [] } : await this.#scan(events, until, settings);
      this.#done(this.#take(clusters, until));
    } catch {
      // The thread ended: the next tick asks again.
    } finally {
      this.#isBusy = false;
    }
  }

  all(): readonly Subject[] {
    return [...this.#found.values()].map(({ subject }) => subject);
  }

  find(subject: Subject): Finding | null {
    const found = this.#found.get(subject.id);
    if (!found || subject.topic !== 'area') return null;
    const { cluster, level, limit, since, firstAt } = found;
    const { observed, expected, ratio, pValue, until, events, radius } = cluster;
    const evidence = events.toReversed().flatMap((id) => this.#of.get(id) ?? []);
    const figures = { expected: round(expected), score: round(ratio), pValue, basis: { weeks: 0, samples: observed } };
    const shown = { subject: found.subject, level, since, firstAt, confirmedAt: since, at: until };
    const series = (): never[] => [];
    return {
      ...shown,
      value: observed,
      limit,
      figures,
      series,
      evidence: evidence.slice(0, EVIDENCE),
      count: observed,
      radius,
    };
  }

  hasJudged(): boolean {
    return this.#hasScanned;
  }

  adopt(standing: Standing): void {
    if (!this.#hasScanned) this.#adopted.push(standing);
  }

  forget(subject: Subject): void {
    this.#found.delete(subject.id);
  }

  #events(from: Instant, until: Instant): ScanEvent[] {
    const rule = this.#rule;
    this.#of = new Map();
    return this.#happenings.between(from, until).flatMap(({ of, id, kind, area, place, at }) => {
      if (of !== rule.source.of || place === null || !isWanted(rule, kind, area)) return [];
      this.#of.set(id, { topic: of, id, at });
      return [{ id, place, at }];
    });
  }

  #take(clusters: readonly Cluster[], until: Instant): Subject[] {
    const { rungs, clearMinutes } = this.#rule;
    this.#looked.samples += 1;
    const next = new Map<string, Found>();
    const touched: Subject[] = [];
    for (const cluster of clusters) {
      const rung = gravestFirst(rungs).find(({ value }) => cluster.pValue <= value);
      if (!rung) continue;
      const before = this.#sameAs(cluster);
      const isSame = before !== null && 'level' in before && before.level === rung.level;
      const subject = before?.subject ?? this.#subjectOf(cluster);
      const since = before && isSame && 'since' in before ? before.since : until;
      const firstAt = before?.firstAt ?? cluster.from;
      next.set(subject.id, { subject, cluster, level: rung.level, limit: rung.value, since, firstAt, lost: null });
      touched.push(subject);
    }
    if (next.size > 0) this.#looked.over += 1;
    for (const [id, found] of this.#found) {
      if (next.has(id)) continue;
      found.lost ??= until;
      if (until - found.lost < clearMinutes * MINUTE) next.set(id, found);
      else touched.push(found.subject);
    }
    if (!this.#hasScanned) touched.push(...this.#adopted.map(({ subject }) => subject));
    this.#hasScanned = true;
    this.#adopted = [];
    this.#found = next;
    return touched;
  }

  /** A cluster grows and wanders from scan to scan and stays the same one while the circles meet. */
  #sameAs({ center, radius }: Cluster): Found | Standing | null {
    const meets = (place: LonLat | undefined, other: number): boolean =>
      place !== undefined && distance(place, center) <= radius + other;
    const found = [...this.#found.values()].find(({ subject, cluster }) => meets(subject.at, cluster.radius));
    return found ?? this.#adopted.find(({ subject }) => meets(subject.at, radius)) ?? null;
  }

  #subjectOf({ center }: Cluster): Subject {
    const [lon, lat] = center;
    const id = `${lon.toFixed(3)},${lat.toFixed(3)}`;
    const district = this.#areas.districtAt(center);
    const name = district === null ? null : this.#areas.nameOf(district);
    const at: LonLat = [lon, lat];
    if (!name) return { topic: 'area', id, name: { zh: `${id} 一带`, en: `around ${id}` }, at };
    const where = { ...(name.zh && { zh: `${name.zh}一带` }), ...(name.en && { en: `Part of ${name.en}` }) };
    return { topic: 'area', id, name: where, at };
  }
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
