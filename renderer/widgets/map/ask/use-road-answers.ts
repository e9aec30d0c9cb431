import { useEffect } from 'react';
import { useConsole } from '../../../state/console.ts';
import { useAsk, type RouteAnswer } from './ask-store.ts';
import { useAsked } from './use-asked.ts';
import { useClosures } from './use-closures.ts';
import { useSpotAt } from './use-spot.ts';

/** Rings of reach, minutes. */
const MINUTES = [5, 10, 15];

/**
 * Keeps the route and the reach that are asked for up to date: asked anew when an end moves or when what is closed changes,
 * also while another tool is open and a cordon is being drawn.
 */
export function useRoadAnswers(): void {
  const { link } = useConsole();
  const mode = useAsk((state) => state.mode);
  const spots = useAsk((state) => state.spots);
  const inward = useAsk((state) => state.inward);
  const from = useSpotAt(spots.from);
  const to = useSpotAt(spots.to);
  const origin = useSpotAt(spots.origin);
  const { closures, key } = useClosures();

  const routeKey = mode === 'route' && from && to ? JSON.stringify([from, to, key]) : null;
  const route = useAsked(routeKey, async (): Promise<RouteAnswer> => {
    if (!from || !to) throw new Error('a route without ends');
    const answer = await link.call('route', { from, to, closures });
    if (!closures) return { route: answer, open: null };
    // What the closures cost; that there is no other way at all is no reason to keep this one back.
    const open = await link.call('route', { from, to }).catch(() => null);
    return { route: answer, open };
  });
  const reachKey = mode === 'reach' && origin ? JSON.stringify([origin, inward, key]) : null;
  const reach = useAsked(reachKey, () => {
    if (!origin) throw new Error('a reach without an origin');
    return link.call('reach', {
      from: [origin],
      minutes: MINUTES,
      direction: inward ? 'inward' : 'outward',
      closures,
    });
  });
  useEffect(() => useAsk.setState({ route }), [route]);
  useEffect(() => useAsk.setState({ reach }), [reach]);
}
