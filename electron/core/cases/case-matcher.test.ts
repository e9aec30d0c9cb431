import { describe, expect, it } from 'vitest';
import type { CitizenCase } from '../../../shared/domain/case.ts';
import type { Topic } from '../../../shared/domain/topics.ts';
import { createRandom } from '../../../shared/kit/random.ts';
import type { Instant } from '../../../shared/kit/time.ts';
import type { CaseProposal } from '../../../shared/protocol/console-api/case-rows.ts';
import type { Applied } from '../feeds/applied.ts';
import { Signal } from '../kernel/signal.ts';
import { ManualClock } from '../testing/manual-clock.ts';
import { CaseMatcher } from './case-matcher.ts';
import { madeCalls } from './testing/made-calls.ts';

/** A matcher over records that a test sets, and what a window that watches it has. */
function createBench() {
  const clock = new ManualClock();
  const records = new Map<string, CitizenCase>();
  const applied = new Signal<Applied>();
  const changed = new Signal<{ readonly topic: string; readonly id: string }>();
  const matcher = new CaseMatcher({
    clock,
    read: {
      entities: {
        count: () => 0,
        page: () => [],
      } as never,
    },
    applied,
    overlay: {
      created: () => [],
      changed,
      find: (topic: Topic, id: string) => (topic === 'case' ? records.get(id) : undefined),
    },
    rules: () => null,
  });
  const rows = new Map<string, CaseProposal>();
  const source = matcher.source();
  source.pass();
  source.subscribe((id, json) => {
    const row = json();
    if (row === null) rows.delete(id);
    else rows.set(id, JSON.parse(row) as CaseProposal);
  });
  const put = (id: string, record: CitizenCase): void => {
    records.set(id, record);
    changed.emit({ topic: 'case', id });
  };
  return { clock, matcher, rows, put, records };
}

function caseAt(now: Instant, part: Partial<CitizenCase> = {}): CitizenCase {
  return {
    status: { state: 'new', at: now, by: 'HOT' },
    steps: [],
    category: 'C201',
    isUrgent: false,
    channel: '12345',
    reportedAt: now,
    at: [117.5, 30.3],
    text: { zh: '路上积水没过脚踝' },
    callerPhone: '10012345678',
    ...part,
  };
}

describe('the matcher', () => {
  it('M1: proposes when a case comes, for both, and takes it back when one is merged or kept apart', () => {
    const { clock, rows, put, records } = createBench();
    const now = clock.now();
    put('a', caseAt(now));
    put('b', caseAt(now, { callerPhone: '10099999999' }));
    clock.pass(500);
    expect([...rows.keys()].toSorted()).toEqual(['a', 'b']);
    expect(rows.get('b')).toMatchObject({ matches: [{ id: 'a', kind: 'duplicate', against: [] }] });
    put('b', { ...(records.get('b') as CitizenCase), status: { state: 'merged', at: now, by: 'x', into: 'a' } });
    clock.pass(500);
    expect([...rows.keys()]).toEqual([]);
    put('b', caseAt(now, { apart: ['a'] }));
    clock.pass(500);
    expect([...rows.keys()]).toEqual([]);
  });

  it('M2: no number, name or word of a caller is in what it tells', () => {
    const { clock, rows, put } = createBench();
    const now = clock.now();
    for (const id of ['a', 'b', 'c', 'd', 'e']) put(id, caseAt(now, { callerName: '赵安', address: '柳荫路16号502' }));
    clock.pass(1_000);
    const told = JSON.stringify([...rows.values()]);
    expect(rows.size).toBeGreaterThan(5);
    for (const secret of ['10012345678', '赵安', '柳荫', '积水']) expect(told).not.toContain(secret);
  });

  it('M3: comes to rest, whatever the order in which cases come and go', () => {
    for (const seed of [1, 2, 3]) {
      const { clock, rows, put } = createBench();
      const random = createRandom(seed);
      const calls = madeCalls(random, 12).map(({ id, record }) => ({
        id,
        record: { ...record, reportedAt: (clock.now() - random.int(0, 3_600_000)) as Instant },
      }));
      for (const { id, record } of calls) {
        put(id, record);
        if (random.next() < 0.3) {
          const gone = random.pick(calls);
          put(gone.id, { ...gone.record, status: { state: 'closed', at: clock.now(), by: 'x' } });
        }
        clock.pass(100);
      }
      clock.pass(60_000);
      const still = JSON.stringify([...rows]);
      clock.pass(60_000);
      expect(JSON.stringify([...rows])).toBe(still);
      expect(rows.size).toBeGreaterThan(0);
    }
  });

  it('M4: says of a report that is being written what it may be the same as, and keeps nothing of it', () => {
    const { clock, matcher, rows, put } = createBench();
    put('a', caseAt(clock.now()));
    clock.pass(500);
    const words = {
      text: { zh: '积水没过脚踝走不了' },
      category: 'C201',
      at: [117.5, 30.3] as const,
      callerPhone: '10088888888',
    };
    expect(matcher.match(words).map(({ id }) => id)).toEqual(['a']);
    expect(rows.size).toBe(0);
  });
});
