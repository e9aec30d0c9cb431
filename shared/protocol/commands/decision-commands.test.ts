import { describe, expect, it } from 'vitest';
import { decision, type Decision, type DecisionState, type DecisionStatus } from '../../domain/decision.ts';
import { instant, MINUTE } from '../../kit/time.ts';
import { merge } from '../merge.ts';
import type { AuthorityMatrix } from '../authority.ts';
import type { Command } from '../feed/command.ts';
import { COMMAND_TYPES, type CommandTypeName } from './command-types.ts';
import { decide } from './decide.ts';

const NOW = instant(1_790_000_000_000);
const matrix: AuthorityMatrix = {
  version: 1,
  authorities: { all: { name: { zh: '', en: '' }, may: [...COMMAND_TYPES] } },
};
const leader = { officer: 'zhou', post: 'CCC-DL', at: NOW };
const mayor = { officer: 'song', post: 'MAY-2', at: NOW };

const CONTENT = {
  kind: 'dispatch',
  question: { zh: '泵车派到哪里？' },
  incidents: ['i1'],
  options: ['最快', '最省'].map((zh) => ({
    aim: 'own',
    name: { zh },
    isComputed: false,
    figures: [],
    moves: [],
    faults: [],
  })),
} satisfies Partial<Decision>;

const CHOICE = {
  chosen: 1,
  reason: { zh: '余量够' },
  authority: { row: 'PO-001', approvers: ['CCC-DL', 'MAY-2'], isHeld: true },
};

const STATUSES: Readonly<Record<DecisionState, DecisionStatus>> = {
  drafted: { state: 'drafted', since: NOW },
  submitted: { state: 'submitted', since: NOW },
  decided: { state: 'decided', since: NOW, by: leader },
  returned: { state: 'returned', since: NOW, by: mayor, reason: { zh: '再看' } },
  withdrawn: { state: 'withdrawn', since: NOW, by: leader },
  reviewed: { state: 'reviewed', since: NOW, by: leader, decided: leader, finding: { zh: '对' } },
};

function standing(status: DecisionStatus, part: Partial<Decision> = {}): Decision {
  return decision.parse({ ...CONTENT, writtenBy: [leader], status, ...part });
}

/** The hub's answer, and the record after it. */
function give(
  type: CommandTypeName,
  payload: object,
  before: Decision | null,
  part: Partial<Command> = {},
): { readonly code: string; readonly record: Decision | null } {
  const creates = before === null;
  const command: Command = {
    commandId: 'c-00000001',
    stationId: 'S1',
    stationSeq: 1,
    actor: { officer: 'zhou', post: 'CCC-DL', station: 'S1', authority: 'all' },
    type,
    topic: 'decision',
    entityId: 'd1',
    payload,
    expectedRev: creates ? null : 4,
    ...(before && { base: { ...before } }),
    issuedAt: NOW,
    expiresAt: instant(NOW + MINUTE),
    ...part,
  };
  const { answer, effects } = decide(command, {
    now: NOW,
    head: 9,
    matrix,
    find: (topic, id) =>
      before && topic === 'decision' && id === 'd1' ? { rev: 4, data: before, handOf: () => undefined } : undefined,
  });
  const [effect] = effects;
  if (answer.outcome !== 'accepted' || effect?.topic !== 'decision') {
    return { code: answer.outcome === 'rejected' ? answer.code : answer.outcome, record: null };
  }
  const record = decision.parse(effect.op === 'put' ? effect.data : merge('decision', before ?? {}, effect.data));
  return { code: 'accepted', record };
}

const second = { actor: { officer: 'song', post: 'MAY-2', station: 'S2', authority: 'all' } };

/** What each command does in each state: the state after it, or the refusal. */
const EXPECTED: readonly (readonly [CommandTypeName, object, Partial<Record<DecisionState, string>>, string])[] = [
  [
    'decision.change',
    { question: { zh: '先派哪支？' } },
    { drafted: 'drafted', returned: 'drafted' },
    'decision-not-open',
  ],
  ['decision.submit', CHOICE, { drafted: 'submitted', returned: 'submitted' }, 'decision-not-open'],
  ['decision.decide', CHOICE, { drafted: 'decided', returned: 'decided' }, 'decision-not-open'],
  ['decision.approve', {}, { submitted: 'decided' }, 'decision-not-open'],
  ['decision.return', { reason: { zh: '再看' } }, { submitted: 'returned' }, 'decision-not-open'],
  [
    'decision.withdraw',
    {},
    { drafted: 'withdrawn', submitted: 'withdrawn', returned: 'withdrawn' },
    'decision-not-open',
  ],
  ['decision.ratify', {}, {}, 'decision-nothing-to-ratify'],
  ['decision.review', { finding: { zh: '对' } }, { decided: 'reviewed' }, 'decision-not-decided'],
];

describe('commands of decisions', () => {
  for (const [type, payload, goes, refused] of EXPECTED) {
    for (const state of Object.keys(STATUSES) as DecisionState[]) {
      const wanted = goes[state] ?? refused;
      it(`DE1: ${type} of one that is ${state}: ${wanted}`, () => {
        const { code, record } = give(type, payload, standing(STATUSES[state]), second);
        expect(record?.status.state ?? code).toBe(wanted);
      });
    }
  }

  it('DE1: a draft is its writer’s, and not two of one id', () => {
    const { record } = give('decision.draft', CONTENT, null);
    expect(record).toMatchObject({ writtenBy: [leader], status: { state: 'drafted', since: NOW } });
    expect(give('decision.draft', CONTENT, standing(STATUSES.drafted), { expectedRev: null }).code).toBe(
      'entity-exists',
    );
  });

  it('DE1: without a reason, without such an option, too much of it: each by its name', () => {
    const before = standing(STATUSES.drafted);
    expect(give('decision.decide', { ...CHOICE, reason: undefined }, before).code).toBe('decision-reason-missing');
    expect(give('decision.decide', { ...CHOICE, reason: { zh: '  ' } }, before).code).toBe('decision-reason-missing');
    expect(give('decision.submit', { ...CHOICE, chosen: 2 }, before).code).toBe('decision-option-unknown');
    const moves = Array.from({ length: 400 }, (_, index) => {
      return { is: 'assign', unit: `unit-${index}`, incident: '事'.repeat(60), seconds: 60 };
    });
    const options = CONTENT.options.map((option) => ({ ...option, moves }));
    expect(give('decision.draft', { ...CONTENT, options }, null).code).toBe('decision-too-large');
  });

  it('DE2: a grave order is not given by one, nor what is above the post', () => {
    const before = standing(STATUSES.drafted);
    expect(give('decision.decide', { ...CHOICE, grave: 'G-04' }, before).code).toBe('decision-grave-needs-two');
    const above = { ...CHOICE, authority: { ...CHOICE.authority, isHeld: false } };
    expect(give('decision.decide', above, before).code).toBe('decision-above-post');
    expect(give('decision.submit', { ...above, grave: 'G-04' }, before).record?.grave).toBe('G-04');
  });

  it('DE2: in immediate danger one decides alone, to be ratified within 30 minutes by another', () => {
    const alone = give('decision.decide', { ...CHOICE, grave: 'G-04', alone: true }, standing(STATUSES.drafted)).record;
    expect(alone?.status).toMatchObject({ state: 'decided', ratifyBy: NOW + 30 * MINUTE });
    if (!alone) throw new Error('not decided');
    expect(give('decision.review', { finding: { zh: '对' } }, alone, second).code).toBe('decision-not-ratified');
    expect(give('decision.ratify', {}, alone).code).toBe('decision-own-hand');
    const ratified = give('decision.ratify', {}, alone, second).record;
    expect(ratified?.status).toMatchObject({ by: leader, second: mayor, ratifyBy: NOW + 30 * MINUTE });
    if (!ratified) throw new Error('not ratified');
    expect(give('decision.ratify', {}, ratified, second).code).toBe('decision-nothing-to-ratify');
  });

  it('DE2: the second person is never one who wrote it, and sits on a post that may', () => {
    const before = standing(STATUSES.submitted, { writtenBy: [mayor, leader], chosen: 1, authority: CHOICE.authority });
    expect(give('decision.approve', {}, before).code).toBe('decision-own-hand');
    expect(give('decision.approve', {}, before, second).code).toBe('decision-own-hand');
    expect(give('decision.return', { reason: { zh: '再看' } }, before).code).toBe('decision-own-hand');
    const others = standing(STATUSES.submitted, { authority: { ...CHOICE.authority, approvers: ['MAY-1'] } });
    expect(give('decision.approve', {}, others, second).code).toBe('decision-above-post');
    // Another officer on the same post is another person.
    const relief = { actor: { officer: 'xu', post: 'CCC-DL', station: 'S1', authority: 'all' } };
    expect(give('decision.approve', {}, before, relief).record?.status).toMatchObject({
      by: leader,
      second: { officer: 'xu' },
    });
  });

  it('DE1: nobody judges what has moved on under his eyes', () => {
    const before = standing(STATUSES.submitted);
    expect(give('decision.approve', {}, before, { ...second, expectedRev: 3 }).code).toBe('decision-moved');
    const base = { ...before, question: { zh: '别的' } };
    expect(give('decision.approve', {}, before, { ...second, base }).code).toBe('decision-moved');
  });

  it('DE1: other options than those that were chosen from: nothing is chosen', () => {
    const before = standing(STATUSES.returned, { chosen: 1 });
    expect(give('decision.change', { options: CONTENT.options.slice(0, 1) }, before).record?.chosen).toBeUndefined();
    expect(give('decision.change', { question: { zh: '先派哪支？' } }, before).record?.chosen).toBe(1);
  });

  it('DE7: what was said first is marked for ever and decided by who enters it', () => {
    const spoken = { at: instant(NOW - MINUTE), by: '宋临川', media: 'phone' };
    const payload = {
      question: { zh: '关闸？' },
      choice: { zh: '关' },
      reason: { zh: '水位到线' },
      incidents: [],
      spoken,
    };
    expect(give('decision.spoken', payload, null).record).toMatchObject({
      spoken,
      chosen: 0,
      status: { state: 'decided', by: leader },
    });
    const ahead = { ...payload, spoken: { ...spoken, at: instant(NOW + MINUTE) } };
    expect(give('decision.spoken', ahead, null).code).toBe('decision-spoken-ahead');
  });
});
