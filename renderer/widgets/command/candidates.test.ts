import { describe, expect, it } from 'vitest';
import type { Incident } from '../../../shared/domain/incident.ts';
import type { LonLat } from '../../../shared/kit/geo.ts';
import type { Unit } from '../../../shared/domain/resource.ts';
import { instant } from '../../../shared/kit/time.ts';
import type { IncidentRow } from '../../state/incident-order.ts';
import type { ResourceRow } from '../../state/nearby.ts';
import { mergeCandidates, unitCandidates } from './candidates.ts';

const now = instant(1_800_000_000_000);
const stamp = { rev: 1, feed: 'fire', at: now, entered: now, received: now };

function incident(id: string, data: Partial<Incident> = {}): IncidentRow {
  const status = { state: 'reported', since: now } as const;
  return {
    ...stamp,
    id: id as IncidentRow['id'],
    data: {
      kind: 'fire',
      level: 3,
      title: { en: id },
      status,
      at: [120, 30],
      reportedAt: now,
      channel: '119',
      ...data,
    },
  };
}

function unit(id: string, at: LonLat, status: Unit['status']): ResourceRow {
  return {
    ...stamp,
    id: id as ResourceRow['id'],
    data: { form: 'unit', kind: 'engine', name: { en: id }, department: 'FRD', status, at, positionAt: now },
  };
}

const free = { state: 'free', since: now } as const;

describe('K7: whom to send', () => {
  it('offers free units nearest first, those promised elsewhere apart, and nobody twice', () => {
    const units = [
      unit('far', [120.1, 30], free),
      unit('near', [120.01, 30], { state: 'returning', since: now }),
      unit('off', [120, 30], { state: 'offDuty', since: now }),
      unit('here', [120, 30], { state: 'onScene', since: now, incident: 'a' }),
      unit('elsewhere', [120, 30], { state: 'enRoute', since: now, incident: 'b' }),
    ];
    const { free: found, busy } = unitCandidates(incident('a'), units);
    expect(found.map(({ row }) => row.id)).toEqual(['near', 'far']);
    expect(busy.map(({ row }) => row.id)).toEqual(['elsewhere']);
    expect(found[0]?.distance).toBeGreaterThan(900);
  });

  it('says nothing of distances when the incident has no position', () => {
    expect(unitCandidates(incident('a', { at: undefined }), [unit('u', [1, 1], free)]).free[0]?.distance).toBeNull();
  });
});

describe('K8: what may be the same incident', () => {
  it('is near, or of the same kind in the same district, and still open', () => {
    const found = mergeCandidates(incident('a', { district: 'LP' }), [
      incident('a'),
      incident('other-kind', { kind: 'gas', at: [120.002, 30] }),
      incident('same', { at: [120.01, 30] }),
      incident('district', { at: undefined, district: 'LP' }),
      incident('far', { at: [121, 30] }),
      incident('closed', { status: { state: 'closed', since: now, outcome: { en: 'x' } } }),
      incident('merged', { status: { state: 'merged', since: now, into: 'b' } }),
    ]);
    expect(found.map(({ row }) => row.id)).toEqual(['same', 'district', 'other-kind']);
  });
});
