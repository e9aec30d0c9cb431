import type { Decision, Move } from '../../../../shared/domain/decision.ts';
import { instant } from '../../../../shared/kit/time.ts';
import type { CallParsed } from '../../../../shared/protocol/console-api/calls.ts';
import { AT } from '../../testing/records.ts';
import type { Duties } from '../duties.ts';

/** A list in which the duty leader decides on dispatch at every level, and one grave order of two others. */
export const DUTIES: Duties = {
  list: {
    source: 'made for tests',
    version: 1,
    acknowledgeMinutes: { I: 2, II: 3, III: 5, IV: 10 },
    eventOf: { fire: 'fire_large' },
    above: { 'CCC-DL': 'CCC-IC', 'CCC-IC': 'MAY-2', 'FRD-CMD': 'MAY-2' },
    rows: [
      { id: 'GENERAL', eventType: '*', levels: ['I', 'II', 'III', 'IV'], function: 'dispatch', approvers: ['CCC-DL'] },
      { id: 'FIRE', eventType: 'fire_large', levels: ['I'], function: 'dispatch', approvers: ['FRD-CMD'] },
    ],
  },
  grave: [{ id: 'G-11', name: { zh: '撤出所有救援人员' }, pair: [['FRD-CMD'], ['EMB-DIR']] }],
  posts: new Map([
    ['FRD-CC', { post: 'FRD-CC', department: 'FRD', name: { zh: '119指挥中心值班长' }, mayApprove: [] }],
  ]),
  departments: new Set(['FRD', 'TPD', 'GSR', 'DMC']),
};

export function option(
  moves: readonly Move[],
  part: Partial<Decision['options'][number]> = {},
): Decision['options'][number] {
  return {
    aim: 'fastest',
    name: { zh: '最快' },
    isComputed: true,
    figures: [],
    faults: [],
    ...part,
    moves: [...moves],
  };
}

export function decisionOf(moves: readonly Move[], part: Partial<Decision> = {}): Decision {
  const hand = { officer: 'zhou', post: 'CCC-DL', at: AT };
  return {
    kind: 'dispatch',
    question: { zh: '派到哪里？' },
    incidents: ['i1'],
    options: [option(moves)],
    chosen: 0,
    writtenBy: [hand],
    status: { state: 'decided', since: AT, by: hand },
    ...part,
  };
}

/** A question about one incident: one unit there, or none. */
export function draftOf(
  incident: string,
  unit: string,
  kind: Decision['kind'] = 'dispatch',
): CallParsed<'draftDecision'> {
  return {
    kind,
    question: { en: `who goes to ${incident}?` },
    incidents: [incident],
    options: [
      option([
        { is: 'assign', unit, incident, seconds: 300 },
        { is: 'task', task: 'T1', name: { en: 'close the road' }, post: 'TPD-CC', dueAt: instant(AT + 3_600_000) },
      ]),
      option([], { aim: 'own', isComputed: false }),
    ],
  };
}
