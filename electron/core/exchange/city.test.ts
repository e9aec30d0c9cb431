import { describe, expect, it } from 'vitest';
import { MemoryStore } from '../sync/testing/memory-store.ts';
import { cityOf } from './city.ts';

function feeds(lives: Readonly<Record<string, string | null>>) {
  const store = new MemoryStore();
  store.transact(({ write }) => {
    for (const [id, epoch] of Object.entries(lives)) {
      write.feeds.join(id, `http://hub/${id}`);
      if (epoch !== null) write.feeds.jump(id, { epoch, seq: 0 });
    }
  });
  return store.read.feeds;
}

describe('city', () => {
  it('X5: is what the start says, else what its feeds are, in whatever order and wherever they are', () => {
    const two = feeds({ fire: 'e1', ems: 'e2' });
    expect(cityOf('linjiang', ['fire'], two)).toBe('linjiang');
    expect(cityOf(undefined, ['fire', 'ems'], two)).toBe(cityOf(undefined, ['ems', 'fire'], two));
    expect(cityOf(undefined, ['fire', 'ems'], two)).toMatch(/^hub-[0-9a-f]{12}$/);
  });

  it('X5: is another with other feeds or another hub, and not known before every feed was reached once', () => {
    const two = feeds({ fire: 'e1', ems: 'e2' });
    const city = cityOf(undefined, ['fire', 'ems'], two);
    expect(cityOf(undefined, ['fire'], two)).not.toBe(city);
    expect(cityOf(undefined, ['fire', 'ems'], feeds({ fire: 'e1', ems: 'e3' }))).not.toBe(city);
    expect(cityOf(undefined, ['fire', 'ems'], feeds({ fire: 'e1', ems: null }))).toBeNull();
    expect(cityOf(undefined, [], two)).toBeNull();
  });
});
