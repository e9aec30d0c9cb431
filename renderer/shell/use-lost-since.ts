import { useEffect, useState } from 'react';
import type { Instant } from '../../shared/kit/time.ts';
import { useConsole } from '../state/console.ts';

/** When the line to the core was lost; null while it is there, or was never there. */
export function useLostSince(): Instant | null {
  const { link, clock } = useConsole();
  const [since, setSince] = useState<Instant | null>(null);
  useEffect(
    () =>
      link.onState((state) => {
        if (state === 'open') setSince(null);
        else if (state === 'lost') setSince((known) => known ?? clock.now);
      }),
    [link, clock],
  );
  return since;
}
