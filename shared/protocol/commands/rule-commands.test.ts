import { describe, expect, it } from 'vitest';
import type { Rule } from '../../domain/rule.ts';
import { checkRule } from '../../domain/rule-check.ts';
import { instant } from '../../kit/time.ts';
import type { Command } from '../feed/command.ts';
import { carryOut, worldOf } from './carry-out.ts';

const { version: _, ...WORDS }: Rule = {
  name: { zh: '小时雨量' },
  method: 'threshold',
  source: { of: 'sensor', kinds: ['rain'] },
  districts: [],
  direction: 'above',
  rungs: [
    { level: 3, value: 30 },
    { level: 1, value: 80 },
  ],
  clear: 0.8,
  clearMinutes: 15,
  coolDownMinutes: 10,
  windowMinutes: 60,
  atLeast: 0,
  departments: ['EMB'],
  event: { zh: '强降雨' },
  enabled: true,
  version: 1,
};

function carry(record: object | undefined, type: 'rule.put' | 'rule.enable', payload: object): Rule {
  const command: Command = {
    commandId: 'command-1',
    stationId: 'S1',
    stationSeq: 1,
    actor: { officer: 'zhou', post: 'CCC-DL', station: 'S1', authority: 'dispatch-iv' },
    type,
    topic: 'rule',
    entityId: 'W-01',
    payload,
    expectedRev: null,
    issuedAt: instant(1_750_000_000_000),
    expiresAt: instant(1_750_000_600_000),
  };
  return carryOut(
    worldOf(() => record),
    command,
  )[0]?.record as unknown as Rule;
}

describe('rules as records', () => {
  it('counts versions up from the shipped one, and says whose each is', () => {
    const made = carry(undefined, 'rule.put', { rule: WORDS, after: 1 });
    expect(made).toMatchObject({ version: 2, changedBy: { officer: 'zhou', post: 'CCC-DL' } });
    const again = carry(made, 'rule.put', { rule: { ...WORDS, clearMinutes: 20 }, after: 2 });
    expect(again).toMatchObject({ version: 3, clearMinutes: 20 });
    expect(carry(again, 'rule.enable', { enabled: false })).toMatchObject({ version: 4, enabled: false });
  });

  it('takes an optional field away again', () => {
    const made = carry(undefined, 'rule.put', { rule: { ...WORDS, usual: 3, instruction: { zh: '备泵' } }, after: 0 });
    const bare = carry(made, 'rule.put', { rule: WORDS, after: 1 });
    expect(bare.usual).toBeUndefined();
    expect(bare.instruction).toBeUndefined();
  });

  it('refuses at the hub what makes no sense, whoever sends it', () => {
    const rungs = [{ level: 3, value: 80 }, { level: 1, value: 30 }]; // prettier-ignore
    expect(() => carry(undefined, 'rule.put', { rule: { ...WORDS, rungs }, after: 0 })).toThrow('rule-rungs-order');
    const nan = { ...WORDS, clear: Number.NaN };
    expect(() => carry(undefined, 'rule.put', { rule: nan, after: 0 })).toThrow('bad-payload');
    expect(() => carry(undefined, 'rule.enable', { enabled: true })).toThrow('unknown-entity');
  });
});

describe('what makes no sense in a rule', () => {
  const code = (part: Partial<Rule>): string | undefined => checkRule({ ...WORDS, ...part })?.code;

  it.each([
    ['a level twice', { rungs: [{ level: 3, value: 1 }, { level: 3, value: 2 }] }, 'rule-level-twice'],
    ['no level', { rungs: [{ level: 0, value: 1 }] }, 'rule-level-none'],
    ['rungs in the wrong order', { rungs: [{ level: 2, value: 30 }, { level: 4, value: 40 }] }, 'rule-rungs-order'],
    ['the same value twice', { rungs: [{ level: 2, value: 30 }, { level: 4, value: 30 }] }, 'rule-rungs-order'],
    ['an unknown kind', { source: { of: 'sensor', kinds: ['snow'] } }, 'rule-kind-unknown'],
    ['a method that cannot see it', { method: 'burst' }, 'rule-source-wrong'],
    ['silence below', { method: 'silence', direction: 'below', clear: 1.2, rungs: [{ level: 4, value: 3 }] }, 'rule-direction-wrong'],
    ['a p-value of 3', { method: 'cluster', source: { of: 'incident', kinds: [] }, direction: 'below', clear: 1.25, rungs: [{ level: 3, value: 3 }] }, 'rule-value-range'],
    ['a clear value that flutters', { clear: 1.1 }, 'rule-clear-side'],
    ['own limits of a count', { method: 'baseline', source: { of: 'incident', kinds: [] }, rungs: [{ level: 3, value: 3 }], scale: 'ownLimit' }, 'rule-scale-wrong'],
  ] as const satisfies readonly (readonly [string, object, string])[])('%s', (_name, part, expected) => {
    expect(code(part as unknown as Partial<Rule>)).toBe(expected);
  }); // prettier-ignore

  it('nothing in a sound rule, also where each sensor has limits of its own', () => {
    expect(code({})).toBeUndefined();
    expect(code({ scale: 'ownLimit', rungs: [{ level: 3, value: 1 }, { level: 1, value: 1 }] })).toBeUndefined(); // prettier-ignore
    expect(code({ direction: 'below', clear: 1.25, rungs: [{ level: 3, value: 5 }, { level: 1, value: 2 }] })).toBeUndefined(); // prettier-ignore
  });
});
