import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ProblemError } from '../../../shared/kit/problem.ts';
import { instant } from '../../../shared/kit/time.ts';
import { codeOf } from '../people/testing/cast.ts';
import { MAX_BUNDLE_BYTES, readBundle, writeBundle, type BundleBody } from './bundle.ts';
import { keyInMemory } from './testing/exchange-station.ts';

const key = keyInMemory();
const text = '{"feed":"hotline","after":null,"needs":null,"command":{}}';
const content: BundleBody = {
  id: 'bundle-0001',
  city: 'linjiang',
  station: 'A',
  writtenAt: instant(1_750_000_000_000),
  commands: [
    { station: 'A', key: key.publicKey, text, signature: key.sign('command', Buffer.from(text)) },
    { station: 'A', key: key.publicKey, text: '"滨江路"', signature: key.sign('command', Buffer.from('"滨江路"')) },
  ],
};
const whole = writeBundle(content, key);

/** Signed by a key, but of any body. */
function signed(body: string, header = `LIANZHI-EXCHANGE 1 ${key.publicKey} ${Buffer.byteLength(body)}\n`): Buffer {
  const bytes = Buffer.from(`${header}${body}\n`);
  return Buffer.concat([bytes, Buffer.from(`${key.sign('package', bytes)}\n`)]);
}

describe('exchange bundle', () => {
  it('X2: is read as it was written', () => {
    expect(readBundle(whole)).toEqual({ ...content, key: key.publicKey });
  });

  it('X3: with any one byte changed it is refused', () => {
    const change = fc.record({ at: fc.nat(whole.length - 1), by: fc.integer({ min: 1, max: 255 }) });
    fc.assert(
      fc.property(change, ({ at, by }) => {
        const bent = Buffer.from(whole);
        bent[at] = (bent[at] ?? 0) ^ by;
        expect(codeOf(() => readBundle(bent))).toMatch(/^package-/);
      }),
      { numRuns: 2_000 },
    );
  });

  it('X3: cut at any byte it is refused as cut', () => {
    for (let length = 0; length < whole.length; length += 1) {
      expect(
        codeOf(() => readBundle(whole.subarray(0, length))),
        `${length} bytes`,
      ).toBe('package-cut');
    }
  });

  it('X3: cut by a power loss, its end made room for but not written, it is refused as cut', () => {
    for (const written of [150, whole.length - 131, whole.length - 60, whole.length - 1]) {
      const half = Buffer.concat([whole.subarray(0, written), Buffer.alloc(whole.length - written)]);
      expect(
        codeOf(() => readBundle(half)),
        `${written} bytes`,
      ).toBe('package-cut');
    }
  });

  it.each([
    ['package-format', Buffer.from('%PDF-1.7 and so on, no package at all, whatever it is called')],
    ['package-format', Buffer.from('PK')],
    ['package-format', Buffer.concat([whole, Buffer.from('\n')])],
    ['package-format', Buffer.concat([Buffer.from('\uFEFF'), whole])],
    ['package-version', signed('{}', `LIANZHI-EXCHANGE 2 ${key.publicKey} 2\n`)],
    ['package-version', Buffer.from('LIANZHI-EXCHANGE 7 and whatever its header says')],
    ['package-signature', signed('{}', `LIANZHI-EXCHANGE 1 ${'0'.repeat(64)} 2\n`)],
    ['package-signature', signed('{}', `LIANZHI-EXCHANGE 1 ${keyInMemory().publicKey} 2\n`)],
    ['package-invalid', signed('{')],
    ['package-invalid', signed('{}')],
    ['package-invalid', signed(`{"__proto__":{"city":"x"},${JSON.stringify(content).slice(1)}`)],
    ['package-invalid', signed(JSON.stringify({ ...content, more: 1 }))],
    ['package-invalid', signed(JSON.stringify({ ...content, writtenAt: '1970-01-01' }))],
    ['package-invalid', signed('['.repeat(5_000) + ']'.repeat(5_000))],
    ['package-too-large', Buffer.alloc(MAX_BUNDLE_BYTES + 1)],
  ])('X3: %s', (code, bytes) => {
    expect(codeOf(() => readBundle(bytes))).toBe(code);
  });

  it('X3: hostile keys and depth are told as what they are', () => {
    const reason = (body: string): unknown => {
      try {
        return readBundle(signed(body));
      } catch (error) {
        return error instanceof ProblemError ? error.problem.params?.['reason'] : error;
      }
    };
    expect(reason(`{"__proto__":{"city":"x"},${JSON.stringify(content).slice(1)}`)).toBe('forbidden-key');
    expect(reason('['.repeat(5_000) + ']'.repeat(5_000))).toBe('too-deep');
    expect(reason(JSON.stringify({ ...content, station: '' }))).toBe('station');
  });

  it('X1: a signature for another purpose is none', () => {
    const body = JSON.stringify(content);
    const bytes = Buffer.from(`LIANZHI-EXCHANGE 1 ${key.publicKey} ${Buffer.byteLength(body)}\n${body}\n`);
    const other = Buffer.concat([bytes, Buffer.from(`${key.sign('command', bytes)}\n`)]);
    expect(codeOf(() => readBundle(other))).toBe('package-signature');
  });

  it('X3: any bytes may come, and are refused by name', () => {
    const header = fc.constantFrom('', 'LIANZHI-EXCHANGE ', `LIANZHI-EXCHANGE 1 ${key.publicKey} `);
    fc.assert(
      fc.property(header, fc.uint8Array({ maxLength: 400 }), (begin, rest) => {
        expect(codeOf(() => readBundle(Buffer.concat([Buffer.from(begin), rest])))).toMatch(/^package-/);
      }),
      { numRuns: 1_000 },
    );
  });
});
