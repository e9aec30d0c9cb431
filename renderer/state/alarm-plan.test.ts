import { describe, expect, it } from 'vitest';
import { instant, MINUTE, SECOND } from '../../shared/kit/time.ts';
import type { Level } from '../../shared/domain/common.ts';
import { dueTone, LEAST_GAP, parseSound, REPEAT, STORM_REPEAT, type AlarmScene } from './alarm-plan.ts';

const NOW = instant(1_800_000_000_000);
const later = (milliseconds: number) => instant(NOW + milliseconds);
const fresh = (level: Level) => [{ number: 1, warning: 'a', level, why: 'new', at: NOW }] as const;
const calm: AlarmScene = { now: NOW, open: null, fresh: [], isStorm: false, mutedUntil: null, last: {} };

describe('N1: what is new sounds at once, the gravest first', () => {
  it('says nothing when nothing is new and nothing open', () => expect(dueTone(calm)).toBeNull());
  it('takes the gravest of several', () => {
    expect(dueTone({ ...calm, fresh: [...fresh(3), ...fresh(1), ...fresh(2)] })).toBe(1);
  });
  it('has no tone for what is not graded', () => expect(dueTone({ ...calm, fresh: fresh(0) })).toBeNull());
  it('never lets two tones run into each other', () => {
    expect(dueTone({ ...calm, fresh: fresh(1), last: { 4: later(-LEAST_GAP + 1) } })).toBeNull();
    expect(dueTone({ ...calm, fresh: fresh(1), last: { 4: later(-LEAST_GAP) } })).toBe(1);
  });
});

describe('N2: what nobody has sounds again, by its level', () => {
  it.each([1, 2] as const)('level %i', (open) => {
    const repeat = REPEAT[open] ?? 0;
    expect(dueTone({ ...calm, open, last: { [open]: later(-repeat + 1) } })).toBeNull();
    expect(dueTone({ ...calm, open, last: { [open]: later(-repeat) } })).toBe(open);
  });
  it('yellow and blue only once', () => {
    expect(dueTone({ ...calm, open: 3, last: { 3: later(-10 * MINUTE) } })).toBeNull();
  });
  it('a clock that was set back silences nothing', () => {
    expect(dueTone({ ...calm, fresh: fresh(1), last: { 1: later(30 * MINUTE) } })).toBe(1);
  });
});

describe('N3: a mute never mutes red', () => {
  const muted = { ...calm, mutedUntil: later(MINUTE) };
  it('silences orange', () => expect(dueTone({ ...muted, fresh: fresh(2), open: 2 })).toBeNull());
  it('lets red through', () => {
    expect(dueTone({ ...muted, fresh: fresh(1) })).toBe(1);
    expect(dueTone({ ...muted, open: 1 })).toBe(1);
  });
  it('ends by itself', () => expect(dueTone({ ...calm, mutedUntil: NOW, fresh: fresh(2) })).toBe(2));
});

describe('N4: in a storm only red keeps its pace', () => {
  const storm = { ...calm, isStorm: true, last: { 2: later(-30 * SECOND) } };
  it('orange waits', () => {
    expect(dueTone({ ...storm, fresh: fresh(2) })).toBeNull();
    expect(dueTone({ ...storm, fresh: fresh(2), last: { 2: later(-STORM_REPEAT) } })).toBe(2);
  });
  it('red does not', () => expect(dueTone({ ...storm, fresh: fresh(1) })).toBe(1));
});

describe('W2: a stored choice', () => {
  it('is taken only where it is understood', () => {
    expect(parseSound(undefined)).toEqual({ volume: 0.75, mutedUntil: null });
    expect(parseSound({ volume: 0, mutedUntil: 'soon' })).toEqual({ volume: 0.75, mutedUntil: null });
    expect(parseSound({ volume: 0.5, mutedUntil: NOW })).toEqual({ volume: 0.5, mutedUntil: NOW });
  });
});
