import type { Problem } from '../../../shared/kit/problem.ts';
import type { Subscribed } from '../../../shared/protocol/feed/subscribe.ts';
import { takeFetched, takeFrame, takeHeartbeat, takeProbe } from './following.ts';
import { REFUSED_DELAY } from './retry.ts';
import { PART_TIMEOUT, type Moment, type SessionEvent, type SessionState, type Step } from './session-state.ts';
import { takePart } from './snapshot.ts';
import { goOffline, hubBusy, stay, storeFailed, subscribe } from './steps.ts';

/** Following this long without a break forgets earlier failures. */
const STEADY = 10_000;

/**
 * One feed's session as a pure function: no clock, no socket, no store. The rules F1–F9 are in README.md.
 * An event that does not fit its phase (a late answer, a frame of an old subscription) changes nothing.
 */
export function step(state: SessionState, event: SessionEvent, moment: Moment): Step {
  const { phase } = state;
  switch (event.type) {
    case 'start':
      return phase.is === 'idle' ? connect(state) : stay(state);
    case 'retry':
      return phase.is === 'waiting' || phase.is === 'refused' ? connect(state) : stay(state);
    case 'connected':
      return phase.is === 'connecting' || phase.is === 'refused'
        ? subscribe(heard(state, moment), moment)
        : stay(state);
    case 'connectFailed':
      return isOver(state) ? stay(state) : goOffline(state, 'connect-failed', moment);
    case 'busy':
      return isOver(state) ? stay(state) : hubBusy(state, event.retryAfter, moment);
    case 'refused':
      return isOver(state) ? stay(state) : refuse(state, event.problem, moment);
    case 'disconnected':
      return isOver(state) ? stay(state) : goOffline(state, event.reason, moment);
    case 'subscribed':
      return phase.is === 'subscribing' && event.join === state.join
        ? joined(heard(state, moment), event.answer, moment)
        : stay(state);
    case 'subscribeFailed':
      return phase.is === 'subscribing' && event.join === state.join
        ? goOffline(state, 'no-answer', moment)
        : stay(state);
    case 'frame':
      return phase.is === 'following' ? takeFrame(heard(state, moment), phase, event.frame, moment) : stay(state);
    case 'part':
      return phase.is === 'snapshot' ? takePart(heard(state, moment), phase, event.part, moment) : stay(state);
    case 'heartbeat':
      return takeHeartbeat(heard(state, moment), event.heartbeat, moment);
    case 'fetched':
      return phase.is === 'following' && event.join === state.join
        ? takeFetched(heard(state, moment), phase, event.answer, moment)
        : stay(state);
    case 'fetchFailed':
      // Of one that was asked again, and answered, nobody waits for the first answer.
      return phase.is === 'following' && event.join === state.join && phase.asked !== null
        ? goOffline(state, 'no-answer', moment)
        : stay(state);
    case 'probed':
      return isOver(state) ? stay(state) : takeProbe(heard(state, moment), event, moment);
    case 'unreadable':
      return isOver(state) ? stay(state) : takeUnreadable(heard(state, moment), event);
    case 'committed':
      return takeCommit(state, event);
    case 'applyFailed':
      return isOver(state)
        ? stay({ ...state, cursor: state.durable })
        : storeFailed({ ...state, cursor: state.durable }, moment);
    case 'tick':
      return tick(state, moment);
    case 'stop':
      return { state: { ...state, phase: { is: 'stopped' } }, actions: [{ do: 'disconnect' }] };
  }
}

function isOver({ phase }: SessionState): boolean {
  return phase.is === 'stopped' || phase.is === 'idle' || phase.is === 'waiting';
}

function heard(state: SessionState, { now }: Moment): SessionState {
  return { ...state, heardAt: now };
}

function connect(state: SessionState): Step {
  // A refused feed stays refused on screen until the hub says otherwise.
  const phase = state.phase.is === 'refused' ? state.phase : ({ is: 'connecting' } as const);
  return { state: { ...state, phase }, actions: [{ do: 'connect' }] };
}

/** F2: asking again soon does not help; asking once a minute finds out when a token was renewed. */
function refuse(state: SessionState, problem: Problem, { random }: Moment): Step {
  const milliseconds = REFUSED_DELAY * (0.75 + random / 2);
  return {
    state: { ...state, phase: { is: 'refused', problem } },
    actions: [{ do: 'disconnect' }, { do: 'wait', milliseconds }],
  };
}

function joined(state: SessionState, answer: Subscribed, moment: Moment): Step {
  const { epoch, head } = answer;
  const known = { ...state, head, failure: null };
  if (answer.feedId !== state.feed) {
    const params = { expected: state.feed, found: answer.feedId };
    return refuse(known, { code: 'feed-id-differs', origin: 'feeds', params }, moment);
  }
  if (answer.mode === 'snapshot') {
    const phase = { is: 'snapshot', epoch, head, next: 1, taken: null, deadline: moment.now + PART_TIMEOUT } as const;
    return stay({ ...known, phase, isRenewing: state.durable !== null });
  }
  const { cursor } = state;
  if (cursor && (cursor.epoch !== epoch || head < cursor.seq)) {
    // A log that went back under the same name: nothing that we hold can be trusted (R19).
    return subscribe({ ...known, cursor: null }, moment);
  }
  const phase = {
    is: 'following',
    epoch,
    target: head,
    held: [],
    asked: null,
    ahead: null,
    since: moment.now,
  } as const;
  // What was handed over last may still be on its way to the disk.
  const isRenewing = state.isRenewing && cursor !== state.durable;
  if (cursor) return stay({ ...known, phase, isRenewing });
  // Replay from the very beginning stands on an empty feed.
  const start = { epoch, seq: 0 };
  return {
    state: { ...known, phase, cursor: start, isRenewing: state.durable !== null },
    actions: [
      {
        do: 'apply',
        arrival: { kind: 'snapshot', feed: state.feed, epoch, seq: 0, first: true, last: true, entities: [] },
        receipt: { join: state.join, cursor: start, part: null },
      },
    ],
  };
}

function takeUnreadable(state: SessionState, event: SessionEvent & { type: 'unreadable' }): Step {
  const { code, detail, raw } = event;
  const epoch =
    state.phase.is === 'following' || state.phase.is === 'snapshot' ? state.phase.epoch : (state.cursor?.epoch ?? '');
  return {
    state,
    actions: [
      {
        do: 'apply',
        arrival: { kind: 'unreadable', feed: state.feed, epoch, code, detail, raw },
        receipt: { join: state.join, cursor: null, part: null },
      },
    ],
  };
}

function takeCommit(state: SessionState, { receipt }: SessionEvent & { type: 'committed' }): Step {
  const { cursor, part, join } = receipt;
  const isJump = cursor !== null && (part !== null || cursor.seq === 0);
  const next = cursor ? { ...state, durable: cursor, isRenewing: state.isRenewing && !isJump } : state;
  if (join !== state.join || isOver(state)) return stay(next);
  if (part !== null) return { state: next, actions: [{ do: 'ackPart', part }] };
  return { state: next, actions: cursor ? [{ do: 'ack', seq: cursor.seq }] : [] };
}

/** Once a second: what must have come by now and has not. Staleness itself is no event, see `statusOf`. */
function tick(state: SessionState, moment: Moment): Step {
  const { phase } = state;
  const late =
    ((phase.is === 'subscribing' || phase.is === 'snapshot') && moment.now > phase.deadline) ||
    (phase.is === 'following' && phase.asked !== null && moment.now > phase.asked.deadline);
  if (late) return goOffline(state, 'no-answer', moment);
  const steady = phase.is === 'following' && phase.held.length === 0 && moment.now - phase.since > STEADY;
  return stay(steady && state.attempt > 0 ? { ...state, attempt: 0 } : state);
}
