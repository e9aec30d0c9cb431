import { create } from 'zustand';
import type { ResponseLevel } from '../../../shared/domain/plan-template.ts';
import type { Words } from './draft.ts';

export const SHEET_TABS = ['tasks', 'points', 'fits', 'versions'] as const;
export type SheetTab = (typeof SHEET_TABS)[number];

/** What is being edited; `id` null: a new template. */
export interface OpenDraft {
  readonly id: string | null;
  /** The version that the officer began with; 0: none. */
  readonly version: number;
  readonly before: Words;
  readonly words: Words;
  readonly why: string;
  /** What it was before each step, the newest last. */
  readonly past: readonly Words[];
  /** The field of the last step: typing in it is one step. */
  readonly lastField: string | null;
}

const MOST_STEPS = 100;

interface PlanState {
  readonly chosen: string | null;
  readonly level: ResponseLevel;
  readonly tab: SheetTab;
  readonly draft: OpenDraft | null;
  /** Chosen while something was unsaved. */
  readonly wanted: string | null;
  choose(id: string): void;
  setLevel(level: ResponseLevel): void;
  setTab(tab: SheetTab): void;
  open(draft: Pick<OpenDraft, 'id' | 'version' | 'before' | 'words'>): void;
  close(): void;
  want(id: string | null): void;
  /** `field`: what is typed in; absent: a step of its own. */
  edit(words: Words, field?: string): void;
  undo(): void;
  setWhy(why: string): void;
}

/** Lives as long as the window, so that another desk costs nobody his words. */
export const usePlans = create<PlanState>()((set) => ({
  chosen: null,
  level: 'III',
  tab: 'tasks',
  draft: null,
  wanted: null,
  choose: (chosen) =>
    set(({ draft, chosen: before }) => {
      if (draft && isChanged(draft) && chosen !== before) return { wanted: chosen };
      return { chosen, draft: chosen === before ? draft : null, wanted: null };
    }),
  setLevel: (level) => set({ level }),
  setTab: (tab) => set({ tab }),
  open: (draft) => set({ draft: { ...draft, why: '', past: [], lastField: null }, wanted: null }),
  close: () => set({ draft: null, wanted: null }),
  want: (wanted) => set({ wanted }),
  edit: (words, field) =>
    set(({ draft }) => {
      if (!draft) return {};
      const isSameStep = field !== undefined && field === draft.lastField;
      const past = isSameStep ? draft.past : [...draft.past, draft.words].slice(-MOST_STEPS);
      return { draft: { ...draft, words, past, lastField: field ?? null } };
    }),
  undo: () =>
    set(({ draft }) => {
      const words = draft?.past.at(-1);
      return draft && words ? { draft: { ...draft, words, past: draft.past.slice(0, -1), lastField: null } } : {};
    }),
  setWhy: (why) => set(({ draft }) => ({ draft: draft && { ...draft, why } })),
}));

/** Whether something would be lost: the reason alone is no change. */
export function isChanged({ words, before }: Pick<OpenDraft, 'words' | 'before'>): boolean {
  return JSON.stringify(words) !== JSON.stringify(before);
}
