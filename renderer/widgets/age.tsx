import { useTranslation } from 'react-i18next';
import type { ReactNode } from 'react';
import type { Instant } from '../../shared/kit/time.ts';
import { freshness } from '../state/freshness.ts';
import { limitState } from '../state/incident-order.ts';
import { useClock } from '../state/use-console.ts';
import { useFormat } from '../text/use-text.ts';
import { Unknown } from './chip.tsx';
import { Icon } from './icon.tsx';
import styles from './age.module.css';

export interface AgeProps {
  readonly at: Instant | null;
  /** Seconds after which the value counts as old; absent: it does not age (times of events). */
  readonly limit?: number | null;
}

/** "13 min ago", with the look of what is past its limit. */
export function Age({ at, limit = null }: AgeProps) {
  const format = useFormat();
  const text = useClock((now) => (at === null ? '' : format.age(at, now)));
  const state = useClock((now) => (at === null ? 'fresh' : freshness(at, now, limit)));
  const exact = useClock((now) => (at === null ? '' : format.moment(at, now, true)));
  if (at === null) return <Unknown />;
  return (
    <span className={styles.age} data-freshness={state} title={exact}>
      {state === 'stale' && <Icon name="clock" size={12} />}
      {state === 'offline' && <Icon name="unlink" size={12} />}
      {text}
    </span>
  );
}

/** A span from a moment until now, in words: how long something has been so. */
export function Since({ at }: { readonly at: Instant }) {
  const format = useFormat();
  const text = useClock((now) => format.span(now - at));
  const exact = useClock((now) => format.moment(at, now, true));
  return (
    <span className={styles.age} title={exact}>
      {text}
    </span>
  );
}

/** A moment as time of day, with its date when that is another. */
export function Moment({ at, seconds = false }: { readonly at: Instant; readonly seconds?: boolean }) {
  const format = useFormat();
  const text = useClock((now) => format.moment(at, now, seconds));
  return <time dateTime={new Date(at).toISOString()}>{text}</time>;
}

export interface CountdownProps {
  /** What is waited for, before the clock. */
  readonly label?: string;
  readonly since: Instant;
  readonly due: Instant | undefined;
  /** Nothing is to be done yet: only a limit that is near or passed stands out. */
  readonly quiet?: boolean;
}

/** A clock that counts up to its limit; near and passed it says so by colour, weight and a glyph, never by a bar. */
export function Countdown({ label, since, due, quiet = false }: CountdownProps) {
  const { t } = useTranslation('incident');
  const format = useFormat();
  const text = useClock((now) => format.duration(now - since));
  const state = useClock((now) => limitState(due, since, now));
  return (
    <span className={styles.clock} data-limit={state} data-quiet={quiet}>
      {(state === 'near' || state === 'passed') && (
        <span role="img" aria-label={t(state === 'near' ? 'limitNear' : 'limitPassed')}>
          <Icon name="clock" size={14} />
        </span>
      )}
      {label !== undefined && <span>{label}</span>}
      <span>{text}</span>
    </span>
  );
}

/** "6:12 left" to a moment, or what `passed` says when it is over. */
export function Remaining({ until, passed }: { readonly until: Instant; readonly passed: (span: string) => string }) {
  const format = useFormat();
  const text = useClock((now) => (now < until ? format.duration(until - now) : passed(format.span(now - until))));
  return <span className={styles.age}>{text}</span>;
}

export interface AgedValueProps {
  readonly value: ReactNode | null;
  readonly at: Instant | null;
  /** Seconds. */
  readonly limit: number | null;
  readonly source?: string;
}

/** A value whose age is part of it (design.md §1.4): bare while fresh, with its age when not, in a box when unknown. */
export function AgedValue({ value, at, limit, source }: AgedValueProps) {
  const { t } = useTranslation();
  const state = useClock((now) => (at === null ? 'fresh' : freshness(at, now, limit)));
  if (value === null) return <Unknown />;
  return (
    <span
      className={styles.value}
      data-freshness={state}
      title={source === undefined ? undefined : t('sourceOf', { source })}
    >
      {value}
      {state !== 'fresh' && (
        <small>
          <Age at={at} limit={limit} />
        </small>
      )}
    </span>
  );
}
