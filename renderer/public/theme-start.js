// Before the first paint: the theme and language this window had last, so that it does not flash.
try {
  const root = globalThis.document.documentElement;
  const theme = globalThis.localStorage.getItem('lz.theme');
  if (theme === 'night' || theme === 'day') root.dataset.theme = theme;
  const language = globalThis.localStorage.getItem('lz.language');
  if (language === 'zh' || language === 'en') root.lang = language === 'zh' ? 'zh-CN' : 'en';
} catch {
  // Storage may be refused; the defaults of index.html stand.
}
