import { describe, expect, it } from 'vitest';
import { fresh, SealedLine, transcriptOf } from './sealed-line.ts';

function lines(): [SealedLine, SealedLine] {
  const [a, b] = [fresh(), fresh()];
  const transcript = transcriptOf(Buffer.from('a'), Buffer.from('b'));
  return [
    new SealedLine('dialler', a.secret, b.dh, transcript),
    new SealedLine('listener', b.secret, a.dh, transcript),
  ];
}

describe('sealed line', () => {
  it('X12: what one end seals the other opens, in order, and nobody reads it', () => {
    const [a, b] = lines();
    const one = a.seal(Buffer.from('滨江路'));
    expect(one.includes(Buffer.from('滨江路'))).toBe(false);
    expect(b.open(one)?.toString()).toBe('滨江路');
    expect(b.open(a.seal(Buffer.alloc(0)))).toEqual(Buffer.alloc(0));
    expect(a.open(b.seal(Buffer.from('back')))?.toString()).toBe('back');
  });

  it('X12: repeated, moved, left out, changed, sent back: not opened', () => {
    const message = Buffer.from('order');
    const [a, b] = lines();
    const first = a.seal(message);
    b.open(first);
    expect(b.open(first)).toBeNull();

    const [c, d] = lines();
    c.seal(message);
    expect(d.open(c.seal(message))).toBeNull();

    const [e, f] = lines();
    const bent = e.seal(message);
    bent[0] = (bent[0] ?? 0) ^ 1;
    expect(f.open(bent)).toBeNull();
    expect(f.open(Buffer.from('short'))).toBeNull();

    const [g] = lines();
    expect(g.open(g.seal(message))).toBeNull();
  });

  it('X12: other hellos are another line, and a point of low order is none', () => {
    const [a, b] = [fresh(), fresh()];
    const one = new SealedLine('dialler', a.secret, b.dh, transcriptOf(Buffer.from('a'), Buffer.from('bc')));
    const other = new SealedLine('listener', b.secret, a.dh, transcriptOf(Buffer.from('ab'), Buffer.from('c')));
    expect(other.open(one.seal(Buffer.from('x')))).toBeNull();
    expect(
      () => new SealedLine('dialler', a.secret, '00'.repeat(32), transcriptOf(Buffer.from('a'), Buffer.from('b'))),
    ).toThrow();
  });
});
