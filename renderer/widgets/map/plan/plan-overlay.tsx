import { useEffect, useMemo, useRef } from 'react';
import type { MapEngine } from '../map-engine.ts';
import type { OverlayHandle } from '../overlays.ts';
import { paintPlan, tracedPlan, type PlanLine } from './plan-lines.ts';

/** Under the symbols (300), over names and warning areas. */
const LINES = 285;
const MARGIN = 48;

/** The lines of an option on any map. */
export function PlanOverlay({ engine, lines }: { readonly engine: MapEngine; readonly lines: readonly PlanLine[] }) {
  const plan = useMemo(() => tracedPlan(lines), [lines]);
  const latest = useRef(plan);
  const handle = useRef<OverlayHandle | null>(null);
  useEffect(() => {
    latest.current = plan;
    handle.current?.redraw();
  }, [plan]);
  useEffect(() => {
    const overlay = engine.addOverlay({
      zIndex: LINES,
      margin: MARGIN,
      draw: (context, frame, theme) => {
        context.save();
        paintPlan(context, frame, theme, latest.current);
        context.restore();
      },
      isEmpty: () => latest.current.length === 0,
    });
    handle.current = overlay;
    return () => {
      handle.current = null;
      overlay.remove();
    };
  }, [engine]);
  return null;
}
