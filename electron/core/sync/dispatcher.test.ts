import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Command, CommandAnswer } from '../../../shared/protocol/feed/command.ts';
import { instant, type Instant } from '../../../shared/kit/time.ts';
import { Applier } from '../feeds/applier.ts';
import { openStore, type Store } from '../store/store.ts';
import { ManualClock } from '../testing/manual-clock.ts';
import { testProfile, type TestProfile } from '../testing/profile.ts';
import { AT, change, incident } from '../testing/records.ts';
import { Dispatcher } from './dispatcher.ts';
import { TEST_MATRIX } from '../testing/authorities.ts';
import { COMMAND_LIFETIME, type Request } from './draft.ts';
import { Outbox } from './outbox.ts';

type Sent = { readonly command: Command; readonly answer: (answer: CommandAnswer | null) => void };

let profile: TestProfile;
let clock: ManualClock;
let store: Store;
let outbox: Outbox;
let dispatcher: Dispatcher;
let sent: Sent[];

beforeEach(() => {
  profile = testProfile();
  clock = new ManualClock();
  store = openStore(profile.ports(clock));
  store.transact(({ write }) => {
    write.feeds.join('fire', 'http://hub/fire');
    write.feeds.jump('fire', { epoch: 'e', seq: 0 });
    write.feeds.compared('fire', 1);
  });
  const applier = new Applier();
  const changes = ['a', 'b'].map((id, index) => change({ id, seq: index + 1, data: incident() }));
  store.transact((unit) => {
    applier.apply(unit, { kind: 'changes', feed: 'fire', from: { epoch: 'e', seq: 0 }, to: 2, changes }, AT);
    applier.finish(unit);
  });
  startUp();
});
afterEach(() => {
  dispatcher.drain();
  store.close();
  profile.remove();
});

function startUp(hubTime?: (feed: string) => Instant): void {
  const ports = profile.ports(clock);
  sent = [];
  const timed = hubTime && { hubTime };
  outbox = new Outbox({ ports, store, stationId: 'station-1', matrix: TEST_MATRIX, ...timed });
  dispatcher = new Dispatcher({
    clock,
    log: ports.log,
    outbox,
    read: store.read,
    send: (_feed, command, answer) => void sent.push({ command, answer }),
    recall: (_feed, commandIds, answered) =>
      answered(commandIds.map((commandId) => ({ outcome: 'accepted', commandId, seq: 9, rev: 2 }))),
    ...timed,
  });
  dispatcher.run();
}

function request(part: Partial<Request> = {}): Request {
  const actor = { officer: 'o', post: 'CCC-DO1', station: 'station-1', authority: 'all' };
  return {
    type: 'incident.change',
    entityId: 'a',
    payload: { level: 1 },
    expectedRev: 1,
    feed: 'fire',
    actor,
    ...part,
  };
}

function states(): string[] {
  return outbox.rows().map(({ status }) => status.state);
}

function accept(index: number, rev: number): void {
  const one = sent[index];
  one?.answer({ outcome: 'accepted', commandId: one.command.commandId, seq: 9, rev });
}

describe('sending', () => {
  it('O3: one at a time, in the order the officer acted', () => {
    for (const entityId of ['a', 'b', 'a']) outbox.queue(request({ entityId }));
    expect(sent).toHaveLength(0);
    dispatcher.feedReady('fire', true);
    expect(sent.map(({ command }) => command.stationSeq)).toEqual([1]);
    accept(0, 2);
    accept(1, 2);
    expect(sent.map(({ command }) => command.stationSeq)).toEqual([1, 2, 3]);
    expect(states()).toEqual(['accepted', 'accepted', 'sent']);
  });

  it('O3: without an answer it is asked again, under the same id', () => {
    outbox.queue(request());
    dispatcher.feedReady('fire', true);
    sent[0]?.answer(null);
    clock.pass(1_000);
    expect(sent).toHaveLength(1);
    clock.pass(2_000);
    expect(sent).toHaveLength(2);
    expect(sent[1]?.command).toEqual(sent[0]?.command);
    expect(outbox.rows()[0]?.status).toMatchObject({ state: 'sent', tries: 2 });
  });

  it('O3 (R13): after a restart what was sent and not answered is asked again, what was answered is not', () => {
    outbox.queue(request());
    outbox.queue(request({ entityId: 'b' }));
    dispatcher.feedReady('fire', true);
    accept(0, 2);
    const [, second] = sent.map(({ command }) => command);
    dispatcher.drain();
    startUp();
    dispatcher.feedReady('fire', true);
    expect(sent.map(({ command }) => command)).toEqual([second]);
  });

  it('O3 (R15): a command that is never answered lets the others pass after three tries', () => {
    outbox.queue(request());
    outbox.queue(request({ entityId: 'b' }));
    dispatcher.feedReady('fire', true);
    for (let tries = 0; tries < 3; tries += 1) {
      expect(sent.map(({ command }) => command.entityId)).not.toContain('b');
      sent.at(-1)?.answer(null);
      if (tries < 2) clock.pass(10_000);
    }
    clock.pass(1_000);
    expect(sent.at(-1)?.command.entityId).toBe('b');
  });

  it('O3: an answer to another command is no answer', () => {
    outbox.queue(request());
    dispatcher.feedReady('fire', true);
    sent[0]?.answer({ outcome: 'accepted', commandId: 'somebody-elses', seq: 1, rev: 2 });
    expect(states()).toEqual(['sent']);
  });

  it('O5: what was given on top of an unanswered command waits for it and stands on it', () => {
    outbox.queue(request());
    outbox.queue(request({ type: 'incident.addNote', payload: { text: { zh: '好' } } }));
    dispatcher.feedReady('fire', true);
    accept(0, 5);
    expect(sent[1]?.command.expectedRev).toBe(5);
  });

  it('O5: what stood on a refused creation is refused with it', () => {
    outbox.queue(request({ type: 'incident.create', entityId: 'new', payload: incident(), expectedRev: null }));
    outbox.queue(request({ entityId: 'new' }));
    dispatcher.feedReady('fire', true);
    const [first] = sent;
    first?.answer({ outcome: 'rejected', commandId: first.command.commandId, code: 'no' });
    expect(sent).toHaveLength(1);
    expect(outbox.rows().map(({ status }) => status)).toMatchObject([{ code: 'no' }, { code: 'predecessor-refused' }]);
  });
});

describe('expiry', () => {
  it('O7 (R14): past its time a command is never sent by itself, and its effect is undone on screen', () => {
    outbox.queue(request());
    const line = store.read.entities.get('incident', 'a') ?? null;
    expect(outbox.pending.replay('incident', 'a', line)?.line.json).toContain('"level":1');
    clock.pass(COMMAND_LIFETIME + 1_000);
    dispatcher.feedReady('fire', true);
    expect(sent).toHaveLength(0);
    expect(states()).toEqual(['expired']);
    expect(outbox.pending.replay('incident', 'a', line)).toBeNull();
  });

  it('O7 (R20): by the hub’s time, in which it was issued, whatever our wall clock is set to meanwhile', () => {
    dispatcher.drain();
    startUp((): Instant => instant(5_000_000 + clock.monotonic()));
    const issuedAt = 5_000_000 + clock.monotonic();
    outbox.queue(request());
    for (const jump of [86_400_000, -2 * 86_400_000]) {
      clock.jump(jump);
      clock.pass(60_000);
      expect(states()).toEqual(['queued']);
    }
    expect(outbox.rows()[0]).toMatchObject({ issuedAt, expiresAt: issuedAt + COMMAND_LIFETIME });
    clock.pass(COMMAND_LIFETIME);
    expect(states()).toEqual(['expired']);
  });

  it('O7: shows up while the hub is away', () => {
    outbox.queue(request());
    clock.pass(COMMAND_LIFETIME + 2_000);
    expect(states()).toEqual(['expired']);
  });
});

describe('refusals', () => {
  it.each([
    ['command-too-large', request({ type: 'incident.addNote', payload: { text: { zh: '好'.repeat(90_000) } } })],
    ['command-invalid', request({ payload: { level: 9 } })],
    ['command-unknown', request({ type: 'incident.explode' })],
    ['command-unknown', request({ type: 'constructor' })],
    ['entity-unknown', request({ entityId: 'nobody' })],
  ])('O2 (R15): %s is refused before it enters the outbox', (code, one) => {
    expect(() => outbox.queue(one)).toThrow(code);
    expect(states()).toEqual([]);
    expect(outbox.queue(request()).stationSeq).toBe(1);
  });
});

describe('numbers', () => {
  it('O1: stationSeq counts on after a restart, also when the outbox was emptied', () => {
    outbox.queue(request());
    outbox.queue(request());
    store.transact(({ write, read }) => {
      for (const { commandId } of read.outbox.open()) write.outbox.settle(commandId, 'expired', AT, null);
    });
    dispatcher.drain();
    startUp();
    expect(outbox.queue(request()).stationSeq).toBe(3);
  });
});
