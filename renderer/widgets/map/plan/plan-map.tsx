import { useEffect, useMemo, useRef } from 'react';
import type { LonLat } from '../../../../shared/kit/geo.ts';
import { useCityMap } from '../../../state/names.ts';
import { usePast } from '../../../state/use-moment.ts';
import { MapDrawn } from '../map-drawn.tsx';
import type { MapEngine } from '../map-engine.ts';
import { useMapEngine, type SideMap } from '../use-map-engine.ts';
import { boundsOf, type PlanLine } from './plan-lines.ts';
import { PlanOverlay } from './plan-overlay.tsx';
import styles from './plan.module.css';

export interface PlanMapProps {
  readonly label: string;
  readonly lines: readonly PlanLine[];
  /** What must be in sight besides the lines. */
  readonly places: readonly LonLat[];
  /** Of a small map: the only incidents that are drawn; null: everything is. */
  readonly only: readonly string[] | null;
  /** Told when the map is there, and null when it goes. */
  readonly onEngine?: (engine: MapEngine | null) => void;
}

const NOTHING = {
  place: () => undefined,
  hover: () => undefined,
  pick: () => undefined,
  pickArea: () => undefined,
  pointer: () => undefined,
};
/** On a small map what is not asked about would cover what is. */
const LAYERS = ['unit', 'facility', 'sensor', 'hazard', 'area', 'drawing'];
const EVERYTHING: SideMap = { leavesOut: { layers: [], has: () => false } };
const PADDING: [number, number] = [28, 28];
const NEAREST = 15;

/** A map beside something else, fitted to what an option does (MP2). It can be dragged; nothing is picked on it. */
export function PlanMap({ label, lines, places, only, onEngine }: PlanMapProps) {
  const box = useRef<HTMLDivElement>(null);
  const side = useMemo((): SideMap => {
    if (!only) return EVERYTHING;
    const shown = new Set(only.map((id) => `incident:${id}`));
    return { leavesOut: { layers: LAYERS, has: (key) => key.startsWith('incident:') && !shown.has(key) } };
  }, [only]);
  const engine = useMapEngine(box, NOTHING, side);
  const city = useCityMap();
  const past = usePast();
  const key = JSON.stringify(boundsOf(lines, places));
  const bounds = useMemo(() => JSON.parse(key) as ReturnType<typeof boundsOf>, [key]);
  useEffect(() => onEngine?.(engine), [engine, onEngine]);
  useEffect(() => {
    if (!engine || !bounds || !box.current) return;
    const [[west, south], [east, north]] = bounds;
    const fit = (): void => {
      engine.leaflet.invalidateSize({ pan: false });
      engine.leaflet.fitBounds(
        [
          [south, west],
          [north, east],
        ],
        { padding: PADDING, maxZoom: NEAREST, animate: false },
      );
    };
    fit();
    engine.camera.take();
    const observer = new ResizeObserver(fit);
    observer.observe(box.current);
    return () => observer.disconnect();
  }, [engine, bounds, city]);
  return (
    <div className={styles.map} data-past={past !== null}>
      <div ref={box} className={styles.canvas} role="img" aria-label={label} />
      {engine && (
        <>
          <MapDrawn engine={engine} />
          <PlanOverlay engine={engine} lines={lines} />
        </>
      )}
    </div>
  );
}
