import { create } from 'zustand';

/** Which of the shell's overlays is open in this window. */
interface PaletteState {
  readonly palette: boolean;
  readonly keys: boolean;
}

export const usePalette = create<PaletteState>()(() => ({ palette: false, keys: false }));

export function openPalette(): void {
  usePalette.setState({ palette: true, keys: false });
}

export function openKeys(): void {
  usePalette.setState({ palette: false, keys: true });
}
