import { describe, expect, it } from 'vitest';
import { createIds } from './system-ports.ts';

const UUID_V7 = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

describe('createIds', () => {
  it('K2: gives UUIDv7 that stay unique and in order within one millisecond', () => {
    const ids = createIds(() => 1_750_000_000_000);
    const made = Array.from({ length: 10_000 }, () => ids.next());
    expect(made.every((id) => UUID_V7.test(id))).toBe(true);
    expect(new Set(made).size).toBe(made.length);
    expect([...made].sort()).toEqual(made);
  });

  it('K2: keeps order when the wall clock jumps back', () => {
    let now = 1_750_000_000_000;
    const ids = createIds(() => now);
    const before = ids.next();
    now -= 86_400_000;
    expect(ids.next() > before).toBe(true);
  });

  it('K2: carries the time of creation in its first 48 bits', () => {
    const ids = createIds(() => 0x0123456789ab);
    expect(ids.next().replaceAll('-', '').slice(0, 12)).toBe('0123456789ab');
  });
});
