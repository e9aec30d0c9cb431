import { describe, expect, it } from 'vitest';
import { Registry } from './registry.ts';

interface Handlers {
  one(): number;
  two(): string;
}

describe('Registry', () => {
  it('K3: throws on a name that is taken', () => {
    const registry = new Registry<Handlers>('call').addAll({ one: () => 1 });
    expect(() => registry.addAll({ one: () => 2 })).toThrow('call one has two handlers');
  });

  it('K3: can be sealed only when it is whole', () => {
    const half = new Registry<Handlers>('call').addAll({ one: () => 1 });
    // @ts-expect-error two has no handler
    half.seal();
    const whole = half.addAll({ two: () => 'b' }).seal();
    expect(whole.get('two')?.(undefined)).toBe('b');
  });

  it('K3: knows no name of the prototype chain', () => {
    const whole = new Registry<Handlers>('call').addAll({ one: () => 1, two: () => 'b' }).seal();
    expect(whole.get('constructor')).toBeUndefined();
    expect(whole.get('__proto__')).toBeUndefined();
  });
});
