import { setTimeout as sleep } from 'node:timers/promises';
import type { Seat } from './window.ts';
import type { Hub } from './hub.ts';
import { until } from './wait.ts';

const LOOKS = 5;
const LOOK_EVERY = 1_000;

/** Until the console's cursor has been at the hub's head; resolves with how long that took, ms. */
export async function untilCurrent(seat: Seat, hub: Hub, feed: string, limit = 60_000): Promise<number> {
  const start = performance.now();
  const feeds = seat.watch('feeds', {});
  const { head, epoch } = await until('the hub', limit, () => hub.health(feed).catch(() => null), 100);
  await until(`cursor of ${feed} at ${head}`, limit, () => {
    const row = feeds.rows.get(feed);
    return row && row.epoch === epoch && row.seq >= head && row.status.state === 'live' ? true : null;
  });
  feeds.close();
  return performance.now() - start;
}

/**
 * Until no command is on its way any more: no officer's, which the outbox shows, and none of the console's own, which it does not.
 * Those show by what they change; where others go on writing, some looks are enough.
 */
export async function untilSettled(seat: Seat, limit = 60_000): Promise<void> {
  const outbox = seat.watch('outbox', {});
  await until('all commands settled', limit, () => {
    if (!outbox.complete) return null;
    const isOpen = [...outbox.rows.values()].some(({ status }) =>
      ['queued', 'sent', 'accepted'].includes(status.state),
    );
    return isOpen ? null : true;
  });
  outbox.close();
  const feeds = seat.watch('feeds', {});
  const heads = (): string => JSON.stringify([...feeds.rows.values()].map(({ id, seq }) => [id, seq]));
  for (let looks = 0, before = ''; looks < LOOKS; looks += 1) {
    const now = heads();
    if (now === before) break;
    before = now;
    await sleep(LOOK_EVERY);
  }
  feeds.close();
}
