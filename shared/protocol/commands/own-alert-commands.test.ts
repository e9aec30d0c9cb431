import { describe, expect, it } from 'vitest';
import type { Alert } from '../../domain/alert.ts';
import type { OwnWarning } from '../../domain/own-warning.ts';
import { instant, MINUTE, type Instant } from '../../kit/time.ts';
import type { Command } from '../feed/command.ts';
import { carryOut, worldOf } from './carry-out.ts';
import type { CommandTypeName } from './command-types.ts';

const START = 1_750_000_000_000;
const at = (minutes: number): Instant => instant(START + minutes * MINUTE);

const OWN: OwnWarning = {
  rule: 'W-01',
  ruleVersion: 1,
  method: 'threshold',
  subject: { topic: 'resource', id: 'G1', name: { zh: '柳浦雨量站' } },
  measure: { zh: '雨强' },
  unit: 'mm/h',
  value: 55,
  limit: 50,
  series: [],
  evidence: [],
  count: 1,
  departments: ['EMB'],
  state: { is: 'unconfirmed' },
  firstAt: at(0),
};

function alert(part: Partial<Alert> = {}): Alert & { own: OwnWarning } {
  return {
    identifier: 'own:W-01:G1',
    sender: 'lianzhi.rules',
    sentAt: at(1),
    status: 'Actual',
    msgType: 'Alert',
    scope: 'Restricted',
    references: [],
    event: { zh: '强降雨' },
    urgency: 'Immediate',
    severity: 'Severe',
    certainty: 'Likely',
    colour: 'orange',
    level: 2,
    headline: { zh: '雨强 55' },
    expiresAt: at(120),
    areas: [],
    ...part,
    own: part.own ?? OWN,
  };
}

function figures(minutes: number, level: 1 | 2 | 3 | 4, own: Partial<OwnWarning> = {}): Partial<Alert> {
  const severity = ({ 1: 'Extreme', 2: 'Severe', 3: 'Moderate', 4: 'Minor' } as const)[level];
  const colour = ({ 1: 'red', 2: 'orange', 3: 'yellow', 4: 'blue' } as const)[level];
  const shown = { sentAt: at(minutes), level, severity, colour, certainty: 'Observed', urgency: 'Immediate' } as const;
  return { ...shown, headline: { zh: `第${minutes}分` }, expiresAt: at(minutes + 120), own: { ...OWN, ...own } };
}

/** One record, and the commands that came upon it in order. */
function play(before: Alert | undefined, ...given: readonly (readonly [CommandTypeName, object])[]): Alert | undefined {
  let record = before;
  for (const [type, payload] of given) {
    const command: Command = {
      commandId: 'command-1',
      stationId: 'S1',
      stationSeq: 1,
      actor: { officer: 'lin', post: 'CCC-DL', station: 'S1', authority: 'dispatch-iv' },
      type,
      topic: 'alert',
      entityId: 'own:W-01:G1',
      payload: JSON.parse(JSON.stringify(payload)) as unknown,
      expectedRev: null,
      issuedAt: at(30),
      expiresAt: at(90),
    };
    const world = worldOf((topic) => (topic === 'alert' ? record : undefined));
    record = carryOut(world, command)[0]?.record as Alert | undefined;
  }
  return record;
}

describe('warnings of the console itself', () => {
  it('E4: raising what is there amends it, and the order in which two consoles say it does not matter', () => {
    const a = alert();
    const b = { ...alert(figures(2, 1, { firstAt: at(-1), value: 81 })), own: { ...OWN, firstAt: at(-1), value: 81 } };
    const one = play(undefined, ['alert.raise', a], ['alert.raise', b]);
    const other = play(undefined, ['alert.raise', b], ['alert.raise', a]);
    expect(one).toEqual(other);
    expect(one).toMatchObject({ level: 1, own: { firstAt: at(-1), value: 81 } });
  });

  it('E4: renewals commute, too, and an older one changes no figure', () => {
    const [x, y] = [figures(5, 3, { value: 31 }), figures(9, 1, { value: 90 })];
    const one = play(alert(), ['alert.renew', x], ['alert.renew', y]);
    expect(one).toEqual(play(alert(), ['alert.renew', y], ['alert.renew', x]));
    expect(one).toMatchObject({ level: 1, own: { value: 90 } });
  });

  it('E4: an end ends it, stays, and is not undone by a late renewal; ended twice it is ended once', () => {
    const ended = play(alert(), ['alert.end', { at: at(20) }]);
    expect(ended).toMatchObject({
      msgType: 'Cancel',
      urgency: 'Past',
      expiresAt: at(20),
      own: { state: { is: 'over', at: at(20) } },
    });
    expect(play(ended, ['alert.renew', figures(21, 1)])).toEqual(ended);
    expect(play(ended, ['alert.end', { at: at(25) }])).toEqual(ended);
  });

  it('E5: an officer may put it lower with a reason, and his word stands until it is graver than before him', () => {
    const overruled = play(alert(), ['alert.overrule', { level: 4, reason: '仪器被冲淋' }]);
    expect(overruled).toMatchObject({
      level: 4,
      severity: 'Minor',
      colour: 'blue',
      own: { overruled: { from: 2, to: 4, officer: 'lin' } },
    });
    expect(play(overruled, ['alert.renew', figures(40, 2)])).toMatchObject({
      level: 4,
      own: { overruled: { from: 2 } },
    });
    const graver = play(overruled, ['alert.renew', figures(41, 1)]);
    expect(graver).toMatchObject({ level: 1, colour: 'red' });
    expect(graver?.own?.overruled).toBeUndefined();
  });

  it('E5: not higher, not without a reason, not what is over, not what others sent', () => {
    const overrule =
      (record: Alert | undefined, level: number, reason = '有原因') =>
      () =>
        play(record, ['alert.overrule', { level, reason }]);
    expect(overrule(alert(), 1)).toThrow('overrule-not-lower');
    expect(overrule(alert(), 2)).toThrow('overrule-not-lower');
    expect(overrule(alert(), 3, ' ')).toThrow('bad-payload');
    expect(overrule(play(alert(), ['alert.end', { at: at(3) }]), 4)).toThrow('alert-over');
    const { own: _, ...foreign } = alert();
    expect(overrule(foreign, 4)).toThrow('alert-not-own');
    expect(() => play(foreign, ['alert.end', { at: at(3) }])).toThrow('alert-not-own');
    expect(() => play(foreign, ['alert.raise', alert()])).toThrow('alert-not-own');
    expect(() => play(undefined, ['alert.renew', figures(3, 1)])).toThrow('unknown-entity');
  });
});
