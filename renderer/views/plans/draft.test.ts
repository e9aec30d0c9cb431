import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { planTemplate, type PlanTemplate } from '../../../shared/domain/plan-template.ts';
import { checkTemplate } from '../../../shared/domain/template-check.ts';
import { instant } from '../../../shared/kit/time.ts';
import type { TimelineRow } from '../../../shared/protocol/console-api/rows.ts';
import { differencesOf } from './differences.ts';
import {
  cleaned,
  copyOf,
  EMPTY,
  missingIn,
  withChecklist,
  withMovedTask,
  withoutTask,
  withQuestion,
  withTask,
  withTaskChange,
  wordsOf,
} from './draft.ts';
import { versionsOf } from './versions.ts';

const file = join(import.meta.dirname, '../../../resources/plans/templates/RF.json');
const RF = planTemplate.parse(JSON.parse(readFileSync(file, 'utf8')));
const WORDS = wordsOf(RF);

describe('editing a plan', () => {
  it('TM1: adding, moving and removing tasks in any order never leaves a link to nobody or a number twice', () => {
    const act = fc.record({ do: fc.constantFrom('add', 'remove', 'up', 'down', 'rename'), pick: fc.nat({ max: 40 }) });
    fc.assert(
      fc.property(fc.array(act, { maxLength: 30 }), (acts) => {
        let words = WORDS;
        for (const [turn, { do: what, pick }] of acts.entries()) {
          const index = pick % Math.max(1, words.tasks.length);
          if (what === 'add') words = withTask(words, index);
          else if (what === 'remove' && words.tasks.length > 1) words = withoutTask(words, index);
          else if (what === 'rename') words = withTaskChange(words, index, { id: `N-${turn}` });
          else words = withMovedTask(words, index, what === 'up' ? -1 : 1);
        }
        expect(checkTemplate(words)).toBeNull();
      }),
      { numRuns: 60 },
    );
  });

  it('TM1: what is not filled in is named with its task', () => {
    expect(missingIn(EMPTY).map(({ fault }) => fault)).toEqual(['name', 'eventType', 'reportSet', 'tasks']);
    const asked = withQuestion(WORDS);
    expect([asked.questions.at(-1)?.id, missingIn(asked)]).toEqual(['RF-D6', []]);
    const bare = { ...asked, questions: asked.questions.with(5, { id: 'RF-D6', question: { zh: '?' }, options: [] }) };
    expect(missingIn(bare)).toEqual([{ fault: 'options' }]);
    expect(missingIn(withTask(WORDS, 19))).toEqual([{ fault: 'taskName', task: 20 }]);
    expect(withTask(WORDS, 19).tasks[20]?.id).toBe('RF-21');
    expect(missingIn(WORDS)).toEqual([]);
  });

  it('TM2: texts that nobody wrote are not kept; what was written stays as it is', () => {
    expect(cleaned(WORDS)).toEqual(WORDS);
    expect(cleaned(withChecklist(withQuestion(WORDS)))).toEqual(WORDS);
    const added = { ...WORDS, objectives: [...WORDS.objectives, { zh: ' ', en: '' }], name: { zh: '防汛', en: '' } };
    expect(cleaned(added)).toEqual({ ...WORDS, name: { zh: '防汛' } });
    expect(copyOf(WORDS, { zh: '（副本）', en: ' (copy)' }).name.zh).toBe('暴雨洪涝（副本）');
  });
});

describe('comparing versions', () => {
  it('TM2: says what was added, removed and changed', () => {
    const changed = withTaskChange(withoutTask(WORDS, 4), 0, {
      post: 'CCC-IC',
      due: { I: 5, II: 10, III: 20, IV: 30 },
    });
    const to = { ...withTask(changed, 18), reportSet: 'fast', standDown: WORDS.standDown.slice(1) };
    expect(differencesOf(WORDS, to)).toMatchObject([
      { is: 'field', field: 'reportSet' },
      { is: 'task', how: 'changed', to: { id: 'RF-01' }, fields: ['post', 'due'] },
      { is: 'task', how: 'added', task: { id: 'RF-21' } },
      { is: 'task', how: 'removed', task: { id: 'RF-05' } },
      { is: 'list', list: 'standDown', how: 'removed', text: { zh: WORDS.standDown[0]?.zh } },
    ]);
    expect(differencesOf(WORDS, WORDS)).toEqual([]);
    expect(differencesOf(WORDS, withMovedTask(WORDS, 3, 1))).toEqual([{ is: 'order' }]);
  });

  it('TM2: the versions are the shipped one and what the history tells', () => {
    const at = instant(1_784_000_000_000);
    const hand = { officer: 'gu', post: 'CCC-IC', at };
    const own: PlanTemplate = { ...RF, version: 2, changedBy: hand, why: '演练后修订', reportSet: 'fast' };
    const row = (rev: number, set: object): TimelineRow => ({
      id: `${rev}`, rev, op: 'patch', at, entered: at, received: at, source: 'station:S1', set: { ...set },
    }); // prettier-ignore
    const rows = [
      row(1, own),
      row(2, { enabled: false, version: 3, why: null }),
      row(3, { conflict: 1, version: 'x' }),
    ];
    const versions = versionsOf(RF, rows);
    expect(versions.map(({ version, enabled, why }) => [version, enabled, why])).toEqual([
      [3, false, undefined],
      [2, true, '演练后修订'],
      [1, true, undefined],
    ]);
  });
});
