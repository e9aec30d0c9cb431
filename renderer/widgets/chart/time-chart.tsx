import { useMemo, useState, type ReactElement } from 'react';
import {
  Area,
  CartesianGrid,
  ComposedChart,
  Line,
  ReferenceLine,
  ResponsiveContainer,
  Tooltip,
  XAxis,
  YAxis,
  type DotItemDotProps,
} from 'recharts';
import { useTranslation } from 'react-i18next';
import { instant, MINUTE, type Instant } from '../../../shared/kit/time.ts';
import { useCommand } from '../../state/commands.ts';
import { useNow } from '../../state/use-console.ts';
import { useFormat } from '../../text/use-text.ts';
import { Button } from '../button.tsx';
import { Empty } from '../panel.tsx';
import { ChartTable } from './chart-table.tsx';
import { niceTicks, plotPoints, valueRange, type ChartPoint, type PlotPoint } from './chart-points.ts';
import styles from './chart.module.css';

export interface ChartLimit {
  readonly value: number;
  readonly label: string;
  /** Limits have the colour of their level; everything else has one ink (design.md §6). */
  readonly level?: 0 | 1 | 2 | 3 | 4;
}

export interface TimeChartProps {
  readonly label: string;
  readonly points: readonly ChartPoint[];
  readonly limits?: readonly ChartLimit[];
  readonly unit?: string | undefined;
  readonly height?: number;
}

const HEIGHT = 190;
const SHORT = 15 * MINUTE;
const ODD = 5;

/** An odd point is a diamond with a hole: told by shape, also in a grey print. Others have a dot only where no line leads to them. */
function oddDot({ cx, cy, index, payload }: DotItemDotProps): ReactElement {
  const { odd: isOdd, alone } = payload as PlotPoint;
  if (cx === undefined || cy === undefined || !(isOdd || alone)) return <g key={index} />;
  if (!isOdd) return <circle key={index} cx={cx} cy={cy} r={2.5} fill="var(--lz-text-1)" />;
  return (
    <path key={index} className={styles.odd} d={`M${cx} ${cy - ODD}l${ODD} ${ODD}l${-ODD} ${ODD}l${-ODD} ${-ODD}z`} />
  );
}

/**
 * Values over time in one ink, what was to be expected as a band, limits as lines with their words. Gaps stay gaps. `T` shows
 * the same as a table (rule C3).
 */
export function TimeChart({ label, points, limits = [], unit, height = HEIGHT }: TimeChartProps) {
  const { t } = useTranslation('warning');
  const format = useFormat();
  const now = useNow();
  const [asTable, setTable] = useState(false);
  const plot = useMemo(() => plotPoints(points), [points]);
  const range = useMemo(() => valueRange(plot, limits.map(({ value }) => value)), [plot, limits]); // prettier-ignore
  // Within minutes the minute alone would stand there several times.
  const isShort = (plot.at(-1)?.at ?? 0) - (plot[0]?.at ?? 0) < SHORT;
  const toggle = (): void => setTable(!asTable);
  useCommand({
    id: 'chart.table',
    group: 'warning',
    key: 'T',
    title: t(asTable ? 'chart.chart' : 'chart.table'),
    run: toggle,
  });
  if (plot.every(({ value, band }) => value === null && band === null)) return <Empty title={t('chart.none')} />;
  const odd = plot.filter((point) => point.odd).length;
  return (
    <figure className={styles.figure}>
      <figcaption className={styles.caption}>
        <span>{unit === undefined ? label : `${label} ${unit}`}</span>
        <Key hasBand={plot.some(({ band }) => band !== null)} hasMid={plot.some(({ mid }) => mid !== null)} odd={odd} />
        <Button look="quiet" shortcut="T" onClick={toggle}>
          {t(asTable ? 'chart.chart' : 'chart.table')}
        </Button>
      </figcaption>
      {asTable ? (
        <ChartTable label={label} points={plot} />
      ) : (
        <ResponsiveContainer width="100%" height={height}>
          <ComposedChart data={plot} margin={{ top: 8, right: 12, bottom: 0, left: 0 }} accessibilityLayer={false}>
            <CartesianGrid vertical={false} stroke="var(--lz-line-1)" />
            <XAxis
              dataKey="at"
              type="number"
              scale="time"
              domain={['dataMin', 'dataMax']}
              tickFormatter={(at: number) => format.moment(instant(at), now, isShort)}
              tick={{ fill: 'var(--lz-text-3)', fontSize: 12 }}
              tickLine={false}
              axisLine={{ stroke: 'var(--lz-line-2)' }}
              minTickGap={24}
            />
            <YAxis
              domain={[...range]}
              ticks={niceTicks(range[0], range[1], 4)}
              tickFormatter={(value: number) => format.figure(value)}
              tick={{ fill: 'var(--lz-text-3)', fontSize: 12 }}
              tickLine={false}
              axisLine={false}
              width={44}
            />
            <Tooltip
              isAnimationActive={false}
              cursor={{ stroke: 'var(--lz-line-3)' }}
              content={({ payload }) => <Reading point={payload?.[0]?.payload as PlotPoint | undefined} now={now} />}
            />
            <Area
              dataKey="band"
              stroke="none"
              fill="var(--lz-text-3)"
              fillOpacity={0.16}
              activeDot={false}
              isAnimationActive={false}
              connectNulls={false}
            />
            <Line
              dataKey="mid"
              stroke="var(--lz-text-3)"
              strokeDasharray="2 3"
              dot={false}
              activeDot={false}
              isAnimationActive={false}
            />
            {limits.map(({ value, label: words, level }) => (
              <ReferenceLine
                key={`${words} ${value}`}
                y={value}
                stroke={level === undefined ? 'var(--lz-text-2)' : `var(--lz-sev-${level}-text, var(--lz-text-2))`}
                strokeDasharray="6 4"
                label={{ value: words, position: 'insideTopLeft', fill: 'var(--lz-text-2)', fontSize: 12 }}
              />
            ))}
            <Line
              dataKey="value"
              type="linear"
              stroke="var(--lz-text-1)"
              strokeWidth={1.6}
              dot={oddDot}
              activeDot={{ r: 3, fill: 'var(--lz-act)', stroke: 'none' }}
              isAnimationActive={false}
              connectNulls={false}
            />
          </ComposedChart>
        </ResponsiveContainer>
      )}
    </figure>
  );
}

/** What the marks mean, beside the title: a legend would be a place to look for them. */
function Key({ hasBand, hasMid, odd }: { readonly hasBand: boolean; readonly hasMid: boolean; readonly odd: number }) {
  const { t } = useTranslation('warning');
  return (
    <span className={styles.key}>
      {hasBand && (
        <span>
          <i data-mark="band" aria-hidden="true" />
          {t('chart.band')}
        </span>
      )}
      {hasMid && (
        <span>
          <i data-mark="mid" aria-hidden="true" />
          {t('chart.forecast')}
        </span>
      )}
      {odd > 0 && (
        <span>
          <svg width="12" height="12" viewBox="0 0 12 12" aria-hidden="true">
            <path className={styles.odd} d="M6 1l5 5l-5 5l-5-5z" />
          </svg>
          {t('chart.odd')}
        </span>
      )}
    </span>
  );
}

function Reading({ point, now }: { readonly point: PlotPoint | undefined; readonly now: Instant }) {
  const { t } = useTranslation('warning');
  const format = useFormat();
  if (!point) return null;
  return (
    <div className={styles.reading}>
      <span>{format.moment(instant(point.at), now)}</span>
      <b>{point.value === null ? t('chart.unknown') : format.figure(point.value)}</b>
      {point.band && (
        <span>
          {t('chart.band')} {`${format.figure(point.band[0])}–${format.figure(point.band[1])}`}
        </span>
      )}
      {point.odd && <span>{t('chart.odd')}</span>}
    </div>
  );
}
