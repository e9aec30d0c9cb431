import type { Random } from '../../shared/kit/random.ts';

/** One way to break the console, and what is counted while it is broken. */
export interface Fault {
  /** As given to `--only`. */
  readonly name: string;
  /** What is done, in a few words, for the table. */
  readonly title: string;
  /** The requirements of the reliability sheet that it measures, e.g. `R1`. */
  readonly rules: readonly string[];
  /** In the long form it waits for minutes: then it runs beside the others, in a process of its own. */
  readonly waits?: boolean;
  /** Rejects only when the test itself is broken; a broken console is a `Counted`. */
  run(bench: Bench): Promise<Outcome>;
}

/** What a fault gets from the runner. */
export interface Bench {
  /** The long form, by hand or at night; otherwise the short one that CI runs. */
  readonly full: boolean;
  /** Of this fault alone: the same for the same `--seed`, whichever other faults run. */
  readonly random: Random;
  /** An empty folder of this fault alone; the runner removes it when the fault passed. */
  readonly folder: string;
  /** One line of progress for whoever watches. */
  say(line: string): void;
}

export interface Counted {
  readonly kind: 'counted';
  /** How often the fault was made: kills, cuts, starts, messages … */
  readonly tries: number;
  /** Acknowledged or logged things that are nowhere after healing. */
  readonly lost: number;
  /** Effects that happened more than once. */
  readonly doubled: number;
  /** Things said to the officer that were not so: "saved" that was not, "refused" that was done, "live" that was not. */
  readonly falseClaims: number;
  /** From the fault (or its end, where the fault lasts) to usable again, ms; null where nothing has to recover. */
  readonly worstRecovery: number | null;
  /** A bar that was missed, a crash, a wrong value: each fails the fault. */
  readonly failures: readonly string[];
  /** What the requirement asks and the program does not do yet. Said, not hidden; nothing is lost by it. */
  readonly shortfalls: readonly string[];
  /** Figures worth reading. */
  readonly facts: readonly string[];
}

export type Outcome =
  | Counted
  /** A tool is missing. Never a pass. */
  | { readonly kind: 'notRun'; readonly why: string };

export type Verdict = 'pass' | 'FAIL' | 'falls short' | 'NOT RUN';

export function verdictOf(outcome: Outcome): Verdict {
  if (outcome.kind === 'notRun') return 'NOT RUN';
  const { lost, doubled, falseClaims, failures, shortfalls, tries } = outcome;
  // A fault that was never made proves nothing.
  if (tries === 0 || lost + doubled + falseClaims + failures.length > 0) return 'FAIL';
  return shortfalls.length > 0 ? 'falls short' : 'pass';
}
