import { breachDelay, busyDelay, recentBreaches, retryDelay, storeRetryDelay } from './retry.ts';
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

export function goOffline(state: SessionState, reason: OfflineReason, moment: Moment): Step {
  const { attempt } = state;
  const next = { ...state, attempt: attempt + 1 };
  if (reason !== 'protocol-breach' && reason !== 'closed-by-hub') {
    return waiting(next, reason, retryDelay(attempt, moment.random), moment);
  }
  const recent = recentBreaches(state.breaches, moment.now);
  const milliseconds = breachDelay(recent, moment.now, moment.random);
  return waiting({ ...next, breaches: [...recent, moment.now] }, reason, milliseconds, moment);
}

/** R3: the line is sound, our disk is not; only that is waited for. */
export function storeFailed(state: SessionState, moment: Moment): Step {
  return waiting(state, 'store-failed', storeRetryDelay(moment.random), moment);
}

/** R18: the hub is there and lets others in first. */
export function hubBusy(state: SessionState, retryAfter: number, moment: Moment): Step {
  return waiting(state, 'connect-failed', busyDelay(retryAfter, moment.random), moment);
}

function waiting(state: SessionState, reason: OfflineReason, milliseconds: number, { now }: Moment): Step {
  return {
    state: {
      ...state,
      failure: reason,
      phase: { is: 'waiting', until: now + milliseconds },
    },
    actions: [{ do: 'disconnect' }, { do: 'wait', milliseconds }],
  };
}
