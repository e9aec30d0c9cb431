import { describe, expect, it } from 'vitest';
import { PRESENCE_TTL, type DrawingDraft, type Presence } from '../../../shared/protocol/feed/presence.ts';
import type { PresenceRow } from '../../../shared/protocol/console-api/drawing-rows.ts';
import { ManualClock } from '../testing/manual-clock.ts';
import { PresenceBoard } from './presence.ts';

const WHO = { officer: 'lin', post: 'DO1', name: { zh: '林' } };
const DRAFT: DrawingDraft = { kind: 'cordon', points: [[117.6, 30.3]] };

function board() {
  const clock = new ManualClock();
  const told: Presence[] = [];
  const presence = new PresenceBoard({ clock, stationId: 'S1', tell: (said) => told.push(said) });
  const rows = new Map<string, PresenceRow>();
  presence.source().subscribe((id, json) => {
    const text = json();
    if (text === null) rows.delete(id);
    else rows.set(id, JSON.parse(text) as PresenceRow);
  });
  return { clock, told, presence, rows };
}

describe('presence', () => {
  it('F13: a window that draws is told to the feed and shown to the other windows; null ends it', () => {
    const { told, presence, rows } = board();
    presence.show('w1', WHO, DRAFT);
    expect([...rows.values()]).toEqual([{ id: 'window:w1', ...WHO, draft: DRAFT }]);
    presence.show('w1', WHO, null);
    expect(rows.size).toBe(0);
    expect(told.map(({ draft }) => draft)).toEqual([DRAFT, null]);
  });

  it('F13: another station is shown until nothing more is heard of it; its own echo is not', () => {
    const { clock, presence, rows } = board();
    presence.heard({ station: 'S2', ...WHO, draft: DRAFT });
    presence.heard({ station: 'S1', ...WHO, draft: DRAFT });
    expect([...rows.keys()]).toEqual(['station:S2']);
    clock.pass(PRESENCE_TTL - 1);
    presence.heard({ station: 'S2', ...WHO, draft: DRAFT });
    clock.pass(PRESENCE_TTL - 1);
    expect(rows.size).toBe(1);
    clock.pass(2);
    expect(rows.size).toBe(0);
  });

  it('F13: more names than there can be seats are not kept', () => {
    const { presence, rows } = board();
    for (let index = 0; index < 500; index += 1) presence.heard({ station: `S${index + 2}`, ...WHO, draft: DRAFT });
    expect(rows.size).toBe(64);
  });
});
