import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { topics, type Topic } from '../../../shared/domain/topics.ts';
import { change as changeSchema } from '../../../shared/protocol/feed/change.ts';
import { AT, change, incident, supply, unit } from '../testing/records.ts';
import { isPlainChange, keepsValid } from './express.ts';
import { merge } from '../../../shared/protocol/merge.ts';

/** Values of every kind, and the borders of the kinds that the schemas know. */
const anything = fc.oneof(
  fc.constantFrom(
    null,
    true,
    0,
    1,
    -1,
    1.5,
    360,
    361,
    Number.MAX_SAFE_INTEGER,
    2 ** 53,
    AT,
    9_999_999_999_999,
    10_000_000_000_000,
  ),
  fc.constantFrom(
    '',
    'a',
    'x'.repeat(40),
    'x'.repeat(41),
    'x'.repeat(64),
    'x'.repeat(65),
    'x'.repeat(80),
    'x'.repeat(81),
    'x'.repeat(201),
  ),
  fc.constantFrom('put', 'patch', 'fire', 'unit', 'facility', 'free'),
  fc.constantFrom<unknown>(
    [117, 30],
    [200, 30],
    { zh: 'a' },
    {},
    { state: 'free', since: AT },
    { state: 'onScene', since: AT },
  ),
  fc.jsonValue({ maxDepth: 2 }),
);

describe('express', () => {
  it('F4: takes no change that the schema refuses', () => {
    const sound = change({ id: 'a', seq: 1, commandId: 'command-1' });
    const key = fc.constantFrom(...Object.keys(sound), 'extra');
    const raw = fc
      .array(fc.tuple(key, anything), { maxLength: 3 })
      .map((edits) => ({ ...sound, ...Object.fromEntries(edits) }));
    let taken = 0;
    fc.assert(
      fc.property(fc.oneof(raw, anything), (one) => {
        if (!isPlainChange(one)) return;
        taken += 1;
        expect(changeSchema.safeParse(one).success).toBe(true);
      }),
      { numRuns: 5_000 },
    );
    expect(taken).toBeGreaterThan(200);
  });

  it('F4: takes what a feed sends most', () => {
    expect(isPlainChange(change({ id: 'a', seq: 1 }))).toBe(true);
    expect(keepsValid('resource', unit(), { at: [117.1, 30.2], heading: 90, speed: 30, positionAt: AT })).toBe(true);
    expect(keepsValid('incident', incident(), { level: 1 })).toBe(true);
    expect(keepsValid('supply', supply(), { quantity: 7 })).toBe(true);
  });

  it.each([
    ['resource', unit()],
    ['incident', incident({ place: { zh: '滨江路' } })],
    ['supply', supply({ reserve: 3 })],
  ] as [Topic, object][])('F4: takes no patch of %s that the schema would refuse', (topic, current) => {
    const key = fc.constantFrom(...Object.keys(current), 'extra', 'reserve', 'heading', 'status', 'note');
    const patch = fc.array(fc.tuple(key, anything), { maxLength: 3 }).map((edits) => Object.fromEntries(edits));
    let taken = 0;
    fc.assert(
      fc.property(patch, (one) => {
        if (!keepsValid(topic, current, one)) return;
        taken += 1;
        const merged = merge(topic, current, one);
        const parsed = topics[topic].safeParse(merged);
        expect(parsed.success).toBe(true);
        expect(parsed.data).toEqual(merged);
      }),
      { numRuns: 5_000 },
    );
    expect(taken).toBeGreaterThan(200);
  });
});
