import { MINUTE } from '../../../shared/kit/time.ts';
import type { IncidentFigure } from '../../../shared/domain/incident.ts';
import { useSlowLimit } from '../../state/use-age-limit.ts';
import { useClock } from '../../state/use-console.ts';
import { Local } from '../../text/local.tsx';
import { useFormat } from '../../text/use-text.ts';
import { Age } from '../age.tsx';
import { Unknown } from '../chip.tsx';
import { Section } from '../panel.tsx';
import styles from './drawer.module.css';

/** A figure of a whole feed shows its age from here on, ms. */
const NOTABLE = 5 * MINUTE;

function Figure({ figure, limit }: { readonly figure: IncidentFigure; readonly limit: number | null }) {
  const format = useFormat();
  const old = useClock((now) => now - figure.at >= (limit === null ? NOTABLE : limit * 1_000));
  return (
    <div>
      <div className={styles.figure}>
        {figure.value === null ? (
          <Unknown />
        ) : (
          <>
            {format.figure(figure.value)}
            {figure.unit && (
              <small>
                <Local text={figure.unit} />
              </small>
            )}
          </>
        )}
      </div>
      <div className={styles.figureLabel}>
        <Local text={figure.label} />
        {old && <Age at={figure.at} limit={limit} />}
      </div>
    </div>
  );
}

/** At most three key figures; one that was asked for and is not known stands as unknown. */
export function IncidentFigures({
  figures,
  feed,
}: {
  readonly figures: readonly IncidentFigure[];
  readonly feed: string;
}) {
  const limit = useSlowLimit(feed);
  if (figures.length === 0) return null;
  return (
    <Section>
      <div className={styles.figures}>
        {figures.slice(0, 3).map((figure) => (
          <Figure key={figure.key} figure={figure} limit={limit} />
        ))}
      </div>
    </Section>
  );
}
