import { useMemo, useState, type ReactElement } from 'react';
import { Select } from '@mantine/core';
import {
  CartesianGrid,
  ResponsiveContainer,
  Scatter,
  ScatterChart,
  XAxis,
  YAxis,
  type ScatterShapeProps,
} from 'recharts';
import { useTranslation } from 'react-i18next';
import type { PlanRunRow } from '../../../shared/protocol/console-api/plan-calls.ts';
import { useCommand } from '../../state/commands.ts';
import { Button } from '../../widgets/button.tsx';
import { Empty } from '../../widgets/panel.tsx';
import { TradeTable } from './trade-table.tsx';
import { axesOf, tradePoints, type TradePoint } from './trade-points.ts';
import { LETTERS } from './use-decide.ts';
import { useFigureWords } from './use-figure-words.ts';
import styles from './trade-off.module.css';

interface TradeOffProps {
  readonly run: PlanRunRow;
  readonly chosen: number | null;
  readonly onChoose: (index: number) => void;
}

/** What time is usually traded for. */
const USUAL = ['covered', 'cost', 'distance'];
const INK = { fill: 'var(--lz-text-3)', fontSize: 12 };

/**
 * What is gained against what is given up: every point that nothing beats, the options among them with their letters. `T`
 * shows the same as a table (C3).
 */
export function TradeOff({ run, chosen, onChoose }: TradeOffProps) {
  const { t } = useTranslation('decision');
  const { name, text } = useFigureWords();
  const axes = useMemo(() => axesOf(run), [run]);
  const [picked, setPicked] = useState<{ readonly x?: string; readonly y?: string }>({});
  const [asTable, setTable] = useState(false);
  const x = picked.x ?? axes[0]?.key ?? '';
  const others = axes.filter(({ key }) => key !== x).map(({ key }) => key);
  const y = picked.y ?? USUAL.find((key) => others.includes(key)) ?? others[0] ?? '';
  const points = useMemo(() => tradePoints(run, x, y), [run, x, y]);
  const toggle = (): void => setTable(!asTable);
  useCommand({
    id: 'decision.table',
    group: 'list',
    key: 'T',
    title: t(asTable ? 'trade.chart' : 'trade.table'),
    run: toggle,
  });
  if (axes.length < 2 || points.length === 0) return <Empty title={t('trade.none')} hint={t('trade.noneHint')} />;
  const unitOf = (key: string): string | undefined => axes.find((axis) => axis.key === key)?.unit;
  const choices = axes.map(({ key }) => ({ value: key, label: name(key) }));
  return (
    <figure className={styles.trade}>
      <figcaption>
        <span>{t('trade.title', { count: points.length })}</span>
        <span className="lz-spring" />
        <Select
          size="xs"
          label={t('trade.across')}
          data={choices}
          value={x}
          allowDeselect={false}
          onChange={(next) => setPicked({ ...picked, x: next ?? x })}
        />
        <Select
          size="xs"
          label={t('trade.up')}
          data={choices}
          value={y}
          allowDeselect={false}
          onChange={(next) => setPicked({ ...picked, y: next ?? y })}
        />
        <Button shortcut="T" onClick={toggle}>
          {t(asTable ? 'trade.chart' : 'trade.table')}
        </Button>
      </figcaption>
      {asTable ? (
        <TradeTable run={run} axes={axes} chosen={chosen} onChoose={onChoose} />
      ) : (
        <div className={styles.chart}>
          <ResponsiveContainer width="100%" height="100%">
            <ScatterChart margin={{ top: 16, right: 32, bottom: 32, left: 24 }} accessibilityLayer={false}>
              <CartesianGrid vertical={false} stroke="var(--lz-line-1)" />
              <XAxis
                type="number"
                dataKey="x"
                name={name(x)}
                domain={['auto', 'auto']}
                tick={INK}
                tickLine={false}
                axisLine={{ stroke: 'var(--lz-line-2)' }}
                tickFormatter={(value: number) => text(value, unitOf(x))}
                label={{
                  value: name(x),
                  position: 'insideBottom',
                  offset: -18,
                  fill: 'var(--lz-text-2)',
                  fontSize: 12,
                }}
              />
              <YAxis
                type="number"
                dataKey="y"
                name={name(y)}
                domain={['auto', 'auto']}
                width={84}
                tick={INK}
                tickLine={false}
                axisLine={false}
                tickFormatter={(value: number) => text(value, unitOf(y))}
                label={{ value: name(y), angle: -90, position: 'insideLeft', fill: 'var(--lz-text-2)', fontSize: 12 }}
              />
              <Scatter
                data={points}
                isAnimationActive={false}
                shape={({ cx, cy, payload }: ScatterShapeProps) => (
                  <Mark cx={cx} cy={cy} point={payload as unknown as TradePoint} chosen={chosen} onChoose={onChoose} />
                )}
              />
            </ScatterChart>
          </ResponsiveContainer>
        </div>
      )}
    </figure>
  );
}

interface MarkProps {
  readonly cx: number | undefined;
  readonly cy: number | undefined;
  readonly point: TradePoint | undefined;
  readonly chosen: number | null;
  onChoose(index: number): void;
}

/** An option is a lettered square, chosen or not; what else was found is a dot. */
function Mark({ cx, cy, point, chosen, onChoose }: MarkProps): ReactElement {
  const { t } = useTranslation('decision');
  if (cx === undefined || cy === undefined || !point) return <g />;
  const { place: option } = point;
  if (option === null) return <circle cx={cx} cy={cy} r={3} fill="var(--lz-text-3)" />;
  const letter = t(`letter.${LETTERS[option] ?? '0'}`);
  return (
    <g
      className={styles.mark}
      role="button"
      tabIndex={0}
      aria-label={t('option.choose', { letter })}
      aria-pressed={option === chosen}
      data-chosen={option === chosen}
      onClick={() => onChoose(option)}
      onKeyDown={({ key }) => {
        if (key === 'Enter' || key === ' ') onChoose(option);
      }}
    >
      <rect x={cx - 12} y={cy - 12} width={24} height={24} rx={4} />
      <text x={cx} y={cy + 5} textAnchor="middle">
        {letter}
      </text>
    </g>
  );
}
