import { create } from 'zustand';
import type { BaseCounts } from './base-layer.ts';

interface BaseCountsState extends BaseCounts {
  tell(counts: BaseCounts): void;
}

/** What the base map of this window shows now. */
export const useBaseCounts = create<BaseCountsState>()((set) => ({
  drawn: 0,
  missing: 0,
  failed: 0,
  stale: 0,
  tell: (counts) => set(counts),
}));
