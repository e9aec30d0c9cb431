import { placeOf, type Timeline } from './timeline.ts';
import styles from './chart.module.css';

/** Height of a row of the chart (`--row` in chart.module.css). */
const ROW = 36;

/** What waits for what: from the end (FS) or the beginning (SS) of one bar down to the beginning of the other. */
export function TimelineLinks({ timeline: { bars, end } }: { readonly timeline: Timeline }) {
  const rows = new Map(bars.map((bar, index) => [bar.id, index]));
  const links = bars.flatMap((bar, index) =>
    bar.after.map(({ task, link, isCritical }) => {
      const from = rows.get(task) ?? 0;
      const earlier = bars[from];
      const x = placeOf((link === 'FS' ? earlier?.due : earlier?.start) ?? 0, end);
      return { key: `${task} ${bar.id}`, x, to: placeOf(bar.start, end), from, index, isCritical };
    }),
  );
  return (
    <div className={styles.links} aria-hidden="true">
      <svg viewBox={`0 0 1000 ${bars.length * ROW}`} preserveAspectRatio="none">
        {links
          .toSorted((a, b) => Number(a.isCritical) - Number(b.isCritical))
          .map(({ key, x, to, from, index, isCritical }) => (
            <path
              key={key}
              data-critical={isCritical}
              d={`M${x * 1000} ${from * ROW + ROW / 2} V${index * ROW + ROW / 2} H${to * 1000}`}
            />
          ))}
      </svg>
    </div>
  );
}
