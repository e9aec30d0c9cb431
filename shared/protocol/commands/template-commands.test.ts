import { describe, expect, it } from 'vitest';
import type { PlanTemplate } from '../../domain/plan-template.ts';
import { instant } from '../../kit/time.ts';
import type { Command } from '../feed/command.ts';
import { carryOut, worldOf } from './carry-out.ts';

const WORDS: Omit<PlanTemplate, 'version' | 'changedBy'> = {
  name: { zh: '大型火灾', en: 'Large fire' },
  eventType: 'fire_large',
  kinds: ['fire'],
  reportSet: 'fast',
  triggers: { I: null, II: null, III: null, IV: { zh: '3 层以上' } },
  objectives: [],
  tasks: [
    {
      id: 'FI-01',
      name: { zh: '出动' },
      post: 'FRD-CC',
      due: { I: 5, II: 5, III: 5, IV: 5 },
      after: [],
      needs: [],
      isGrave: false,
    },
  ],
  questions: [],
  checklists: [],
  standDown: [],
  enabled: true,
  why: '初稿',
};

function carry(record: object | undefined, type: 'template.word' | 'template.switch', payload: object): PlanTemplate {
  const command: Command = {
    commandId: 'command-1',
    stationId: 'S1',
    stationSeq: 1,
    actor: { officer: 'zhou', post: 'CCC-DL', station: 'S1', authority: 'dispatch-iv' },
    type,
    topic: 'template',
    entityId: 'FI',
    payload,
    expectedRev: null,
    issuedAt: instant(1_750_000_000_000),
    expiresAt: instant(1_750_000_600_000),
  };
  const world = worldOf(() => record);
  return carryOut(world, command)[0]?.record as unknown as PlanTemplate;
}

describe('templates as records', () => {
  it('TM2: count versions up from the shipped one, and say whose each is and why', () => {
    const made = carry(undefined, 'template.word', { template: WORDS, after: 1 });
    expect(made).toMatchObject({ version: 2, changedBy: { officer: 'zhou', post: 'CCC-DL' }, why: '初稿' });
    const again = carry(made, 'template.word', { template: { ...WORDS, reportSet: 'slow', why: '改时限' }, after: 2 });
    expect(again).toMatchObject({ version: 3, reportSet: 'slow', why: '改时限' });
    const off = carry(again, 'template.switch', { enabled: false, why: '修订中' });
    expect(off).toMatchObject({ version: 4, enabled: false, why: '修订中', reportSet: 'slow' });
    expect(carry(off, 'template.switch', { enabled: true }).why).toBeUndefined();
  });

  it('TM1: the hub refuses what makes no sense, whoever sends it', () => {
    const [first] = WORDS.tasks;
    if (!first) throw new Error('no task');
    const ring = [{ ...first, after: [{ task: first.id, link: 'FS' }] }];
    expect(() => carry(undefined, 'template.word', { template: { ...WORDS, tasks: ring }, after: 0 })).toThrow(
      'template-cycle',
    );
    const endless = [{ ...first, due: { ...first.due, I: Number.NaN } }];
    expect(() => carry(undefined, 'template.word', { template: { ...WORDS, tasks: endless }, after: 0 })).toThrow(
      'bad-payload',
    );
    expect(() => carry(undefined, 'template.switch', { enabled: true })).toThrow('unknown-entity');
  });
});
