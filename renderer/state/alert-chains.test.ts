import { describe, expect, it } from 'vitest';
import type { Alert } from '../../shared/domain/alert.ts';
import { DAY, HOUR, instant } from '../../shared/kit/time.ts';
import { forBanner, inForce, phaseOf, resolveChains, type AlertRow } from './alert-chains.ts';

const now = instant(1_800_000_000_000);

function message(identifier: string, data: Partial<Alert> = {}): AlertRow {
  return {
    id: identifier as AlertRow['id'],
    rev: 1,
    feed: 'weather',
    at: now,
    entered: now,
    received: now,
    data: {
      identifier,
      sender: 'met',
      sentAt: now,
      status: 'Actual',
      msgType: 'Alert',
      scope: 'Public',
      references: [],
      event: { en: 'Rain' },
      urgency: 'Expected',
      severity: 'Severe',
      certainty: 'Likely',
      level: 2,
      headline: { en: identifier },
      areas: [],
      ...data,
    },
  };
}

function later(hours: number) {
  return instant(now + hours * HOUR);
}

describe('A1: one row per warning', () => {
  it('lets an update stand for all that it replaced', () => {
    const chains = resolveChains([
      message('w1'),
      message('w3', { msgType: 'Update', references: ['w2'], sentAt: later(2) }),
      message('w2', { msgType: 'Update', references: ['w1'], sentAt: later(1) }),
    ]);
    expect(chains.map(({ id }) => id)).toEqual(['w3']);
    expect(chains[0]?.before.map(({ id }) => id)).toEqual(['w2', 'w1']);
  });

  it('names what is referred to and was never received', () => {
    const [chain] = resolveChains([message('w2', { msgType: 'Update', references: ['w1'] })]);
    expect(chain?.missing).toEqual(['w1']);
    expect(chain?.before).toEqual([]);
  });

  it('keeps both branches when one message was updated twice', () => {
    const chains = resolveChains([
      message('w1'),
      message('north', { msgType: 'Update', references: ['w1'], sentAt: later(1) }),
      message('south', { msgType: 'Update', references: ['w1'], sentAt: later(2) }),
    ]);
    expect(chains.map(({ id }) => id).sort()).toEqual(['north', 'south']);
  });

  it('does not lose messages that refer to each other or to themselves', () => {
    const chains = resolveChains([
      message('a', { msgType: 'Update', references: ['b', 'a'] }),
      message('b', { msgType: 'Update', references: ['a'], sentAt: later(1) }),
    ]);
    expect(chains.map(({ id }) => id)).toEqual(['b']);
  });

  it('does not let a receipt or an error note replace a warning', () => {
    const chains = resolveChains([
      message('w1'),
      message('ack', { msgType: 'Ack', references: ['w1'], sentAt: later(1) }),
      message('lost', { msgType: 'Error', references: ['gone'] }),
    ]);
    expect(chains.map(({ id }) => id).sort()).toEqual(['lost', 'w1']);
  });

  it('puts the gravest first and ungraded last', () => {
    const chains = resolveChains([
      message('ungraded', { level: 0 }),
      message('blue', { level: 4 }),
      message('red', { level: 1 }),
    ]);
    expect(chains.map(({ id }) => id)).toEqual(['red', 'blue', 'ungraded']);
  });
});

describe('A2: where a warning stands in time', () => {
  it.each([
    ['upcoming', { effectiveAt: later(1), expiresAt: later(2) }],
    ['active', { effectiveAt: later(-1), expiresAt: later(1) }],
    ['open', {}],
    ['ended', { expiresAt: now }],
    ['cancelled', { msgType: 'Cancel' as const, expiresAt: later(1) }],
  ])('%s', (phase, data) => {
    expect(phaseOf(message('w', data).data, now)).toBe(phase);
  });
});

describe('A3: a drill can never look like the real thing', () => {
  it.each(['Exercise', 'Test', 'Draft', 'System'] as const)(
    '%s is never in force and never in the banner',
    (status) => {
      const [chain] = resolveChains([message('w', { status, level: 1, expiresAt: later(1) })]);
      expect(chain && inForce(chain, now)).toBe(false);
      expect(chain && forBanner(chain, now)).toBe(false);
    },
  );

  it('leaves warnings without an end out of the banner after a day', () => {
    const [chain] = resolveChains([message('w')]);
    expect(chain && forBanner(chain, now)).toBe(true);
    expect(chain && forBanner(chain, instant(now + DAY))).toBe(false);
  });
});
