import { change } from '../../../shared/protocol/feed/change.ts';
import type { Fetched } from '../../../shared/protocol/feed/fetch.ts';
import type { Frame } from '../../../shared/protocol/feed/frame.ts';
import type { Heartbeat } from '../../../shared/protocol/feed/heartbeat.ts';
import { markOf } from '../../../shared/protocol/feed/mark.ts';
import { seqOf } from './quarantine-entry.ts';
import { goOffline, stay, subscribe } from './steps.ts';
import {
  ANSWER_TIMEOUT,
  type Moment,
  type Phase,
  type SessionAction,
  type SessionEvent,
  type SessionState,
  type Step,
} from './session-state.ts';

export type Following = Extract<Phase, { is: 'following' }>;

/** Frames kept behind a gap. What does not fit is fetched when the gap is filled. */
const HELD_FRAMES = 256;

export function takeFrame(state: SessionState, phase: Following, frame: Frame, moment: Moment): Step {
  if (frame.epoch !== phase.epoch) return otherEpoch(state, moment);
  const cursor = state.cursor?.seq ?? 0;
  // F3: seen already. Acknowledged again, because the hub may be waiting for it.
  if (frame.seq <= cursor) return { state, actions: [{ do: 'ack', seq: cursor }] };
  if (frame.prevSeq > cursor) return holdBack(state, phase, frame, moment);
  return drain(applyFrame(state, phase, frame), moment);
}

/**
 * R19: the hub was put back under us, so it is joined anew at once. It counts as a failed attempt until we have followed for a
 * while: a hub that names another epoch each time would otherwise be asked without end (F2).
 */
function otherEpoch(state: SessionState, moment: Moment): Step {
  return state.attempt > 0
    ? goOffline(state, 'protocol-breach', moment)
    : subscribe({ ...state, attempt: state.attempt + 1 }, moment);
}

/** A gap: the frame waits, the hole is asked for. */
function holdBack(state: SessionState, phase: Following, frame: Frame, moment: Moment): Step {
  const isKnown = phase.held.some((held) => held.prevSeq === frame.prevSeq && held.seq >= frame.seq);
  if (isKnown || phase.held.length >= HELD_FRAMES) return ask(state, phase, moment);
  const held = [...phase.held, frame].toSorted((a, b) => a.prevSeq - b.prevSeq || a.seq - b.seq);
  const gaps = phase.held.length === 0 ? state.gaps + 1 : state.gaps;
  return ask({ ...state, gaps }, { ...phase, held }, moment);
}

/** Asks for what lies between the cursor and the first frame held, unless that was asked already. */
function ask(state: SessionState, phase: Following, moment: Moment, upTo = phase.held[0]?.prevSeq): Step {
  const cursor = state.cursor?.seq ?? 0;
  if (phase.asked || upTo === undefined || upTo <= cursor) return stay({ ...state, phase });
  const range = { epoch: phase.epoch, from: cursor + 1, to: upTo };
  return {
    state: { ...state, phase: { ...phase, asked: { ...range, deadline: moment.now + ANSWER_TIMEOUT } } },
    actions: [{ do: 'fetch', join: state.join, range }],
  };
}

export function takeFetched(state: SessionState, phase: Following, answer: Fetched, moment: Moment): Step {
  if (!phase.asked) return stay(state);
  // No longer kept, or another epoch: the hub will give a snapshot.
  if (answer.outcome === 'gone') return subscribe(state, moment);
  const cursor = state.cursor?.seq ?? 0;
  const to = Math.min(answer.to, phase.asked.to);
  const answered: Following = { ...phase, asked: null };
  // It may have been overtaken by a frame that came late.
  if (phase.asked.to <= cursor) return drain({ state: { ...state, phase: answered }, actions: [] }, moment);
  // An answer that brings us no further would make us ask for ever.
  if (to <= cursor) return goOffline(state, 'protocol-breach', moment);
  const frame: Frame = { epoch: phase.epoch, prevSeq: phase.asked.from - 1, seq: to, changes: answer.changes };
  return askOn(drain(applyFrame(state, answered, frame), moment), phase.asked.to, moment);
}

/** The hub may answer with less than was asked for. */
function askOn({ state, actions }: Step, to: number, moment: Moment): Step {
  if (state.phase.is !== 'following') return { state, actions };
  const asked = ask(state, state.phase, moment, to);
  return { state: asked.state, actions: [...actions, ...asked.actions] };
}

/** Applies the frames that now fit, then asks for the next hole if there is one. */
function drain(before: Step, moment: Moment): Step {
  let { state } = before;
  const actions: SessionAction[] = [...before.actions];
  while (state.phase.is === 'following') {
    const phase: Following = state.phase;
    const [first, ...rest] = phase.held;
    if (!first) break;
    const cursor = state.cursor?.seq ?? 0;
    if (first.prevSeq > cursor) {
      const asked = ask(state, phase, moment);
      return { state: asked.state, actions: [...actions, ...asked.actions] };
    }
    const without: Following = { ...phase, held: rest };
    if (first.seq <= cursor) {
      state = { ...state, phase: without };
      continue;
    }
    const applied = applyFrame(state, without, first);
    state = applied.state;
    actions.push(...applied.actions);
  }
  return { state, actions };
}

/** Hands over what of a frame lies after the cursor. Its `prevSeq` must not lie after it. */
function applyFrame(state: SessionState, phase: Following, frame: Frame): Step {
  const from = state.cursor ?? { epoch: phase.epoch, seq: 0 };
  const mark = markAt(frame);
  const marked = mark !== null && { mark };
  const cursor = { epoch: phase.epoch, seq: frame.seq, ...marked };
  const changes = frame.prevSeq === from.seq ? frame.changes : frame.changes.filter((raw) => isAfter(raw, from.seq));
  return {
    state: { ...state, cursor, phase, head: Math.max(state.head ?? 0, frame.seq) },
    actions: [
      {
        do: 'apply',
        arrival: { kind: 'changes', feed: state.feed, from, to: frame.seq, changes, ...marked },
        receipt: { join: state.join, cursor, part: null },
      },
    ],
  };
}

/** R19: what the cursor then stands on; null when the frame's last change is not at its end, or is not one at all. */
function markAt({ seq, changes }: Frame): string | null {
  const last = change.safeParse(changes.at(-1));
  return last.success && last.data.seq === seq ? markOf(last.data) : null;
}

/** A change without a readable position is kept: quarantine tells whether it is new. */
function isAfter(raw: unknown, seq: number): boolean {
  return (seqOf(raw) ?? Number.POSITIVE_INFINITY) > seq;
}

/**
 * F3: a head that stays ahead of a cursor that does not move, over two heartbeats, is a frame that was lost at the end:
 * no later frame will show that gap, so it is asked for. Of a hub that holds back it is what was wished, for so long (G5).
 */
export function takeHeartbeat(state: SessionState, { epoch, head }: Heartbeat, moment: Moment): Step {
  const { phase } = state;
  if (phase.is !== 'following') return stay(state);
  if (epoch !== phase.epoch) return otherEpoch(state, moment);
  const known = { ...state, head };
  const seq = state.cursor?.seq ?? 0;
  if (head <= seq) return stay({ ...known, phase: { ...phase, ahead: null } });
  const before = phase.ahead?.seq === seq ? phase.ahead : null;
  const next: Following = { ...phase, ahead: { head, seq, since: before?.since ?? moment.now } };
  const isStuck = before !== null && phase.held.length === 0 && moment.now - before.since >= patience(moment);
  return isStuck ? ask(known, next, moment, before.head) : stay({ ...known, phase: next });
}

/** F3: whether something is waited for that may be lost. */
export function isWaiting({ phase, head, cursor }: SessionState): boolean {
  if (phase.is === 'subscribing') return true;
  return phase.is === 'following' && (phase.asked !== null || (head ?? 0) > (cursor?.seq ?? 0));
}

/** F3, R11: what the line lost shows at once, and not by a time-out. */
export function takeProbe(state: SessionState, { at, sent }: SessionEvent & { type: 'probed' }, moment: Moment): Step {
  const { phase, join } = state;
  if (at.join !== join || at.phase.is !== phase.is) return stay(state);
  if (phase.is === 'subscribing') return subscribe(state, moment);
  if (phase.is !== 'following' || at.phase.is !== 'following') return stay(state);
  if (phase.asked === null) return sent === null ? stay(state) : ask(state, phase, moment, sent);
  return phase.asked === at.phase.asked ? ask(state, { ...phase, asked: null }, moment, phase.asked.to) : stay(state);
}

/** What is held back comes late by as much again on the narrow line for which it was held back. */
function patience({ hold = 0 }: Moment): number {
  return hold === 0 ? 0 : 2 * hold + ANSWER_TIMEOUT;
}
