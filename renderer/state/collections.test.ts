import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Link, Rows } from '../link/link.ts';
import { Clock } from './clock.ts';
import { Collections } from './collections.ts';

/** A link that only keeps what was asked of it; the real ones have their own contract tests. */
function recordingLink() {
  const open = new Set<string>();
  const asked: string[] = [];
  const feed = new Map<string, (rows: Rows<never>) => void>();
  const link: Link = {
    call: () => Promise.reject(new Error('not asked here')),
    watch(name, args, onRows) {
      const key = `${name} ${JSON.stringify(args)}`;
      asked.push(key);
      open.add(key);
      feed.set(key, onRows as (rows: Rows<never>) => void);
      return () => open.delete(key);
    },
    state: 'open',
    onState: () => () => undefined,
  };
  return { link, open, asked, feed };
}

describe('S1: live queries of a window', () => {
  beforeEach(() => vi.useFakeTimers());
  afterEach(() => vi.useRealTimers());

  it('are opened once per name and arguments', () => {
    const { link, asked } = recordingLink();
    const collections = new Collections(link);
    const first = collections.open('timeline', { topic: 'incident', id: 'a' });
    expect(collections.open('timeline', { id: 'a', topic: 'incident' })).toBe(first);
    expect(collections.open('timeline', { topic: 'incident', id: 'b' })).not.toBe(first);
    expect(asked).toHaveLength(2);
  });

  it('end a while after their last reader, and not before', () => {
    const { link, open } = recordingLink();
    const collections = new Collections(link);
    const args = { topic: 'incident', id: 'a' };
    collections.open('timeline', args);
    const release = collections.retain('timeline', args);
    vi.advanceTimersByTime(600_000);
    expect(open.size).toBe(1);
    release();
    release();
    vi.advanceTimersByTime(29_000);
    expect(open.size).toBe(1);
    vi.advanceTimersByTime(2_000);
    expect(open.size).toBe(0);
  });

  it('of the shell stay open', () => {
    const { link, open } = recordingLink();
    new Collections(link).open('incidents', {});
    vi.advanceTimersByTime(600_000);
    expect(open.size).toBe(1);
  });

  it('start over when the line was lost and came back', () => {
    const { link, feed } = recordingLink();
    const incidents = new Collections(link).open('feeds', {});
    const put = (id: string) => [{ id }] as never[];
    feed.get('feeds {}')?.({ put: put('a'), remove: [], complete: true, restart: false });
    feed.get('feeds {}')?.({ put: put('b'), remove: [], complete: false, restart: true });
    expect([...incidents.rows.keys()]).toEqual(['b']);
    expect(incidents.complete).toBe(false);
  });
});

describe('S4: the clock of a window', () => {
  beforeEach(() => vi.useFakeTimers({ now: 1_800_000_000_250 }));
  afterEach(() => vi.useRealTimers());

  it('steps once a second for all, and stands still when nobody looks', () => {
    const clock = new Clock();
    const listener = vi.fn();
    const stop = clock.subscribe(listener);
    listener.mockClear();
    vi.advanceTimersByTime(10_000);
    expect(listener.mock.calls.length).toBeGreaterThanOrEqual(9);
    expect(listener.mock.calls.length).toBeLessThanOrEqual(11);
    stop();
    expect(vi.getTimerCount()).toBe(0);
  });

  it('is corrected by the middle of the hubs, so that one wrong hub does not move it', () => {
    const clock = new Clock();
    clock.correct([10, 20, 3_600_000]);
    expect(clock.offset).toBe(20);
    expect(clock.now).toBe(1_800_000_000_270);
    clock.correct([]);
    expect(clock.offset).toBe(20);
  });
});
