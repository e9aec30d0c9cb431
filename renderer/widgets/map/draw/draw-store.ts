import { create } from 'zustand';
import type { Drawing, DrawingKind } from '../../../../shared/domain/drawing.ts';
import type { LonLat } from '../../../../shared/kit/geo.ts';
import type { Act } from './acts.ts';
import { draftOf, newDraft, type Draft } from './draft.ts';

/** How many acts of this window can be taken back. */
const MOST_ACTS = 100;

interface DrawState {
  readonly draft: Draft | null;
  /** Where the pointer is while it draws. */
  readonly pointer: LonLat | null;
  /** The corner that is held or walked to. */
  readonly handle: number | null;
  /** The drawing that is looked at; on its own, because no desk has a drawer for one. */
  readonly chosen: string | null;
  readonly done: readonly Act[];
  readonly undone: readonly Act[];
  begin(kind: DrawingKind): void;
  /** False: it has too many corners to be taken hold of. */
  edit(id: string, drawing: Drawing): boolean;
  /** A step of the draft; ignored when there is none. */
  step(change: (draft: Draft) => Draft): void;
  point(at: LonLat | null): void;
  hold(handle: number | null): void;
  choose(id: string | null): void;
  end(): void;
  /** Something was done: what had been taken back before it is forgotten. */
  did(act: Act): void;
  wentBack(): void;
  wentForward(): void;
}

/** What is being drawn in this window, and what was. One at a time; it outlives its panel. */
export const useDraw = create<DrawState>()((set, get) => ({
  draft: null,
  pointer: null,
  handle: null,
  chosen: null,
  done: [],
  undone: [],
  begin: (kind) => set({ draft: newDraft(kind), handle: null, pointer: null }),
  edit(id, drawing) {
    const draft = draftOf(id, drawing);
    if (draft) set({ draft, handle: null, pointer: null });
    return draft !== null;
  },
  step(change) {
    const { draft, handle } = get();
    if (!draft) return;
    const next = change(draft);
    set({ draft: next, handle: handle !== null && handle < next.points.length ? handle : null });
  },
  point: (pointer) => set({ pointer }),
  hold: (handle) => set({ handle }),
  choose: (chosen) => set({ chosen }),
  end: () => set({ draft: null, handle: null, pointer: null }),
  did: (act) => set(({ done }) => ({ done: [...done, act].slice(-MOST_ACTS), undone: [] })),
  wentBack: () =>
    set(({ done, undone }) => {
      const act = done.at(-1);
      return act ? { done: done.slice(0, -1), undone: [...undone, act] } : {};
    }),
  wentForward: () =>
    set(({ done, undone }) => {
      const act = undone.at(-1);
      return act ? { done: [...done, act], undone: undone.slice(0, -1) } : {};
    }),
}));
