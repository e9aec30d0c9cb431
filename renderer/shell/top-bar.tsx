import { useTranslation } from 'react-i18next';
import { useDensity, useThemeName } from '../state/display.ts';
import { sameSummary, selectSummary } from '../state/feed-health.ts';
import { useConsole } from '../state/console.ts';
import { useClock, useLinkState, usePreference, useSession } from '../state/use-console.ts';
import { useCollection, useLive } from '../state/use-live.ts';
import { useHeldByDisk } from '../state/use-store.ts';
import { parseLanguage } from '../text/language.ts';
import { useFormat } from '../text/use-text.ts';
import { Button } from '../widgets/button.tsx';
import { Chip } from '../widgets/chip.tsx';
import { Icon } from '../widgets/icon.tsx';
import { openPalette } from './palette-store.ts';
import { SoundControl } from './sound-control.tsx';
import { SeatMenu } from './seat-menu.tsx';
import styles from './top-bar.module.css';

function Mark() {
  return (
    <svg width="26" height="26" viewBox="0 0 26 26" aria-hidden="true">
      <g fill="none" stroke="var(--lz-text-1)" strokeWidth="2">
        <rect x="2.5" y="2.5" width="13" height="13" rx="2" />
        <rect x="10.5" y="10.5" width="13" height="13" rx="2" />
      </g>
      <rect x="10.5" y="10.5" width="5" height="5" fill="var(--lz-act)" />
    </svg>
  );
}

/** Whether this is real. A demo or a replay says so here, on every screen. */
function Mode() {
  const { t } = useTranslation('shell');
  const session = useSession();
  if (!session) return null;
  return (
    <div className={styles.context}>
      <Chip tone={session.mode === 'live' ? 'edge' : 'plain'} title={t(`modeHint.${session.mode}`)}>
        {t(`mode.${session.mode}`)}
      </Chip>
    </div>
  );
}

function LiveChip() {
  const { t } = useTranslation('shell');
  const format = useFormat();
  const link = useLinkState();
  const mode = useSession()?.mode;
  const feeds = useLive(useCollection('feeds', {}), selectSummary, sameSummary);
  const span = useClock((now) => (feeds.downSince === null ? '' : format.span(now - feeds.downSince)));
  const isHeldByDisk = useHeldByDisk();
  if (link !== 'open') {
    return (
      <Chip tone="offline" icon="unlink">
        {t(link === 'connecting' ? 'starting' : 'coreAway')}
      </Chip>
    );
  }
  if (isHeldByDisk) {
    return (
      <Chip tone="offline" icon="disk">
        {t('heldByDisk')}
      </Chip>
    );
  }
  if (feeds.all > 0 && feeds.down === feeds.all) {
    return (
      <Chip tone="offline" icon="unlink">
        {feeds.downSince === null ? t('starting') : t('offlineFor', { span })}
      </Chip>
    );
  }
  if (feeds.late + feeds.down > 0) {
    return (
      <Chip tone="stale" icon="clock">
        {t('someStale', { count: feeds.late + feeds.down })}
      </Chip>
    );
  }
  if (feeds.all === 0) return null;
  // What comes from a file is not live, however well it comes.
  if (mode === 'replay') return <Chip tone="edge">{t('playing')}</Chip>;
  return (
    <Chip tone="live">
      <span className={styles.disc} aria-hidden="true" />
      {t('live')}
    </Chip>
  );
}

/** A difference that a reader of the clock would notice, ms. */
const NOTICEABLE = 2_000;

function WallClock() {
  const { t } = useTranslation('shell');
  const format = useFormat();
  const { clock } = useConsole();
  const time = useClock((now) => format.time(now, true));
  const date = useClock((now) => format.date(now));
  const off = Math.abs(clock.offset) > NOTICEABLE;
  return (
    <div className={styles.clock}>
      <b title={off ? t('clockOff', { offset: format.offset(clock.offset) }) : t('clock')}>
        <time>{time}</time>
      </b>
      <span className={styles.date}>{date}</span>
      <LiveChip />
    </div>
  );
}

/** Language and theme, one click each; both are also in the palette. */
function Tools() {
  const { t } = useTranslation('shell');
  const [language, setLanguage] = usePreference('ui.language', parseLanguage);
  const [theme, setTheme] = useThemeName();
  const [density, setDensity] = useDensity();
  const languageTitle = t(language === 'zh' ? 'language.toEn' : 'language.toZh');
  const themeTitle = t(theme === 'night' ? 'theme.toDay' : 'theme.toNight');
  const densityTitle = t(density === 'normal' ? 'density.toCompact' : 'density.toNormal');
  return (
    <div className={styles.tools}>
      <Button
        look="quiet"
        icon="language"
        title={languageTitle}
        lang={language === 'zh' ? 'en' : 'zh-CN'}
        onClick={() => setLanguage(language === 'zh' ? 'en' : 'zh')}
      >
        {t(language === 'zh' ? 'language.en' : 'language.zh')}
      </Button>
      <Button
        look="quiet"
        icon={theme === 'night' ? 'sun' : 'moon'}
        aria-label={themeTitle}
        title={themeTitle}
        onClick={() => setTheme(theme === 'night' ? 'day' : 'night')}
      />
      <Button
        look="quiet"
        icon="rows"
        aria-label={densityTitle}
        title={densityTitle}
        onClick={() => setDensity(density === 'normal' ? 'compact' : 'normal')}
      />
    </div>
  );
}

export function TopBar() {
  const { t } = useTranslation('shell');
  const { t: common } = useTranslation();
  return (
    <header className={styles.top}>
      <div className={styles.brand}>
        <span className={styles.mark}>
          <Mark />
        </span>
        <b>{common('product')}</b>
      </div>
      <Mode />
      <span className="lz-spring" />
      <button type="button" className={styles.find} onClick={openPalette}>
        <Icon name="search" />
        <span className="lz-cut">{t('search')}</span>
        <kbd>{'Ctrl K'}</kbd>
      </button>
      <WallClock />
      <SoundControl />
      <Tools />
      <SeatMenu />
    </header>
  );
}
