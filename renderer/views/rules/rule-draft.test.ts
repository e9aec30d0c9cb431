import { describe, expect, it } from 'vitest';
import type { Rule } from '../../../shared/domain/rule.ts';
import { formOf, isChanged, NEW_RULE, readForm, withDirection, withMethod, type FormRule } from './rule-draft.ts';

const SOUND: FormRule = {
  ...NEW_RULE,
  nameZh: '小时雨量',
  eventZh: '强降雨',
  kinds: ['rain'],
  rungs: { 1: '80', 2: '50', 3: '30', 4: '' },
};

describe('the form of a rule', () => {
  it('says and reads the same', () => {
    const { rule, faults } = readForm({ ...SOUND, nameEn: 'Rain', why: '雨季前放宽' });
    expect(faults).toEqual({});
    expect(rule).toMatchObject({ name: { zh: '小时雨量', en: 'Rain' }, why: '雨季前放宽', atLeast: 0 });
    expect(rule?.rungs).toEqual([{ level: 1, value: 80 }, { level: 2, value: 50 }, { level: 3, value: 30 }]); // prettier-ignore
    const back = formOf({ ...(rule as NonNullable<typeof rule>), version: 3 } as Rule);
    expect(isChanged(back, { ...SOUND, nameEn: 'Rain' })).toBe(false);
  });

  it.each([
    ['half a number', { clearMinutes: '1e' }, 'clearMinutes', 'number'],
    ['nothing', { windowMinutes: ' ' }, 'windowMinutes', 'required'],
    ['NaN', { clear: 'NaN' }, 'clear', 'number'],
    ['no limit at all', { rungs: { 1: '', 2: '', 3: '', 4: '' } }, 'rungs', 'oneRung'],
    ['limits upside down', { rungs: { 1: '30', 2: '50', 3: '80', 4: '' } }, 'rungs', 'rungs'],
    ['a clear value that flutters', { clear: '1.2' }, 'clear', 'clearAbove'],
    ['no name', { nameZh: '  ' }, 'nameZh', 'nameBoth'],
    ['a day of 25 hours', { coolDownMinutes: '1500' }, 'coolDownMinutes', 'range'],
  ] as const)('%s is said at its field', (_name, part, field, code) => {
    const { rule, faults } = readForm({ ...SOUND, ...part });
    expect(rule).toBeNull();
    expect(faults[field]?.code).toBe(code);
  });

  it('brings along what another method cannot use', () => {
    const burst = withMethod(SOUND, 'burst');
    expect(burst).toMatchObject({ of: 'incident', kinds: [], direction: 'above', clear: '0.8' });
    expect(withMethod(SOUND, 'cluster')).toMatchObject({ direction: 'below', clear: '1.25' });
    expect(withDirection(SOUND, 'below')).toMatchObject({ clear: '1.25' });
    expect(readForm({ ...SOUND, atLeast: 'x' }).rule?.atLeast).toBe(0);
  });
});
