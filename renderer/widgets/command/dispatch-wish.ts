import { create } from 'zustand';

/** A unit that was picked elsewhere for an incident: its dispatch form opens with the unit chosen, and takes the wish away. */
interface DispatchWish {
  readonly wish: { readonly incident: string; readonly unit: string } | null;
}

export const useDispatchWish = create<DispatchWish>()(() => ({ wish: null }));
