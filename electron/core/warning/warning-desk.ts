import type { Instant } from '../../../shared/kit/time.ts';
import { instant, MINUTE, SECOND } from '../../../shared/kit/time.ts';
import type { StormRow, WarningSound } from '../../../shared/protocol/console-api/warning-rows.ts';
import type { Applied } from '../feeds/applied.ts';
import type { Moment } from '../history/moment.ts';
import type { Clock, Log, Timer } from '../kernel/ports.ts';
import { Signal } from '../kernel/signal.ts';
import type { LiveSource } from '../queries/live-source.ts';
import { smallSource } from '../queries/small-sources.ts';
import type { Readers } from '../store/store.ts';
import type { Outbox } from '../sync/outbox.ts';
import { isDrill } from './board/chain-rules.ts';
import { WarningBoard, type BoardChange } from './board/board.ts';
import { DueList } from './board/due-list.ts';
import { Folds } from './board/folds.ts';
import { BoardIntake } from './board/intake.ts';
import { lineOf, type LineParts } from './board/line.ts';
import type { Message } from './board/message.ts';
import { pastWarnings } from './board/past-warnings.ts';
import { Sounds } from './board/sounds.ts';
import { handlingId, isCalling, phaseOf, type Standing } from './board/standing.ts';
import { StormMeter } from './board/storm.ts';
import { boardSource, foldSource } from './board/warnings-source.ts';
import type { FusionTable } from './fusion/fusion-table.ts';
import { Suggestions } from './fusion/suggestions.ts';
import { Climber } from './ladder/climber.ts';
import type { Escalation } from './ladder/escalation.ts';
import { nextRung } from './ladder/next-rung.ts';

/** How often folds and their counts are told, ms. */
const FOLD_EVERY = 250;
/** A sound that no window has taken up by then is too late, ms. */
const SOUND_LIFE = MINUTE;

export interface WarningDeskParts {
  readonly clock: Clock;
  readonly log: Log;
  readonly read: Readers;
  readonly applied: Signal<Applied>;
  readonly outbox: Outbox;
  readonly moment: Moment;
  readonly stationId: string;
  readonly data: Escalation;
  readonly table: FusionTable;
  readonly hubTime: (feed: string) => Instant;
}

/** The warnings of this console: board, ladder, flood control, suggestions, put together. */
export class WarningDesk {
  readonly name = 'warnings';
  readonly board = new WarningBoard();
  readonly #parts: WarningDeskParts;
  readonly #folds: Folds;
  readonly #storm: StormMeter;
  readonly #sounds: Sounds;
  readonly #climber: Climber;
  readonly #intake: BoardIntake;
  readonly #suggestions: Suggestions;
  readonly #due = new DueList();
  readonly #line: LineParts;
  readonly #entered = new Map<string, Instant>();
  readonly #stormChanged = new Signal<StormRow>();
  #stormRow: StormRow;
  readonly #timers: Timer[] = [];

  constructor(parts: WarningDeskParts) {
    const { clock, log, read, applied, outbox, data, stationId, hubTime } = parts;
    this.#parts = parts;
    const standing = (id: string): Standing | null => this.board.standing(id);
    const firstEntered = (message: Message): Instant => this.#firstEntered(message);
    const next = (one: Standing, now: Instant) => nextRung(one, now, { data, firstEntered });
    this.#folds = new Folds(data.fold, standing);
    this.#storm = new StormMeter(data.storm);
    this.#sounds = new Sounds(data.sound);
    this.#climber = new Climber({
      log,
      stationId,
      outbox,
      standing,
      next,
      now: hubTime,
      revOf: (id) => read.entities.get('handling', id)?.rev ?? null,
      spared: () => this.#folds.spared(),
    });
    this.#suggestions = new Suggestions({
      clock,
      read,
      applied,
      overlay: outbox.pending,
      board: this.board,
      table: parts.table,
      isOpen: (one) => this.#isOpen(one),
    });
    this.#line = {
      firstEntered,
      next,
      suggestions: ({ head }) => this.#suggestions.of(head.id),
      postsToTell: (one) => (isDrill(one.head) ? [] : data.levels[one.head.level].tell),
    };
    this.#stormRow = {
      id: 'storm',
      state: 'calm',
      since: clock.now(),
      perMinute: 0,
      folded: 0,
      sounds: [],
    };
    this.board.changed.on((change) => this.#changed(change));
    this.#suggestions.changed.on((ids) => this.#tell(ids));
    this.#intake = new BoardIntake({ clock, read, applied, overlay: outbox.pending, board: this.board });
  }

  run(): void {
    const { clock } = this.#parts;
    this.#suggestions.run();
    this.#intake.start();
    this.#timers.push(
      clock.every(SECOND, () => this.#second()),
      clock.every(FOLD_EVERY, () => this.#folds.turn()),
    );
  }

  stop(): void {
    this.#intake.stop();
    this.#suggestions.stop();
    for (const timer of this.#timers) timer.cancel();
  }

  source({ past, fold }: { readonly past?: Instant | undefined; readonly fold?: string | undefined }): LiveSource {
    const { history } = this.#parts.read;
    if (past !== undefined) return pastWarnings(past, { history, moment: this.#parts.moment, line: this.#line });
    const parts = {
      board: this.board,
      folds: this.#folds,
      wire: (id: string) => this.#wire(id),
      load: (limit: number) => this.#intake.load(limit),
    };
    return fold === undefined ? boardSource(parts) : foldSource(parts, fold);
  }

  stormSource(): LiveSource {
    return smallSource(() => [this.#stormRow], this.#stormChanged);
  }

  /** The current warning of a message, and the record that a command about it amends; undefined when it is not here. */
  target(id: string): { readonly standing: Standing; readonly handling: string } | undefined {
    const standing = this.board.standing(id) ?? this.board.standing(this.board.currentOf(id)[0] ?? '');
    return standing ? { standing, handling: handlingId(standing) } : undefined;
  }

  #wire(id: string): string | null {
    const standing = this.board.standing(id);
    return standing && JSON.stringify(lineOf(standing, this.#now(standing), this.#line));
  }

  #now({ head }: Standing): Instant {
    return this.#parts.hubTime(head.feed);
  }

  #changed(change: BoardChange): void {
    for (const id of change.ids) {
      const standing = this.board.standing(id);
      this.#due.set(id, standing && this.#nextMoment(standing));
      const isGraver = this.#climber.touch(id);
      this.#suggestions.touch(id);
      this.#folds.touch(id, id === change.read);
      if (isGraver && id !== change.read) this.#sound(id, 'graver');
    }
    if (change.arrived !== undefined) this.#arrived(change.arrived);
    if (change.escalated !== undefined) {
      for (const id of this.board.currentOf(change.escalated)) this.#sound(id, 'escalated');
    }
  }

  #arrived(id: string): void {
    const standing = this.board.standing(id);
    if (!standing || !isCalling(standing, this.#now(standing), this.#line.firstEntered)) return;
    this.#storm.arrive(this.#parts.clock.monotonic());
    this.#folds.setStorm(this.#storm.isStorm);
    this.#sound(id, standing.asksAgain ? 'graver' : 'new');
  }

  #sound(id: string, why: WarningSound['why']): void {
    const standing = this.board.standing(id);
    const { clock } = this.#parts;
    if (!standing || !isCalling(standing, this.#now(standing), this.#line.firstEntered)) return;
    const { level } = standing.head;
    const what = { warning: id, level, why, at: clock.now() };
    if (this.#sounds.offer(what, clock.monotonic(), this.#storm.isStorm)) this.#tellStorm();
  }

  #second(): void {
    const { clock } = this.#parts;
    this.#storm.look(clock.monotonic());
    this.#folds.setStorm(this.#storm.isStorm);
    this.#sounds.expire(instant(clock.now() - SOUND_LIFE));
    this.#climber.look();
    const moved = this.#due.take(this.#parts.hubTime(''));
    for (const id of moved) this.#changed({ ids: new Set([id]) });
    this.#tellStorm();
  }

  /** The next moment at which time alone changes the row. */
  #nextMoment(standing: Standing): Instant | null {
    const now = this.#now(standing);
    const { effectiveAt, expiresAt } = standing.head.summary;
    const until = standing.handled?.handling.snoozed?.until;
    const times = [effectiveAt, expiresAt, until === 'update' ? undefined : until].filter((at) => at !== undefined);
    const ahead = times.filter((at) => at > now);
    return ahead.length > 0 ? instant(Math.min(...ahead)) : null;
  }

  /** Warnings that something is suggested for: nobody has dealt with them, or they are in force. */
  #isOpen(standing: Standing): boolean {
    if (isDrill(standing.head)) return false;
    const phase = phaseOf(standing, this.#now(standing));
    const { state } = standing.handled?.handling.status ?? { state: 'new' };
    return phase !== 'cancelled' && phase !== 'over' && phase !== 'unclear' && state !== 'closed' && state !== 'joined';
  }

  #tell(ids: readonly string[]): void {
    for (const id of ids) this.#folds.touch(id);
  }

  #tellStorm(): void {
    const monotonic = this.#parts.clock.monotonic();
    const state = this.#storm.isStorm ? 'storm' : 'calm';
    const before = this.#stormRow;
    const row: StormRow = {
      id: 'storm',
      state,
      since: state === before.state ? before.since : this.#parts.clock.now(),
      perMinute: this.#storm.perMinute(monotonic),
      folded: this.#folds.folded,
      sounds: this.#sounds.kept,
    };
    this.#stormRow = row;
    const isSame =
      row.state === before.state &&
      row.perMinute === before.perMinute &&
      row.folded === before.folded &&
      row.sounds === before.sounds;
    if (!isSame) this.#stormChanged.emit(row);
  }

  /** The history knows when a message came; what was said of it since moved its time of entry on. */
  #firstEntered(message: Message): Instant {
    const { id, rev, isPending } = message;
    if (rev === 1 && !isPending) return message.entered;
    const known = this.#entered.get(id);
    if (known !== undefined) return known;
    const [line] = this.#parts.read.history.page('alert', id, 0, 1);
    const entered = line?.entered ?? message.entered;
    // Of one that only a pending command makes, the hub has not said yet.
    if (line) this.#entered.set(id, entered);
    return entered;
  }
}
