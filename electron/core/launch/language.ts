export type Language = 'zh' | 'en';

/** The language of a command line: what the environment says, else what the operating system says (Windows sets no LANG). */
export function languageOf(env: Readonly<Record<string, string | undefined>>): Language {
  const locale =
    env['LC_ALL'] || env['LC_MESSAGES'] || env['LANG'] || new Intl.DateTimeFormat().resolvedOptions().locale;
  return /^zh/i.test(locale) ? 'zh' : 'en';
}
