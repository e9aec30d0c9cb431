import { describe, expect, it } from 'vitest';
import type { Alert, AlertId } from '../../../shared/domain/alert.ts';
import { instant } from '../../../shared/kit/time.ts';
import type { EntityRow } from '../../../shared/protocol/console-api/rows.ts';
import { LiveCollection } from '../../state/live-collection.ts';
import { areaLook, replacedAlerts } from './alert-areas.ts';
import { CurrentAreas } from './current-areas.ts';

const now = instant(5_000_000);

function row(identifier: string, part: Partial<Alert> = {}): EntityRow<'alert'> {
  const data: Alert = {
    identifier, sender: 's', sentAt: instant(0), status: 'Actual', msgType: 'Alert', scope: 'Public', references: [],
    event: { zh: '暴雨' }, urgency: 'Immediate', severity: 'Severe', certainty: 'Likely', level: 2, headline: { zh: '暴雨' },
    areas: [], ...part,
  }; // prettier-ignore
  return { id: `id ${identifier}` as AlertId, rev: 1, feed: 'f', at: now, entered: now, received: now, data };
}

function followed() {
  const rows = new LiveCollection<EntityRow<'alert'>>();
  const areas = new CurrentAreas(rows, now);
  rows.onDelta((delta) => areas.take(delta));
  const take = (put: EntityRow<'alert'>[], remove: string[] = [], restart = false): void =>
    rows.take({ put, remove, complete: true, restart });
  const shown = (at = now) => areas.at(at).map(({ row: { data }, look }) => [data.identifier, look]);
  return { rows, take, shown };
}

const update = (identifier: string, ...references: string[]) => row(identifier, { msgType: 'Update', references });

describe('M6: what is drawn follows the deltas', () => {
  it('an update replaces what it refers to, whichever comes first', () => {
    const { take, shown } = followed();
    take([update('b', 'a')]);
    take([row('a')]);
    expect(shown()).toEqual([['b', 'current']]);
    take([update('c', 'b')]);
    expect(shown()).toEqual([['c', 'current']]);
  });

  it('what was replaced is back when that message goes', () => {
    const { take, shown } = followed();
    take([row('a'), update('b', 'a')]);
    take([], ['id b']);
    expect(shown()).toEqual([['a', 'current']]);
  });

  it('a message that comes again does not count twice', () => {
    const { take, shown } = followed();
    take([row('a'), update('b', 'a')]);
    take([update('b', 'a')]);
    take([update('b')]);
    expect(shown().map(([id]) => id).sort()).toEqual(['a', 'b']); // prettier-ignore
  });

  it('time alone ends it, and looking back brings it back', () => {
    const { take, shown } = followed();
    take([row('a', { expiresAt: instant(now + 10) })]);
    expect(shown()).toEqual([['a', 'current']]);
    expect(shown(instant(now + 10))).toEqual([['a', 'expired']]);
    expect(shown(now)).toEqual([['a', 'current']]);
  });

  it('is the same as looking at all of them anew, after any turn of events', () => {
    const { rows, take, shown } = followed();
    let seed = 7;
    const next = (below: number): number => {
      seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
      return seed % below;
    };
    for (let turn = 0; turn < 400; turn += 1) {
      const id = `m${next(30)}`;
      if (next(5) === 0) take([], [`id ${id}`]);
      else {
        const msgType = (['Alert', 'Update', 'Cancel', 'Ack'] as const)[next(4)] ?? 'Alert';
        const references = Array.from({ length: next(3) }, () => `m${next(30)}`);
        take([row(id, { msgType, references, expiresAt: instant(now + next(3) * 10 - 10) })]);
      }
      const replaced = replacedAlerts(rows.rows.values());
      const anew = [...rows.rows.values()].flatMap(({ data }) => {
        const look = areaLook(data, replaced, now);
        return look ? [`${data.identifier} ${look}`] : [];
      });
      expect(shown().map((pair) => pair.join(' ')).sort()).toEqual(anew.sort()); // prettier-ignore
    }
  });
});
