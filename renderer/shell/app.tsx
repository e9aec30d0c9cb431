import { useEffect, useLayoutEffect, useMemo, useState, type ReactNode } from 'react';
import { MantineProvider } from '@mantine/core';
import { Notifications } from '@mantine/notifications';
import { I18nextProvider } from 'react-i18next';
import type { Link } from '../link/link.ts';
import { ConsoleContext, createConsole, useConsole } from '../state/console.ts';
import { useThemeName } from '../state/display.ts';
import { usePreference } from '../state/use-console.ts';
import { cssVariablesResolver, theme } from '../styles/theme.ts';
import { applyLanguage, createI18n } from '../text/i18n.ts';
import { parseLanguage } from '../text/language.ts';
import { SeatGate } from './seat-gate.tsx';
import { Shell } from './shell.tsx';

/** The host writes one nonce per answer into the page; without it Mantine's variables would be refused by the policy. */
function styleNonce(): string {
  return document.querySelector<HTMLMetaElement>('meta[name="csp-nonce"]')?.content ?? '';
}

function Look({ children }: { readonly children: ReactNode }) {
  const [name] = useThemeName();
  const [language] = usePreference('ui.language', parseLanguage);
  const { preferences } = useConsole();
  const [i18n] = useState(() => createI18n(parseLanguage(preferences.read('ui.language'))));
  useLayoutEffect(() => {
    document.documentElement.dataset['theme'] = name;
  }, [name]);
  useEffect(() => applyLanguage(i18n, language), [i18n, language]);
  return (
    <I18nextProvider i18n={i18n}>
      <MantineProvider
        theme={theme}
        cssVariablesResolver={cssVariablesResolver}
        forceColorScheme={name === 'day' ? 'light' : 'dark'}
        getStyleNonce={styleNonce}
      >
        <Notifications position="bottom-left" limit={3} />
        {children}
      </MantineProvider>
    </I18nextProvider>
  );
}

/** One window of the console over one link. */
export function App({ link }: { readonly link: Link }) {
  const value = useMemo(() => createConsole(link), [link]);
  return (
    <ConsoleContext value={value}>
      <Look>
        <SeatGate>
          <Shell />
        </SeatGate>
      </Look>
    </ConsoleContext>
  );
}
