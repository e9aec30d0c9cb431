import { beforeEach, describe, expect, it } from 'vitest';
import { ProblemError } from '../../../shared/kit/problem.ts';
import { instant, MINUTE } from '../../../shared/kit/time.ts';
import type { Command, CommandAnswer } from '../../../shared/protocol/feed/command.ts';
import { Applier } from '../feeds/applier.ts';
import { TEST_MATRIX } from '../testing/authorities.ts';
import { ManualClock } from '../testing/manual-clock.ts';
import { AT, change, incident, supply, unit } from '../testing/records.ts';
import { CommandDesk } from './command-desk.ts';
import { Dispatcher } from './dispatcher.ts';
import { Outbox } from './outbox.ts';
import { MemoryStore } from './testing/memory-store.ts';

type Sent = { readonly command: Command; readonly answer: (answer: CommandAnswer | null) => void };

const SILENT = { info: () => undefined, warn: () => undefined, error: () => undefined };
const ACTOR = { officer: 'lin', post: 'CCC-DO1', station: 'S1', authority: 'all' };

let store: MemoryStore;
let clock: ManualClock;
let outbox: Outbox;
let dispatcher: Dispatcher;
let desk: CommandDesk;
let sent: Sent[];
let ids = 0;
let seat: { actor: typeof ACTOR };

beforeEach(() => {
  store = new MemoryStore();
  clock = new ManualClock();
  seat = { actor: ACTOR };
  store.transact(({ write }) => {
    write.feeds.join('city', 'http://hub/city');
    write.feeds.jump('city', { epoch: 'e', seq: 0 });
    write.feeds.compared('city', 1);
  });
  start();
  receive([
    change({ seq: 1, id: 'a', data: incident({ level: 3 }) }),
    change({ seq: 2, id: 'b', data: incident({ level: 3 }) }),
    change({ seq: 3, id: 'u', topic: 'resource', data: unit() }),
    change({ seq: 4, id: 's1', topic: 'supply', data: supply({ quantity: 100 }) }),
    change({ seq: 5, id: 's2', topic: 'supply', data: supply({ quantity: 0 }) }),
  ]);
});

function start(): void {
  sent = [];
  const newId = { next: () => `command-id-${String((ids += 1)).padStart(4, '0')}`, random: () => 0.5 };
  outbox = new Outbox({ ports: { clock, ids: newId, log: SILENT }, store, stationId: 'S1', matrix: TEST_MATRIX });
  const send = (_feed: string, command: Command, answer: Sent['answer']): void => void sent.push({ command, answer });
  dispatcher = new Dispatcher({ clock, log: SILENT, outbox, read: store.read, send, recall: () => undefined });
  desk = new CommandDesk({
    outbox,
    read: store.read,
    seat: {
      get actor() {
        return seat.actor;
      },
    },
  });
  dispatcher.run();
}

function restart(): void {
  dispatcher.drain();
  store.isBroken = false;
  start();
}

function receive(changes: ReturnType<typeof change>[]): void {
  const from = store.read.feeds.get('city')?.seq ?? 0;
  const applier = new Applier();
  const applied = store.transact((work) => {
    const to = from + changes.length;
    applier.apply(work, { kind: 'changes', feed: 'city', from: { epoch: 'e', seq: from }, to, changes }, AT);
    const outcome = applier.finish(work);
    outbox.alsoWrite(work, outcome);
    return outcome;
  });
  outbox.committed(applied);
}

function level(id: string, value: 0 | 1 | 2 | 3 | 4, expectedRev = 1): string {
  return desk.give({ type: 'incident.change', entityId: id, payload: { level: value }, expectedRev }).commandId;
}

function stateOf(commandId: string) {
  return outbox.rows().find(({ id }) => id === commandId)?.status;
}

function codeOf(run: () => unknown): string {
  try {
    run();
  } catch (error) {
    if (error instanceof ProblemError) return error.problem.code;
    throw error;
  }
  return 'none';
}

function accept(one: Sent | undefined, seq: number, rev: number): void {
  one?.answer({ outcome: 'accepted', commandId: one.command.commandId, seq, rev });
}

describe('what the officer saw', () => {
  it('O5: base holds the fields that the command sets, earlier pending ones included', () => {
    level('a', 2);
    level('a', 1);
    dispatcher.feedReady('city', true);
    accept(sent[0], 6, 2);
    expect(sent.map(({ command }) => command.base)).toEqual([{ level: 3 }, { level: 2 }]);
  });

  it('O5: of a screen that is behind, the values that were on it, not those that came meanwhile', () => {
    receive([change({ seq: 6, id: 'a', rev: 2, op: 'patch', data: { level: 2 } })]);
    receive([change({ seq: 7, id: 'a', rev: 3, op: 'patch', data: { title: { zh: '大火' } } })]);
    level('a', 1, 1);
    level('b', 1, 1);
    dispatcher.feedReady('city', true);
    expect(sent[0]?.command).toMatchObject({ expectedRev: 1, base: { level: 3 } });
  });

  it('O5: what commutes stands on nothing', () => {
    desk.give({ type: 'stock.move', entityId: 's1', payload: { to: 's2', quantity: 5 } });
    dispatcher.feedReady('city', true);
    expect(sent[0]?.command).not.toHaveProperty('base');
  });
});

describe('pending replay', () => {
  it('O6: a move shows in both depots, several on top of each other, and goes with its last effect', () => {
    for (const quantity of [30, 20]) desk.give({ type: 'stock.move', entityId: 's1', payload: { to: 's2', quantity } });
    expect(outbox.pending.find('supply', 's1')).toMatchObject({ quantity: 50 });
    expect(outbox.pending.find('supply', 's2')).toMatchObject({ quantity: 50 });
    dispatcher.feedReady('city', true);
    const commandId = sent[0]?.command.commandId ?? '';
    accept(sent[0], 7, 2);
    const supplies = { topic: 'supply', op: 'patch', rev: 2, commandId } as const;
    // The two effects come in two frames.
    receive([change({ ...supplies, seq: 6, id: 's1', data: { quantity: 70 } })]);
    expect(stateOf(commandId)).toMatchObject({ state: 'accepted' });
    receive([change({ ...supplies, seq: 7, id: 's2', data: { quantity: 30 } })]);
    expect(stateOf(commandId)).toMatchObject({ state: 'effectSeen' });
    expect(outbox.pending.find('supply', 's1')).toMatchObject({ quantity: 50 });
    expect(outbox.pending.find('supply', 's2')).toMatchObject({ quantity: 50 });
  });

  it('O6: a settled conflict shows in the conflict and in the record that it is about', () => {
    const by = { officer: 'o', post: 'p', station: 'S2', at: AT };
    const data = {
      kind: 'field',
      topic: 'incident',
      entity: 'a',
      commandType: 'incident.change',
      fields: [{ field: 'level', base: 4, current: 3, proposed: 1 }],
      currentRev: 1,
      proposedBy: by,
      status: { state: 'open' },
    };
    receive([change({ seq: 6, id: 'c', topic: 'conflict', data })]);
    const payload = { choice: 'proposed', reason: { zh: '核实' } };
    desk.give({ type: 'conflict.resolve', entityId: 'c', payload, expectedRev: 1 });
    expect(outbox.pending.find('conflict', 'c')).toMatchObject({ status: { state: 'resolved' } });
    expect(outbox.pending.find('incident', 'a')).toMatchObject({ level: 1 });
    // The server's state moves on below: what was settled no longer fits, and is not shown.
    receive([change({ seq: 7, id: 'a', rev: 2, op: 'patch', data: { level: 2 } })]);
    expect(outbox.pending.find('incident', 'a')).toMatchObject({ level: 2 });
    expect(outbox.pending.find('conflict', 'c')).toMatchObject({ status: { state: 'open' } });
  });

  it('O6: hundreds of pending commands on other records are not replayed for one', () => {
    const before = new Set<string>();
    for (let index = 0; index < 300; index += 1) level(index % 2 === 0 ? 'a' : 'b', (index % 5) as 0);
    outbox.pending.changed.on(({ topic, id }) => before.add(`${topic} ${id}`));
    receive([change({ seq: 6, id: 'u', topic: 'resource', rev: 2, op: 'patch', data: { speed: 5 } })]);
    expect([...before]).toEqual([]);
    receive([change({ seq: 7, id: 'a', rev: 2, op: 'patch', data: { district: 'd' } })]);
    expect([...before]).toEqual(['incident a']);
  });
});

describe('unknown', () => {
  it('O9: an answer that is lost with the link is unknown, until the hub is asked again under the same id', () => {
    const commandId = level('a', 1);
    dispatcher.feedReady('city', true);
    dispatcher.feedReady('city', false);
    sent[0]?.answer(null);
    expect(stateOf(commandId)).toMatchObject({ state: 'unknown', reason: 'no-answer' });
    restart();
    expect(stateOf(commandId)).toMatchObject({ state: 'unknown' });
    dispatcher.feedReady('city', true);
    expect(sent[0]?.command.commandId).toBe(commandId);
    accept(sent[0], 6, 2);
    expect(stateOf(commandId)).toMatchObject({ state: 'accepted', seq: 6 });
  });

  it('O9: after three silent tries it is unknown, and the others go on', () => {
    const first = level('a', 1);
    const second = level('b', 1);
    dispatcher.feedReady('city', true);
    for (let tries = 0; tries < 3; tries += 1) {
      sent.at(-1)?.answer(null);
      clock.pass(31_000);
    }
    expect(stateOf(first)).toMatchObject({ state: 'unknown' });
    expect(sent.map(({ command }) => command.commandId)).toContain(second);
  });

  it('O7 (R14): past its time it is only asked after, in a way that no clock takes for an order', () => {
    const commandId = level('a', 1);
    dispatcher.feedReady('city', true);
    dispatcher.feedReady('city', false);
    sent[0]?.answer(null);
    clock.pass(11 * MINUTE);
    expect(stateOf(commandId)).toMatchObject({ state: 'unknown' });
    dispatcher.feedReady('city', true);
    expect(sent[1]?.command).toMatchObject({ commandId, expiresAt: 0 });
    sent[1]?.answer({ outcome: 'expired', commandId });
    expect(stateOf(commandId)).toMatchObject({ state: 'expired' });
  });

  it.each(['doubtful-lost', 'doubtful-kept'] as const)(
    'O9 (R4): a disk that will not say whether it kept a command (%s): told as unknown, not sent, settled by the disk',
    (fault) => {
      dispatcher.feedReady('city', true);
      store.fault = fault;
      expect(codeOf(() => level('a', 1))).toBe('command-outcome-unknown');
      const [entry] = outbox.pending.all();
      const commandId = entry?.record.commandId ?? '';
      expect(sent).toEqual([]);
      // The list is read from the disk, which cannot be trusted yet; what is known of it is told to the windows.
      expect(entry?.doubt).toBeDefined();
      clock.pass(5_000);
      expect(sent).toEqual([]);
      store.isBroken = false;
      clock.pass(1_000);
      expect(stateOf(commandId)).toMatchObject({ state: 'sent' });
      expect(sent.map(({ command }) => command.commandId)).toEqual([commandId]);
      expect(outbox.rows()).toHaveLength(1);
    },
  );

  it('O9 (R4): an answer that the disk would not take is asked for again, and is the same', () => {
    const commandId = level('a', 1);
    dispatcher.feedReady('city', true);
    store.fault = 'refused';
    accept(sent[0], 6, 2);
    expect(outbox.pending.get(commandId)?.doubt).toBeDefined();
    clock.pass(3_000);
    expect(sent).toHaveLength(2);
    expect(sent[1]?.command.commandId).toBe(commandId);
    accept(sent[1], 6, 2);
    expect(stateOf(commandId)).toMatchObject({ state: 'accepted' });
  });

  it('R3: a disk that refuses surely keeps nothing and says so', () => {
    store.fault = 'refused';
    expect(codeOf(() => level('a', 1))).toBe('write-failed');
    expect(outbox.rows()).toEqual([]);
    expect(outbox.pending.find('incident', 'a')).toMatchObject({ level: 3 });
  });
});

describe('the officer and his outbox', () => {
  it('O10: taken back only while nobody else has it', () => {
    const first = level('a', 1);
    const second = level('b', 1);
    dispatcher.feedReady('city', true);
    expect(codeOf(() => desk.withdraw(first))).toBe('command-has-left');
    desk.withdraw(second);
    expect(stateOf(second)).toMatchObject({ state: 'withdrawn' });
    expect(outbox.pending.find('incident', 'b')).toMatchObject({ level: 3 });
    accept(sent[0], 6, 2);
    clock.pass(60_000);
    expect(sent).toHaveLength(1);
    expect(codeOf(() => desk.withdraw('nothing'))).toBe('command-unknown-here');
  });

  it('O10: what was handed to another station is not taken back', () => {
    const commandId = level('a', 1);
    expect(outbox.handOver().map(({ command }) => command.commandId)).toEqual([commandId]);
    expect(codeOf(() => desk.withdraw(commandId))).toBe('command-has-left');
  });

  it('O10: given again: a new id and time, on what is seen now, and it refers to the old one', () => {
    const old = level('a', 1);
    clock.pass(11 * MINUTE);
    expect(stateOf(old)).toMatchObject({ state: 'expired' });
    receive([change({ seq: 6, id: 'a', rev: 2, op: 'patch', data: { level: 2 } })]);
    const { commandId } = desk.resend(old, { level: 4 });
    expect(outbox.rows().at(-1)).toMatchObject({ id: commandId, resendOf: old, payload: { level: 4 } });
    dispatcher.feedReady('city', true);
    expect(sent.map(({ command }) => command)).toMatchObject([{ commandId, expectedRev: 2, base: { level: 2 } }]);
  });

  it('O10: what may count already is not given a second time under another id', () => {
    const commandId = level('a', 1);
    expect(codeOf(() => desk.resend(commandId, undefined))).toBe('command-may-count');
    dispatcher.feedReady('city', true);
    dispatcher.feedReady('city', false);
    sent[0]?.answer(null);
    expect(codeOf(() => desk.resend(commandId, undefined))).toBe('command-may-count');
  });

  it('O10: a mask is not written where a number stood', () => {
    const record = incident({ reporterPhone: '13812345678' });
    const old = desk.give({ type: 'incident.create', entityId: 'n', payload: record, expectedRev: null, feed: 'city' });
    clock.pass(11 * MINUTE);
    const shown = outbox.rows()[0]?.payload as Record<string, unknown>;
    expect(shown['reporterPhone']).toBe('138****5678');
    const { commandId } = desk.resend(old.commandId, { ...shown, level: 1 });
    const given = outbox.find(commandId)?.command.payload;
    expect(given).toMatchObject({ level: 1, reporterPhone: '13812345678' });
  });

  it('O8: a seat where nobody may act gives nothing', () => {
    const locked = {
      get actor(): never {
        throw new ProblemError({ code: 'seat-locked', origin: 'people' });
      },
    };
    const shut = new CommandDesk({ outbox, read: store.read, seat: locked });
    const order = { type: 'incident.change', entityId: 'a', payload: { level: 1 } } as const;
    expect(codeOf(() => shut.give(order))).toBe('seat-locked');
    expect(codeOf(() => shut.withdraw('x'))).toBe('seat-locked');
    expect(outbox.rows()).toEqual([]);
  });

  it('C1: what the matrix does not list does not enter the outbox', () => {
    seat.actor = { ...ACTOR, authority: 'look' };
    expect(codeOf(() => level('a', 1))).toBe('not-authorised');
    seat.actor = { ...ACTOR, authority: 'nobody' };
    expect(codeOf(() => level('a', 1))).toBe('not-authorised');
    expect(outbox.rows()).toEqual([]);
  });

  it('O1: of a call with several commands all are kept or none', () => {
    const promise = { type: 'unit.assign', entityId: 'u', payload: { incident: 'a' } } as const;
    const dispatch = { type: 'incident.dispatch', entityId: 'gone', payload: { units: ['u'] } } as const;
    expect(codeOf(() => desk.giveAll([promise, dispatch]))).toBe('entity-unknown');
    expect(outbox.rows()).toEqual([]);
    expect(desk.giveAll([promise, { ...dispatch, entityId: 'a' }])).toHaveLength(2);
  });

  it('O5: what needs another command is refused with it', () => {
    const into = { type: 'incident.mergeInto', entityId: 'b', payload: { into: 'a' } } as const;
    const join = { type: 'incident.join', entityId: 'a', payload: { others: ['b'], reports: 1 }, needs: 0 } as const;
    const [merge, joined] = desk.giveAll([into, join]);
    dispatcher.feedReady('city', true);
    expect(sent).toHaveLength(1);
    const commandId = merge?.commandId ?? '';
    sent[0]?.answer({ outcome: 'rejected', commandId, code: 'incident-closed' });
    expect(sent).toHaveLength(1);
    expect(stateOf(joined?.commandId ?? '')).toMatchObject({ state: 'rejected', code: 'predecessor-refused' });
  });
});

describe('carried', () => {
  function theirs(count: number): { commands: Command[] } {
    const commands = Array.from({ length: count }, (_, index): Command => {
      return {
        commandId: `of-s2-${index}-xx`,
        stationId: 'S2',
        stationSeq: index + 1,
        actor: { ...ACTOR, officer: 'xu', station: 'S2' },
        type: 'incident.change',
        topic: 'incident',
        entityId: 'b',
        payload: { level: index as 1 },
        expectedRev: 1,
        base: { level: 3 },
        issuedAt: clock.now(),
        expiresAt: instant(clock.now() + 10 * MINUTE),
      };
    });
    return { commands };
  }

  it('O11: kept in its station’s order beside the own ones, sent as carried, taken once', () => {
    const { commands } = theirs(2);
    const own = level('a', 1);
    const carried = commands.map((command, index) => {
      return { command, feed: 'city', after: index === 0 ? null : 'of-s2-0-xx', needs: null };
    });
    expect(outbox.carry('S2', carried)).toBe(2);
    expect(outbox.carry('S2', carried)).toBe(0);
    expect(outbox.rows().map(({ carriedFrom }) => carriedFrom)).toEqual([undefined, 'S2', 'S2']);
    restart();
    dispatcher.feedReady('city', true);
    accept(sent[0], 6, 2);
    accept(sent[1], 7, 2);
    expect(sent.map(({ command }) => [command.commandId, command.carried])).toEqual([
      [own, undefined],
      ['of-s2-0-xx', true],
      ['of-s2-1-xx', true],
    ]);
    expect(sent[1]?.command).toEqual({ ...commands[0], carried: true });
    // The second stands on what the first made.
    expect(sent[2]?.command.expectedRev).toBe(2);
  });

  it('O11: not another’s to take back or to give again, and only in the name of who handed it over', () => {
    const [command] = theirs(1).commands;
    if (!command) throw new Error('no command');
    const carried = [{ command, feed: 'city', after: null, needs: null }];
    expect(outbox.carry('S3', carried)).toBe(0);
    outbox.carry('S2', carried);
    expect(codeOf(() => desk.withdraw(command.commandId))).toBe('command-has-left');
    expect(codeOf(() => desk.resend(command.commandId, undefined))).toBe('command-may-count');
    expect(outbox.handOver()).toEqual([]);
  });
});

describe('bad rows', () => {
  it('O12 (R15): a row that is not what we wrote is refused, shown, and keeps no other from its way', () => {
    store.transact(({ write }) => {
      const row = { feed: 'city', topic: 'incident', entityId: 'a', after: null, stateAt: AT };
      write.outbox.add({ ...row, commandId: 'poison-1', stationSeq: 900, command: '{"broken":' });
      write.outbox.add({ ...row, commandId: 'poison-2', stationSeq: 901, command: '{"commandId":"poison-2"}' });
    });
    restart();
    const good = level('a', 1);
    dispatcher.feedReady('city', true);
    expect(sent.map(({ command }) => command.commandId)).toEqual([good]);
    expect(stateOf('poison-1')).toMatchObject({ state: 'rejected', code: 'command-unreadable' });
    expect(stateOf('poison-2')).toMatchObject({ state: 'rejected', code: 'command-unreadable' });
  });
});
