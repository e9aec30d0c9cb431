// Before the first paint: the theme and language this window had last, so that it does not flash.
try {
  const theme = localStorage.getItem('lz.theme');
  if (theme === 'night' || theme === 'day') document.documentElement.dataset.theme = theme;
  const language = localStorage.getItem('lz.language');
  if (language === 'zh' || language === 'en') document.documentElement.lang = language === 'zh' ? 'zh-CN' : 'en';
} catch {
  // Storage may be refused; the defaults of index.html stand.
}
