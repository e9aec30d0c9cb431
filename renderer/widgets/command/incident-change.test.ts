import { describe, expect, it } from 'vitest';
import type { Incident } from '../../../shared/domain/incident.ts';
import { changedFields, draftOf } from './incident-change.ts';

const before: Pick<Incident, 'title' | 'kind' | 'level' | 'place' | 'at'> = {
  title: { zh: '隧道积水', en: 'Tunnel flooded' },
  kind: 'waterlog',
  level: 3,
  place: { zh: '北口' },
  at: [120.15, 30.28],
};
const draft = draftOf(before, 'zh');

describe('K6: a change sets only what was changed', () => {
  it('is empty when nothing was', () => {
    expect(changedFields(before, draft, 'zh')).toEqual({});
  });

  it('carries the changed fields, a new text without the old translation', () => {
    expect(changedFields(before, { ...draft, title: ' 隧道积水一米 ', level: 2 }, 'zh')).toEqual({
      title: { zh: '隧道积水一米' },
      level: 2,
    });
    expect(changedFields(before, { ...draft, place: 'North end' }, 'zh')).toEqual({ place: { en: 'North end' } });
  });

  it('takes no position that cannot be read, and no emptied field for a new value', () => {
    expect(changedFields(before, { ...draft, position: 'here' }, 'zh')).toBeNull();
    expect(changedFields(before, { ...draft, position: '', title: ' ', place: '' }, 'zh')).toEqual({});
    expect(changedFields(before, { ...draft, position: '120.2, 30.3' }, 'zh')).toEqual({ at: [120.2, 30.3] });
  });
});
