import type { LonLat } from '../../kit/geo.ts';
import type { Instant } from '../../kit/time.ts';

/** What speaks for or against two reports being about the same; the window puts it into words. */
export type CaseReason =
  | { readonly because: 'samePhone'; readonly withinMinutes: number }
  | { readonly because: 'sameCategory' }
  | { readonly because: 'near'; readonly metres: number }
  | { readonly because: 'alikeText'; readonly percent: number }
  | { readonly because: 'soonAfter'; readonly minutes: number }
  | { readonly because: 'count'; readonly count: number; readonly minutes: number }
  /** They called before and are not content, or were not answered. */
  | { readonly because: 'calledBefore'; readonly hours: number }
  /** Against: different floors, different victims, or one has seen others call while the other tells of an injury. */
  | { readonly because: 'otherFloor'; readonly floors: readonly [string, string] }
  | { readonly because: 'otherVictim' }
  | { readonly because: 'otherInjury' };

/** Another case, or an incident, that a report may be the same as, with the reasons. */
export interface CaseMatch {
  /** `duplicate` · `repeat`: the same person again about a matter that was answered · `incident`: told by another channel. */
  readonly kind: 'duplicate' | 'repeat' | 'incident';
  readonly id: string;
  /** 0…1, for the order only. */
  readonly score: number;
  /** The same number called: ask the caller, never merge unasked (rule 1). */
  readonly ask: boolean;
  readonly reasons: readonly CaseReason[];
  /** Rule 7: not to be merged although it looks the same. */
  readonly against: readonly CaseReason[];
}

/** A standing proposal about cases that are there; it goes when it is taken up, turned down or no longer true. */
export type CaseProposal = {
  /** Of the case that it stands under: its own id, or `CL-` and `CP-` with the lead's. */
  readonly id: string;
  readonly since: Instant;
} & (
  | { readonly kind: 'matches'; readonly matches: readonly CaseMatch[] }
  /** Rule 2: three and more at one place within two hours. */
  | {
      readonly kind: 'cluster';
      readonly lead: string;
      readonly cases: readonly string[];
      readonly at: LonLat;
      readonly reasons: readonly CaseReason[];
    }
  /** Rule 3: the same words from many, perhaps copied. */
  | {
      readonly kind: 'campaign';
      readonly lead: string;
      readonly cases: readonly string[];
      readonly reasons: readonly CaseReason[];
    }
);
