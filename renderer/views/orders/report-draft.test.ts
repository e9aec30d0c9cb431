import { describe, expect, it } from 'vitest';
import type { ReportField } from '../../../shared/domain/report.ts';
import { completeness, draftOf, fieldsOf, isChanged } from './report-draft.ts';
import { orderedKeys } from './report-words.ts';

const place: ReportField = { key: 'place', text: { zh: '滨江路', en: 'Riverside' }, source: { zh: '事件记录' } };
const fields: ReportField[] = [place, { key: 'casualties', text: null }];
const KEYS = ['place', 'casualties', 'requests'];

describe('draft of a report in the form', () => {
  it('OR8: untouched fields stay what they were, in both languages and with their source', () => {
    const draft = draftOf(fields, KEYS, 'en');
    expect(draft.map(({ text, isUnknown }) => [text, isUnknown])).toEqual([['Riverside', false], ['', true], ['', false]]); // prettier-ignore
    expect(fieldsOf(draft, 'en')).toEqual(fields);
    expect(isChanged(draft, fields, 'en')).toBe(false);
  });

  it('OR8: a changed text keeps neither source nor the other language; an empty one is missing, a ticked one unknown', () => {
    const [first, second, third] = draftOf(fields, KEYS, 'zh');
    if (!first || !second || !third) throw new Error('a field is lost');
    const changed = [
      { ...first, text: ' 滨江路下穿 ' },
      { ...second, isUnknown: false, text: '  ' },
      { ...third, isUnknown: true },
    ];
    expect(fieldsOf(changed, 'zh')).toEqual([
      { key: 'place', text: { zh: '滨江路下穿' } },
      { key: 'requests', text: null },
    ]);
    expect(isChanged(changed, fields, 'zh')).toBe(true);
  });

  it('OR8: what is missing is named, what is unknown counted', () => {
    expect(completeness(fields, KEYS)).toEqual({ missing: ['requests'], unknown: 1 });
    expect(completeness([...fields, { key: 'other', text: null }], ['place'])).toEqual({ missing: [], unknown: 0 });
  });

  it('OR7: asked fields in the order of the set, then the others', () => {
    const set = { fields: { first: KEYS, followUp: ['asOf'], final: ['cause'] } } as never;
    expect(orderedKeys(set, { kind: 'followUp', fields })).toEqual(['asOf', 'place', 'casualties']);
    expect(orderedKeys(undefined, { kind: 'first', fields })).toEqual(['place', 'casualties']);
  });
});
