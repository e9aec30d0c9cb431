import { useEffect, useRef } from 'react';
import { latLngBounds } from 'leaflet';
import { useCityMap } from '../../../state/names.ts';
import type { MapEngine } from '../map-engine.ts';
import { polygonsOf } from './area/area.ts';
import { useArea } from './area/use-area.ts';
import { useAsk } from './ask-store.ts';
import { useRoadAnswers } from './use-road-answers.ts';

/** A place is flown to at least this near. */
const NEAR_ZOOM = 15;

/** One for each window, beside its live map: asks the road graph, and goes where the map is sent. */
export function AskDesk({ engine }: { readonly engine: MapEngine }) {
  useRoadAnswers();
  useFlight(engine);
  useAnswerInSight(engine);
  return null;
}

/** Left of an answer lies the panel that it was asked in, px. */
const BESIDE_PANEL: [number, number] = [410, 60];

/**
 * The first answer to a question, and an area that is chosen from the list, are brought into sight whole; an answer that comes
 * anew, because something was closed, is not.
 */
function useAnswerInSight(engine: MapEngine): void {
  const question = useAsk(({ mode, spots, inward, area }) => {
    if (mode === 'route') return JSON.stringify([spots.from?.at, spots.to?.at]);
    if (mode === 'reach') return JSON.stringify([spots.origin?.at, inward]);
    return mode === 'inside' && area && area.by !== 'ring' && area.by !== 'circle' ? JSON.stringify(area) : '';
  });
  const area = useArea(useAsk((state) => (state.mode === 'inside' ? state.area : null)));
  const route = useAsk((state) => (state.route.is === 'told' ? state.route.answer.route : null));
  const reach = useAsk((state) => (state.reach.is === 'told' ? state.reach.answer : null));
  const answer = area ?? route ?? reach;
  const last = useRef<{ question: string; answer: typeof answer }>({ question: '', answer: null });
  useEffect(() => {
    // Right after a question was changed, the answer is still that of the one before.
    if (!answer || question === '' || answer === last.current.answer || question === last.current.question) return;
    last.current = { question, answer };
    const points = area
      ? polygonsOf(area).flat(2)
      : (route?.line ?? reach?.bands.flatMap(({ polygons }) => polygons.flat(2)) ?? []);
    const bounds = latLngBounds(points.map(([lon, lat]): [number, number] => [lat, lon]));
    const { leaflet, camera } = engine;
    if (!bounds.isValid() || leaflet.getBounds().contains(bounds)) return;
    camera.take();
    leaflet.fitBounds(bounds, { paddingTopLeft: BESIDE_PANEL, paddingBottomRight: [60, 60], maxZoom: NEAR_ZOOM });
  }, [engine, question, answer, area, route, reach]);
}

/** Goes where the palette or the panel sent this map; one that is opened for it waits until it knows its ground. */
function useFlight(engine: MapEngine): void {
  const flight = useAsk((state) => state.flight);
  const city = useCityMap();
  useEffect(() => {
    if (!flight || city === undefined) return;
    useAsk.setState({ flight: null });
    const { at, box } = flight;
    const { leaflet, camera } = engine;
    camera.take();
    if (box) {
      const [west, south, east, north] = box;
      leaflet.fitBounds(latLngBounds([south, west], [north, east]), { padding: [80, 80], maxZoom: NEAR_ZOOM });
    } else leaflet.setView([at[1], at[0]], Math.max(leaflet.getZoom(), NEAR_ZOOM));
  }, [engine, flight, city]);
}
