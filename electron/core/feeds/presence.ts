import type { PresenceRow } from '../../../shared/protocol/console-api/drawing-rows.ts';
import {
  PRESENCE_TTL,
  type DrawingDraft,
  type Presence,
  type PresenceTold,
} from '../../../shared/protocol/feed/presence.ts';
import type { Clock, Timer } from '../kernel/ports.ts';
import { Signal } from '../kernel/signal.ts';
import { passOver, type LiveSource } from '../queries/live-source.ts';

/** Rows at once: whoever sends more names than there are seats in a city is not shown. */
const MOST = 64;

export interface PresenceParts {
  readonly clock: Clock;
  readonly stationId: string;
  /** Says it at the feed where drawings are kept; into the void while it is away. */
  readonly tell: (said: Presence) => void;
}

/** F13: who is drawing what at this moment, here and at other stations. In memory only; each row goes by itself after `PRESENCE_TTL`. */
export class PresenceBoard {
  readonly #parts: PresenceParts;
  readonly #rows = new Map<string, { readonly row: PresenceRow; readonly end: Timer }>();
  readonly #changed = new Signal<string>();

  constructor(parts: PresenceParts) {
    this.#parts = parts;
  }

  /** A window of this console draws, or has ended. */
  show(window: string, who: Omit<Presence, 'draft'>, draft: DrawingDraft | null): void {
    this.#set(`window:${window}`, { ...who, draft });
    this.#parts.tell({ ...who, draft });
  }

  heard({ station, ...said }: PresenceTold): void {
    if (station !== this.#parts.stationId) this.#set(`station:${station}`, said);
  }

  source(): LiveSource {
    const json = (id: string): string | null => {
      const kept = this.#rows.get(id);
      return kept ? JSON.stringify(kept.row) : null;
    };
    return {
      pass: () => passOver([...this.#rows.values()].map(({ row }) => ({ id: row.id, json: JSON.stringify(row) }))),
      subscribe: (changed) => this.#changed.on((id) => changed(id, () => json(id))),
    };
  }

  #set(id: string, { officer, post, name, draft }: Presence): void {
    const kept = this.#rows.get(id);
    if (!kept && (draft === null || this.#rows.size >= MOST)) return;
    kept?.end.cancel();
    this.#rows.delete(id);
    if (draft !== null) {
      const end = this.#parts.clock.after(PRESENCE_TTL, () => {
        this.#rows.delete(id);
        this.#changed.emit(id);
      });
      this.#rows.set(id, { row: { id, officer, post, name: name ?? null, draft }, end });
    }
    this.#changed.emit(id);
  }
}
