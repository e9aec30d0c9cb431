import type { SnapshotPart } from '../../../shared/protocol/feed/snapshot.ts';
import { goOffline } from './steps.ts';
import { PART_TIMEOUT, type Moment, type Phase, type SessionState, type Step } from './session-state.ts';

type SnapshotPhase = Extract<Phase, { is: 'snapshot' }>;

/** F9: parts one by one, each acknowledged after its commit; the cursor moves with the last. */
export function takePart(state: SessionState, phase: SnapshotPhase, part: SnapshotPart, moment: Moment): Step {
  const { epoch, seq, parts, mark } = part;
  const marked = mark !== undefined && { mark };
  if (part.part < phase.next) {
    // Sent again because our acknowledgement was late. It is in the queue or applied already.
    return { state, actions: [{ do: 'ackPart', part: part.part }] };
  }
  const fits = phase.taken === null || (phase.taken.seq === seq && phase.taken.parts === parts);
  if (part.part !== phase.next || part.part > parts || epoch !== phase.epoch || !fits) {
    return goOffline(state, 'protocol-breach', moment);
  }
  const last = part.part === parts;
  const cursor = { epoch, seq, ...marked };
  const next: Phase = last
    ? {
        is: 'following',
        epoch,
        target: Math.max(seq, phase.head),
        held: [],
        asked: null,
        ahead: null,
        since: moment.now,
      }
    : { ...phase, next: part.part + 1, taken: { seq, parts }, deadline: moment.now + PART_TIMEOUT };
  return {
    state: { ...state, phase: next, ...(last ? { cursor } : {}) },
    actions: [
      {
        do: 'apply',
        arrival: {
          kind: 'snapshot',
          feed: state.feed,
          epoch,
          seq,
          first: part.part === 1,
          last,
          entities: part.entities,
          ...marked,
        },
        receipt: { join: state.join, cursor: last ? cursor : null, part: part.part },
      },
    ],
  };
}
