import { globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { en, zh } from './catalogues.ts';
import { units as enUnits } from './en/units.ts';
import { units as zhUnits } from './zh/units.ts';

function leaves(tree: object, path = ''): Map<string, string> {
  const found = new Map<string, string>();
  for (const [key, value] of Object.entries(tree) as [string, unknown][]) {
    const here = path === '' ? key : `${path}.${key}`;
    if (typeof value === 'string') found.set(here, value);
    else if (typeof value === 'object' && value !== null) for (const leaf of leaves(value, here)) found.set(...leaf);
  }
  return found;
}

function places(text: string): string[] {
  return [...text.matchAll(/\{\{\s*([\w-]+)\s*\}\}/g)].map((found) => found[1] ?? '').sort();
}

const chinese = leaves({ ...zh, units: zhUnits });
const english = leaves({ ...en, units: enUnits });
/** Nothing to say on purpose: an ungraded level has no numeral. */
const MAY_BE_EMPTY = new Set(['common.levelNumeral.0']);
/** A language's name is written in that language. */
const OWN_NAME = new Set(['shell.language.zh', 'shell.language.en']);

describe('T1: the catalogues', () => {
  it('have the same keys', () => {
    expect(chinese.size).toBeGreaterThan(300);
    expect([...english.keys()].sort()).toEqual([...chinese.keys()].sort());
  });

  it('have no empty text', () => {
    for (const [key, text] of [...chinese, ...english]) {
      if (!MAY_BE_EMPTY.has(key)) expect(text.trim(), key).not.toBe('');
    }
  });

  it('fill the same places', () => {
    for (const [key, text] of chinese) {
      // A plural's form for one may leave its number out.
      const expected = places(text);
      const given = places(english.get(key) ?? '');
      if (key.endsWith('_one')) expect(expected, key).toEqual(expect.arrayContaining(given));
      else expect(given, key).toEqual(expected);
    }
  });

  it('have no Chinese in the English ones', () => {
    for (const [key, text] of english) {
      if (!OWN_NAME.has(key)) expect(text, key).not.toMatch(/\p{Script=Han}/u);
    }
  });

  it('have no text that nobody shows', () => {
    const root = fileURLToPath(new URL('..', import.meta.url));
    const files = globSync('**/*.{ts,tsx}', { cwd: root }).filter((file) => !/^text[\\/](zh|en)|\.test\./.test(file));
    const source = files.map((file) => readFileSync(`${root}/${file}`, 'utf8')).join('\n');
    const unused = [...leaves(zh).keys()].filter((path) => {
      const [, ...rest] = path.replace(/_(one|other)$/, '').split('.');
      const key = rest.join('.');
      const group = rest.slice(0, -1).join('.');
      // A key is written out, or its group is with the last part filled in.
      return ![`'${key}'`, group !== '' && `\`${group}.\${`].some((text) => text !== false && source.includes(text));
    });
    expect(unused).toEqual([]);
  });

  it('never shout, apologise or joke (design.md §12)', () => {
    for (const [key, text] of [...chinese, ...english]) expect(text, key).not.toMatch(/[!！]|sorry|抱歉|oops/i);
  });
});
