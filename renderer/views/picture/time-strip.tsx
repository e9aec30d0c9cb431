import { useCallback, useRef, useState } from 'react';
import type { KeyboardEvent, PointerEvent, Ref } from 'react';
import { useTranslation } from 'react-i18next';
import { HOUR, instant, MINUTE } from '../../../shared/kit/time.ts';
import type { Instant } from '../../../shared/kit/time.ts';
import { useCommand } from '../../state/commands.ts';
import { useConsole } from '../../state/console.ts';
import type { IncidentRow } from '../../state/incident-order.ts';
import type { LiveCollection } from '../../state/live-collection.ts';
import type { PastView } from '../../state/moment.ts';
import { useSampled } from '../../state/sampler.ts';
import { useClock, usePreference } from '../../state/use-console.ts';
import { useCollection } from '../../state/use-live.ts';
import { useHistorySince, useMomentWays, usePast } from '../../state/use-moment.ts';
import { useFormat } from '../../text/use-text.ts';
import { Button } from '../../widgets/button.tsx';
import { Present } from '../../widgets/present.tsx';
import { parseTimeRange, TIME_RANGES, TimeScale, type TimeRange } from './time-scale.ts';
import styles from './time-strip.module.css';

/** How far one press of an arrow, and of a page key, goes. */
const STEP = MINUTE;
const STRIDE = 10 * MINUTE;

/**
 * P3: what came in, per bin, and the way to any moment of it. The strip itself always stands at the present, so that the way
 * back is where it was.
 */
export function TimeStrip({ besideDrawer }: { readonly besideDrawer: boolean }) {
  const past = usePast();
  const since = useHistorySince();
  return (
    <Present>
      <Strip past={past} since={since} besideDrawer={besideDrawer} />
    </Present>
  );
}

interface StripProps {
  readonly past: PastView | null;
  readonly since: Instant | null;
  readonly besideDrawer: boolean;
}

function Strip({ past, since, besideDrawer }: StripProps) {
  const { t } = useTranslation('map');
  const format = useFormat();
  const { clock } = useConsole();
  const ways = useMomentWays();
  const [range, setRange] = usePreference('map.timeRange', parseTimeRange);
  const incidents = useCollection('incidents', {});
  // A step each ten seconds: the bars do not need the second.
  const now = instant(useClock((present) => Math.floor(present / 10_000) * 10_000 + 9_999));
  const scale = new TimeScale(range, now, new Date(now).getTimezoneOffset());
  const read = useCallback(
    (rows: LiveCollection<IncidentRow>) => {
      function* reports() {
        for (const { data } of rows.rows.values()) yield data.reportedAt;
      }
      return new TimeScale(range, now, new Date(now).getTimezoneOffset()).count(reports(), now);
    },
    [range, now],
  );
  const counts = useSampled(incidents, read, 1_000);
  const sum = counts.reduce((total, count) => total + count, 0);
  const bar = useRef<HTMLDivElement>(null);
  const back = useCallback(() => {
    bar.current?.focus();
    // Before the history begins there is nothing to look back at.
    const earliest = since === null ? -Infinity : Math.ceil(since / 1_000) * 1_000;
    ways.show(instant(Math.max(Math.floor(clock.now / 1_000) * 1_000 - STRIDE, earliest)));
  }, [ways, clock, since]);
  useCommand(past ? null : { id: 'moment.back', group: 'map', key: 'T', title: t('time.lookBack'), run: back });
  const shown = past?.at ?? null;
  return (
    <section className={styles.strip} aria-label={t('time.label')} data-beside={besideDrawer ? 'drawer' : undefined}>
      <div className={styles.side}>
        <b>{t('strip.title')}</b>
        <span>{t('strip.sum', { count: sum })}</span>
      </div>
      <select
        className={styles.range}
        aria-label={t('time.range')}
        value={range}
        onChange={(event) => setRange(parseTimeRange(event.target.value))}
      >
        {(Object.keys(TIME_RANGES) as TimeRange[]).map((each) => (
          <option key={each} value={each}>
            {t(`time.ranges.${each}`)}
          </option>
        ))}
      </select>
      <Slider
        ref={bar}
        scale={scale}
        counts={counts}
        now={now}
        shown={shown}
        since={since}
        go={ways.show}
        live={ways.live}
      />
      {past ? (
        <Button look="primary" shortcut="T" onClick={ways.live}>
          {t('time.live')}
        </Button>
      ) : (
        <Button icon="clock" shortcut="T" title={t('time.lookBack')} onClick={back}>
          {t('time.now', { time: format.time(now) })}
        </Button>
      )}
    </section>
  );
}

interface SliderProps {
  readonly ref: Ref<HTMLDivElement>;
  readonly scale: TimeScale;
  readonly counts: readonly number[];
  readonly now: Instant;
  readonly shown: Instant | null;
  readonly since: Instant | null;
  readonly go: (at: Instant) => void;
  readonly live: () => void;
}

function Slider({ ref, scale, counts, now, shown, since, go, live }: SliderProps) {
  const { t } = useTranslation('map');
  const format = useFormat();
  const [hovered, setHovered] = useState<Instant | null>(null);
  const isDragged = useRef(false);
  const most = Math.max(1, ...counts);
  const place = (at: Instant): string => `${((scale.shareOf(at) ?? 0) * 100).toFixed(3)}%`;
  const timeAt = (event: PointerEvent<HTMLDivElement>): Instant => {
    const box = event.currentTarget.getBoundingClientRect();
    return scale.at((event.clientX - box.left) / box.width);
  };
  const goTo = (at: Instant): void => (at >= now - 1_000 ? live() : go(at));

  function onKeyDown(event: KeyboardEvent): void {
    const from = shown ?? now;
    const steps: Readonly<Record<string, number>> = {
      ArrowLeft: -STEP,
      ArrowRight: STEP,
      PageDown: -STRIDE,
      PageUp: STRIDE,
    };
    const step = steps[event.key];
    if (step !== undefined) goTo(instant(from + step));
    else if (event.key === 'Home') goTo(since ?? scale.from);
    else if (event.key === 'End') live();
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  const value = shown ?? now;
  return (
    <div
      ref={ref}
      className={styles.slider}
      role="slider"
      tabIndex={0}
      aria-label={t('time.slider')}
      aria-valuemin={since ?? scale.from}
      aria-valuemax={now}
      aria-valuenow={value}
      aria-valuetext={shown === null ? t('time.live') : format.moment(shown, now, true)}
      data-past={shown !== null}
      onKeyDown={onKeyDown}
      onPointerDown={(event) => {
        if (event.button !== 0) return;
        isDragged.current = true;
        event.currentTarget.setPointerCapture(event.pointerId);
        goTo(timeAt(event));
      }}
      onPointerMove={(event) => {
        setHovered(timeAt(event));
        if (isDragged.current) goTo(timeAt(event));
      }}
      onPointerUp={() => (isDragged.current = false)}
      onPointerCancel={() => (isDragged.current = false)}
      onPointerLeave={() => setHovered(null)}
    >
      {counts.map((count, bin) => (
        <div key={scale.start(bin)} className={styles.bin}>
          <i style={{ height: `${(count / most) * 100}%` }} data-none={count === 0} />
          {scale.isLabelled(bin) && <span>{labelOf(scale.start(bin))}</span>}
        </div>
      ))}
      {since !== null && since > scale.from && (
        <u className={styles.before} style={{ width: place(since) }} title={t('time.noHistory')} />
      )}
      <em className={styles.present} style={{ left: place(now) }} />
      {shown !== null && scale.shareOf(shown) !== null && (
        <em className={styles.cursor} style={{ left: place(shown) }}>
          <b>{format.time(shown, true)}</b>
        </em>
      )}
      {hovered !== null && hovered < now && !isDragged.current && (
        <em className={styles.hover} style={{ left: place(hovered) }}>
          <b>{format.moment(hovered, now)}</b>
        </em>
      )}
    </div>
  );

  function labelOf(at: Instant): string {
    return TIME_RANGES[scale.range].bin >= 6 * HOUR ? format.date(at) : format.time(at);
  }
}
