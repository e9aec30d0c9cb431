import type { Areas } from './areas.ts';
import { ClusterWatch, type RunScan } from './cluster-watch.ts';
import { CountWatch } from './count-watch.ts';
import type { Watch, WatchedRule } from './finding.ts';
import type { Happenings } from './happenings.ts';
import { OpinionWatch } from './opinion-watch.ts';
import { ReadingWatch, type PastReadings } from './reading-watch.ts';
import type { Subject } from './sighting.ts';

export interface WatchParts {
  readonly happenings: Happenings;
  readonly areas: Areas;
  readonly past: PastReadings;
  readonly scan: RunScan;
  /** Findings that came after their tick. */
  readonly done: (touched: readonly Subject[]) => void;
}

/** A rule at work. */
export function makeWatch(rule: WatchedRule, { happenings, areas, past, scan, done }: WatchParts): Watch {
  switch (rule.method) {
    case 'threshold':
      return new ReadingWatch(rule);
    case 'riseRate':
    case 'silence':
    case 'shortage':
      return new ReadingWatch(rule, past);
    case 'baseline':
    case 'burst':
      return new CountWatch(rule, happenings, areas);
    case 'cluster':
      return new ClusterWatch(rule, happenings, areas, scan, done);
    case 'opinion':
      return new OpinionWatch(rule);
  }
}
