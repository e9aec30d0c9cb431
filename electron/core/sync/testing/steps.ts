import * as fc from 'fast-check';
import type { DiskFault } from './memory-store.ts';

export const FEEDS = ['hotline', 'ems'] as const;
export const STATIONS = ['S1', 'S2', 'S3'] as const;

export const ACTS = [
  'level', 'level', 'title', 'place', 'levelAndTitle', 'acknowledge', 'close', 'note', 'assign', 'assign', 'assign', 'release',
  'move', 'move', 'merge', 'merge', 'split', 'create', 'draw', 'redraw', 'redraw', 'undraw', 'take', 'take', 'take', 'giveBack', 'see', 'putOff', 'remark', 'escalate', 'tell', 'deal', 'doubt',
  'raiseOwn', 'raiseOwn', 'renewOwn', 'endOwn', 'lowerOwn', 'wordRule', 'wordRule', 'switchRule',
  'wordTemplate', 'wordTemplate', 'switchTemplate',
  'draftReport', 'draftReport', 'wordReport', 'phoneReport', 'sendReport', 'receiveReport',
  'enter', 'correct', 'handOver', 'takeOver', 'find', 'mend',
  'resolve', 'resolve', 'resolve', 'retry', 'withdraw', 'resend', 'report', 'entrust', 'answer', 'mergeCase', 'splitCase', 'assign', 'assign', 'assign', 'release',
  'draftDecision', 'wordDecision', 'choose', 'choose', 'choose', 'second', 'second', 'second', 'order', 'order', 'stepOrder', 'stepOrder', 'countermand', 'countermand',
] as const; // prettier-ignore
export type Act = (typeof ACTS)[number];

/** One thing that happens. Numbers are taken modulo of what there is at the moment, so that every schedule can run. */
export type Step =
  | { readonly do: 'act'; readonly station: number; readonly act: Act; readonly pick: number; readonly value: number }
  | { readonly do: 'link'; readonly station: number; readonly feed: number; readonly isUp: boolean }
  /** A command on its way: arrives, is lost, arrives long after the station gave it up, arrives twice. */
  | { readonly do: 'wire'; readonly how: 'deliver' | 'lose' | 'late' | 'twice'; readonly pick: number }
  | { readonly do: 'answer'; readonly isLost: boolean; readonly pick: number }
  | { readonly do: 'ghost'; readonly pick: number }
  | { readonly do: 'receive'; readonly station: number; readonly feed: number; readonly count: number }
  | { readonly do: 'snapshot'; readonly station: number; readonly feed: number }
  | { readonly do: 'look'; readonly station: number }
  | { readonly do: 'system'; readonly pick: number; readonly value: number }
  | { readonly do: 'time'; readonly milliseconds: number }
  | { readonly do: 'jump'; readonly station: number; readonly hours: number }
  | { readonly do: 'crash'; readonly station: number }
  | { readonly do: 'disk'; readonly station: number; readonly fault: DiskFault }
  | { readonly do: 'backup'; readonly feed: number }
  /** The hub comes back with an older log; `isNoticed`: and knows it. */
  | { readonly do: 'restore'; readonly feed: number; readonly pick: number; readonly isNoticed: boolean }
  | { readonly do: 'carry'; readonly from: number; readonly to: number };

const small = fc.nat({ max: 11 });
const station = fc.nat({ max: STATIONS.length - 1 });
const feed = fc.nat({ max: FEEDS.length - 1 });

function step<Name extends Step['do']>(
  name: Name,
  parts: { [K in Exclude<keyof Extract<Step, { do: Name }>, 'do'>]: fc.Arbitrary<Extract<Step, { do: Name }>[K]> },
): fc.Arbitrary<Step> {
  return fc.record({ do: fc.constant(name), ...parts }) as unknown as fc.Arbitrary<Step>;
}

export const anyStep: fc.Arbitrary<Step> = fc.oneof(
  { weight: 12, arbitrary: step('act', { station, act: fc.constantFrom(...ACTS), pick: small, value: small }) },
  { weight: 4, arbitrary: step('link', { station, feed, isUp: fc.constantFrom(true, true, false) }) },
  {
    weight: 8,
    arbitrary: step('wire', { how: fc.constantFrom('deliver', 'deliver', 'lose', 'late', 'twice'), pick: small }),
  },
  { weight: 7, arbitrary: step('answer', { isLost: fc.boolean(), pick: small }) },
  { weight: 2, arbitrary: step('ghost', { pick: small }) },
  { weight: 6, arbitrary: step('receive', { station, feed, count: fc.integer({ min: 1, max: 6 }) }) },
  { weight: 1, arbitrary: step('snapshot', { station, feed }) },
  { weight: 4, arbitrary: step('look', { station }) },
  { weight: 3, arbitrary: step('system', { pick: small, value: small }) },
  {
    weight: 4,
    arbitrary: step('time', {
      milliseconds: fc.constantFrom(100, 100, 1_000, 1_000, 3_000, 3_000, 31_000, 31_000, 240_000, 700_000),
    }),
  },
  { weight: 1, arbitrary: step('jump', { station, hours: fc.constantFrom(-24, 24) }) },
  { weight: 2, arbitrary: step('crash', { station }) },
  {
    weight: 2,
    arbitrary: step('disk', { station, fault: fc.constantFrom('refused', 'doubtful-lost', 'doubtful-kept') }),
  },
  { weight: 1, arbitrary: step('backup', { feed }) },
  { weight: 1, arbitrary: step('restore', { feed, pick: small, isNoticed: fc.boolean() }) },
  { weight: 2, arbitrary: step('carry', { from: station, to: station }) },
);
