import { usePreference } from './use-console.ts';

export type ThemeName = 'night' | 'day';
export type Density = 'normal' | 'compact';

function parseTheme(stored: unknown): ThemeName {
  return stored === 'day' ? 'day' : 'night';
}

function parseDensity(stored: unknown): Density {
  return stored === 'compact' ? 'compact' : 'normal';
}

/** Heights in px (design.md §4). */
export const ROW_HEIGHT: Readonly<Record<Density, number>> = { normal: 36, compact: 28 };
export const RICH_ROW_HEIGHT: Readonly<Record<Density, number>> = { normal: 60, compact: 56 };
export const GROUP_HEIGHT = 28;

export function useDensity(): [Density, (density: Density) => void] {
  return usePreference('ui.density', parseDensity);
}

export function useThemeName(): [ThemeName, (theme: ThemeName) => void] {
  return usePreference('ui.theme', parseTheme);
}
