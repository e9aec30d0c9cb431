import { create } from 'zustand';
import { createJSONStorage, persist } from 'zustand/middleware';
import type { ResponseLevel } from '../../../shared/domain/plan-template.ts';
import { newSheet, type Sheet } from './sheet.ts';

/** What the desk shows: the list, a sheet that is worked on, or a decision that was taken. */
export type Shown =
  | { readonly is: 'list' }
  | { readonly is: 'sheet'; readonly key: string }
  | { readonly is: 'decision'; readonly id: string };

export interface ResponseWish {
  readonly incident: string | null;
  readonly template: string;
  readonly level: ResponseLevel | null;
}

interface SheetState {
  readonly sheets: Readonly<Record<string, Sheet>>;
  readonly shown: Shown;
  readonly made: number;
  /** A response that was asked for elsewhere: the form opens with it. */
  readonly wish: ResponseWish | null;
  show(shown: Shown): void;
  /** Opens a new sheet. */
  begin(sheet: Sheet): void;
  change(key: string, change: (sheet: Sheet) => Sheet): void;
  /** Opens the sheet of a drafted decision, made from it when this window has none. */
  resume(decision: string, make: () => Sheet): void;
  drop(key: string): void;
}

/** Sheets of this window; they outlive the desk and a reload, and end with the window (DE-V2). */
export const useSheets = create<SheetState>()(
  persist(
    (set, get) => ({
      sheets: {},
      shown: { is: 'list' },
      made: 0,
      wish: null,
      show: (shown) => set({ shown }),
      begin: (sheet) =>
        set(({ sheets, made }) => {
          const key = `s${made + 1}`;
          return { sheets: { ...sheets, [key]: sheet }, made: made + 1, shown: { is: 'sheet', key } };
        }),
      change: (key, change) =>
        set(({ sheets }) => {
          const sheet = sheets[key];
          return sheet ? { sheets: { ...sheets, [key]: change(sheet) } } : {};
        }),
      resume: (decision, make) => {
        const known = Object.entries(get().sheets).find(([, sheet]) => sheet.decision === decision);
        if (known) set({ shown: { is: 'sheet', key: known[0] } });
        else get().begin(make());
      },
      drop: (key) =>
        set(({ sheets, shown }) => ({
          sheets: Object.fromEntries(Object.entries(sheets).filter(([other]) => other !== key)),
          shown: shown.is === 'sheet' && shown.key === key ? { is: 'list' } : shown,
        })),
    }),
    {
      name: 'lz.decisions',
      version: 1,
      storage: createJSONStorage(() => sessionStorage),
      partialize: ({ sheets, shown, made }) => ({ sheets, shown, made }),
    },
  ),
);

/** A question about one incident, from its drawer, the palette or an address. */
export function askAbout(incident: string): void {
  useSheets.getState().begin(newSheet('dispatch', { incidents: [incident] }));
}
