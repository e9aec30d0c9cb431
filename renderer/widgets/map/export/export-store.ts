import { create } from 'zustand';
import type { ThemeName } from '../../../state/display.ts';
import type { Language } from '../../../text/language.ts';
import type { ExportFormat, PaperName, Resolution } from './paper.ts';

export interface ExportChoice {
  readonly format: ExportFormat;
  readonly paper: PaperName;
  readonly resolution: Resolution;
  /** Day at first: what is printed is read on paper. */
  readonly theme: ThemeName;
  /** Null: that of the window. */
  readonly language: Language | null;
  /** Null: as the console names it. */
  readonly title: string | null;
}

interface ExportState extends ExportChoice {
  choose(choice: Partial<ExportChoice>): void;
}

export const useExportChoice = create<ExportState>()((set) => ({
  format: 'pdf',
  paper: 'a4',
  resolution: 2,
  theme: 'day',
  language: null,
  title: null,
  choose: (choice) => set(choice),
}));
