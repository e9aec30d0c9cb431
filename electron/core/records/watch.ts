import { SECOND } from '../../../shared/kit/time.ts';
import type { FeedRow, SeatRow } from '../../../shared/protocol/console-api/rows.ts';
import type { Clock, Timer } from '../kernel/ports.ts';
import type { Signal } from '../kernel/signal.ts';
import type { ActingSeat } from '../sync/seat.ts';
import { signerOf, type LogEntry } from './entry.ts';
import type { Recorder } from './recorder.ts';

/** A feed that comes and goes within this time is not worth a line. */
const SETTLED = 10 * SECOND;

/** N9: who sits at the console, from when. */
export function watchSeat(recorder: Recorder, seat: ActingSeat & { readonly changed: Signal<SeatRow> }): void {
  let who: LogEntry['who'] = null;
  let before = '';
  seat.changed.on(({ status: { state } }) => {
    if (state === 'signedIn') who = signerOf(seat.actor);
    const now = JSON.stringify([state, who]);
    if (now !== before) recorder.tellAnyway({ kind: 'seat', who, body: { state } });
    before = now;
    if (state === 'signedOut') who = null;
  });
}

export interface LinkParts {
  readonly clock: Clock;
  readonly recorder: Recorder;
  readonly health: Signal<FeedRow>;
}

/** N9: since when a feed has been away, and when it was back: a reader must know what the officer could not see. */
export function watchLinks({ clock, recorder, health }: LinkParts) {
  const told = new Map<string, boolean>();
  const waiting = new Map<string, { readonly live: boolean; readonly timer: Timer }>();
  health.on(({ id, status }) => {
    const live = status.state === 'live';
    const pending = waiting.get(id);
    if (pending?.live === live) return;
    pending?.timer.cancel();
    waiting.delete(id);
    if (told.get(id) === live) return;
    const timer = clock.after(SETTLED, () => {
      waiting.delete(id);
      told.set(id, live);
      recorder.tellAnyway({ kind: 'link', body: { feed: id, live } });
    });
    waiting.set(id, { live, timer });
  });
  return {
    name: 'record-links',
    stop() {
      for (const { timer } of waiting.values()) timer.cancel();
    },
  };
}
