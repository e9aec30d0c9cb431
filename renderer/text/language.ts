export type Language = 'zh' | 'en';

/** For `lang` attributes and `Intl`. */
export const LANGUAGE_TAG: Readonly<Record<Language, string>> = { zh: 'zh-CN', en: 'en' };

function isLanguage(value: unknown): value is Language {
  return value === 'zh' || value === 'en';
}

/** Chinese where the workstation speaks Chinese, else English; the officer's stored choice comes before this. */
export function systemLanguage(preferred: readonly string[]): Language {
  return preferred[0]?.toLowerCase().startsWith('zh') ? 'zh' : 'en';
}

/** A stored preference as a language. */
export function parseLanguage(stored: unknown): Language {
  return isLanguage(stored) ? stored : systemLanguage(navigator.languages);
}
