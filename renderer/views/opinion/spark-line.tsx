import type { OpinionPoint } from '../../../shared/protocol/console-api/opinion-calls.ts';
import styles from './opinion.module.css';

const WIDTH = 132;
const HEIGHT = 24;
/** The last three hours of five minutes. */
const SHOWN = 36;

/** Counts of the last hours in one ink, each subject on its own scale from zero; the part of a rise is thicker. Words are beside it. */
export function SparkLine({ points }: { readonly points: readonly OpinionPoint[] }) {
  const shown = points.slice(-SHOWN);
  if (shown.length < 2) return null;
  const most = Math.max(1, ...shown.map(({ count }) => count));
  const place = ({ count }: OpinionPoint, index: number): string =>
    `${((index / (shown.length - 1)) * WIDTH).toFixed(1)} ${(HEIGHT - 2 - (count / most) * (HEIGHT - 4)).toFixed(1)}`;
  const rises = shown.reduce<string[][]>((runs, point, index) => {
    if (!point.isBurst) return runs;
    const before = shown[index - 1];
    if (!before?.isBurst) runs.push(before ? [place(before, index - 1)] : []);
    runs.at(-1)?.push(place(point, index));
    return runs;
  }, []);
  return (
    <svg className={styles.spark} width={WIDTH} height={HEIGHT} viewBox={`0 0 ${WIDTH} ${HEIGHT}`} aria-hidden="true">
      <polyline points={shown.map(place).join(' ')} />
      {rises.map((run) => (
        <polyline key={run[0]} data-rise="true" points={run.join(' ')} />
      ))}
    </svg>
  );
}
