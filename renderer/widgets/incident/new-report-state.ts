import { create } from 'zustand';
import type { LonLat } from '../../../shared/kit/geo.ts';

interface NewReportState {
  /** Null: closed. `at` is where the officer pointed, when the map opened it. */
  readonly draft: { readonly at: LonLat | null } | null;
  open(at?: LonLat): void;
  close(): void;
}

/** Whether the form for a new report is open in this window. The shell shows it; list, map and palette open it. */
export const useNewReport = create<NewReportState>()((set) => ({
  draft: null,
  open: (at) => set({ draft: { at: at ?? null } }),
  close: () => set({ draft: null }),
}));
