import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Handling } from '../../../../shared/domain/handling.ts';
import type { Level } from '../../../../shared/domain/common.ts';
import { HOUR, instant, MINUTE, SECOND, type Instant } from '../../../../shared/kit/time.ts';
import { WarningBoard } from '../board/board.ts';
import { messageOf } from '../board/message.ts';
import type { Standing } from '../board/standing.ts';
import { alert } from '../testing/alerts.ts';
import { readEscalation } from './escalation.ts';
import { nextRung, type Rung } from './next-rung.ts';

const RESOURCES = join(import.meta.dirname, '../../../../resources');
const log = { info: () => undefined, warn: () => undefined, error: (text: string) => expect.fail(text) };
const data = readEscalation(RESOURCES, log);
/** Noon in the city. */
const NOON = instant(Date.UTC(2026, 6, 1, 4, 0));
const hand = { at: NOON, officer: 'zhou', post: 'CCC-DL' };

function warning(
  level: Level,
  handling?: Handling,
  entered: Instant = NOON,
  part: Parameters<typeof alert>[0] = {},
): Standing {
  const board = new WarningBoard();
  const json = JSON.stringify(alert({ level, sentAt: entered, ...part }));
  board.put(messageOf({ id: 'w1', feed: 'met', rev: 1, at: entered, entered, received: entered, json }));
  if (handling) board.handle('w1', { id: 'w1', handling, rev: 1, isPending: false });
  const standing = board.standing('w1');
  if (!standing) throw new Error('not current');
  return standing;
}

function next(standing: Standing, now: Instant = NOON): Rung | null {
  return nextRung(standing, now, { data, firstEntered: ({ entered }) => entered });
}

/** Climbs whenever a rung is due, looking every second, and says when. */
function climb(
  level: Level,
  until: number,
  from: Instant = NOON,
  start: Handling = { status: { state: 'new' } },
): string[] {
  const said: string[] = [];
  let handling = start;
  for (let now: number = from; now <= from + until; now += SECOND) {
    const rung = next(warning(level, handling), instant(now));
    if (!rung || rung.at > now) continue;
    said.push(`${(now - from) / SECOND} s ${rung.to}`);
    handling = { ...handling, escalations: [...(handling.escalations ?? []), { ...rung, at: instant(now) }] };
  }
  return said;
}

describe('the ladder', () => {
  it('N3: red, that nobody looks at: duty leader, commander, director, vice mayor', () => {
    expect(climb(1, 15 * MINUTE)).toEqual(['60 s CCC-DL', '120 s CCC-IC', '180 s EMB-DIR', '600 s MAY-2']);
  });

  it('N3: what was seen skips the rungs for the unseen; what was taken, closed, put off, over or a drill has none', () => {
    expect(next(warning(1, { status: { state: 'seen', ...hand } }))).toMatchObject({ rung: 2, to: 'EMB-DIR' });
    const taken: Handling[] = [
      { status: { state: 'acknowledged', disposition: 'some', ...hand } },
      { status: { state: 'closed', reason: { zh: '已处置' }, ...hand } },
      { status: { state: 'joined', into: 'w2', ...hand } },
    ];
    for (const handling of taken) expect(next(warning(1, handling))).toBeNull();
    const off: Handling = { status: { state: 'new' }, snoozed: { until: instant(NOON + HOUR), ...hand } };
    expect(next(warning(3, off))).toBeNull();
    expect(next(warning(3, off), instant(NOON + HOUR))?.at).toBe(NOON + HOUR + 10 * MINUTE);
    expect(next(warning(1, undefined, NOON, { status: 'Exercise' }))).toBeNull();
    expect(next(warning(1, undefined, NOON, { msgType: 'Cancel' }))).toBeNull();
    expect(next(warning(1, undefined, NOON, { expiresAt: instant(NOON - 1) }))).toBeNull();
  });

  it('N4: found an hour late, by a restart or a clock that jumped, it climbs rung by rung and not at one blow', () => {
    const late = instant(NOON + HOUR);
    expect(climb(1, 15 * MINUTE, late)).toEqual(['0 s CCC-DL', '60 s CCC-IC', '120 s EMB-DIR', '540 s MAY-2']);
  });

  it('N4: what the record says was climbed is not climbed again, and an ungraded or milder warning goes on from there', () => {
    const escalations = [{ rung: 0, to: 'CCC-DL', at: instant(NOON + MINUTE) }];
    expect(next(warning(1, { status: { state: 'new' }, escalations }))).toMatchObject({
      rung: 1,
      at: NOON + 2 * MINUTE,
    });
    expect(next(warning(2, { status: { state: 'new' }, escalations }))).toMatchObject({ rung: 1, to: 'CCC-IC' });
  });

  it('N4: taken back it begins anew from then', () => {
    const since = instant(NOON + HOUR);
    expect(next(warning(1, { status: { state: 'new', since } }), since)).toMatchObject({ rung: 0, at: since + MINUTE });
  });

  it('N7: at night blue waits for the morning, red and orange for nothing', () => {
    // 19:00; four hours later is within the quiet hours, whose end is 06:00.
    const evening = instant(Date.UTC(2026, 6, 1, 11, 0));
    expect(next(warning(4, undefined, evening))?.at).toBe(Date.UTC(2026, 6, 1, 22, 0));
    const night = instant(Date.UTC(2026, 6, 1, 16, 0));
    for (const level of [1, 2] as const) {
      const { afterSeconds } = data.levels[level].rungs[0] ?? { afterSeconds: 0 };
      expect(next(warning(level, undefined, night), night)?.at).toBe(night + afterSeconds * SECOND);
    }
  });

  it('N3: a rung for the leader of the department goes to him of the first department that is concerned', () => {
    const answers = [
      { department: 'XXX', at: null },
      { department: 'WRB', at: null },
    ];
    const seen: Handling = { status: { state: 'seen', ...hand } };
    expect(next(warning(2, seen, NOON, { answers }))).toMatchObject({ rung: 1, to: 'WRB-DIR' });
    expect(next(warning(2, seen))).toMatchObject({ to: 'CCC-IC' });
  });

  it('N3: a file that cannot be read leaves red and orange their duty leader, and the log says so', () => {
    const errors: string[] = [];
    const bare = readEscalation('/nowhere', { ...log, error: (text) => void errors.push(text) });
    expect(errors).toHaveLength(1);
    expect(bare.levels[1].rungs).toHaveLength(1);
  });
});
