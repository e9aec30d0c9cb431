import type { Level } from '../../../../shared/domain/common.ts';
import type { EvidencePoint, OwnWarning } from '../../../../shared/domain/own-warning.ts';
import type { RuleRung } from '../../../../shared/domain/rule-check.ts';
import type { Rule } from '../../../../shared/domain/rule.ts';
import type { Instant } from '../../../../shared/kit/time.ts';
import type { Happening, Sighting, Subject, Talk } from './sighting.ts';

/** What a rule finds of one subject now: the gravest rung that stands. */
export interface Finding {
  readonly subject: Subject;
  readonly level: Level;
  /** When this rung was reached first, and the lowest one that stands. */
  readonly since: Instant;
  readonly firstAt: Instant;
  readonly confirmedAt: Instant | null;
  /** Of the newest figure. */
  readonly at: Instant;
  readonly value: number | null;
  readonly limit: number;
  readonly figures: Pick<OwnWarning, 'expected' | 'score' | 'pValue' | 'basis'>;
  /** Where the watch knows the course itself (counts); absent: it is read from the history of the subject's record. */
  readonly series?: () => EvidencePoint[];
  readonly evidence: OwnWarning['evidence'];
  readonly count: number;
  /** Over how long the figure was counted, minutes; absent: over the rule's window. */
  readonly minutes?: number;
  /** Metres around the subject's place; absent: by the subject. */
  readonly radius?: number;
}

/** A warning that stands already, so that a watch goes on where it was (after a restart, or when another console raised it). */
export interface Standing {
  readonly subject: Subject;
  readonly level: Level;
  readonly firstAt: Instant;
  readonly confirmedAt: Instant | null;
}

/**
 * One rule at work, without a clock: fed with what comes, in order, or with a month of history for a preview. Its answers name the
 * subjects whose finding may have changed.
 */
export interface Watch {
  see?(sighting: Sighting): readonly Subject[];
  hear?(talk: Talk): readonly Subject[];
  happen?(happening: Happening): void;
  /** Once a minute of event time. */
  tick(now: Instant): readonly Subject[];
  find(subject: Subject): Finding | null;
  /** Whether it looked at the subject in this life and would know that it is over. */
  hasJudged(subject: Subject): boolean;
  adopt(standing: Standing): void;
  forget(subject: Subject): void;
  readonly looked: Looked;
}

/** What a watch was asked about, for the preview. */
export interface Looked {
  readonly subjects: number;
  readonly samples: number;
  /** Samples over a rung, and subjects that were so most of the time. */
  readonly over: number;
  readonly mostlyOver: number;
}

export interface WatchedRule extends Rule {
  readonly id: string;
}

export function lookedOf(each: readonly { readonly samples: number; readonly over: number }[]): Looked {
  return {
    subjects: each.length,
    samples: each.reduce((sum, { samples }) => sum + samples, 0),
    over: each.reduce((sum, { over }) => sum + over, 0),
    mostlyOver: each.filter(({ samples, over }) => over > samples / 2).length,
  };
}

export function keyOf({ topic, id }: Pick<Subject, 'topic' | 'id'>): string {
  return `${topic}:${id}`;
}

/** 1 is the gravest; 0 is not graded and below all. */
export function isGraver(one: Level, other: Level): boolean {
  return (one || 5) < (other || 5);
}

export function gravestFirst(rungs: readonly RuleRung[]): RuleRung[] {
  return rungs.toSorted((a, b) => a.level - b.level);
}
