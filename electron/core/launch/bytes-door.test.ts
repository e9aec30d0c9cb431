import { describe, expect, it } from 'vitest';
import type { HostToCore } from '../kernel/channel.ts';
import { ManualClock } from '../testing/manual-clock.ts';
import { BytesDoor } from './bytes-door.ts';

describe('H4: what a window fetches by path', () => {
  function setUp(there = true) {
    const clock = new ManualClock();
    const asked: Extract<HostToCore, { type: 'ask' }>[] = [];
    const door = new BytesDoor((message) => {
      if (message.type === 'ask') asked.push(message);
      return there;
    }, clock);
    return { clock, asked, door };
  }
  const tile = { status: 200, type: 'image/png', note: 'stale', body: Uint8Array.of(1, 2, 3) };

  it('is the answer of the core, each to its own question', async () => {
    const { asked, door } = setUp();
    const first = door.answer('/tiles/a/1/0/0');
    const second = door.answer('/tiles/a/1/0/1');
    door.take(asked[1]?.id ?? 0, { ...tile, body: Uint8Array.of(9) });
    door.take(asked[0]?.id ?? 0, tile);
    expect((await first)?.body).toEqual(tile.body);
    expect((await second)?.body).toEqual(Uint8Array.of(9));
    expect((await first)?.headers).toMatchObject({ 'Content-Type': 'image/png', 'X-Note': 'stale' });
  });

  it('is none of its business elsewhere', async () => {
    const { asked, door } = setUp();
    expect(await door.answer('/assets/tiles/a.js')).toBeNull();
    expect(asked).toEqual([]);
  });

  it('has an end: no core, a core that is lost, a core that is silent, too many at once', async () => {
    expect((await setUp(false).door.answer('/tiles/a'))?.status).toBe(503);
    const { clock, door } = setUp();
    const lost = door.answer('/tiles/a');
    door.loseAll();
    expect((await lost)?.status).toBe(503);
    const silent = door.answer('/tiles/a');
    clock.pass(30_000);
    expect((await silent)?.status).toBe(504);
    for (let count = 0; count < 512; count += 1) void door.answer('/tiles/a');
    expect((await door.answer('/tiles/a'))?.status).toBe(503);
  });
});
