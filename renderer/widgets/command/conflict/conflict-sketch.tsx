import { useTranslation } from 'react-i18next';
import type { Instant } from '../../../../shared/kit/time.ts';
import { sameSummary, selectSummary } from '../../../state/feed-health.ts';
import { useNow } from '../../../state/use-console.ts';
import { useCollection, useLive } from '../../../state/use-live.ts';
import { useFormat } from '../../../text/use-text.ts';
import { fieldWords } from '../field-words.ts';
import { incidentName, isLevel, levelShort } from '../words.ts';
import { incidentOfStatus, leading, momentsOf, type ConflictRow } from './conflict-sides.ts';
import { cutTo, layOut, spread } from './sketch-layout.ts';
import type { TimelineRow } from '../../../../shared/protocol/console-api/rows.ts';
import { useConflictWords } from './use-conflict.ts';
import styles from './conflict.module.css';

const WIDTH = 624;
const LEFT = 46;
const RIGHT = 578;
const LINE = 30;
/** Longest value beside its time. */
const LABEL = 150;

/** Who set what when, on one line: base, both values, and the stretch without a hub hatched. */
export function ConflictSketch({
  row,
  history,
}: {
  readonly row: ConflictRow;
  readonly history: readonly TimelineRow[];
}) {
  const { t } = useTranslation('conflict');
  const format = useFormat();
  const now = useNow();
  const { words, title } = useConflictWords();
  const down = useLive(useCollection('feeds', {}), selectSummary, sameSummary).downSince;
  const moments = momentsOf(row, history);
  const field = leading(row.data.fields).field;
  const first = moments[0]?.at ?? now;
  const last = Math.max(now, moments.at(-1)?.at ?? now);
  const x = (at: Instant | number): number => LEFT + ((at - first) / Math.max(1, last - first)) * (RIGHT - LEFT);
  const points = spread(
    moments.map(({ at }) => x(at)),
    13,
    RIGHT,
  );
  const short = (moment: { readonly kind: string; readonly value: unknown }): string => {
    const incident = incidentOfStatus(moment.value);
    if (incident !== null) return cutTo(incidentName(words, incident), LABEL);
    if (field === 'level' && isLevel(moment.value)) return levelShort(words, moment.value);
    return cutTo(fieldWords(words, field, moment.value), LABEL);
  };
  const labels = layOut(
    moments.map((moment, index) => ({
      x: points[index] ?? LEFT,
      text: `${format.moment(moment.at, now)} ${short(moment)}`,
    })),
    { left: 0, right: WIDTH },
  );
  return (
    <svg
      className={styles.sketch}
      viewBox={`0 0 ${WIDTH} 62`}
      role="img"
      aria-label={t('sketch', { title: title(row.data) })}
    >
      <defs>
        <pattern
          id="lz-conflict-hatch"
          width="9"
          height="9"
          patternUnits="userSpaceOnUse"
          patternTransform="rotate(45)"
        >
          <path d="M0 0v9" stroke="var(--lz-stale)" strokeWidth="2" opacity=".45" />
        </pattern>
      </defs>
      <path d={`M20 ${LINE}H604`} stroke="var(--lz-line-3)" />
      {down !== null && (
        <>
          <rect
            x={Math.max(20, x(down))}
            y={LINE - 6}
            width={Math.max(0, 604 - Math.max(20, x(down)))}
            height={12}
            fill="url(#lz-conflict-hatch)"
          />
          <text x={WIDTH} y={14} textAnchor="end" className={styles.sketchQuiet}>
            {t('sketchDown')}
          </text>
        </>
      )}
      {moments.map(({ kind, value }, index) => {
        const label = labels[index];
        const here = points[index] ?? LEFT;
        if (!label) return null;
        const ink = field === 'level' && isLevel(value) ? `var(--lz-sev-${value})` : 'var(--lz-text-2)';
        const y = label.above ? 14 : 56;
        const off = Math.abs(label.x - here) > 4;
        return (
          <g key={kind}>
            {off && (
              <path
                d={`M${here} ${label.above ? LINE - 6 : LINE + 6}L${label.x} ${label.above ? 17 : 45}`}
                stroke="var(--lz-line-3)"
              />
            )}
            <circle
              cx={here}
              cy={LINE}
              r={5}
              fill={kind === 'base' && field !== 'level' ? 'var(--lz-bg-1)' : ink}
              stroke={ink}
            />
            <text x={label.x} y={y} textAnchor="middle" className={styles.sketchText}>
              {label.text}
            </text>
          </g>
        );
      })}
      {down === null && (
        <text x={604} y={14} textAnchor="end" className={styles.sketchQuiet}>
          {t('sketchNow')}
        </text>
      )}
    </svg>
  );
}
