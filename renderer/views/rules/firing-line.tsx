import { useTranslation } from 'react-i18next';
import type { RulePreview } from '../../../shared/protocol/console-api/rule-calls.ts';
import { useFormat } from '../../text/use-text.ts';
import styles from './rules.module.css';

const WIDTH = 560;
const HEIGHT = 34;
const LEVELS = 4;
/** Shorter ones are drawn so wide, or nobody would see them. */
const LEAST = 3;

/** Thirty days as one line: when it would have stood, and how grave; the graver, the taller. */
export function FiringLine({
  preview: { from, until, firings },
}: {
  readonly preview: Pick<RulePreview, 'from' | 'until' | 'firings'>;
}) {
  const { t } = useTranslation('rule');
  const format = useFormat();
  const span = Math.max(1, until - from);
  const place = (at: number): number => ((at - from) / span) * WIDTH;
  const label = t('preview.axis', { from: format.moment(from, until) });
  return (
    <figure className={styles.line}>
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} preserveAspectRatio="none" role="img" aria-label={label}>
        {firings.toReversed().map(({ at, until: end, level }, index) => {
          const left = Math.max(0, place(at));
          const width = Math.max(LEAST, place(end ?? until) - left);
          const height = (HEIGHT * (level === 0 ? 1 : LEVELS + 1 - level)) / LEVELS;
          const x = Math.min(left, WIDTH - width);
          return (
            <rect key={`${at}${index}`} x={x} y={HEIGHT - height} width={width} height={height} data-level={level} />
          );
        })}
        <line x1={0} x2={WIDTH} y1={HEIGHT - 0.5} y2={HEIGHT - 0.5} />
      </svg>
      <figcaption>{label}</figcaption>
    </figure>
  );
}
