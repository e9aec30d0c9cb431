import { DAY, instant, MINUTE, type Instant } from '../../../shared/kit/time.ts';

/** Clocks on the wall differ by less. */
const AHEAD = MINUTE;
const MINUTES_AGO = /^[-−－](\d{1,4})$/;
const TIME = /^(\d{1,2})[:：]?([0-5]\d)$/;

/**
 * A time as an officer types it: nothing is now, “-5” is five minutes ago, “14:05” or “1405” is that time of day, of yesterday
 * where it is still to come. Null: not understood.
 */
export function parseEntryTime(text: string, now: Instant): Instant | null {
  const typed = text.trim();
  if (typed === '') return now;
  const ago = MINUTES_AGO.exec(typed);
  if (ago) return instant(Math.max(0, now - Number(ago[1]) * MINUTE));
  const time = TIME.exec(typed);
  if (!time || Number(time[1]) > 23) return null;
  const at = new Date(now);
  at.setHours(Number(time[1]), Number(time[2]), 0, 0);
  if (at.getTime() > now + AHEAD) at.setTime(at.getTime() - DAY);
  return instant(Math.min(at.getTime(), now));
}
