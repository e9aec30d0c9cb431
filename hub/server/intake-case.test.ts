import { describe, expect, it } from 'vitest';
import { citizenCase, MAX_CASE_TEXT } from '../../shared/domain/case.ts';
import { instant } from '../../shared/kit/time.ts';
import { toldCase } from './intake-case.ts';

const AT = instant(1_790_000_000_000);

describe("a citizen's report by HTTP", () => {
  it('H35: words are enough; its life begins here, whatever the sender says of it', () => {
    const told = toldCase({ text: { zh: '停水' }, status: { state: 'closed', at: 1, by: 'x' }, steps: [1] }, AT);
    if (!('data' in told)) throw new Error(told.code);
    expect(citizenCase.parse(told.data)).toMatchObject({
      status: { state: 'new', at: AT, by: 'web' },
      steps: [],
      reportedAt: AT,
    });
  });

  it.each([
    ['case-text-empty', {}],
    ['case-text-empty', { text: { zh: ' ' } }],
    ['case-text-too-long', { text: { zh: '水'.repeat(MAX_CASE_TEXT + 1) } }],
    ['case-phone-invalid', { text: { zh: '停水' }, callerPhone: '138abc' }],
    ['case-category-unknown', { text: { zh: '停水' }, category: 'C99' }],
  ])('H35: %s', (code, data) => {
    expect(toldCase(data, AT)).toEqual({ code });
  });
});
