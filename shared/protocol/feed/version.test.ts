import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { down, PROTOCOL_VERSION, up } from './version.ts';

/** One line per version of the wire. A changed hash without a new version is a broken contract with every hub. */
const HASHES: Readonly<Record<number, string>> = {
  1: 'e68fdc04b1c33eb4',
  2: '82a6937d03c9e1bf',
  3: 'dbf9e1c7e3391cec',
  4: 'a6accdd7dc2867eb',
  5: '32cca7b9221e477b',
};

function wireHash(): string {
  const schemas = Object.entries({ ...up, ...down }).map(([name, schema]) => [
    name,
    z.toJSONSchema(schema, { unrepresentable: 'any', io: 'input' }),
  ]);
  return createHash('sha256').update(JSON.stringify(schemas)).digest('hex').slice(0, 16);
}

describe('feed protocol', () => {
  it('P1: the wire has not changed without a new version', () => {
    expect(wireHash()).toBe(HASHES[PROTOCOL_VERSION]);
  });

  it('P2: there is one history line per version, up to the present one', () => {
    expect(Object.keys(HASHES).map(Number)).toEqual(Array.from({ length: PROTOCOL_VERSION }, (_, index) => index + 1));
  });
});
