import { create } from 'zustand';
import type { FormRule } from './rule-draft.ts';

/** What is being edited; `id` null: a new rule. Lives as long as the window, so that another desk costs nobody his words. */
export interface OpenDraft {
  readonly id: string | null;
  /** The version that the officer began with; 0: none. */
  readonly version: number;
  readonly before: FormRule;
  readonly form: FormRule;
}

interface DraftState {
  readonly open: OpenDraft | null;
  /** Chosen while something was unsaved: `undefined` nothing, null a new rule. */
  readonly wanted: string | null | undefined;
  show(draft: OpenDraft | null): void;
  edit(form: FormRule): void;
  want(wanted: string | null | undefined): void;
}

export const useDraft = create<DraftState>()((set) => ({
  open: null,
  wanted: undefined,
  show: (open) => set({ open, wanted: undefined }),
  edit: (form) => set(({ open }) => ({ open: open && { ...open, form } })),
  want: (wanted) => set({ wanted }),
}));
