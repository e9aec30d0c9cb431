import { useEffect, useState } from 'react';
import type { PopulationMap } from '../../../../shared/domain/population.ts';
import type { Link } from '../../../link/link.ts';
import { useConsole } from '../../../state/console.ts';
import { useClock, useLinkState } from '../../../state/use-console.ts';

/** Asked for once per window, when somebody first wants it: it is the same for as long as the city is. */
const known = new WeakMap<Link, PopulationMap | null>();

/** The people of the city: undefined while they are not asked for or on their way, null when nobody has counted them. */
export function usePeople(wanted: boolean): PopulationMap | null | undefined {
  const { link } = useConsole();
  const state = useLinkState();
  const [people, setPeople] = useState(() => known.get(link));
  useEffect(() => {
    if (!wanted || state !== 'open' || people !== undefined) return;
    let isStale = false;
    link.call('population', {}).then(
      (answer) => {
        known.set(link, answer);
        if (!isStale) setPeople(answer);
      },
      () => {
        // Asked again when the link is open again.
      },
    );
    return () => {
      isStale = true;
    };
  }, [wanted, state, people, link]);
  return people;
}

/** The hour whose people are shown: the one that is held, else that of the moment which the map shows. */
export function useShownHour(held: number | null): number {
  const shown = useClock((now) => new Date(now).getHours());
  return held ?? shown;
}
