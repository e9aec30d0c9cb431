import { retryDelay } from './retry.ts';
import { ANSWER_TIMEOUT, type Moment, type OfflineReason, type SessionState, type Step } from './session-state.ts';

/** The steps that several phases end in. */

export function stay(state: SessionState): Step {
  return { state, actions: [] };
}

/** Subscribes from what was handed to the store: its commits follow in order, or `applyFailed` takes it all back. */
export function subscribe(state: SessionState, { now }: Moment): Step {
  const join = state.join + 1;
  return {
    state: { ...state, join, phase: { is: 'subscribing', deadline: now + ANSWER_TIMEOUT } },
    actions: [{ do: 'subscribe', join, cursor: state.cursor }],
  };
}

export function goOffline(state: SessionState, reason: OfflineReason, { now, random }: Moment): Step {
  const milliseconds = retryDelay(state.attempt, random);
  return {
    state: {
      ...state,
      attempt: state.attempt + 1,
      failure: reason,
      phase: { is: 'waiting', until: now + milliseconds },
    },
    actions: [{ do: 'disconnect' }, { do: 'wait', milliseconds }],
  };
}
