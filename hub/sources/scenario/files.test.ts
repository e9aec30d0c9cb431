import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { SCENARIO_FEEDS } from './draft.ts';
import { departmentsFile, officersFile } from './inputs.ts';
import { loadScenario } from './load.ts';
import { loadInput, RESOURCES, stringsOf } from './testing/night.ts';

function readJson(file: string): unknown {
  return JSON.parse(readFileSync(join(RESOURCES, 'demo-city', file), 'utf8'));
}

const departments = departmentsFile.parse(readJson('departments.json'));
const codes = new Set(departments.map((department) => department.code));

describe("the scenario's files", () => {
  it('F1: departments have short names in both languages, each code once, and every feed has one', () => {
    expect(codes.size).toBe(departments.length);
    expect(new Set(departments.flatMap((one) => one.feed ?? []))).toEqual(new Set(SCENARIO_FEEDS));
    expect(departments.filter((one) => one.name.zh.length > 8 || one.name.en.length > 18)).toEqual([]);
  });

  it('F2: nine officers; the first is the duty leader', () => {
    const officers = officersFile.parse(readJson('officers.json'));
    expect(officers).toHaveLength(9);
    expect(new Set(officers.map((officer) => officer.id)).size).toBe(9);
    expect(officers[0]?.post).toBe('CCC-DL');
  });

  it("F3: a unit's department feeds where the unit goes, and no two units share a name", async () => {
    const { fleet } = await loadInput();
    const feedOf = new Map(departments.map((one) => [one.code, one.feed]));
    expect(fleet.filter((unit) => feedOf.get(unit.department) !== unit.feed)).toEqual([]);
    expect(new Set(fleet.map((unit) => unit.name.zh)).size).toBe(fleet.length);
    expect(new Set(fleet.map((unit) => unit.name.en)).size).toBe(fleet.length);
  });

  it('F4: the storyline names only departments and districts that exist, and tells things in order', async () => {
    const { storyline, districts } = await loadScenario(RESOURCES);
    const leads = [...storyline.events.filter((row) => row.do === 'report'), ...storyline.background];
    expect(leads.filter((row) => !codes.has(row.lead))).toEqual([]);
    const warnings = storyline.events.filter((row) => row.do === 'warn');
    const answering = warnings.flatMap((row) => row.answers.map((answer) => answer.department));
    expect(answering.filter((code) => !codes.has(code))).toEqual([]);
    expect(warnings.flatMap((row) => row.districts).filter((key) => !districts.some((one) => one.key === key))).toEqual(
      [],
    );
    const keys = new Set(warnings.map((row) => row.key));
    expect(warnings.flatMap((row) => row.references).filter((key) => !keys.has(key))).toEqual([]);
    const times = storyline.events.map((row) => row.t);
    expect(times).toEqual([...times].sort((a, b) => a - b));
  });

  it('F5: Chinese texts are Chinese and English ones are not', async () => {
    const { storyline } = await loadScenario(RESOURCES);
    const texts = stringsOf(storyline).filter(([path]) => /\.(zh|en)$/.test(path));
    expect(texts.length).toBeGreaterThan(500);
    const wrong = texts.filter(([path, text]) => path.endsWith('.en') && /[\u3400-\u9fff，。「」]/.test(text));
    expect(wrong).toEqual([]);
    expect(texts.filter(([path, text]) => path.endsWith('.zh') && !/[\u3400-\u9fff]|^NTU$/.test(text))).toEqual([]);
  });

  it('F6: a broken file is named', async () => {
    await expect(loadScenario('/nowhere')).rejects.toMatchObject({
      problem: { code: 'scenario-file-unreadable', params: { file: 'city.json' } },
    });
  });
});
