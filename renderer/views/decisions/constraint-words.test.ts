import { describe, expect, it } from 'vitest';
import type { PlanConstraint } from '../../../shared/protocol/console-api/plan-calls.ts';
import { createI18n } from '../../text/i18n.ts';
import type { Language } from '../../text/language.ts';
import { bindingWords, conflictWords, constraintWords, type PlanWords } from './constraint-words.ts';
import { limitOf, NEEDS } from './limit-draft.ts';

function words(language: Language): PlanWords {
  const named = (id: string): string => `<${id}>`;
  return {
    t: createI18n(language).getFixedT(language, 'decision'),
    incident: named,
    resource: named,
    district: named,
    kind: named,
    number: String,
    inLanguage: (text) => text,
  };
}

const every: readonly PlanConstraint[] = [
  { is: 'lock', unit: 'u1', incident: 'i1' },
  { is: 'forbid', unit: 'u1', incident: 'i1' },
  { is: 'forbid', unit: 'u1', incident: null },
  { is: 'keepFree', kind: 'engine', district: 'd1', count: 2 },
  { is: 'keepFree', kind: 'engine', district: null, count: 2 },
  { is: 'arriveWithin', incident: 'i1', minutes: 12 },
  { is: 'atMost', incident: 'i1', count: 3 },
  { is: 'closeDepot', depot: 's1' },
  { is: 'keepStock', depot: 's1', good: 'water', quantity: 400 },
  { is: 'sendFrom', depot: 's1', point: 'p1', good: 'water', quantity: 90 },
  { is: 'trucks', count: 6 },
];

describe('DE-V3: constraints in words', () => {
  it.each(['zh', 'en'] as const)('says in %s all that a constraint holds, each differently', (language) => {
    const said = every.map((constraint) => constraintWords(constraint, words(language)));
    expect(new Set(said).size).toBe(every.length);
    said.forEach((sentence, index) => {
      expect(sentence).not.toMatch(/[{}]/);
      const { is: _is, ...held } = every[index] as PlanConstraint;
      for (const value of Object.values(held)) if (value !== null) expect(sentence).toContain(String(value));
    });
  });

  it('makes of what was picked what the planner takes', () => {
    for (const { is, ...draft } of every) expect(limitOf(is, draft)).toEqual({ is, ...draft });
    expect(limitOf('lock', { unit: 'u1' })).toBe(null);
    expect(limitOf('atMost', { incident: 'i1', count: 0 })).toBe(null);
    expect(Object.keys(NEEDS)).toHaveLength(9);
  });
});

describe('DE-V4: conflicts and bindings in words', () => {
  it('names the constraint that was asked with, and the need', () => {
    const zh = words('zh');
    expect(conflictWords({ of: 'constraint', index: 0 }, every, zh)).toBe('<u1>去<i1>');
    expect(conflictWords({ of: 'need', target: 'i1', kind: 'pump', count: 2 }, every, zh)).toBe('<i1>要 2 支<pump>');
    expect(bindingWords({ by: 'reach', target: 'i1', kind: 'pump' }, every, zh)).toBe('<pump>到不了<i1>');
  });

  it('says nothing of one that is not there', () => {
    expect(conflictWords({ of: 'constraint', index: 99 }, every, words('zh'))).toBe(null);
    expect(bindingWords({ by: 'constraint', index: 99, gain: null }, every, words('zh'))).toBe(null);
  });
});
