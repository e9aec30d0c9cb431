import { describe, expect, it } from 'vitest';
import type { Alert } from '../../../shared/domain/alert.ts';
import { instant } from '../../../shared/kit/time.ts';
import { chainChanges } from './chain-changes.ts';

const first: Alert = {
  identifier: 'a',
  sender: 's',
  sentAt: instant(1_000),
  status: 'Actual',
  msgType: 'Alert',
  scope: 'Public',
  references: [],
  event: { zh: '暴雨' },
  urgency: 'Expected',
  severity: 'Moderate',
  certainty: 'Likely',
  level: 3,
  headline: { zh: '暴雨黄色预警' },
  expiresAt: instant(9_000),
  areas: [],
};

describe('A8: what changed between two messages of a chain', () => {
  it('nothing, when only the head of the message differs', () => {
    expect(chainChanges(first, { ...first, identifier: 'b', msgType: 'Update', sentAt: instant(2_000) })).toEqual([]);
  });

  it('grade and end with both values, long texts and areas as changed', () => {
    const { expiresAt: _, ...open } = first;
    const area = { name: { zh: '江湾区' }, polygons: [], circles: [], geocodes: [] };
    const later: Alert = { ...open, level: 1, severity: 'Extreme', headline: { zh: '暴雨红色预警' }, areas: [area] };
    expect(chainChanges(first, later)).toEqual([
      { field: 'level', from: 3, to: 1 },
      { field: 'severity', from: 'Moderate', to: 'Extreme' },
      { field: 'expires', from: 9_000, to: null },
      { field: 'areas' },
      { field: 'headline' },
    ]);
  });
});
