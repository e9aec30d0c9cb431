import { createInstance, type i18n as I18n } from 'i18next';
import { initReactI18next } from 'react-i18next';
import { en, zh } from './catalogues.ts';
import { LANGUAGE_TAG, type Language } from './language.ts';

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'common';
    resources: typeof zh;
  }
}

/** All text is in the bundle, so a language is there at once and a switch needs no network. */
export function createI18n(language: Language): I18n {
  const i18n = createInstance();
  void i18n.use(initReactI18next).init({
    resources: { zh, en },
    lng: language,
    fallbackLng: false,
    defaultNS: 'common',
    initAsync: false,
    // React escapes; doing it twice would show entities.
    interpolation: { escapeValue: false },
    returnNull: false,
    react: { useSuspense: false },
  });
  return i18n;
}

/** Switches every text of this window, and what assistive technology reads it as. */
export function applyLanguage(i18n: I18n, language: Language): void {
  document.documentElement.lang = LANGUAGE_TAG[language];
  if (i18n.language !== language) void i18n.changeLanguage(language);
}
