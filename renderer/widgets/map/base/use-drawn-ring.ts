import { useCallback, useEffect, useRef, useState } from 'react';
import type { LonLat } from '../../../../shared/kit/geo.ts';
import type { MapEngine } from '../map-engine.ts';
import { drawRing, ringOf } from './draw-ring.ts';

export interface DrawnRing {
  readonly points: readonly LonLat[];
  readonly isDrawing: boolean;
  start(): void;
  clear(): void;
}

/** Above warning areas (200), below names (250). */
const Z_INDEX = 220;

/** A ring that the officer draws click by click; a double click ends it. It stays on the map until it is cleared. */
export function useDrawnRing(engine: MapEngine): DrawnRing {
  const [points, setPoints] = useState<readonly LonLat[]>([]);
  const [isDrawing, setDrawing] = useState(false);
  const live = useRef<{ points: LonLat[]; pointer: LonLat | null }>({ points: [], pointer: null });

  useEffect(() => {
    if (!isDrawing && points.length === 0) return;
    const overlay = engine.addOverlay({
      zIndex: Z_INDEX,
      margin: 64,
      draw: (context, frame, theme) => drawRing(context, frame, theme, live.current.points, live.current.pointer),
    });
    if (!isDrawing) return () => overlay.remove();
    const giveBack = engine.usePointer({
      cursor: 'crosshair',
      click: (at) => {
        const last = live.current.points.at(-1);
        // The second click of a double one stands where the first did.
        if (last && last[0] === at[0] && last[1] === at[1]) return;
        live.current.points.push(at);
        overlay.redraw();
      },
      move: (at) => {
        live.current.pointer = at;
        overlay.redraw();
      },
      finish: () => {
        if (live.current.points.length < 2) return;
        live.current = { points: [...ringOf(live.current.points)], pointer: null };
        setPoints(live.current.points);
        setDrawing(false);
      },
    });
    return () => {
      giveBack();
      overlay.remove();
    };
  }, [engine, isDrawing, points]);

  const start = useCallback(() => {
    live.current = { points: [], pointer: null };
    setPoints([]);
    setDrawing(true);
  }, []);
  const clear = useCallback(() => {
    live.current = { points: [], pointer: null };
    setPoints([]);
    setDrawing(false);
  }, []);
  return { points, isDrawing, start, clear };
}
