import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import type { Hand } from '../../domain/conflict.ts';
import type { Topic } from '../../domain/topics.ts';
import { merge } from '../merge.ts';
import { instant } from '../../kit/time.ts';
import { authorityMatrix, mayDo } from '../authority.ts';
import type { Command } from '../feed/command.ts';
import { COMMAND_TYPES } from './command-types.ts';
import { decide, type Decision, type Standing } from './decide.ts';

const RESOURCES = join(import.meta.dirname, '../../../resources');
const matrix = authorityMatrix.parse(JSON.parse(readFileSync(join(RESOURCES, 'authority.json'), 'utf8')));
const NOW = instant(1_750_000_000_000);
const OTHER: Hand = { officer: 'zhou', post: 'CCC-DL', station: 'S9', at: instant(NOW - 1_000) };

const INCIDENT = {
  kind: 'fire',
  level: 3,
  title: { zh: '起火' },
  status: { state: 'reported', since: NOW },
  reportedAt: NOW,
  channel: '12345',
};
const UNIT = {
  form: 'unit',
  kind: 'ambulance',
  name: { zh: '急救3车' },
  department: 'EMS',
  status: { state: 'free', since: NOW },
  at: [117.5, 30.3],
  positionAt: NOW,
};
function stock(depot: string, quantity: number) {
  return {
    good: 'sandbag',
    name: { zh: '沙袋' },
    depot,
    depotName: { zh: depot },
    unit: '袋',
    quantity,
    burnPerHour: null,
    countedAt: NOW,
  };
}

/** A feed of which only the newest state is kept. */
class Feed {
  readonly #entities = new Map<string, { rev: number; data: Record<string, unknown> | null }>();
  head = 0;

  put(topic: Topic, id: string, data: object, rev = (this.get(topic, id)?.rev ?? 0) + 1): this {
    this.#entities.set(`${topic} ${id}`, { rev, data: data as Record<string, unknown> });
    this.head += 1;
    return this;
  }

  set(topic: Topic, id: string, fields: object): this {
    return this.put(topic, id, merge(topic, this.get(topic, id)?.data ?? {}, fields));
  }

  get(topic: Topic, id: string) {
    return this.#entities.get(`${topic} ${id}`);
  }

  give(part: Partial<Command> & Pick<Command, 'type' | 'topic' | 'entityId'>): Decision {
    const command: Command = {
      commandId: `command-${this.head}-${part.type}`,
      stationId: 'S1',
      stationSeq: 1,
      actor: { officer: 'lin', post: 'CCC-DO1', station: 'S1', authority: 'dispatch-iv' },
      payload: {},
      expectedRev: this.get(part.topic as Topic, part.entityId)?.rev ?? null,
      issuedAt: NOW,
      expiresAt: instant(NOW + 60_000),
      ...part,
    };
    const decision = decide(command, {
      now: NOW,
      matrix,
      head: this.head,
      find: (topic, id): Standing | undefined => {
        const found = this.get(topic, id);
        return found && { ...found, handOf: () => OTHER };
      },
    });
    for (const { op, topic, id, data } of decision.effects) {
      if (op === 'put') this.put(topic, id, data);
      else this.set(topic, id, data);
    }
    return decision;
  }
}

function feed(): Feed {
  return new Feed().put('incident', 'a', INCIDENT, 5);
}

const change = { type: 'incident.change', topic: 'incident', entityId: 'a' };

describe('collisions', () => {
  it('C3: the revision that the officer saw is accepted, and is no merge', () => {
    const { answer } = feed().give({ ...change, payload: { level: 1 }, base: { level: 3 } });
    expect(answer).toEqual({ outcome: 'accepted', commandId: expect.any(String), seq: 2, rev: 6 });
  });

  it('C3: another field was changed meanwhile: merged, and the answer says so', () => {
    const hub = feed().set('incident', 'a', { title: { zh: '仓库起火' } });
    const { answer } = hub.give({ ...change, payload: { level: 1 }, base: { level: 3 }, expectedRev: 5 });
    expect(answer).toMatchObject({ outcome: 'accepted', merged: true, rev: 7 });
    expect(hub.get('incident', 'a')?.data).toMatchObject({ level: 1, title: { zh: '仓库起火' } });
  });

  it('C4: the same field was changed meanwhile: an open conflict with base, both values and both hands', () => {
    const hub = feed().set('incident', 'a', { level: 2 });
    const { answer, effects } = hub.give({ ...change, payload: { level: 1 }, base: { level: 3 }, expectedRev: 5 });
    expect(answer).toMatchObject({ outcome: 'conflict', rev: 6, current: { level: 2 } });
    expect(effects).toMatchObject([
      {
        op: 'put',
        topic: 'conflict',
        data: {
          kind: 'field',
          topic: 'incident',
          entity: 'a',
          title: { zh: '起火' },
          commandType: 'incident.change',
          fields: [{ field: 'level', base: 3, current: 2, proposed: 1 }],
          currentRev: 6,
          currentBy: OTHER,
          proposedBy: { officer: 'lin', post: 'CCC-DO1', station: 'S1', at: NOW },
          status: { state: 'open' },
        },
      },
    ]);
    expect(hub.get('incident', 'a')?.data).toMatchObject({ level: 2 });
  });

  it('C4: of several fields the conflict names those that collide; none of the command is applied', () => {
    const hub = feed().set('incident', 'a', { level: 2 });
    const payload = { level: 1, title: { zh: '大火' } };
    const base = { level: 3, title: { zh: '起火' } };
    const { effects } = hub.give({ ...change, payload, base, expectedRev: 5 });
    expect(effects).toMatchObject([{ data: { fields: [{ field: 'level' }] } }]);
    expect(hub.get('incident', 'a')?.data).toMatchObject({ title: { zh: '起火' } });
  });

  it('C3: two hands that want the same do not collide', () => {
    const hub = feed().set('incident', 'a', { level: 1 });
    const given = { ...change, payload: { level: 1 }, base: { level: 3 }, expectedRev: 5 };
    expect(hub.give(given).answer).toMatchObject({ outcome: 'accepted', merged: true });
  });

  it('C3: without a base only the revision tells', () => {
    const hub = feed().set('incident', 'a', { title: { zh: '别的' } });
    const { answer } = hub.give({ ...change, payload: { level: 1 }, expectedRev: 5 });
    expect(answer).toMatchObject({ outcome: 'conflict' });
  });

  it('C3: a base that never stood there collides at any revision: his own earlier command was refused', () => {
    const { answer, effects } = feed().give({ ...change, payload: { level: 1 }, base: { level: 2 } });
    expect(answer).toMatchObject({ outcome: 'conflict' });
    expect(effects).toMatchObject([{ data: { fields: [{ base: 2, current: 3, proposed: 1 }] } }]);
  });

  it('C3: a field that was absent and is set by two', () => {
    const given = { ...change, payload: { place: { zh: '桥西' } }, base: {} };
    expect(feed().give(given).answer).toMatchObject({ outcome: 'accepted' });
    const hub = feed().set('incident', 'a', { place: { zh: '桥东' } });
    const { effects } = hub.give({ ...given, expectedRev: 5 });
    expect(effects).toMatchObject([{ data: { fields: [{ current: { zh: '桥东' }, proposed: { zh: '桥西' } }] } }]);
  });
});

describe('units', () => {
  const assign = { type: 'unit.assign', topic: 'resource', entityId: 'u', expectedRev: 1 };
  const base = { status: UNIT.status };

  it('C4: a unit that was promised elsewhere meanwhile is a double commitment', () => {
    const hub = new Feed().put('resource', 'u', UNIT, 1);
    expect(hub.give({ ...assign, payload: { incident: 'x' }, base }).answer).toMatchObject({ outcome: 'accepted' });
    const { answer, effects } = hub.give({ ...assign, payload: { incident: 'y' }, base });
    expect(answer).toMatchObject({ outcome: 'conflict' });
    expect(effects).toMatchObject([
      {
        data: {
          kind: 'doubleCommitment',
          title: { zh: '急救3车' },
          fields: [{ current: { incident: 'x' }, proposed: { incident: 'y' } }],
        },
      },
    ]);
  });

  it('C6: whatever is decided, of the same feed only the incident that a unit is promised to names it', () => {
    const ids = ['i1', 'i2', 'i3'];
    const choice = fc.constantFrom('current', 'proposed', 'other');
    const wish = fc.record({ unit: fc.constantFrom('u1', 'u2'), incident: fc.constantFrom(...ids, 'elsewhere') });
    const schedule = fc.record({
      wishes: fc.array(wish, { minLength: 1, maxLength: 8 }),
      choices: fc.array(choice, { minLength: 30, maxLength: 30 }),
    });
    let settled = 0;
    fc.assert(
      fc.property(schedule, ({ wishes, choices }) => {
        const hub = new Feed();
        for (const id of ids) hub.put('incident', id, INCIDENT);
        for (const id of ['u1', 'u2']) hub.put('resource', id, UNIT);
        const open: string[] = [];
        // Every seat saw the unit free, and marks its incident dispatched, as the call does.
        for (const [number, { unit, incident }] of wishes.entries()) {
          const commandId = `assign-${number}-of-all`;
          const { answer } = hub.give({ ...assign, commandId, entityId: unit, payload: { incident }, base });
          if (answer.outcome === 'conflict') open.push(commandId);
          if (incident === 'elsewhere') continue;
          hub.give({
            type: 'incident.dispatch',
            topic: 'incident',
            entityId: incident,
            payload: { units: [unit] },
            expectedRev: 1,
          });
        }
        while (open.length > 0) {
          const id = open[0] ?? '';
          const { rev } = hub.get('conflict', id) ?? { rev: 0 };
          const payload = { choice: choices.pop() ?? 'current', values: { status: UNIT.status }, reason: { zh: '定' } };
          const { answer } = hub.give({
            type: 'conflict.resolve',
            topic: 'conflict',
            entityId: id,
            payload,
            expectedRev: rev,
          });
          // Refused only because the value moved on: it is brought up to date and asked again.
          if (answer.outcome === 'accepted') open.shift();
          else expect(answer).toMatchObject({ code: 'conflict-moved' });
          settled += answer.outcome === 'accepted' ? 1 : 0;
        }
        for (const unit of new Set(wishes.map((one) => one.unit))) {
          const status = hub.get('resource', unit)?.data?.['status'] as { incident?: string };
          for (const id of ids) {
            const { state, units = [] } = hub.get('incident', id)?.data?.['status'] as {
              state: string;
              units?: string[];
            };
            expect(units.includes(unit), `${unit} on ${id}`).toBe(status.incident === id);
            if (state === 'dispatched') expect(units).not.toEqual([]);
          }
        }
      }),
      { numRuns: 500 },
    );
    expect(settled).toBeGreaterThan(100);
  });

  it('C3: promised to the same incident by two seats: both want the same', () => {
    const hub = new Feed().put('resource', 'u', UNIT, 1);
    hub.give({ ...assign, payload: { incident: 'x' }, base });
    expect(hub.give({ ...assign, payload: { incident: 'x' }, base }).answer).toMatchObject({ outcome: 'accepted' });
  });

  it('C3: it only moved: merged', () => {
    const hub = new Feed().put('resource', 'u', UNIT, 1).set('resource', 'u', { at: [117.6, 30.3] });
    const { answer } = hub.give({ ...assign, payload: { incident: 'x' }, base });
    expect(answer).toMatchObject({ outcome: 'accepted', merged: true });
  });
});

describe('what commutes', () => {
  const move = { type: 'stock.move', topic: 'supply', entityId: 's1', expectedRev: 1 };

  it('C2: two moves from the same revision both count, each in two records of one decision', () => {
    const hub = new Feed().put('supply', 's1', stock('d1', 100)).put('supply', 's2', stock('d2', 0));
    const first = hub.give({ ...move, payload: { to: 's2', quantity: 30 } });
    expect(first.answer).toMatchObject({ outcome: 'accepted', seq: 4, rev: 2 });
    expect(first.effects).toHaveLength(2);
    hub.give({ ...move, payload: { to: 's2', quantity: 20 } });
    expect(hub.get('supply', 's1')?.data).toMatchObject({ quantity: 50 });
    expect(hub.get('supply', 's2')?.data).toMatchObject({ quantity: 50 });
  });

  it('C2: what is not there any more cannot be moved', () => {
    const hub = new Feed().put('supply', 's1', stock('d1', 10)).put('supply', 's2', stock('d2', 0));
    const { answer, effects } = hub.give({ ...move, payload: { to: 's2', quantity: 11 } });
    expect(answer).toMatchObject({ outcome: 'rejected', code: 'stock-not-enough' });
    expect(effects).toEqual([]);
  });

  it('C2: units of two dispatches and reports of two merges are all there', () => {
    const hub = feed();
    const dispatch = { type: 'incident.dispatch', topic: 'incident', entityId: 'a', expectedRev: 5 };
    hub.give({ ...dispatch, payload: { units: ['u1'] } });
    hub.give({ ...dispatch, payload: { units: ['u2'] } });
    expect(hub.get('incident', 'a')?.data?.['status']).toMatchObject({ units: ['u1', 'u2'] });
    const join = { type: 'incident.join', topic: 'incident', entityId: 'a', expectedRev: 5 };
    hub.give({ ...join, payload: { others: ['x'], reports: 2 } });
    hub.give({ ...join, payload: { others: ['y'], reports: 1 } });
    expect(hub.get('incident', 'a')?.data).toMatchObject({ joined: ['x', 'y'], reports: 4 });
  });
});

describe('settling a conflict', () => {
  function conflicted(): { hub: Feed; id: string } {
    const hub = feed().set('incident', 'a', { level: 2 });
    const { answer } = hub.give({ ...change, payload: { level: 1 }, base: { level: 3 }, expectedRev: 5 });
    return { hub, id: answer.commandId };
  }
  const resolve = { type: 'conflict.resolve', topic: 'conflict' };
  const reason = { zh: '现场确认' };

  it.each([
    ['current', undefined, 2],
    ['proposed', undefined, 1],
    ['other', { level: 4 }, 4],
  ])('C5: %s sets the value and the status in one decision', (choice, values, level) => {
    const { hub, id } = conflicted();
    const payload = { choice, reason, ...(values && { values }) };
    expect(hub.give({ ...resolve, entityId: id, payload }).answer).toMatchObject({ outcome: 'accepted' });
    expect(hub.get('incident', 'a')?.data).toMatchObject({ level });
    const settled = {
      state: 'resolved',
      choice,
      reason,
      by: { officer: 'lin', post: 'CCC-DO1', station: 'S1', at: NOW },
    };
    expect(hub.get('conflict', id)?.data).toMatchObject({ status: settled });
  });

  it('C5: a value that its topic does not take settles nothing', () => {
    const { hub, id } = conflicted();
    const payload = { choice: 'other', values: { level: 'high' }, reason };
    expect(hub.give({ ...resolve, entityId: id, payload }).answer).toMatchObject({ code: 'invalid-record' });
    expect(hub.get('conflict', id)?.data).toMatchObject({ status: { state: 'open' } });
  });

  it.each(['current', 'proposed'])(
    'C5: the value moved on: %s is refused, and the conflict shows what stands',
    (choice) => {
      const { hub, id } = conflicted();
      hub.set('incident', 'a', { level: 4 });
      const first = hub.give({ ...resolve, entityId: id, payload: { choice, reason } });
      expect(first.answer).toMatchObject({ outcome: 'rejected', code: 'conflict-moved' });
      expect(hub.get('conflict', id)?.data).toMatchObject({ fields: [{ current: 4, proposed: 1 }], currentRev: 7 });
      expect(hub.get('incident', 'a')?.data).toMatchObject({ level: 4 });
      expect(hub.give({ ...resolve, entityId: id, payload: { choice, reason } }).answer.outcome).toBe('accepted');
    },
  );

  it('C5: a choice that was made on an older showing of the conflict is never merged', () => {
    const { hub, id } = conflicted();
    const rev = hub.get('conflict', id)?.rev ?? 0;
    hub.set('incident', 'a', { level: 4 });
    hub.give({ ...resolve, entityId: id, payload: { choice: 'proposed', reason } });
    const late = {
      ...resolve,
      entityId: id,
      payload: { choice: 'proposed', reason },
      expectedRev: rev,
      base: { status: { state: 'open' } },
    };
    expect(hub.give(late).answer).toMatchObject({ outcome: 'rejected', code: 'conflict-moved' });
    expect(hub.get('incident', 'a')?.data).toMatchObject({ level: 4 });
  });

  it('C5: a late choice that says nothing of what it stands on opens no conflict about the conflict', () => {
    const { hub, id } = conflicted();
    hub.set('incident', 'a', { level: 4 });
    hub.give({ ...resolve, entityId: id, payload: { choice: 'proposed', reason } });
    const late = hub.give({ ...resolve, entityId: id, payload: { choice: 'proposed', reason }, expectedRev: 1 });
    expect(late.answer).toMatchObject({ outcome: 'rejected', code: 'conflict-moved' });
    expect(late.effects).toEqual([]);
  });

  it('C5: settled once', () => {
    const { hub, id } = conflicted();
    const given = { ...resolve, entityId: id, payload: { choice: 'current', reason }, expectedRev: 1 };
    expect(hub.give(given).answer.outcome).toBe('accepted');
    expect(hub.give(given).answer).toMatchObject({ code: 'conflict-resolved' });
  });

  it('C1: the desk is no way around the matrix', () => {
    const hub = new Feed().put('resource', 'u', UNIT, 1);
    const assign = {
      type: 'unit.assign',
      topic: 'resource',
      entityId: 'u',
      expectedRev: 1,
      base: { status: UNIT.status },
    };
    hub.give({ ...assign, payload: { incident: 'x' } });
    const { commandId } = hub.give({ ...assign, payload: { incident: 'y' } }).answer;
    const actor = { officer: 'o', post: 'p', station: 'S1', authority: 'intake' };
    const asIntake = { ...resolve, entityId: commandId, actor };
    expect(hub.give({ ...asIntake, payload: { choice: 'proposed', reason } }).answer).toMatchObject({
      code: 'not-authorised',
      detail: 'unit.assign',
    });
    expect(hub.give({ ...asIntake, payload: { choice: 'current', reason } }).answer.outcome).toBe('accepted');
  });
});

describe('authority', () => {
  const file = z.array(z.object({ id: z.string(), authority: z.string() }));
  const officers = file.parse(JSON.parse(readFileSync(join(RESOURCES, 'demo-city/officers.json'), 'utf8')));

  it('C1: every officer of the demo has an authority that is there, every command somebody who may give it', () => {
    for (const { authority } of officers) expect(Object.keys(matrix.authorities)).toContain(authority);
    for (const type of COMMAND_TYPES) {
      expect(Object.values(matrix.authorities).some(({ may }) => may.includes(type))).toBe(true);
    }
    expect(Object.keys(matrix.authorities).length).toBeGreaterThanOrEqual(5);
  });

  const cells = [...Object.keys(matrix.authorities), 'nobody', '__proto__', 'constructor'].flatMap((authority) =>
    COMMAND_TYPES.map((type) => [authority, type] as const),
  );

  it.each(cells)('C1 (R30): %s × %s is decided by the matrix and by nothing else', (authority, type) => {
    const may =
      Object.hasOwn(matrix.authorities, authority) && matrix.authorities[authority]?.may.includes(type) === true;
    expect(mayDo(matrix, authority, type)).toBe(may);
    const actor = { officer: 'o', post: 'p', station: 'S1', authority };
    const topic = type.split('.')[0] ?? '';
    const named = { unit: 'resource', stock: 'supply', warning: 'handling' }[topic] ?? topic;
    const { answer } = feed().give({ type, topic: named, entityId: 'a', actor });
    const code = answer.outcome === 'rejected' ? answer.code : null;
    expect(code === 'not-authorised').toBe(!may);
  });
});

describe('refusals', () => {
  it.each([
    ['expired', { expiresAt: instant(0) }, { outcome: 'expired' }],
    ['unknown', { type: 'incident.launch' }, { code: 'unknown-command' }],
    ['inherited', { type: 'constructor' }, { code: 'unknown-command' }],
    ['on another topic', { topic: 'alert' }, { code: 'wrong-topic' }],
    ['with a bad payload', { payload: { level: 9 } }, { code: 'bad-payload' }],
    ['on nothing', { entityId: 'none', expectedRev: 1 }, { code: 'unknown-entity' }],
    ['without a revision', { expectedRev: null }, { code: 'expected-rev-missing' }],
  ])('C1: %s is refused, with no effect', (_case, part, answer) => {
    const decision = feed().give({ ...change, payload: { level: 1 }, ...part });
    expect(decision.answer).toMatchObject(answer);
    expect(decision.effects).toEqual([]);
  });

  it('C4: what is closed is not changed', () => {
    const hub = feed().set('incident', 'a', { status: { state: 'closed', since: NOW, outcome: { zh: '已扑灭' } } });
    const given = { ...change, payload: { level: 1 }, base: { level: 3 }, expectedRev: 5 };
    expect(hub.give(given).answer).toMatchObject({ outcome: 'rejected', code: 'incident-closed' });
  });
});
