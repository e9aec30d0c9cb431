import type { LeadRow } from '../../../shared/protocol/console-api/lead-calls.ts';
import { LEAD_TTL, type Lead, type LeadTold, type LeadView } from '../../../shared/protocol/feed/lead.ts';
import { ProblemError } from '../../../shared/kit/problem.ts';
import { instant, MINUTE, type Instant } from '../../../shared/kit/time.ts';
import type { Clock, Timer } from '../kernel/ports.ts';
import { Signal } from '../kernel/signal.ts';
import { passOver, type LiveSource } from '../queries/live-source.ts';

/** How long it is said that the line of a leader was lost. */
const LOST_KEPT = MINUTE;
/** A lead from further in the future than clocks are apart could never be taken over. */
const MOST_AHEAD = MINUTE;
const ROW_ID = 'lead';

export type LeadOfficer = Pick<Lead, 'officer' | 'post' | 'name'>;

type State =
  | { readonly is: 'none' }
  | {
      readonly is: 'leading' | 'lost';
      readonly station: string;
      /** The window of this console; null: another station leads. */
      readonly window: string | null;
      readonly who: LeadOfficer;
      readonly since: Instant;
      readonly view: LeadView;
      readonly end: Timer;
    };

type Leader = Exclude<State, { is: 'none' }>;

export interface LeadBoardParts {
  readonly clock: Clock;
  readonly stationId: string;
  /** The time of the hub through which leads pass, as far as it is known. */
  readonly hubTime: () => Instant;
  /** Says it to the other stations; into the void while the feed is away. */
  readonly tell: (said: Lead) => void;
}

/** Who leads the maps of this city, here or at another station: one at a time. In memory only. Rules L1–L6 in README.md. */
export class LeadBoard {
  readonly #parts: LeadBoardParts;
  readonly #changed = new Signal<string>();
  #state: State = { is: 'none' };
  /** The latest lead that was ever heard of: a new one is later. */
  #latest: Instant = instant(0);
  #isJoined = false;
  #told: string | null = null;

  constructor(parts: LeadBoardParts) {
    this.#parts = parts;
  }

  /** Throws `ProblemError` `lead-taken`: somebody leads from whom the officer did not take it knowingly. */
  take(window: string, who: LeadOfficer, view: LeadView, over: Instant | null): void {
    const state = this.#state;
    if (state.is === 'leading' && state.window !== window && state.since !== over) {
      throw new ProblemError({ code: 'lead-taken', origin: 'follow', params: { officer: state.who.officer } });
    }
    const since = instant(Math.max(this.#parts.hubTime(), this.#latest + 1));
    this.#lead({ station: this.#parts.stationId, window, who, since, view });
    this.#parts.tell({ ...who, since, view });
  }

  /** The leading window looks elsewhere, or is still there. One that was given up for lost leads again. */
  show(window: string, view: LeadView): void {
    const state = this.#state;
    if (state.is === 'none' || state.window !== window) return;
    this.#lead({ ...state, view });
    this.#parts.tell({ ...state.who, since: state.since, view });
  }

  /** The lead of a window of this console is over; without a name, of whichever it is. */
  end(window?: string): void {
    const state = this.#state;
    if (state.is === 'none' || state.window === null || (window !== undefined && state.window !== window)) return;
    this.#parts.tell({ ...state.who, since: state.since, view: null });
    this.#set({ is: 'none' });
  }

  /** Only who sits here leads from here: ends the lead of anybody else, and of a locked seat (null). */
  seated(officer: string | null): void {
    if (this.#state.is !== 'none' && this.#state.who.officer !== officer) this.end();
  }

  heard({ station, view, since, ...who }: LeadTold): void {
    const { stationId, hubTime } = this.#parts;
    if (station === stationId || since > hubTime() + MOST_AHEAD) return;
    if (since > this.#latest) this.#latest = since;
    const state = this.#state;
    const isSame = state.is !== 'none' && state.station === station;
    if (state.is === 'leading' && !isSame && !isLater({ since, station }, state)) return;
    if (view) this.#lead({ station, window: null, who, since, view });
    else if (isSame) this.#set({ is: 'none' });
  }

  /** The feed through which leads pass came or went. */
  joined(isJoined: boolean): void {
    this.#isJoined = isJoined;
    const state = this.#state;
    if (!isJoined && state.is === 'leading' && state.window === null) this.#lose(state);
    else this.#tellRow();
  }

  row(): LeadRow | null {
    const state = this.#state;
    if (state.is === 'none') return null;
    const { who, since, window, view, is } = state;
    return {
      id: ROW_ID, officer: who.officer, post: who.post, name: who.name ?? null, since, window, state: is, view,
      reach: window === null || this.#isJoined ? 'city' : 'console',
    }; // prettier-ignore
  }

  source(): LiveSource {
    return {
      pass: () => {
        const row = this.row();
        return passOver(row ? [{ id: row.id, json: JSON.stringify(row) }] : []);
      },
      subscribe: (changed) =>
        this.#changed.on((id) =>
          changed(id, () => {
            const row = this.row();
            return row && JSON.stringify(row);
          }),
        ),
    };
  }

  #lead({ station, window, who, since, view }: Omit<Leader, 'is' | 'end'>): void {
    if (since > this.#latest) this.#latest = since;
    const end = this.#parts.clock.after(LEAD_TTL, () => {
      if (this.#state.is === 'leading') this.#lose(this.#state);
    });
    this.#set({ is: 'leading', station, window, who, since, view, end });
  }

  #lose(state: Leader): void {
    const end = this.#parts.clock.after(LOST_KEPT, () => this.#set({ is: 'none' }));
    this.#set({ ...state, is: 'lost', end });
  }

  #set(state: State): void {
    if (this.#state.is !== 'none') this.#state.end.cancel();
    this.#state = state;
    this.#tellRow();
  }

  /** A view that is only told again is no news for the windows. */
  #tellRow(): void {
    const row = this.row();
    const as = row && JSON.stringify(row);
    if (as === this.#told) return;
    this.#told = as;
    this.#changed.emit(ROW_ID);
  }
}

function isLater(a: Pick<Leader, 'since' | 'station'>, b: Pick<Leader, 'since' | 'station'>): boolean {
  return a.since === b.since ? a.station > b.station : a.since > b.since;
}
