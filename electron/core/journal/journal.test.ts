import { describe, expect, it } from 'vitest';
import { journalEntryId, type JournalEntry } from '../../../shared/domain/journal-entry.ts';
import { ProblemError } from '../../../shared/kit/problem.ts';
import { instant, MINUTE } from '../../../shared/kit/time.ts';
import type { CallAnswer, CallParsed } from '../../../shared/protocol/console-api/calls.ts';
import type { DiskFault } from '../sync/testing/memory-store.ts';
import { ModelFeed } from '../sync/testing/model-feed.ts';
import { SimStation } from '../sync/testing/sim-station.ts';

function line(station: SimStation, text: string): CallParsed<'enterJournal'> {
  return {
    kind: 'message',
    direction: 'in',
    media: 'radio',
    from: 'WRB',
    to: 'CCC',
    text,
    happenedAt: station.clock.now(),
    links: [],
  };
}

/** A console whose hub is away: what it enters waits in its outbox. */
function alone(): SimStation {
  const feed = new ModelFeed('hotline', () => instant(0));
  return new SimStation({ id: 'S1', feeds: new Map([['hotline', feed]]), send: () => undefined });
}

function numbersOf(station: SimStation): number[] {
  const { outbox } = station.core;
  return outbox.pending
    .created('journal')
    .map((id) => (outbox.pending.find('journal', id) as JournalEntry).number)
    .toSorted((a, b) => a - b);
}

/** The handler answers at once; only its general type may promise. */
function entered(station: SimStation, told: CallParsed<'enterJournal'>): CallAnswer<'enterJournal'> {
  return station.core.calls.enterJournal(told) as CallAnswer<'enterJournal'>;
}

/** The number of an entry; null when the disk would not say, or would not have it. */
function enter(station: SimStation, text: string): number | null {
  try {
    return entered(station, line(station, text)).number;
  } catch (error) {
    if (error instanceof ProblemError) return null;
    throw error;
  }
}

describe('the numbers of a journal', () => {
  it('JO2: count up from one at a station, and go on where they were after a kill', () => {
    const station = alone();
    expect([enter(station, 'a'), enter(station, 'b')]).toEqual([1, 2]);
    station.restart();
    expect(enter(station, 'c')).toBe(3);
    expect(numbersOf(station)).toEqual([1, 2, 3]);
  });

  it.each<DiskFault>(['refused', 'doubtful-lost', 'doubtful-kept'])(
    'JO2: have no hole and no double when the disk says “%s” and the core is killed',
    (fault) => {
      const station = alone();
      for (let round = 0; round < 5; round += 1) {
        enter(station, `before ${round}`);
        station.store.fault = fault;
        expect(enter(station, `fault ${round}`)).toBeNull();
        station.restart();
        enter(station, `after ${round}`);
      }
      const numbers = numbersOf(station);
      expect(numbers).toEqual(numbers.map((_, index) => index + 1));
      expect(numbers).toHaveLength(fault === 'doubtful-kept' ? 15 : 10);
    },
  );

  it('JO2: what was taken back keeps its number, which is given to no other', () => {
    const station = alone();
    const { calls } = station.core;
    const { commandId } = entered(station, line(station, 'a'));
    calls.withdrawCommand({ commandId });
    expect(enter(station, 'b')).toBe(2);
    station.restart();
    expect(enter(station, 'c')).toBe(3);
    // Given again it is the same entry.
    const again = station.core.calls.resendCommand({ commandId }) as CallAnswer<'resendCommand'>;
    expect(again.stationSeq).toBeGreaterThan(0);
    expect(numbersOf(station)).toEqual([1, 2, 3]);
  });

  it('JO2: of an outbox that was lost, they go on after what the feed has of this station', () => {
    const station = alone();
    station.store.transact(({ write }) => {
      for (const [of, number] of [
        ['S1', 7],
        ['S2', 40],
      ] as const) {
        const data = { station: of, number } as JournalEntry;
        write.entities.put({
          topic: 'journal',
          id: journalEntryId(of, number),
          feed: 'hotline',
          rev: 1,
          urgency: 0,
          recency: 0,
          at: instant(1),
          entered: instant(1),
          received: instant(1),
          source: 'station:S1',
          json: JSON.stringify(data),
          data,
        });
      }
    });
    expect(enter(station, 'a')).toBe(8);
  });

  it('JO3: without a time of receipt an entry was received now, and never before it happened', () => {
    const station = alone();
    const now = station.clock.now();
    const { id } = entered(station, { ...line(station, 'a'), happenedAt: instant(now - 9 * MINUTE) });
    const ahead = entered(station, { ...line(station, 'b'), happenedAt: instant(now + 500) });
    const of = (entry: string) => station.core.outbox.pending.find('journal', entry) as JournalEntry;
    expect(of(id).receivedAt).toBe(now);
    expect(of(ahead.id).receivedAt).toBe(now + 500);
  });

  it('JO4: what is corrected shows it at once, although the hub is away', () => {
    const station = alone();
    const { id } = entered(station, line(station, 'a'));
    const right = { ...line(station, 'b'), corrects: id, why: 'misheard' };
    const { id: after } = entered(station, right);
    const { outbox } = station.core;
    expect(outbox.pending.find('journal', id)).toMatchObject({ text: { en: 'a' }, correctedBy: after });
    expect(() => entered(station, right)).toThrow('journal-corrected-already');
  });
});
