import type { Handling } from '../../../../shared/domain/handling.ts';
import { DAY, instant, MINUTE, SECOND, type Instant } from '../../../../shared/kit/time.ts';
import { gravity } from '../board/chain-rules.ts';
import { isCalling, ladderStart, type FirstEntered, type Standing } from '../board/standing.ts';
import { DEPARTMENT_LEADER, type Escalation } from './escalation.ts';

export interface Rung {
  readonly rung: number;
  readonly to: string;
  readonly at: Instant;
}

type Climbed = NonNullable<Handling['escalations']>;

/**
 * N4: the rung that is climbed next, and when; null when nothing runs. A rung is due so long after the start, but never sooner
 * after the rung before than the data has it: after a night without power, or with a clock that was wrong, the ladder is
 * climbed rung by rung and not at one blow. The same at every station: it follows from records alone.
 */
export function nextRung(
  standing: Standing,
  now: Instant,
  { data, firstEntered }: { readonly data: Escalation; readonly firstEntered: FirstEntered },
): Rung | null {
  // N10: it is asked again first, and the ladder begins with that.
  if (standing.isOutgrown || !isCalling(standing, now, firstEntered)) return null;
  const { head, handled } = standing;
  const start = ladderStart(standing, firstEntered);
  const climbed: Climbed = handled?.handling.escalations ?? [];
  const highest = Math.max(-1, ...climbed.map(({ rung }) => rung));
  const last = climbed.find(({ rung }) => rung === highest);
  const { rungs } = data.levels[head.level];
  const isSeen = handled?.handling.status.state === 'seen';
  for (const [rung, { afterSeconds, unless, to }] of rungs.entries()) {
    if (rung <= highest || (unless === 'seen' && isSeen)) continue;
    const before = rungs[highest]?.afterSeconds ?? 0;
    const gap = Math.max(0, afterSeconds - before) * SECOND;
    const at = Math.max(start + afterSeconds * SECOND, last ? last.at + gap : 0);
    const who = to === DEPARTMENT_LEADER ? leaderOf(standing, data) : to;
    return { rung, to: who, at: afterQuiet(instant(at), head.level, data) };
  }
  return null;
}

function leaderOf({ head }: Standing, { leaders, leaderElse }: Escalation): string {
  const led = head.departments.find((code) => Object.hasOwn(leaders, code));
  return (led === undefined ? undefined : leaders[led]) ?? leaderElse;
}

/** The end of the quiet hours when it falls into them. Red and orange know none. */
function afterQuiet(at: Instant, level: Standing['head']['level'], { quiet }: Escalation): Instant {
  if (gravity(level) <= 2 || !quiet.levels.some((one) => one === level)) return at;
  const from = minutesOf(quiet.from) * MINUTE;
  const length = (minutesOf(quiet.to) * MINUTE - from + DAY) % DAY;
  const local = at + quiet.offsetMinutes * MINUTE;
  const into = (((local - from) % DAY) + DAY) % DAY;
  return into < length ? instant(at + length - into) : at;
}

function minutesOf(time: string): number {
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  return hours * 60 + minutes;
}
