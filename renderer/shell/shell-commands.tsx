import { useTranslation } from 'react-i18next';
import { useCommand } from '../state/commands.ts';
import { useDensity, useThemeName } from '../state/display.ts';
import { goToDesk } from '../state/route.ts';
import { useSelection } from '../state/selection.ts';
import { usePreference } from '../state/use-console.ts';
import { parseLanguage } from '../text/language.ts';
import { useNewReport } from '../widgets/incident/new-report-state.ts';
import { DESKS, type Desk } from './desks.ts';
import { openKeys, openPalette } from './palette-store.ts';

function GoTo({ desk }: { readonly desk: Desk }) {
  const { t } = useTranslation('shell');
  useCommand({
    id: `go.${desk.id}`,
    group: 'everywhere',
    key: `G ${desk.key}`,
    title: t('command.goTo', { desk: t(`desk.${desk.id}`) }),
    run: () => goToDesk(desk.id),
  });
  return null;
}

/** The commands that every desk has. Draws nothing. */
export function ShellCommands() {
  const { t } = useTranslation('shell');
  const { t: incident } = useTranslation('incident');
  const [language, setLanguage] = usePreference('ui.language', parseLanguage);
  const [theme, setTheme] = useThemeName();
  const [density, setDensity] = useDensity();
  const report = useNewReport();
  const clear = useSelection((state) => state.clear);
  const group = 'everywhere';
  useCommand({ id: 'palette', group, key: 'Ctrl K', keyOnly: true, title: t('command.palette'), run: openPalette });
  useCommand({ id: 'keys', group, key: 'F1', title: t('command.keys'), run: openKeys });
  useCommand({ id: 'report.new', group, key: 'N', title: incident('newReport'), run: () => report.open() });
  useCommand({
    id: 'back',
    group,
    key: 'Esc',
    keyOnly: true,
    title: t('command.back'),
    run: () => (report.draft ? report.close() : clear()),
  });
  useCommand({
    id: 'theme',
    group,
    title: t(theme === 'night' ? 'theme.toDay' : 'theme.toNight'),
    run: () => setTheme(theme === 'night' ? 'day' : 'night'),
  });
  useCommand({
    id: 'language',
    group,
    title: t(language === 'zh' ? 'language.toEn' : 'language.toZh'),
    run: () => setLanguage(language === 'zh' ? 'en' : 'zh'),
  });
  useCommand({
    id: 'density',
    group,
    title: t(density === 'normal' ? 'density.toCompact' : 'density.toNormal'),
    run: () => setDensity(density === 'normal' ? 'compact' : 'normal'),
  });
  return DESKS.map((desk) => <GoTo key={desk.id} desk={desk} />);
}
