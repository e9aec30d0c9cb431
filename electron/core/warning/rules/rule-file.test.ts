import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readShippedRules } from './rule-file.ts';
import { madeRule } from './testing/made.ts';

const SHIPPED = join(import.meta.dirname, '../../../../resources');

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'lianzhi-rules-'));
  mkdirSync(join(folder, 'demo-city'));
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

function write(text: string): void {
  writeFileSync(join(folder, 'demo-city/rules.json'), text);
}

describe('shipped rules', () => {
  it('E9: all rules that come with the console are sound, in both languages, with departments', () => {
    const { rules, faults } = readShippedRules(SHIPPED);
    expect(faults).toEqual([]);
    expect(rules.size).toBeGreaterThanOrEqual(13);
    for (const [id, { name, event, departments }] of rules) {
      expect([id, name.zh, name.en, event.zh, event.en].every(Boolean)).toBe(true);
      expect(departments.length).toBeGreaterThan(0);
    }
    expect(new Set([...rules.values()].map(({ method }) => method)).size).toBe(8);
  });

  it('E9: a broken file is named and ends nothing', () => {
    expect(readShippedRules(folder).faults).toMatchObject([
      { rule: null, code: 'rules-file-unreadable', file: 'demo-city/rules.json' },
    ]);
    write('{"version": 1, "rules": {');
    const { rules, faults } = readShippedRules(folder);
    expect(rules.size).toBe(0);
    expect(faults).toMatchObject([{ form: 'fault', rule: null, code: 'rules-file-unreadable' }]);
  });

  it('E9: a broken rule is named by its place, and the others work', () => {
    const { id: _, ...sound } = madeRule();
    const upside = { ...sound, rungs: sound.rungs.map(({ level, value }) => ({ level, value: -value })) };
    write(JSON.stringify({ version: 1, rules: { A: sound, B: { ...sound, clear: 'viel' }, C: upside, D: null } }));
    const { rules, faults } = readShippedRules(folder);
    expect([...rules.keys()]).toEqual(['A']);
    expect(faults.map(({ rule, code }) => [rule, code])).toEqual([
      ['B', 'rule-unreadable'],
      ['C', 'rule-rungs-order'],
      ['D', 'rule-unreadable'],
    ]);
    expect(faults[0]?.detail).toContain('clear');
  });
});
