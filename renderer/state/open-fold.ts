import { create } from 'zustand';

/** The fold whose members stand on the board; one at a time, so that a storm stays folded. */
export const useOpenFold = create<{ readonly fold: string | null; toggle(fold: string): void }>()((set) => ({
  fold: null,
  toggle: (fold) => set((state) => ({ fold: state.fold === fold ? null : fold })),
}));
