import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { GRAVE_ORDERS } from '../../../shared/domain/decision.ts';
import { incident } from '../testing/records.ts';
import { checkAuthority, levelOf, type AuthorityQuestion } from './authority.ts';
import { departmentOf, readDuties } from './duties.ts';
import { DUTIES } from './testing/made.ts';

const RESOURCES = path.join(import.meta.dirname, '../../../resources');
const LOG = { error: (message: string) => errors.push(message) };
const errors: string[] = [];

function ask(part: Partial<AuthorityQuestion> = {}, duties = DUTIES) {
  const found = checkAuthority(duties, {
    kind: 'dispatch',
    incidents: [incident({ level: 3 })],
    post: 'CCC-DL',
    ...part,
  });
  return { ...found, approvers: found.approvers.map(({ post }) => post) };
}

describe('authority of a decision', () => {
  it('DE2: the row of the very event goes before the general one; those above an approver may too', () => {
    expect(ask()).toEqual({ row: 'GENERAL', approvers: ['CCC-DL', 'CCC-IC', 'MAY-2'], isHeld: true, grave: null });
    expect(ask({ level: 'I' })).toMatchObject({ row: 'FIRE', approvers: ['FRD-CMD', 'MAY-2'], isHeld: false });
    expect(ask({ post: 'MAY-2', level: 'I' }).isHeld).toBe(true);
    expect(ask({ eventType: 'typhoon', level: 'I' }).row).toBe('GENERAL');
  });

  it('DE2: what no row covers is nobody’s alone', () => {
    expect(ask({ kind: 'other' })).toEqual({ row: null, approvers: [], isHeld: false, grave: null });
  });

  it('DE2: of a grave order the other side of the pair is the second person', () => {
    expect(ask({ grave: 'G-11' })).toMatchObject({ approvers: ['FRD-CMD', 'EMB-DIR'], isHeld: false, grave: 'G-11' });
    expect(ask({ grave: 'G-11', post: 'FRD-CMD' })).toMatchObject({ approvers: ['EMB-DIR'], isHeld: true });
  });

  it('DE2: the gravest incident counts; one that is not graded as the least', () => {
    const of = (...levels: (0 | 1 | 2 | 3 | 4)[]) =>
      levelOf({ level: undefined, incidents: levels.map((level) => incident({ level })) });
    expect([of(4, 2, 3), of(0), of(), of(1)]).toEqual(['II', 'IV', 'IV', 'I']);
    expect(levelOf({ level: 'IV', incidents: [incident({ level: 1 })] })).toBe('IV');
  });

  it('DE2: the city’s own lists: every post is known, every level of every kind has an approver', () => {
    const duties = readDuties(RESOURCES, LOG);
    expect(errors).toEqual([]);
    const named = [
      ...duties.list.rows.flatMap(({ approvers }) => approvers),
      ...duties.grave.flatMap(({ pair }) => pair.flat()),
    ];
    expect(named.filter((post) => !duties.posts.has(post))).toEqual([]);
    expect(named.filter((post) => !duties.departments.has(departmentOf(duties, post)))).toEqual([]);
    expect(duties.grave.map(({ id }) => id)).toEqual([...GRAVE_ORDERS]);
    for (const kind of ['dispatch', 'reallocation', 'response'] as const) {
      for (const level of ['I', 'II', 'III', 'IV'] as const) {
        const { approvers } = ask({ kind, level, incidents: [incident({ kind: 'waterlog' })] }, duties);
        expect([kind, level, approvers.length > 0]).toEqual([kind, level, true]);
      }
    }
    expect(ask({ kind: 'response', level: 'IV', incidents: [incident({ kind: 'waterlog' })] }, duties)).toMatchObject({
      row: 'RM-004',
    });
  });

  it('DE2: lists that cannot be read give nobody the right, and the log says so', () => {
    const duties = readDuties(path.join(RESOURCES, 'nowhere'), LOG);
    expect(errors).toHaveLength(1);
    expect(ask({}, duties)).toMatchObject({ row: null, isHeld: false });
  });
});
