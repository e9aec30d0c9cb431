import { isOver, type CitizenCase } from '../../../shared/domain/case.ts';
import { fits, type CaseRules } from '../../../shared/domain/case-rules.ts';
import { isCaseCategory } from '../../../shared/domain/case-categories.ts';
import type { Incident } from '../../../shared/domain/incident.ts';
import type { Topic } from '../../../shared/domain/topics.ts';
import { isSameJson } from '../../../shared/kit/equal.ts';
import { distance } from '../../../shared/kit/geo.ts';
import { DAY, MINUTE } from '../../../shared/kit/time.ts';
import type { CaseMatch, CaseProposal } from '../../../shared/protocol/console-api/case-rows.ts';
import type { Applied } from '../feeds/applied.ts';
import type { Clock, Timer } from '../kernel/ports.ts';
import type { Signal } from '../kernel/signal.ts';
import type { Overlay } from '../queries/entity-source.ts';
import { passOver, type Changed, type LiveSource } from '../queries/live-source.ts';
import type { Readers } from '../store/store.ts';
import { CaseIndex, reportOf, type Known, type Report, type ReportWords } from './case-index.ts';
import { campaignOf, clusterOf } from './groups.ts';
import { matchesOf, SAME_PLACE, SAME_TIME } from './judge.ts';

/** One turn of comparing may take so long, ms; between two turns feeds and windows have theirs. */
const TURN = 6;
const PAUSE = 40;
/** The same for the first turn. */
const FIRST = 60;
/** Cases older than this are compared with nothing: whoever calls again then is a new matter. */
const REMEMBERED = 15 * DAY;

export interface CaseMatcherParts {
  readonly clock: Clock;
  readonly read: Pick<Readers, 'entities'>;
  readonly applied: Signal<Applied>;
  readonly overlay: Pick<Overlay, 'created' | 'changed'> & { find(topic: Topic, id: string): object | undefined };
  readonly rules: () => CaseRules | null;
}

/**
 * Proposes which reports are about the same, live: each case is compared when it comes or changes, and those it looked like then are
 * compared again. Works on unmasked records and tells windows ids, reasons and numbers only. Begins with the first who asks.
 */
export class CaseMatcher {
  readonly name = 'cases';
  readonly #parts: CaseMatcherParts;
  readonly #index = new CaseIndex();
  readonly #incidents = new Map<string, Incident>();
  readonly #proposals = new Map<string, CaseProposal>();
  readonly #watchers = new Set<Changed>();
  readonly #dirty = new Set<string>();
  readonly #stops: (() => void)[] = [];
  #timer: Timer | null = null;
  #hasBegun = false;

  constructor(parts: CaseMatcherParts) {
    this.#parts = parts;
  }

  stop(): void {
    for (const stop of this.#stops) stop();
    this.#timer?.cancel();
    this.#timer = null;
  }

  /** The standing proposals. */
  source(): LiveSource {
    return {
      pass: () => {
        this.#begin();
        return passOver([...this.#proposals.values()].map((row) => ({ id: row.id, json: JSON.stringify(row) })));
      },
      subscribe: (changed) => {
        this.#watchers.add(changed);
        return () => this.#watchers.delete(changed);
      },
    };
  }

  /** What a report that is being written may be the same as. */
  match(words: ReportWords): CaseMatch[] {
    this.#begin();
    const report = reportOf('', words, this.#parts.clock.now());
    return [...matchesOf(report, this.#index), ...this.#incidentsLike(report)];
  }

  #begin(): void {
    if (this.#hasBegun) return;
    this.#hasBegun = true;
    const { clock, read, applied, overlay } = this.#parts;
    for (const topic of ['case', 'incident'] as const) {
      const stored = read.entities.page(topic, null, read.entities.count(topic)).map(({ id }) => id);
      for (const id of new Set([...stored, ...overlay.created(topic)])) this.#look(topic, id);
    }
    this.#stops.push(
      applied.on(({ puts, removed }) => {
        for (const { topic, id } of [...puts, ...removed]) this.#look(topic, id);
      }),
      overlay.changed.on(({ topic, id }) => this.#look(topic as Topic, id)),
    );
    // The first who asks gets what there is, as far as a moment goes; the rest follows.
    this.#compare(clock.monotonic() + FIRST);
    if (this.#dirty.size > 0) this.#timer ??= clock.after(PAUSE, () => this.#nextTurn());
  }

  #look(topic: Topic, id: string): void {
    if (topic === 'case') this.#lookAtCase(id);
    if (topic === 'incident') this.#lookAtIncident(id);
  }

  #lookAtCase(id: string): void {
    const record = this.#parts.overlay.find('case', id) as CitizenCase | undefined;
    const isKept =
      record &&
      record.status.state !== 'merged' &&
      record.status.state !== 'rejected' &&
      this.#parts.clock.now() - record.reportedAt <= REMEMBERED;
    if (!isKept) this.#index.delete(id);
    else this.#index.set({ ...reportOf(id, record, record.reportedAt), record });
    this.#wantCompared(id);
  }

  #lookAtIncident(id: string): void {
    const record = this.#parts.overlay.find('incident', id) as Incident | undefined;
    const isOpen = record && record.at && record.status.state !== 'closed' && record.status.state !== 'merged';
    if (isOpen) this.#incidents.set(id, record);
    else this.#incidents.delete(id);
  }

  #wantCompared(id: string): void {
    this.#dirty.add(id);
    if (this.#hasBegun) this.#timer ??= this.#parts.clock.after(PAUSE, () => this.#nextTurn());
  }

  #nextTurn(): void {
    this.#timer = null;
    this.#compare(this.#parts.clock.monotonic() + TURN);
    if (this.#dirty.size > 0) this.#timer = this.#parts.clock.after(PAUSE, () => this.#nextTurn());
  }

  #compare(end: number): void {
    for (const id of this.#dirty) {
      this.#dirty.delete(id);
      this.#propose(id);
      if (this.#parts.clock.monotonic() >= end) return;
    }
  }

  /** Proposals about one case. Whoever it looks like is compared again when that changed; what they find depends on records alone. */
  #propose(id: string): void {
    const known = this.#index.get(id);
    const isOpen = known !== undefined && !isOver(known.record);
    const matches = isOpen ? [...matchesOf(known, this.#index), ...this.#incidentsOf(known)] : [];
    const before = this.#proposals.get(id);
    const row: CaseProposal | null =
      matches.length > 0 ? { id, kind: 'matches', since: known?.at ?? this.#parts.clock.now(), matches } : null;
    if (this.#set(id, row)) {
      for (const other of [...othersIn(before), ...othersIn(row ?? undefined)]) {
        if (this.#index.get(other)) this.#wantCompared(other);
      }
    }
    this.#proposeGroup('CL-', id, isOpen ? clusterOf(known, this.#index) : null);
    this.#proposeGroup('CP-', id, known ? campaignOf(known, this.#index) : null);
  }

  /**
   * A group is its first case's to propose: what the others find only makes that one look again. A first case is earlier than all that
   * it groups, so this comes to an end.
   */
  #proposeGroup(prefix: string, id: string, group: Exclude<CaseProposal, { kind: 'matches' }> | null): void {
    this.#set(`${prefix}${id}`, group?.lead === id ? group : null);
    if (group && group.lead !== id) this.#wantCompared(group.lead);
    for (const [name, other] of this.#proposals) {
      if (other.kind === 'matches' || !name.startsWith(prefix) || other.lead === id) continue;
      if (other.cases.includes(id) && other.lead !== group?.lead) this.#wantCompared(other.lead);
    }
  }

  /** Whether anything changed. */
  #set(name: string, row: CaseProposal | null): boolean {
    const before = this.#proposals.get(name);
    if (row === null ? before === undefined : isSameJson(before, row)) return false;
    if (row === null) this.#proposals.delete(name);
    else this.#proposals.set(name, row);
    for (const watcher of this.#watchers) watcher(name, () => (row ? JSON.stringify(row) : null));
    return true;
  }

  #incidentsOf(known: Known): CaseMatch[] {
    return known.record.incident === undefined ? this.#incidentsLike(known) : [];
  }

  /** Rule 4: the same object told by another channel. Each source keeps its own record and time; the case is linked, not merged. */
  #incidentsLike(report: Report): CaseMatch[] {
    const { where, category } = report;
    const route = this.#parts
      .rules()
      ?.routing.routes.find(({ categories }) => category && isCaseCategory(category) && fits(categories, category));
    if (!where || !route) return [];
    return [...this.#incidents].flatMap(([id, { at, kind, reportedAt }]): CaseMatch | [] => {
      const age = Math.abs(report.at - reportedAt);
      if (!at || kind !== route.opens.kind || age > SAME_TIME) return [];
      const metres = distance(where, at);
      if (metres > SAME_PLACE) return [];
      return {
        kind: 'incident',
        id,
        score: 0.3 * (1 - metres / SAME_PLACE),
        ask: false,
        reasons: [
          { because: 'near', metres: Math.round(metres) },
          { because: 'soonAfter', minutes: Math.round(age / MINUTE) },
        ],
        against: [],
      };
    });
  }
}

function othersIn(row: CaseProposal | undefined): readonly string[] {
  return row?.kind === 'matches' ? row.matches.map(({ id }) => id) : [];
}
