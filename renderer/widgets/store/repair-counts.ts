/** What a repair counts and an officer asks about; everything else that belongs to the seat is one figure. */
export const NAMED = ['outbox', 'outboxUnsealed', 'account', 'history'] as const;

export interface RepairCount {
  readonly what: (typeof NAMED)[number] | 'other';
  readonly count: number;
}

/** The counts of a repair in the order in which they matter: commands, accounts, history, the rest. Nothing is left out. */
export function repairCounts(counts: Readonly<Record<string, number>>): readonly RepairCount[] {
  let other = 0;
  for (const [table, count] of Object.entries(counts)) {
    if (!NAMED.some((name) => name === table)) other += count;
  }
  const named = NAMED.map((what): RepairCount => ({ what, count: counts[what] ?? 0 }));
  return [...named, { what: 'other', count: other } as const].filter(({ count }) => count > 0);
}
