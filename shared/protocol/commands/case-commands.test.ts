import { describe, expect, it } from 'vitest';
import type { CitizenCase } from '../../domain/case.ts';
import { ProblemError } from '../../kit/problem.ts';
import { instant } from '../../kit/time.ts';
import { carryOut, worldOf } from './carry-out.ts';
import type { CommandTypeName } from './command-types.ts';

const AT = 1_790_000_000_000;

/** A small city of cases: commands are carried out one after the other, and what each leaves is kept. */
function createDesk() {
  const records = new Map<string, CitizenCase>();
  let now = AT;
  const world = worldOf((topic, id) => (topic === 'case' ? records.get(id) : undefined));
  function give(type: CommandTypeName, id: string, payload: unknown, post = 'CCC-DO1'): void {
    now += 60_000;
    const outcomes = carryOut(world, {
      commandId: `command-${now}`,
      stationId: 'S1',
      stationSeq: 1,
      actor: { officer: 'lin', post, station: 'S1', authority: 'intake' },
      type,
      topic: 'case',
      entityId: id,
      payload,
      expectedRev: 1,
      issuedAt: instant(now),
      expiresAt: instant(now + 60_000),
    });
    for (const { effect, record } of outcomes) records.set(effect.id, record as unknown as CitizenCase);
  }
  const refusal = (type: CommandTypeName, id: string, payload: unknown): string => {
    try {
      give(type, id, payload);
      return 'accepted';
    } catch (error) {
      if (error instanceof ProblemError) return error.problem.code;
      throw error;
    }
  };
  const take = (id: string, part: object = {}): void =>
    give('case.create', id, {
      text: { zh: '路口积水没过脚踝' },
      isUrgent: false,
      channel: '12345',
      reportedAt: AT,
      category: 'C201',
      ...part,
    });
  const get = (id: string): CitizenCase => records.get(id) as CitizenCase;
  const walk = (id: string): string[] => [...get(id).steps, get(id).status].map(({ state }) => state);
  return { give, refusal, take, get, walk };
}

describe('commands of citizen cases', () => {
  it('D1: a case goes its way, and each step keeps when and by whom', () => {
    const desk = createDesk();
    desk.take('a');
    desk.give('case.entrust', 'a', { department: 'DMC' });
    desk.give('case.accept', 'a', {}, 'DMC');
    desk.give('case.contact', 'a', { template: 'AT-01', text: { zh: '已受理' } });
    desk.give('case.begin', 'a', {}, 'DMC');
    desk.give('case.answer', 'a', { text: { zh: '已抽排' }, isPublic: true }, 'DMC');
    desk.give('case.callBack', 'a', { result: 'reached', rating: 'satisfied' });
    desk.give('case.close', 'a', {});
    expect(desk.walk('a')).toEqual([
      'new', 'sorted', 'assigned', 'accepted', 'contacted', 'inWork', 'answered', 'calledBack', 'rated', 'closed',
    ]); // prettier-ignore
    const { steps, status } = desk.get('a');
    const times = [...steps, status].map(({ at }) => at);
    expect(times).toEqual(times.toSorted((a, b) => a - b));
    expect(steps.find(({ state }) => state === 'answered')?.by).toBe('DMC');
  });

  it.each([
    ['case-text-empty', { text: { zh: '  ' } }],
    ['case-text-too-long', { text: { zh: '水'.repeat(1_000_000) } }],
    ['case-phone-invalid', { callerPhone: '138abc' }],
    ['case-category-unknown', { category: 'C999' }],
  ])('D2: %s is refused by its own name', (code, part) => {
    const desk = createDesk();
    expect(() => desk.take('a', part)).toThrow(code);
  });

  it('D3: nothing is closed without an answer and a call; a question needs no call', () => {
    const desk = createDesk();
    desk.take('a');
    expect(desk.refusal('case.close', 'a', {})).toBe('case-not-answered');
    expect(desk.refusal('case.callBack', 'a', { result: 'reached' })).toBe('case-not-answered');
    desk.give('case.answer', 'a', { text: { zh: '已抽排' }, isPublic: false });
    expect(desk.refusal('case.close', 'a', {})).toBe('case-not-called-back');
    desk.take('b', { clock: 'question' });
    desk.give('case.answer', 'b', { text: { zh: '照常上学' }, isPublic: false });
    expect(desk.refusal('case.close', 'b', {})).toBe('accepted');
  });

  it('D4: who is not satisfied is worked for once more; then it can be closed', () => {
    const desk = createDesk();
    desk.take('a');
    const round = (rating: string): void => {
      desk.give('case.answer', 'a', { text: { zh: '已处理' }, isPublic: false });
      desk.give('case.callBack', 'a', { result: 'reached', rating });
    };
    round('notSatisfied');
    expect(desk.refusal('case.close', 'a', {})).toBe('case-not-satisfied');
    desk.give('case.reopen', 'a', { reason: 'notSatisfied' });
    // The answer of the round before is none for this one.
    expect(desk.refusal('case.close', 'a', {})).toBe('case-not-answered');
    desk.give('case.entrust', 'a', { department: 'DMC' });
    round('notSolved');
    expect(desk.refusal('case.close', 'a', {})).toBe('accepted');
  });

  it('D5: merging keeps the caller and his words, and splitting gives back the very step that stood', () => {
    const desk = createDesk();
    desk.take('lead');
    desk.take('a', { callerName: '赵安', callerPhone: '10012345678' });
    const before = structuredClone(desk.get('a'));
    expect(desk.refusal('case.mergeInto', 'a', { into: 'a' })).toBe('case-into-itself');
    desk.give('case.mergeInto', 'a', { into: 'lead' });
    desk.give('case.join', 'lead', { others: ['a'] });
    expect(desk.get('a')).toMatchObject({ callerName: '赵安', text: before.text, status: { into: 'lead' } });
    expect(desk.refusal('case.join', 'lead', { others: ['a'] })).toBe('case-already-joined');
    expect(desk.refusal('case.mergeInto', 'lead', { into: 'a' })).toBe('case-merged');
    // He is called back although his case was joined.
    desk.give('case.callBack', 'a', { result: 'reached', rating: 'soSo' });
    expect(desk.get('a').status).toMatchObject({ state: 'merged', calledBack: { rating: 'soSo' } });
    desk.give('case.split', 'a', {});
    desk.give('case.part', 'lead', { other: 'a' });
    expect(desk.get('a')).toEqual(before);
    expect(desk.get('lead').joined).toBeUndefined();
    expect(desk.refusal('case.split', 'a', {})).toBe('case-not-merged');
  });

  it('D6: what goes to a citizen is not empty and has no place that nobody filled in', () => {
    const desk = createDesk();
    desk.take('a');
    const answer = (zh: string) => desk.refusal('case.answer', 'a', { text: { zh }, isPublic: false });
    expect(answer(' ')).toBe('case-answer-empty');
    expect(answer('因{cause}停水')).toBe('case-answer-blanks');
    expect(answer('因管道抢修停水')).toBe('accepted');
  });

  it('D7: a case is not assigned before it is sorted, nor worked on after it is over', () => {
    const desk = createDesk();
    desk.take('a', { category: undefined });
    expect(desk.refusal('case.entrust', 'a', { department: 'DMC' })).toBe('case-not-sorted');
    expect(desk.refusal('case.accept', 'a', {})).toBe('case-not-now');
    expect(desk.refusal('case.sort', 'a', { category: 'C0', clock: 'ordinary' })).toBe('case-category-unknown');
    desk.give('case.reject', 'a', { ground: 'noContent', reason: { zh: '空号' } });
    expect(desk.refusal('case.sort', 'a', { category: 'C201', clock: 'ordinary' })).toBe('case-rejected');
  });

  it('D8: a hard case is extended once, others never', () => {
    const desk = createDesk();
    desk.take('a');
    expect(desk.refusal('case.extend', 'a', { reason: { zh: '需会办' } })).toBe('case-not-hard');
    desk.take('b', { clock: 'hard' });
    expect(desk.refusal('case.extend', 'b', { reason: { zh: '需会办' } })).toBe('accepted');
    expect(desk.refusal('case.extend', 'b', { reason: { zh: '还需' } })).toBe('case-extended');
  });
});
