import type { PlanTemplate } from '../../../../shared/domain/plan-template.ts';

/** Ids of templates that several stations speak of at once. */
export const TEMPLATES = ['t1', 't2'];

/** A small plan that makes sense, and another with every value. */
export function templateWords(value: number): Omit<PlanTemplate, 'version' | 'changedBy'> {
  const due = { I: 5, II: 10, III: 15, IV: 20 + value };
  const rest = { post: 'EMB-DIR', due, needs: [], isGrave: false };
  return {
    name: { en: `plan ${value % 3}` },
    eventType: 'fire_large',
    kinds: ['fire'],
    reportSet: 'fast',
    triggers: { I: null, II: null, III: null, IV: null },
    objectives: [],
    tasks: [
      { id: 'T-1', name: { en: 'first' }, after: [], ...rest },
      { id: 'T-2', name: { en: 'then' }, after: [{ task: 'T-1', link: value % 2 === 0 ? 'FS' : 'SS' }], ...rest },
    ],
    questions: [],
    checklists: [],
    standDown: [],
    enabled: true,
    why: `reason ${value}`,
  };
}
