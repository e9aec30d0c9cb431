import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Change } from '../../shared/protocol/feed/change.ts';
import { isVolatile } from '../../shared/protocol/feed/pace.ts';
import { instant } from '../../shared/kit/time.ts';
import type { LoggedChange } from '../log/rows.ts';
import { coalesce } from './coalesce.ts';

type Step = Pick<Change, 'topic' | 'id' | 'op'> & Partial<Change>;

/** A log as the hub would have written it: seq and rev are counted. */
function logOf(steps: readonly Step[]) {
  const revs = new Map<string, number>();
  const log = steps.map((step, index): LoggedChange => {
    const key = `${step.topic} ${step.id}`;
    const rev = (revs.get(key) ?? 0) + 1;
    revs.set(key, rev);
    const at = instant(1_750_000_000_000 + index);
    return { bytes: 300, change: { seq: index + 1, rev, at, entered: at, source: 'test', ...step } };
  });
  return { head: log.length, range: (from: number, limit: number) => log.slice(from - 1, from - 1 + limit), log };
}

/** The records that a station has after these changes, by its own rules: a patch replaces, null removes, an old rev is nothing. */
function recordsAfter(changes: readonly Change[]): Map<string, { rev: number; data: Record<string, unknown> }> {
  const records = new Map<string, { rev: number; data: Record<string, unknown> }>();
  for (const { topic, id, rev, op, data } of changes) {
    const key = `${topic} ${id}`;
    const before = records.get(key);
    if (before && before.rev >= rev) continue;
    if (op === 'remove') records.delete(key);
    else {
      const merged = Object.entries({ ...(op === 'put' ? {} : before?.data), ...(data as object) });
      records.set(key, { rev, data: Object.fromEntries(merged.filter(([, value]) => value !== null)) });
    }
  }
  return records;
}

const value = fc.oneof(fc.integer({ min: 0, max: 9 }), fc.constant(null));
const fields = (names: readonly string[]) =>
  fc.dictionary(fc.constantFrom(...names), value, { minKeys: 1, maxKeys: 3 }) as fc.Arbitrary<object>;
const id = fc.constantFrom('a', 'b', 'c');
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 8, arbitrary: fc.record({ topic: fc.constant('resource'), id, op: fc.constant('patch' as const), data: fields(['at', 'heading', 'speed']) }) },
  { weight: 2, arbitrary: fc.record({ topic: fc.constant('resource'), id, op: fc.constant('patch' as const), data: fields(['at', 'status']) }) },
  { weight: 2, arbitrary: fc.record({ topic: fc.constant('resource'), id, op: fc.constant('patch' as const), data: fields(['at']), commandId: fc.constant('command-1') }) },
  { weight: 2, arbitrary: fc.record({ topic: fc.constant('resource'), id, op: fc.constant('put' as const), data: fields(['at', 'status', 'heading']) }) },
  { weight: 1, arbitrary: fc.record({ topic: fc.constant('resource'), id, op: fc.constant('remove' as const) }) },
  { weight: 1, arbitrary: fc.record({ topic: fc.constant('incident'), id, op: fc.constant('patch' as const), data: fields(['level']) }) },
); // prettier-ignore

const patch = (id: string, data: object, more: Partial<Change> = {}): Step => ({
  topic: 'resource',
  id,
  op: 'patch',
  data,
  ...more,
});

describe('coalescing', () => {
  it('H50: a station that gets the coalesced frames, cut anywhere, has the same records as one that gets everything', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 80 }), fc.integer({ min: 300, max: 6_000 }), (steps, room) => {
        const feed = logOf(steps);
        const got: Change[] = [];
        let seq = 0;
        let omitted = 0;
        while (seq < feed.head) {
          const cut = coalesce(feed, seq + 1, feed.head, null, room);
          expect(cut.seq).toBeGreaterThan(seq);
          got.push(...cut.changes);
          omitted += cut.omitted;
          seq = cut.seq;
        }
        expect(got.length + omitted).toBe(feed.head);
        expect(got.map((change) => change.seq)).toEqual(got.map((change) => change.seq).toSorted((a, b) => a - b));
        expect(recordsAfter(got)).toEqual(recordsAfter(feed.log.map(({ change }) => change)));
        // Nothing but superseded positions is missing.
        const there = new Set(got.map((change) => change.seq));
        for (const { change } of feed.log) if (!there.has(change.seq)) expect(isVolatile(change)).toBe(true);
      }),
      { numRuns: 1_000 },
    );
  });

  it('H50: the last position stays, with the fields that only earlier ones set', () => {
    const feed = logOf([
      patch('a', { at: 1, heading: 5 }),
      patch('b', { at: 1 }),
      patch('a', { at: 2 }),
      patch('a', { at: 3 }),
    ]);
    const { changes, omitted, seq } = coalesce(feed, 1, 4, null);
    expect({ omitted, seq }).toEqual({ omitted: 2, seq: 4 });
    expect(changes).toMatchObject([
      { seq: 2, id: 'b', data: { at: 1 } },
      { seq: 4, id: 'a', rev: 3, data: { at: 3, heading: 5 } },
    ]);
  });

  it('H50: a status and what a command did stay whole, and part what was before from what comes after', () => {
    const status = patch('a', { status: 'onScene', at: 2 });
    const command = patch('b', { at: 2 }, { commandId: 'command-1' });
    const feed = logOf([
      patch('a', { at: 1 }),
      status,
      patch('a', { at: 3 }),
      patch('b', { at: 1 }),
      command,
      patch('b', { at: 3 }),
    ]);
    expect(coalesce(feed, 1, 6, null)).toMatchObject({ omitted: 0, changes: { length: 6 } });
  });

  it('H50: with a topic filter the range still covers what was left out', () => {
    const feed = logOf([
      patch('a', { at: 1 }),
      { topic: 'incident', id: 'i', op: 'put', data: {} },
      patch('a', { at: 2 }),
    ]);
    expect(coalesce(feed, 1, 3, new Set(['incident']))).toMatchObject({ seq: 3, omitted: 0, changes: [{ id: 'i' }] });
  });
});
