import { create } from 'zustand';
import type { Instant } from '../../../../shared/kit/time.ts';

/** This window, to itself and to the core. */
export const WINDOW = crypto.randomUUID();

interface FollowState {
  /** The lead, by its beginning, that this window goes along with no more, or never did. */
  readonly left: Instant | null;
  /** Of a leader: whether the others see where he points. */
  readonly showsPointer: boolean;
  leave(since: Instant): void;
  rejoin(): void;
  showPointer(shown: boolean): void;
}

export const useFollow = create<FollowState>()((set) => ({
  left: null,
  showsPointer: true,
  leave: (left) => set({ left }),
  rejoin: () => set({ left: null }),
  showPointer: (showsPointer) => set({ showsPointer }),
}));
