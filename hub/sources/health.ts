import type { Instant } from '../../shared/kit/time.ts';

/** How a source that asks others is doing. */
export interface SourceState {
  readonly state: 'waiting' | 'good' | 'failing';
  /** The last time that it had an answer, or null. */
  readonly goodAt: Instant | null;
  /** Attempts in a row that failed, and why the last one did. */
  readonly failures: number;
  readonly why?: string;
  /** When it asks again. */
  readonly nextAt: Instant | null;
}

/** The state of each such source by its name, for `GET /health`. */
export interface SourceHealth {
  report(name: string, state: SourceState): void;
  all(): readonly (SourceState & { readonly name: string })[];
}

export function createSourceHealth(): SourceHealth {
  const states = new Map<string, SourceState>();
  return {
    report: (name, state) => void states.set(name, state),
    all: () => [...states].map(([name, state]) => ({ name, ...state })),
  };
}
