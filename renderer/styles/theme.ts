import {
  createTheme,
  type CSSVariablesResolver,
  type MantineColorsTuple,
  type MantineThemeOverride,
} from '@mantine/core';

/** Mantine wants ten shades; our roles have one value per theme, which the variable already resolves. */
function role(name: string): MantineColorsTuple {
  const value = `var(--lz-${name})`;
  return [value, value, value, value, value, value, value, value, value, value];
}

/**
 * Mantine for behaviour, our tokens for the look (rule D2). Its own red, orange, yellow and blue are not in this theme's
 * reach: severity is drawn by `widgets/level.tsx` alone.
 */
export const theme: MantineThemeOverride = createTheme({
  fontFamily: 'var(--lz-font)',
  fontFamilyMonospace: 'var(--lz-font)',
  headings: { fontFamily: 'var(--lz-font)', fontWeight: '600' },
  fontSizes: { xs: '12px', sm: '13px', md: '14px', lg: '16px', xl: '20px' },
  lineHeights: { xs: '18px', sm: '20px', md: '22px', lg: '24px', xl: '28px' },
  spacing: { xs: '4px', sm: '8px', md: '12px', lg: '16px', xl: '24px' },
  radius: { xs: '3px', sm: '4px', md: '4px', lg: '6px', xl: '6px' },
  defaultRadius: 'sm',
  primaryColor: 'act',
  colors: { act: role('act'), neutral: role('text-2') },
  cursorType: 'pointer',
  respectReducedMotion: true,
  components: {
    Tooltip: { defaultProps: { openDelay: 400, withArrow: false, multiline: true, maw: 360 } },
    // The page itself never scrolls; Mantine's lock would add a style element that the policy refuses.
    Modal: { defaultProps: { transitionProps: { duration: 90 }, centered: true, lockScroll: false, padding: 'lg' } },
    Menu: { defaultProps: { transitionProps: { duration: 90 }, shadow: 'none', withinPortal: true } },
    Select: { defaultProps: { comboboxProps: { transitionProps: { duration: 90 } }, checkIconPosition: 'right' } },
    MultiSelect: { defaultProps: { comboboxProps: { transitionProps: { duration: 90 } } } },
  },
});

/** The same for both of Mantine's schemes, because our variables change with `data-theme` themselves. */
const variables = {
  '--mantine-color-body': 'var(--lz-bg-1)',
  '--mantine-color-text': 'var(--lz-text-1)',
  '--mantine-color-bright': 'var(--lz-text-1)',
  '--mantine-color-dimmed': 'var(--lz-text-3)',
  '--mantine-color-placeholder': 'var(--lz-text-3)',
  '--mantine-color-anchor': 'var(--lz-act)',
  '--mantine-color-error': 'var(--lz-text-1)',
  '--mantine-color-default': 'var(--lz-bg-1)',
  '--mantine-color-default-hover': 'var(--lz-bg-2)',
  '--mantine-color-default-color': 'var(--lz-text-1)',
  '--mantine-color-default-border': 'var(--lz-line-3)',
  '--mantine-color-disabled': 'var(--lz-bg-2)',
  '--mantine-color-disabled-color': 'var(--lz-text-3)',
  '--mantine-color-disabled-border': 'var(--lz-line-2)',
  '--mantine-primary-color-filled': 'var(--lz-act)',
  '--mantine-primary-color-filled-hover': 'var(--lz-act)',
  '--mantine-primary-color-light': 'var(--lz-act-soft)',
  '--mantine-primary-color-light-hover': 'var(--lz-act-soft)',
  '--mantine-primary-color-light-color': 'var(--lz-act)',
  '--mantine-primary-color-contrast': 'var(--lz-act-on)',
  '--mantine-color-act-filled': 'var(--lz-act)',
  '--mantine-color-act-outline': 'var(--lz-act)',
  '--mantine-shadow-xs': 'var(--lz-shadow-1)',
  '--mantine-shadow-sm': 'var(--lz-shadow-2)',
  '--mantine-shadow-md': 'var(--lz-shadow-2)',
  '--mantine-shadow-lg': 'var(--lz-shadow-2)',
  '--mantine-shadow-xl': 'var(--lz-shadow-2)',
};

export const cssVariablesResolver: CSSVariablesResolver = () => ({
  variables: {},
  light: variables,
  dark: variables,
});
