import { describe, expect, it } from 'vitest';
import { keyName } from './keys.ts';
import { deskOf } from '../state/route.ts';
import { matches } from './matches.ts';

function press(key: string, modifiers: { ctrlKey?: boolean; altKey?: boolean; metaKey?: boolean } = {}) {
  return keyName({ key, ctrlKey: false, altKey: false, metaKey: false, ...modifiers });
}

describe('V2: keys', () => {
  it('are named as they are printed', () => {
    expect(press('j')).toBe('J');
    expect(press('k', { ctrlKey: true })).toBe('Ctrl K');
    expect(press('k', { metaKey: true })).toBe('Ctrl K');
    expect(press('Escape')).toBe('Esc');
    expect(press('F8')).toBe('F8');
    expect(press('/')).toBe('/');
  });

  it('are not the modifiers alone', () => expect(press('Shift')).toBeNull());
});

describe('V3: addresses', () => {
  it('name a desk', () => {
    expect(deskOf('#/incidents')).toBe('incidents');
    expect(deskOf('#/incidents?x')).toBe('incidents');
    expect(deskOf('')).toBe('');
    expect(deskOf('#/<script>')).toBe('');
  });
});

describe('V2: search', () => {
  it('ignores case and blanks around', () => {
    expect(matches('Renmin Underpass', ' underPASS ')).toBe(true);
    expect(matches('人民路隧道', '隧道')).toBe(true);
    expect(matches(undefined, 'x')).toBe(false);
  });
});
