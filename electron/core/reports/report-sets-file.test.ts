import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { setFor } from '../../../shared/domain/report-clocks.ts';
import type { Log } from '../kernel/ports.ts';
import { checkedSets, readReportSets } from './report-sets-file.ts';

const RESOURCES = join(import.meta.dirname, '../../../resources');
const raw = (): { version: 1; sets: Record<string, unknown>[] } =>
  JSON.parse(readFileSync(join(RESOURCES, 'plans', 'report-sets.json'), 'utf8')) as never;
const folders: string[] = [];

function reading(text: string | null) {
  const folder = mkdtempSync(join(tmpdir(), 'report-sets-'));
  folders.push(folder);
  mkdirSync(join(folder, 'plans'));
  if (text !== null) writeFileSync(join(folder, 'plans', 'report-sets.json'), text);
  const errors: unknown[] = [];
  const log: Log = { info: () => undefined, warn: () => undefined, error: (_, more) => errors.push(more) };
  return { sets: readReportSets(folder, log), errors: JSON.stringify(errors) };
}

afterEach(() => folders.splice(0).forEach((folder) => rmSync(folder, { recursive: true })));

describe('report sets', () => {
  it('RP1: the shipped sets are sound and have the limits of the city’s table', () => {
    const sets = checkedSets(raw());
    const limits = (id: string) => {
      const found = sets.find((set) => set.id === id);
      return found && [found.from, found.phone, found.first, found.every, found.daily, found.final];
    };
    expect(limits('standard')).toEqual(['learned', 30, 60, 120, [], 1_440]);
    expect(limits('fast')).toEqual(['learned', 20, 40, 60, [], 1_440]);
    expect(limits('slow')).toEqual(['learned', 60, 120, 240, [], 2_880]);
    expect(limits('epi')).toEqual(['learned', null, 120, null, [960], 10_080]);
    expect(limits('CN-prov-15-35')).toEqual(['occurred', 15, 35, null, [480, 1_020], null]);
    expect(sets).toHaveLength(16);
    expect(setFor(sets, { kind: 'hazmat', level: 3 })?.id).toBe('fast');
    expect(setFor(sets, { kind: 'waterlog', level: 2 })?.id).toBe('standard');
    expect(setFor(sets, { kind: 'outage', level: 4 })?.id).toBe('slow');
    expect(setFor(sets, { kind: 'traffic', level: 4 })).toBeUndefined();
    expect(setFor(sets, { kind: 'waterlog', level: 0 })).toBeUndefined();
  });

  it.each([
    ['no file', null, 'ENOENT'],
    ['not JSON', '{"version": 1,', 'JSON'],
    ['a set twice', JSON.stringify({ ...raw(), sets: [raw().sets[0], raw().sets[0]] }), 'report-sets-faulty'],
    ['a negative limit', JSON.stringify({ ...raw(), sets: [{ ...raw().sets[0], first: -5 }] }), 'first'],
    ['a call after the report', JSON.stringify({ ...raw(), sets: [{ ...raw().sets[0], phone: 90 }] }), 'call is due'],
    ['a time past the day', JSON.stringify({ ...raw(), sets: [{ ...raw().sets[0], daily: [1_440] }] }), 'daily'],
  ])('RP1: %s leaves no set, and the log says why', (_what, text, why) => {
    const { sets, errors } = reading(text);
    expect(sets).toEqual([]);
    expect(errors).toContain(why);
  });
});
