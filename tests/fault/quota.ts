import type { Line } from './table.ts';

interface Asked {
  readonly what: string;
  /** The faults whose tries are counted together. */
  readonly of: readonly string[];
  readonly short: number;
  readonly full: number;
}

/** What the suite owes by the issue “Nothing lost”: so many of each, in the short form and in the long one. */
const ASKED: readonly Asked[] = [
  { what: 'kills', of: ['kill-core', 'kill-hub', 'kill-both', 'kill-window'], short: 50, full: 500 },
  { what: 'crash points', of: ['power-loss-store', 'power-loss-core'], short: 100, full: 1_000 },
  { what: 'corruptions', of: ['corruption'], short: 30, full: 200 },
  { what: 'fuzzed messages', of: ['poison-feed'], short: 10_000, full: 10_000 },
  { what: 'clients in a storm', of: ['reconnect-storm'], short: 60, full: 200 },
  { what: 'schedules', of: ['schedules'], short: 200, full: 1_000 },
];

export interface Quota {
  /** One line for the end of the table. */
  readonly text: string;
  /** What was tried less often than owed, although every fault of it was run. */
  readonly missed: readonly string[];
}

/** How often each was really tried. Faults that were not run owe nothing here: they are told by name elsewhere. */
export function quotaOf(lines: readonly Line[], full: boolean): Quota {
  const missed: string[] = [];
  const parts = ASKED.map(({ what, of, ...asked }) => {
    const owed = full ? asked.full : asked.short;
    const mine = lines.filter(({ fault }) => of.includes(fault.name));
    const tried = mine.reduce((sum, { outcome }) => sum + (outcome.kind === 'counted' ? outcome.tries : 0), 0);
    const wasRun = mine.length === of.length && mine.every(({ outcome }) => outcome.kind === 'counted');
    if (wasRun && tried < owed) missed.push(`${what}: ${tried} of ${owed}`);
    return `${what} ${tried} (asked ${owed})`;
  });
  return { text: parts.join(' · '), missed };
}
