import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Decision } from '../../../shared/domain/decision.ts';
import { ProblemError } from '../../../shared/kit/problem.ts';
import { canonicalText } from '../records/canonical.ts';
import { MemoryStore } from '../sync/testing/memory-store.ts';
import { CommandDesk } from '../sync/command-desk.ts';
import { Outbox } from '../sync/outbox.ts';
import { TEST_MATRIX } from '../testing/authorities.ts';
import { ManualClock } from '../testing/manual-clock.ts';
import { AT, incident, unit } from '../testing/records.ts';
import { AttachmentFolder, listAttachments, sha256 } from './attachments.ts';
import { decisionCalls } from './decision-calls.ts';
import { DUTIES, draftOf } from './testing/made.ts';
import type { PlanEvidence } from './evidence.ts';

const INPUTS = canonicalText({ incidents: ['i1'], units: ['u1'] });
const MODEL = { solver: 'HiGHS 1.15.3', inputs: sha256(INPUTS), milliseconds: 120, gap: 0 };
const PLANS: PlanEvidence = {
  inputsOf: (run) => (run === 'run1' ? INPUTS : null),
  modelOf: (run) => (run === 'run1' ? MODEL : null),
};

let profile: string;
let store: MemoryStore;
let outbox: Outbox;
let calls: ReturnType<typeof decisionCalls>;

/** The core is started over what is on the disk. */
function open(plans = PLANS): void {
  const clock = new ManualClock();
  let count = 0;
  const life = Math.random().toString(36).slice(2);
  const ids = { next: () => `${life}-${String((count += 1)).padStart(4, '0')}`, random: () => 0.5 };
  const log = { info: () => undefined, warn: () => undefined, error: () => undefined };
  outbox = new Outbox({ ports: { clock, ids, log }, store, stationId: 'S1', matrix: TEST_MATRIX });
  const seat = { actor: { officer: 'zhou', post: 'CCC-DL', station: 'S1', authority: 'all' } };
  const desk = new CommandDesk({ outbox, read: store.read, seat });
  calls = decisionCalls({
    clock,
    ids,
    desk,
    seat,
    read: store.read,
    pending: outbox.pending,
    attachments: new AttachmentFolder(profile),
    duties: DUTIES,
    stationId: 'S1',
    cityFeed: () => 'hotline',
    hubTime: () => clock.now(),
    asOf: () => null,
    plans,
  });
}

beforeEach(() => {
  profile = mkdtempSync(path.join(tmpdir(), 'lianzhi-decisions-'));
  store = new MemoryStore();
  const records = [['incident', 'i1', incident()], ['resource', 'u1', unit()]] as const; // prettier-ignore
  store.transact(({ write }) => {
    write.feeds.join('hotline', 'http://hub/hotline');
    write.feeds.jump('hotline', { epoch: 'epoch-1', seq: 7 });
    for (const [topic, id, data] of records) {
      const json = JSON.stringify(data);
      const times = { at: AT, entered: AT, received: AT };
      write.entities.put({
        topic,
        id,
        feed: 'hotline',
        rev: 3,
        urgency: 1,
        recency: 1,
        ...times,
        source: 'test',
        data,
        json,
      });
    }
  });
  open();
});

afterEach(() => rmSync(profile, { recursive: true, force: true }));

const SHOWN = {
  chosen: 0,
  reason: '最快',
  facts: [
    { topic: 'incident', id: 'i1' },
    { topic: 'resource', id: 'gone' },
  ],
  run: 'run1',
};

function choose(id: string, part: Partial<Parameters<typeof calls.chooseOption>[0]> = {}) {
  return calls.chooseOption({ id, expectedRev: 1, ...SHOWN, ...part });
}

const types = (): string[] => outbox.pending.all().map(({ command }) => command.type);

function codeOf(run: () => unknown): string {
  try {
    run();
    return 'let through';
  } catch (error) {
    return error instanceof ProblemError ? error.problem.code : String(error);
  }
}

describe('the calls of decisions', () => {
  it('DE3: bound are cursors, facts by their hash, and what the planner was asked', () => {
    const { id } = calls.draftDecision(draftOf('i1', 'u1')) as { id: string };
    choose(id);
    const { evidence } = outbox.pending.find('decision', id) as Decision;
    expect(evidence).toMatchObject({
      cursors: [{ feed: 'hotline', epoch: 'epoch-1', seq: 7, asOf: null }],
      facts: [{ topic: 'incident', id: 'i1', rev: 3, sha256: sha256(canonicalText(incident())) }],
      model: MODEL,
      station: 'S1',
    });
    // A record that is gone has no hash; the others stand.
    expect(evidence?.facts).toHaveLength(1);
    expect(listAttachments(profile).map((one) => one.sha256)).toEqual([MODEL.inputs]);
  });

  it('DE3: the hash does not hang on the order in which a record’s fields were written', () => {
    const { id } = calls.draftDecision(draftOf('i1', 'u1')) as { id: string };
    choose(id);
    const bound = (outbox.pending.find('decision', id) as Decision).evidence?.facts[0]?.sha256;
    const turned = Object.fromEntries(Object.entries(incident()).toReversed());
    expect(sha256(canonicalText(turned))).toBe(bound);
    expect(sha256(canonicalText(incident({ level: 1 })))).not.toBe(bound);
  });

  it('DE3: inputs that do not have the hash that the run says are not taken for it', () => {
    open({ ...PLANS, inputsOf: () => '{}' });
    const { id } = calls.draftDecision(draftOf('i1', 'u1')) as { id: string };
    expect(codeOf(() => choose(id))).toBe('attachment-differs');
    expect(types()).toEqual(['decision.draft']);
  });

  it('DE3: a picture that is none, or another kind than it says, is refused', () => {
    const { id } = calls.draftDecision(draftOf('i1', 'u1')) as { id: string };
    const base64 = Buffer.from('{}').toString('base64');
    const picture = { media: 'image/png' as const, width: 1, height: 1, base64 };
    expect(codeOf(() => choose(id, { picture }))).toBe('attachment-unreadable');
  });

  it('DE5: decision, orders and units are one transaction: a disk that refuses keeps nothing, one that is in doubt all or nothing', () => {
    const { id } = calls.draftDecision(draftOf('i1', 'u1')) as { id: string };
    const all = ['decision.draft', 'decision.decide', 'order.give', 'order.give', 'unit.assign', 'incident.dispatch'];
    store.fault = 'refused';
    expect(codeOf(() => choose(id))).toBe('write-failed');
    expect(types()).toEqual(['decision.draft']);

    for (const [fault, kept] of [
      ['doubtful-lost', all.slice(0, 1)],
      ['doubtful-kept', all],
    ] as const) {
      store.fault = fault;
      expect(codeOf(() => choose(id))).toBe('command-outcome-unknown');
      store.isBroken = false;
      open();
      expect([fault, types()]).toEqual([fault, kept]);
    }
    // What is there is not decided twice.
    expect(codeOf(() => choose(id))).toBe('decision-not-open');
  });

  it('DE1: without a reason nothing is bound and nothing is kept', () => {
    const { id } = calls.draftDecision(draftOf('i1', 'u1')) as { id: string };
    expect(codeOf(() => choose(id, { reason: ' ' }))).toBe('decision-reason-missing');
    expect(types()).toEqual(['decision.draft']);
  });

  it('DE2: what no row covers goes to the second person; alone it is decided at once and waits to be ratified', () => {
    const first = calls.draftDecision(draftOf('i1', 'u1', 'other')) as { id: string };
    expect(choose(first.id)).toMatchObject({ state: 'submitted', orders: 0 });
    const second = calls.draftDecision(draftOf('i1', 'u1', 'other')) as { id: string };
    expect(choose(second.id, { alone: true })).toMatchObject({ state: 'decided', orders: 2 });
    expect((outbox.pending.find('decision', second.id) as Decision).status).toHaveProperty('ratifyBy');
    // He may decide this one himself: there is nothing to ratify.
    const third = calls.draftDecision(draftOf('i1', 'u1')) as { id: string };
    choose(third.id, { alone: true });
    expect((outbox.pending.find('decision', third.id) as Decision).status).not.toHaveProperty('ratifyBy');
  });
});
