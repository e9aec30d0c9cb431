import { useEffect } from 'react';
import type { LonLat } from '../../../../shared/kit/geo.ts';
import type { MapEngine } from '../map-engine.ts';
import { useAsk, type AskMode, type SpotSlot, type Taking } from './ask-store.ts';

/** Of a question with nothing chosen yet, the next click on the map is its first place: no button to find first. */
const FIRST: Readonly<Record<AskMode, Taking>> = {
  find: null,
  inside: 'center',
  nearest: 'target',
  reach: 'origin',
  route: 'from',
  measure: 'measure',
};

/** While the panel wants a place, a click on the map gives it. Enter or a double click ends an outline. */
export function useAskPointer(engine: MapEngine): void {
  const mode = useAsk((state) => state.mode);
  const taking = useAsk((state) => state.taking);

  useEffect(() => {
    const { spots, area, measured, take } = useAsk.getState();
    const first = FIRST[mode];
    const isEmpty = mode === 'inside' ? area === null : mode === 'measure' ? measured.length === 0 : first !== null && spots[first as SpotSlot] === null; // prettier-ignore
    if (isEmpty && first !== null) take(first);
    return () => useAsk.setState({ taking: null, pointer: null });
  }, [mode]);

  useEffect(() => {
    if (taking === null) return;
    const giveBack = engine.usePointer({
      cursor: 'crosshair',
      click: (at) => put(taking, at),
      move: (at) => {
        if (taking === 'ring' || taking === 'measure') useAsk.setState({ pointer: at });
      },
      finish,
    });
    const onKeyDown = (event: KeyboardEvent): void => {
      if (event.target instanceof HTMLElement && event.target.closest('input, button, a, [role=dialog]')) return;
      if (event.key === 'Enter') finish();
      else if (event.key === 'Escape') useAsk.getState().take(null);
      else return;
      event.preventDefault();
      event.stopPropagation();
    };
    window.addEventListener('keydown', onKeyDown, true);
    return () => {
      giveBack();
      window.removeEventListener('keydown', onKeyDown, true);
    };
  }, [engine, taking]);
}

function put(taking: Exclude<Taking, null>, at: LonLat): void {
  const { ring, measured, setSpot, take, spots } = useAsk.getState();
  if (taking === 'ring') useAsk.setState({ ring: withPoint(ring, at) });
  else if (taking === 'measure') useAsk.setState({ measured: withPoint(measured, at) });
  else {
    setSpot(taking, { at, name: null, record: null });
    if (taking === 'from' && spots.to === null) take('to');
  }
}

/** The second click of a double click is at the place of the first. */
function withPoint(points: readonly LonLat[], at: LonLat): readonly LonLat[] {
  const last = points.at(-1);
  return last && last[0] === at[0] && last[1] === at[1] ? points : [...points, at];
}

function finish(): void {
  const { taking, ring, setArea } = useAsk.getState();
  if (taking === 'ring' && ring.length > 2) setArea({ by: 'ring', ring });
  else if (taking === 'measure') useAsk.setState({ taking: null, pointer: null });
}
