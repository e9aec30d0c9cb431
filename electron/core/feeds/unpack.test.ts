import { deflateRawSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { unpack } from './unpack.ts';

const deflated = (text: string): Uint8Array => deflateRawSync(Buffer.from(text));

describe('packed messages', () => {
  it('G5: are what was packed', () => {
    expect(unpack({ event: 'frame', data: deflated('{"seq":1,"地":"江"}') })).toEqual({
      event: 'frame',
      message: { seq: 1, 地: '江' },
    });
  });

  it.each([
    ['nothing', undefined],
    ['another event', { event: 'heartbeat', data: deflated('{}') }],
    ['text for bytes', { event: 'frame', data: 'abc' }],
    ['bytes that are not deflated', { event: 'frame', data: Buffer.from('not deflated') }],
    ['half of it', { event: 'frame', data: deflated(JSON.stringify('x'.repeat(5_000))).subarray(0, 12) }],
    ['no JSON', { event: 'frame', data: deflated('{"seq":') }],
  ])('F4: %s is refused', (_name, raw) => {
    expect(unpack(raw)).toBeNull();
  });

  it('F4: some KB that become 64 MB are refused without becoming them', () => {
    const bomb = deflateRawSync(Buffer.alloc(64 * 1024 * 1024, 0x20));
    expect(bomb.length).toBeLessThan(100_000);
    const before = process.memoryUsage().arrayBuffers;
    expect(unpack({ event: 'frame', data: bomb })).toBeNull();
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(60 * 1024 * 1024);
  });
});
