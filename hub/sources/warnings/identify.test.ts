import { describe, expect, it } from 'vitest';
import type { Alert } from '../../../shared/domain/alert.ts';
import { alertOf } from '../../../shared/domain/alert-message.ts';
import { identify } from './identify.ts';

function alert(
  more: { sender?: string; identifier?: string; note?: string; hour?: number; signed?: boolean } = {},
): Alert {
  const { sender = 'met', identifier = 'A-1', note = 'x', hour = 8, signed = false } = more;
  const message = { identifier, sender, sent: `2026-06-01T${String(hour).padStart(2, '0')}:00:00+08:00`, note };
  return alertOf(
    { ...message, status: 'Actual', msgType: 'Alert', scope: 'Public', infos: [] },
    { signature: signed ? { state: 'valid', by: 'met' } : { state: 'absent' } },
  ).alert;
}

function desk() {
  const held = new Map<string, Alert>();
  return (next: Alert): string => {
    const identity = identify(next, (id) => held.get(id));
    if (identity.is === 'new') held.set(identity.id, next);
    return `${identity.is} ${identity.id}`;
  };
}

describe('which record a message is', () => {
  it('S27: the same message once, another content beside it, a later one over it, an older one not', () => {
    const take = desk();
    expect(take(alert())).toBe('new A-1');
    expect(take(alert())).toBe('repeated A-1');
    expect(take(alert({ note: 'y' }))).toBe('new A-1#2');
    expect(take(alert({ note: 'y' }))).toBe('repeated A-1#2');
    expect(take(alert({ hour: 9 }))).toBe('new A-1');
    expect(take(alert({ hour: 7 }))).toBe('older A-1');
  });

  it('S27: the same identifier of another sender is another warning', () => {
    const take = desk();
    expect(take(alert())).toBe('new A-1');
    expect(take(alert({ sender: 'fire' }))).toBe('new fire,A-1');
    expect(take(alert({ sender: 'fire' }))).toBe('repeated fire,A-1');
  });

  it('S27: an unsigned message never takes the place of one whose signature holds; a signed copy takes that of an unsigned', () => {
    const take = desk();
    expect(take(alert())).toBe('new A-1');
    expect(take(alert({ signed: true }))).toBe('new A-1');
    expect(take(alert())).toBe('repeated A-1');
    expect(take(alert({ hour: 9, note: 'forged' }))).toBe('new A-1#2');
    expect(take(alert({ hour: 10, signed: true }))).toBe('new A-1');
  });

  it('S27: thousands of contents under one identifier end somewhere', () => {
    const take = desk();
    const ids = Array.from({ length: 30 }, (_, at) => take(alert({ note: `n${at}` })));
    expect(ids.filter((id) => id.startsWith('new'))).toHaveLength(20);
  });

  it('S27: an identifier longer than an id of the protocol is known again', () => {
    const take = desk();
    const identifier = 'x'.repeat(290);
    const first = take(alert({ identifier }));
    expect(first.length).toBeLessThan(80);
    expect(take(alert({ identifier }))).toBe(first.replace('new', 'repeated'));
  });
});
