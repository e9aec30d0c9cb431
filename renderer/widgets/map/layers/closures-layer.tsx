import { useEffect, useMemo, useRef } from 'react';
import { useCityMap } from '../../../state/names.ts';
import { useClosures } from '../ask/use-closures.ts';
import type { Frame } from '../frame.ts';
import { traceLine } from '../ground-path.ts';
import type { MapEngine } from '../map-engine.ts';
import type { MapTheme } from '../map-theme.ts';
import { boxesMeet } from '../world.ts';
import { closedRoads, roadLines } from './closed-roads.ts';
import type { RoadLine } from './closed-roads.ts';

const MARGIN = 48;
const WIDTH = 7;

/** Roads that no vehicle passes now: those that a standing cordon or the scene of an incident closes. */
export function ClosuresLayer({ engine, shown }: { readonly engine: MapEngine; readonly shown: boolean }) {
  const { closures } = useClosures();
  const city = useCityMap();
  const roads = useMemo(() => (city ? roadLines(city.roads) : []), [city]);
  const closed = useRef<readonly RoadLine[]>([]);

  useEffect(() => {
    if (!shown) return;
    const { dataset } = engine.leaflet.getContainer();
    const handle = engine.addOverlay({
      surface: 'closure',
      zIndex: 200,
      margin: MARGIN,
      isEmpty: () => closed.current.length === 0,
      draw: (context, frame, theme) => {
        for (const road of closed.current) if (boxesMeet(road.box, frame.box)) paintClosed(context, frame, theme, road);
      },
    });
    closed.current = closedRoads(roads, closures?.areas ?? []);
    dataset.closedRoads = String(closed.current.length);
    return () => {
      handle.remove();
      delete dataset.closedRoads;
    };
  }, [engine, closures, roads, shown]);
  return null;
}

/** Barrier tape: dark and light by turns, told from every road by its pattern. */
function paintClosed(context: CanvasRenderingContext2D, frame: Frame, theme: MapTheme, { line }: RoadLine): void {
  const width = frame.zoom < 12.5 ? WIDTH - 3 : frame.zoom < 13.5 ? WIDTH - 2 : WIDTH;
  const path = new Path2D();
  traceLine(path, line, frame);
  context.lineJoin = 'round';
  context.setLineDash([]);
  context.strokeStyle = theme.text;
  context.lineWidth = width;
  context.stroke(path);
  context.strokeStyle = theme.halo;
  context.lineWidth = width - 2.4;
  context.setLineDash([6, 6]);
  context.stroke(path);
  context.setLineDash([]);
}
