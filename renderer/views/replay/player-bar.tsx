import type { KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { instant, MINUTE } from '../../../shared/kit/time.ts';
import type { ReplayPackage } from '../../../shared/protocol/console-api/replay-calls.ts';
import { useCommand } from '../../state/commands.ts';
import { useFormat } from '../../text/use-text.ts';
import { Button } from '../../widgets/button.tsx';
import { SPEEDS, type Player, type Speed } from './use-player.ts';
import styles from './replay.module.css';

const STEP = MINUTE;
const STRIDE = 10 * MINUTE;

interface PlayerBarProps {
  readonly of: ReplayPackage;
  readonly player: Player;
}

/** Play, speed, and the time of the package with its decisions, orders, and the spans in which it knows less. */
export function PlayerBar({ of, player }: PlayerBarProps) {
  const { t } = useTranslation('replay');
  const format = useFormat();
  const { at, isPlaying, speed, toggle, go, setSpeed } = player;
  const { from, to, marks, spans } = of;
  const place = (time: number): string =>
    `${(Math.min(1, Math.max(0, (time - from) / Math.max(1, to - from))) * 100).toFixed(3)}%`;
  const faster = (by: 1 | -1): void => {
    const next = SPEEDS[SPEEDS.indexOf(speed) + by];
    if (next) setSpeed(next);
  };
  useCommand({ id: 'replay.play', group: 'map', key: 'P', title: t(isPlaying ? 'pause' : 'play'), run: toggle });
  useCommand({ id: 'replay.slower', group: 'map', key: '[', title: t('slower'), run: () => faster(-1) });
  useCommand({ id: 'replay.faster', group: 'map', key: ']', title: t('faster'), run: () => faster(1) });

  function onKeyDown(event: KeyboardEvent): void {
    const steps: Readonly<Record<string, number>> = {
      ArrowLeft: -STEP,
      ArrowRight: STEP,
      PageDown: -STRIDE,
      PageUp: STRIDE,
      Home: from - at,
      End: to - at,
    };
    const step = steps[event.key];
    if (step === undefined && event.key !== ' ') return;
    event.preventDefault();
    event.stopPropagation();
    if (step === undefined) toggle();
    else go(instant(at + step));
  }

  return (
    <div className={styles.bar}>
      <Button look="primary" icon={isPlaying ? 'pause' : 'play'} shortcut="P" onClick={toggle}>
        {t(isPlaying ? 'pause' : 'play')}
      </Button>
      <select
        className={styles.speed}
        aria-label={t('speed')}
        value={speed}
        onChange={(event) => setSpeed(SPEEDS.find((one) => one === Number(event.target.value)) ?? (60 satisfies Speed))}
      >
        {SPEEDS.map((one) => (
          <option key={one} value={one}>
            {t('times', { speed: one })}
          </option>
        ))}
      </select>
      <time className={styles.clock} dateTime={new Date(at).toISOString()} data-replay-at={at}>
        {format.date(at)} {format.time(at, true)}
      </time>
      <div
        className={styles.scrub}
        role="slider"
        tabIndex={0}
        aria-label={t('scrub')}
        aria-valuemin={from}
        aria-valuemax={to}
        aria-valuenow={at}
        aria-valuetext={`${format.date(at)} ${format.time(at, true)}`}
        onKeyDown={onKeyDown}
        onPointerDown={(event) => event.currentTarget.setPointerCapture(event.pointerId)}
        onPointerMove={(event) => {
          if (event.buttons === 0) return;
          const box = event.currentTarget.getBoundingClientRect();
          go(instant(from + ((event.clientX - box.left) / box.width) * (to - from)));
        }}
        onClick={(event) => {
          const box = event.currentTarget.getBoundingClientRect();
          go(instant(from + ((event.clientX - box.left) / box.width) * (to - from)));
        }}
      >
        {spans.map(({ what, feed, from: begin, to: end }, index) => (
          <i
            key={index}
            className={styles.away}
            title={t(`span.${what}`, { feed })}
            style={{ left: place(begin), right: `calc(100% - ${place(end ?? to)})` }}
          />
        ))}
        {marks.map(({ at: when, what }, index) => (
          <i
            key={index}
            className={styles.mark}
            data-what={what}
            title={t(`mark.${what}`)}
            style={{ left: place(when) }}
          />
        ))}
        <i className={styles.head} style={{ left: place(at) }} />
      </div>
    </div>
  );
}
