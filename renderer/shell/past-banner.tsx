import { useTranslation } from 'react-i18next';
import { MOMENT_SPEEDS } from '../../shared/protocol/console-api/moment.ts';
import { instant, MINUTE } from '../../shared/kit/time.ts';
import { useCommand } from '../state/commands.ts';
import { useConsole } from '../state/console.ts';
import type { PastView } from '../state/moment.ts';
import { useClock } from '../state/use-console.ts';
import { useLeftMoment, useMomentWays, usePast } from '../state/use-moment.ts';
import { useFormat } from '../text/use-text.ts';
import { cx } from '../styles/cx.ts';
import { Button } from '../widgets/button.tsx';
import { Icon } from '../widgets/icon.tsx';
import { Present } from '../widgets/present.tsx';
import styles from './banners.module.css';

const MINUTES = [-10, -1, 1, 10] as const;

/** S7: the one inverted surface, on every desk while the window looks back, and the way through time and home again. */
export function PastBanner() {
  const { moment } = useConsole();
  const past = usePast();
  const left = useLeftMoment();
  if (left) return <Left past={left} join={() => moment.link(true)} />;
  if (!past) return null;
  return (
    <Present>
      <Past past={past} leave={() => moment.link(false)} />
    </Present>
  );
}

/** This window is live while the others look back: said, and the way to them. */
function Left({ past, join }: { readonly past: PastView; readonly join: () => void }) {
  const { t } = useTranslation('shell');
  const format = useFormat();
  const time = useClock((now) => format.moment(past.at, now, true));
  return (
    <div className={cx(styles.banner, styles.left)} role="status" data-banner="left">
      <Icon name="clock" size={20} />
      <span className="lz-cut">{t('past.left', { time })}</span>
      <span className="lz-spring" />
      <Button icon="link" onClick={join}>
        {t('past.join')}
      </Button>
    </div>
  );
}

function Past({ past, leave }: { readonly past: PastView; readonly leave: () => void }) {
  const { t } = useTranslation('shell');
  const format = useFormat();
  const ways = useMomentWays();
  // Present has the clock of now.
  const time = useClock((now) => format.moment(past.at, now, true));
  const behind = useClock((now) => format.span(now - past.at));
  const { clock } = useConsole();
  const isPlaying = past.speed > 0;
  const step = (minutes: number): void => {
    const at = past.at + minutes * MINUTE;
    if (at >= clock.now - 1_000) ways.live();
    else ways.show(instant(at));
  };
  useCommand({ id: 'moment.live', group: 'everywhere', key: 'T', title: t('past.live'), run: ways.live });
  return (
    <div className={cx(styles.banner, styles.past)} role="status" data-banner="past" data-at={past.at}>
      <Icon name="clock" size={24} />
      <b>{t('past.title', { time })}</b>
      <span className="lz-cut">{past.complete ? t('past.text', { span: behind }) : t('past.incomplete')}</span>
      <span className="lz-spring" />
      <span className={styles.play} role="group" aria-label={t('past.controls')}>
        {MINUTES.slice(0, 2).map((minutes) => (
          <StepButton key={minutes} minutes={minutes} step={step} />
        ))}
        <Button
          icon={isPlaying ? 'pause' : 'play'}
          aria-label={t(isPlaying ? 'past.pause' : 'past.play')}
          title={t(isPlaying ? 'past.pause' : 'past.play')}
          onClick={() => ways.play(isPlaying ? 0 : 1)}
        />
        {MINUTES.slice(2).map((minutes) => (
          <StepButton key={minutes} minutes={minutes} step={step} />
        ))}
        {MOMENT_SPEEDS.map((speed) => (
          <Button key={speed} aria-pressed={past.speed === speed} onClick={() => ways.play(speed)}>
            {t('past.speed', { speed })}
          </Button>
        ))}
      </span>
      <Button icon="unlink" title={t('past.leaveTitle')} onClick={leave}>
        {t('past.leave')}
      </Button>
      <Button look="primary" shortcut="T" onClick={ways.live}>
        {t('past.live')}
      </Button>
    </div>
  );
}

function StepButton({ minutes, step }: { readonly minutes: number; readonly step: (minutes: number) => void }) {
  const { t } = useTranslation('shell');
  const label = t(minutes < 0 ? 'past.back' : 'past.forward', { minutes: Math.abs(minutes) });
  return (
    <Button title={label} aria-label={label} onClick={() => step(minutes)}>
      {t(minutes < 0 ? 'past.minus' : 'past.plus', { minutes: Math.abs(minutes) })}
    </Button>
  );
}
