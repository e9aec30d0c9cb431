import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Route, RouteStreet } from '../../../../../shared/domain/roads.ts';
import { MINUTE } from '../../../../../shared/kit/time.ts';
import { Local } from '../../../../text/local.tsx';
import { useProblemText } from '../../../../text/use-problem.ts';
import { useFormat } from '../../../../text/use-text.ts';
import { Button } from '../../../button.tsx';
import { useAsk } from '../ask-store.ts';
import styles from '../ask.module.css';
import { ClosuresNote } from '../closures-note.tsx';
import { copyText } from '../copy-text.ts';
import { SpotField } from '../spot-field.tsx';
import { answerOf } from '../use-asked.ts';
import { useClosures } from '../use-closures.ts';
import { useMinutes } from '../use-minutes.ts';

/** Streets that are named of a route, the longest ones, in the order of driving. */
const MOST_STREETS = 8;
/** A detour of less is not worth a sentence, seconds. */
const SAME = 30;

/** 路线: from A to B around what is closed; it is asked anew whenever that changes. */
export function RoutePart() {
  const { t } = useTranslation('ask');
  const problemText = useProblemText();
  const format = useFormat();
  const minutes = useMinutes();
  const closures = useClosures();
  const asked = useAsk((state) => state.route);
  const { from, to } = useAsk((state) => state.spots);
  const answer = answerOf(asked);
  const swap = (): void => useAsk.setState(({ spots }) => ({ spots: { ...spots, from: to, to: from } }));

  return (
    <div className={styles.part}>
      <SpotField slot="from" label={t('route.from')} />
      <SpotField slot="to" label={t('route.to')} />
      {from && to ? (
        <div className={styles.pair}>
          <Button icon="sort" onClick={swap}>
            {t('route.swap')}
          </Button>
          {answer && <CopyRoute route={answer.route} />}
        </div>
      ) : (
        <p className={styles.hint}>{t('route.hint')}</p>
      )}
      {asked.is === 'refused' && <p className={styles.warn}>{problemText(asked.problem)}</p>}
      {asked.is === 'asking' && !answer && <p className={styles.hint}>{t('road.asking')}</p>}
      {answer && (
        <div data-route={asked.is} className={styles.part}>
          <p className={styles.figures}>
            <b data-seconds={Math.round(answer.route.seconds)}>{minutes(answer.route.seconds)}</b>
            <b>{format.distance(answer.route.metres)}</b>
            {answer.open && answer.route.seconds - answer.open.seconds >= SAME && (
              <span>
                {t('route.detour', {
                  span: format.span(Math.max(MINUTE, (answer.route.seconds - answer.open.seconds) * 1_000)),
                })}
              </span>
            )}
          </p>
          <ol className={styles.legs}>
            {mainStreets(answer.route.streets).map(({ name, metres }, index) => (
              <li key={index}>
                <span className="lz-cut">{name ? <Local text={name} /> : t('route.unnamed')}</span>
                <b>{format.distance(metres)}</b>
              </li>
            ))}
          </ol>
          {Math.max(answer.route.from.metres, answer.route.to.metres) > 100 && (
            <p className={styles.hint}>
              {t('route.offRoad', {
                from: format.distance(answer.route.from.metres),
                to: format.distance(answer.route.to.metres),
              })}
            </p>
          )}
          <ClosuresNote {...closures} openLine={answer.open?.line ?? null} />
        </div>
      )}
    </div>
  );
}

function mainStreets(streets: readonly RouteStreet[]): RouteStreet[] {
  const longest = new Set([...streets].sort((a, b) => b.metres - a.metres).slice(0, MOST_STREETS));
  return streets.filter((street) => longest.has(street));
}

function CopyRoute({ route }: { readonly route: Route }) {
  const { t } = useTranslation('ask');
  const [copied, setCopied] = useState<Route | null>(null);
  const text = (): string =>
    JSON.stringify({
      type: 'Feature',
      properties: { seconds: route.seconds, metres: route.metres },
      geometry: { type: 'LineString', coordinates: route.line },
    });
  return (
    <Button icon="file" onClick={() => setCopied(copyText(text()) ? route : null)}>
      {t(copied === route ? 'copy.done' : 'route.copy')}
    </Button>
  );
}
