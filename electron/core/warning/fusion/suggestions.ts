import type { Alert } from '../../../../shared/domain/alert.ts';
import type { Incident } from '../../../../shared/domain/incident.ts';
import type { TieSuggestion } from '../../../../shared/protocol/console-api/warning-rows.ts';
import type { Applied } from '../../feeds/applied.ts';
import type { Clock, Timer } from '../../kernel/ports.ts';
import { Signal as Event } from '../../kernel/signal.ts';
import type { OrderKey } from '../../store/readers/entities.ts';
import type { Readers } from '../../store/store.ts';
import type { PendingCommands } from '../../sync/pending.ts';
import type { WarningBoard } from '../board/board.ts';
import type { Standing } from '../board/standing.ts';
import type { FusionTable } from './fusion-table.ts';
import { isNearBox, shapeOf } from './shape.ts';
import { weighIncident, weighPair, type Happening, type Signal } from './weigh.ts';

/** One turn may take so long, and between two others work, ms. */
const TURN = 4;
const PAUSE = 40;
/** What is suggested for one warning. */
const BEST = 5;
/** More open warnings than this are not compared with each other: a storm is read by its folds. */
const PAIRS = 500;

export interface SuggestionParts {
  readonly clock: Clock;
  readonly read: Readers;
  readonly applied: Event<Applied>;
  readonly overlay: PendingCommands;
  readonly board: Pick<WarningBoard, 'standing' | 'handledOf'>;
  readonly table: FusionTable;
  /** What something is suggested for. */
  readonly isOpen: (standing: Standing) => boolean;
}

/**
 * V1: what may be one happening, for open warnings only, worked out in small turns: when the warning changes, and when an
 * incident in or near its area does. What an officer tied or joined already is not suggested.
 */
export class Suggestions {
  readonly changed = new Event<readonly string[]>();
  readonly #parts: SuggestionParts;
  readonly #incidents = new Map<string, Happening>();
  readonly #open = new Map<string, Signal>();
  readonly #found = new Map<string, readonly TieSuggestion[]>();
  readonly #waiting = new Set<string>();
  readonly #stops: (() => void)[] = [];
  #timer: Timer | null = null;

  constructor(parts: SuggestionParts) {
    this.#parts = parts;
  }

  run(): void {
    const { applied, overlay, read } = this.#parts;
    let after: OrderKey | null = null;
    for (;;) {
      const lines = read.entities.page('incident', after, 1_000);
      for (const { id } of lines) this.#takeIncident(id);
      after = lines.at(-1) ?? null;
      if (!after) break;
    }
    this.#stops.push(
      applied.on(({ puts, removed }) => {
        for (const { topic, id } of puts) if (topic === 'incident') this.#takeIncident(id);
        for (const { topic, id } of removed) if (topic === 'incident') this.#takeIncident(id);
      }),
      overlay.changed.on(({ topic, id }) => {
        if (topic === 'incident') this.#takeIncident(id);
      }),
    );
  }

  stop(): void {
    for (const stop of this.#stops) stop();
    this.#timer?.cancel();
  }

  /** The best first. */
  of(id: string): readonly TieSuggestion[] {
    return this.#found.get(id) ?? [];
  }

  /** A warning that may have changed. */
  touch(id: string): void {
    if (this.#parts.board.standing(id) || this.#open.has(id)) this.#wait(id);
  }

  #takeIncident(id: string): void {
    const record = this.#parts.overlay.find('incident', id) as Incident | undefined;
    const state = record?.status.state;
    const isOpen = record !== undefined && state !== 'closed' && state !== 'merged';
    const before = this.#incidents.get(id);
    if (!isOpen && !before) return;
    if (isOpen) {
      const { kind, at, reportedAt, title } = record;
      if (before?.kind === kind && String(before.at) === String(at) && before.reportedAt === reportedAt) {
        this.#incidents.set(id, { ...before, title });
        return;
      }
      this.#incidents.set(id, { id, kind, at, reportedAt, title });
    } else this.#incidents.delete(id);
    const now = this.#incidents.get(id);
    for (const signal of this.#open.values()) {
      if (this.#concerns(signal, id, before) || this.#concerns(signal, id, now)) this.#wait(signal.id);
    }
  }

  #concerns({ shape, subject, chain }: Signal, id: string, incident: Happening | undefined): boolean {
    if (!incident) return false;
    if (chain.has(id) || subject === `incident\n${id}`) return true;
    return (
      shape !== null && incident.at !== undefined && isNearBox(shape.box, incident.at, this.#parts.table.nearMetres)
    );
  }

  #wait(id: string): void {
    this.#waiting.add(id);
    this.#timer ??= this.#parts.clock.after(PAUSE, () => this.#turn());
  }

  #turn(): void {
    const { clock } = this.#parts;
    const end = clock.monotonic() + TURN;
    const changed: string[] = [];
    for (const id of this.#waiting) {
      this.#waiting.delete(id);
      if (this.#work(id)) changed.push(id);
      if (clock.monotonic() >= end) break;
    }
    this.#timer = this.#waiting.size > 0 ? clock.after(PAUSE, () => this.#turn()) : null;
    if (changed.length > 0) this.changed.emit(changed);
  }

  /** @returns whether something else is suggested now. */
  #work(id: string): boolean {
    const { board, isOpen } = this.#parts;
    const standing = board.standing(id);
    const signal = standing && isOpen(standing) ? this.#signal(standing) : null;
    const before = this.#found.get(id) ?? [];
    if (!standing || !signal) {
      this.#open.delete(id);
      this.#found.delete(id);
      return before.length > 0;
    }
    this.#open.set(id, signal);
    const now = this.#suggest(signal, standing);
    this.#found.set(id, now);
    return JSON.stringify(now) !== JSON.stringify(before);
  }

  #suggest(signal: Signal, { handled }: Standing): readonly TieSuggestion[] {
    const { table } = this.#parts;
    const tied = new Set(handled?.handling.incidents);
    const parts = new Set(handled?.handling.parts);
    const found: TieSuggestion[] = [];
    for (const incident of this.#incidents.values()) {
      if (tied.has(incident.id)) continue;
      const weighed = weighIncident(signal, incident, table);
      if (weighed) found.push({ topic: 'incident', id: incident.id, title: incident.title, ...weighed });
    }
    if (this.#open.size <= PAIRS) {
      for (const other of this.#open.values()) {
        if (other.id === signal.id || parts.has(other.id)) continue;
        const weighed = weighPair(signal, other, table);
        if (weighed) found.push({ topic: 'alert', id: other.id, title: other.title, ...weighed });
      }
    }
    return found.toSorted((a, b) => b.weight - a.weight || (a.id < b.id ? -1 : 1)).slice(0, BEST);
  }

  #signal({ head, before }: Standing): Signal | null {
    const { overlay, board } = this.#parts;
    const alert = overlay.find('alert', head.id) as Alert | undefined;
    if (!alert) return null;
    const { onsetAt, effectiveAt, sentAt, eventCode, headline, own } = alert;
    return {
      id: head.id,
      title: headline,
      at: onsetAt ?? effectiveAt ?? sentAt,
      eventCode,
      subject: own && `${own.subject.topic}\n${own.subject.id}`,
      shape: shapeOf(alert),
      chain: new Set(before.flatMap((id) => board.handledOf(id)?.handling.incidents ?? [])),
    };
  }
}
