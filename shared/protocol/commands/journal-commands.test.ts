import { describe, expect, it } from 'vitest';
import { journalEntry, journalEntryId, type JournalEntry } from '../../domain/journal-entry.ts';
import { ProblemError } from '../../kit/problem.ts';
import { instant, MINUTE } from '../../kit/time.ts';
import type { Command } from '../feed/command.ts';
import { carryOut, worldOf } from './carry-out.ts';
import type { NewEntry } from './journal-commands.ts';

const NOW = instant(1_750_000_000_000);
const CALL: NewEntry = {
  kind: 'message',
  direction: 'in',
  media: 'phone',
  number: 1,
  from: '北江水文站',
  to: '指挥中心',
  text: { zh: '石岭闸前水位 34.2 米，仍涨' },
  happenedAt: instant(NOW - 5 * MINUTE),
  receivedAt: instant(NOW - 2 * MINUTE),
  links: [{ topic: 'incident', id: 'i1' }],
};

type Journal = Readonly<Record<string, JournalEntry>>;

function give(journal: Journal, payload: NewEntry, parts: Partial<Command> = {}) {
  const command: Command = {
    commandId: 'c1',
    stationId: 'S1',
    stationSeq: 1,
    actor: { officer: 'lin', post: 'CCC-DO1', station: 'S1', authority: 'all' },
    type: 'journal.enter',
    topic: 'journal',
    entityId: journalEntryId('S1', payload.number),
    payload,
    expectedRev: null,
    issuedAt: NOW,
    expiresAt: instant(NOW + MINUTE),
    ...parts,
  };
  const world = worldOf((topic, id) => (topic === 'journal' ? journal[id] : undefined));
  return carryOut(world, command).map(({ effect: { op, id }, record }) => ({
    op,
    id,
    record: journalEntry.parse(record),
  }));
}

function refusedBy(run: () => unknown): string | null {
  try {
    run();
    return null;
  } catch (error) {
    return error instanceof ProblemError ? error.problem.code : String(error);
  }
}

function entered(payload: NewEntry): JournalEntry {
  const [line] = give({}, payload);
  if (!line) throw new Error('nothing was entered');
  return line.record;
}

describe('the duty journal', () => {
  it('JO1: an entry has its number, its station, its hand and three times', () => {
    expect(entered(CALL)).toEqual({
      ...CALL,
      station: 'S1',
      enteredAt: NOW,
      by: { officer: 'lin', post: 'CCC-DO1', at: NOW },
    });
  });

  it('JO2: a number stands under its own id only, so that nobody can give it twice', () => {
    expect(refusedBy(() => give({}, CALL, { entityId: journalEntryId('S1', 2) }))).toBe('journal-number');
    expect(refusedBy(() => give({}, CALL, { entityId: journalEntryId('S2', 1) }))).toBe('journal-number');
  });

  it('JO3: nothing is entered that has not happened yet, or was received before it happened', () => {
    const later = instant(NOW + 2 * MINUTE);
    expect(refusedBy(() => give({}, { ...CALL, happenedAt: later, receivedAt: later }))).toBe('journal-time-future');
    expect(refusedBy(() => give({}, { ...CALL, receivedAt: later }))).toBe('journal-time-future');
    expect(refusedBy(() => give({}, { ...CALL, happenedAt: NOW }))).toBe('journal-time-order');
    // Clocks on the wall differ by a little.
    const soon = instant(NOW + MINUTE / 2);
    expect(refusedBy(() => give({}, { ...CALL, happenedAt: soon, receivedAt: soon }))).toBeNull();
  });

  it('JO4: a correction is a new entry; the old one says what it said and names the new one', () => {
    const id = journalEntryId('S1', 1);
    const old = entered(CALL);
    const right: NewEntry = { ...CALL, number: 2, text: { zh: '水位 32.4 米' }, corrects: id, why: { zh: '听错数字' } };
    const [added, marked, ...rest] = give({ [id]: old }, right);
    expect(rest).toEqual([]);
    expect(added).toMatchObject({ op: 'put', id: journalEntryId('S1', 2), record: { corrects: id } });
    expect(marked).toEqual({ op: 'patch', id, record: { ...old, correctedBy: journalEntryId('S1', 2) } });
  });

  it('JO4: an entry is corrected once, with a reason, and only where there is one', () => {
    const id = journalEntryId('S1', 1);
    const right: NewEntry = { ...CALL, number: 2, corrects: id, why: { zh: '听错数字' } };
    const { why: _why, ...silent } = right;
    expect(refusedBy(() => give({ [id]: entered(CALL) }, silent))).toBe('journal-why');
    expect(refusedBy(() => give({}, right))).toBe('journal-unknown');
    const corrected = { ...entered(CALL), correctedBy: 'J-S2-9' };
    expect(refusedBy(() => give({ [id]: corrected }, right))).toBe('journal-corrected-already');
  });
});
