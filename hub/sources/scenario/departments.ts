import type { CaseStatus, CitizenCase } from '../../../shared/domain/case.ts';
import { isOver, lastStep, presentRound } from '../../../shared/domain/case.ts';
import { routeOf, type CaseRouting } from '../../../shared/domain/case-rules.ts';
import { instant, MINUTE, SECOND, type Instant } from '../../../shared/kit/time.ts';
import type { Order } from '../../../shared/domain/order.ts';
import type { Draft, Sink } from '../source.ts';
import { HOTLINE_DESK } from './cases.ts';
import { nextOfOrder } from './departments-orders.ts';
import { answerOf, type Voices } from './voices.ts';

const FEED = 'hotline';

/** How long a department of the demo takes for each step, of the scenario's time. */
const TAKES = {
  assigned: 25 * SECOND,
  accepted: 20 * SECOND,
  contacted: 20 * SECOND,
  inWork: 2 * MINUTE,
} as const;

function isWaitedFor(state: CaseStatus['state']): state is keyof typeof TAKES {
  return Object.hasOwn(TAKES, state);
}

export interface DepartmentParts {
  readonly routing: CaseRouting;
  readonly voices: Voices;
  /** Scenario's time per wall time. */
  readonly speed: number;
}

/**
 * What the simulated department does next with a case that an officer assigned; null when it is not its turn or too soon. What is
 * not its own it sends back once, naming whose it is. Cases that the demo's own hotline desk assigned go with their incidents.
 */
export function nextOfDepartment(record: CitizenCase, now: Instant, parts: DepartmentParts): CaseStatus | null {
  const { routing, voices, speed } = parts;
  const { status, category } = record;
  if (!isWaitedFor(status.state)) return null;
  const round = presentRound(record);
  const assigned = lastStep(round, 'assigned');
  if (!assigned || assigned.by === HOTLINE_DESK || (now - status.at) * speed < TAKES[status.state]) return null;
  const by = assigned.department;
  switch (status.state) {
    case 'assigned': {
      const proposed = category && routeOf(routing, category)?.department;
      const isOurs = proposed === undefined || proposed === by || lastStep(round, 'returned') !== undefined;
      return isOurs
        ? { state: 'accepted', at: now, by, department: by }
        : { state: 'returned', at: now, by, department: by, ground: 'notOurs', proposed };
    }
    case 'accepted':
      return { state: 'contacted', at: now, by };
    case 'contacted':
      return { state: 'inWork', at: now, by };
    case 'inWork':
      return { state: 'answered', at: now, by, text: answerOf(voices, category), isPublic: false };
  }
}

/** The departments of the demo answer what officers assign to them and obey orders, so that the loop closes on a real feed. */
export function createDepartments(parts: DepartmentParts, sink: Sink) {
  let lookedAt = instant(0);
  return {
    /** At most once a second of real time. */
    async step(now: Instant): Promise<void> {
      if (now - lookedAt < SECOND) return;
      lookedAt = now;
      const drafts = sink.ids(FEED, 'case').flatMap((id): Draft | [] => {
        const record = sink.held(FEED, 'case', id)?.data as CitizenCase | undefined;
        if (!record || isOver(record)) return [];
        const status = nextOfDepartment(record, now, parts);
        if (!status) return [];
        const data = { status, steps: [...record.steps, record.status] };
        return { op: 'patch', topic: 'case', id, at: now, source: status.by, data };
      });
      const obeyed = sink.ids(FEED, 'order').flatMap((id): Draft | [] => {
        const record = sink.held(FEED, 'order', id)?.data as Order | undefined;
        const status = record && nextOfOrder(record, now, parts.speed);
        if (!status) return [];
        const data = { status, steps: [...record.steps, record.status] };
        return { op: 'patch', topic: 'order', id, at: now, source: status.by, data };
      });
      if (drafts.length + obeyed.length > 0) await sink.append(FEED, [...drafts, ...obeyed]);
    },
  };
}
