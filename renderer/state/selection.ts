import { create } from 'zustand';
import type { Topic } from '../../shared/domain/topics.ts';

export interface Selected {
  readonly topic: Topic;
  readonly id: string;
}

interface SelectionState {
  readonly selected: Selected | null;
  /** How the selection came about: `list` and `command` move the map to it, `map` does not move the map. */
  readonly from: 'list' | 'map' | 'command';
  select(topic: Topic, id: string, from?: SelectionState['from']): void;
  clear(): void;
}

/** What the officer looks at. One per window; list, map, table and drawer follow it. */
export const useSelection = create<SelectionState>()((set) => ({
  selected: null,
  from: 'list',
  select: (topic, id, from = 'list') => set({ selected: { topic, id }, from }),
  clear: () => set({ selected: null }),
}));

/** The selected id of one topic, or null. */
export function useSelectedId(topic: Topic): string | null {
  return useSelection(({ selected }) => (selected?.topic === topic ? selected.id : null));
}
