import { useTranslation } from 'react-i18next';
import { CartesianGrid, Line, LineChart, ReferenceLine, ResponsiveContainer, XAxis, YAxis } from 'recharts';
import { instant, MINUTE, type Instant } from '../../../shared/kit/time.ts';
import type { ReplayPackage } from '../../../shared/protocol/console-api/replay-calls.ts';
import { useFormat } from '../../text/use-text.ts';
import styles from './replay.module.css';

/** Told apart by pattern, not by colour: one ink (design.md §6). */
const LINES = [
  { key: 'incidents', dash: '0' },
  { key: 'orders', dash: '6 3' },
  { key: 'decisions', dash: '2 3' },
] as const;

const SHORT = 15 * MINUTE;
const TICK = { fill: 'var(--lz-text-3)', fontSize: 12 };

interface ReplayChartProps {
  readonly series: ReplayPackage['series'];
  readonly at: Instant;
}

/** What was open over the time of the package, and where it is played now. */
export function ReplayChart({ series, at }: ReplayChartProps) {
  const { t } = useTranslation('replay');
  const format = useFormat();
  // Within minutes the minute alone would stand there several times.
  const isShort = (series.at(-1)?.at ?? 0) - (series[0]?.at ?? 0) < SHORT;
  return (
    <figure className={styles.chart}>
      <figcaption className={styles.key}>
        {LINES.map(({ key, dash }) => (
          <span key={key}>
            <svg width="24" height="8" aria-hidden="true">
              <path d="M0 4h24" stroke="var(--lz-text-1)" strokeWidth="1.6" strokeDasharray={dash} />
            </svg>
            {t(`chart.${key}`)}
          </span>
        ))}
      </figcaption>
      <ResponsiveContainer width="100%" height={110}>
        <LineChart data={[...series]} margin={{ top: 6, right: 12, bottom: 0, left: 0 }} accessibilityLayer={false}>
          <CartesianGrid vertical={false} stroke="var(--lz-line-1)" />
          <XAxis
            dataKey="at"
            type="number"
            scale="time"
            domain={['dataMin', 'dataMax']}
            tickFormatter={(value: number) => format.time(instant(value), isShort)}
            tick={TICK}
            tickLine={false}
            axisLine={{ stroke: 'var(--lz-line-2)' }}
            minTickGap={40}
          />
          <YAxis allowDecimals={false} tick={TICK} tickLine={false} axisLine={false} width={32} tickCount={4} />
          <ReferenceLine x={at} stroke="var(--lz-past)" strokeWidth={1.6} />
          {LINES.map(({ key, dash }) => (
            <Line
              key={key}
              dataKey={key}
              type="stepAfter"
              stroke="var(--lz-text-1)"
              strokeWidth={1.6}
              strokeDasharray={dash}
              dot={false}
              activeDot={false}
              isAnimationActive={false}
            />
          ))}
        </LineChart>
      </ResponsiveContainer>
    </figure>
  );
}
