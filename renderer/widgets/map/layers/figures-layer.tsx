import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { EntityRow } from '../../../../shared/protocol/console-api/rows.ts';
import { SHORT_HOURS } from '../../../state/stock.ts';
import { useCollection } from '../../../state/use-live.ts';
import { useFormat } from '../../../text/use-text.ts';
import { boxesMeet, toWorld } from '../world.ts';
import type { LabelSpace, Rect } from '../label-space.ts';
import type { MapEngine } from '../map-engine.ts';
import type { MapTheme } from '../map-theme.ts';
import { useHiddenLayers } from '../use-hidden-layers.ts';
import { FIGURE_ZOOM, firstUsedUp, freeAt } from './figures.ts';
import type { Figure } from './figures.ts';
import { takenSpace } from './taken-space.ts';

const Z_INDEX = 310;
const MARGIN = 48;
const HOUR = 3_600_000;
/** Symbols are this high and wide, px; a figure keeps so far from its own. */
const REACH = 13;
const HEIGHT = 18;
/** How often, at most: symbols take their places first. */
const REDRAW_MS = 400;

/** Free beds, free places and hours left, written at their symbols where there is room. */
export function FiguresLayer({ engine }: { readonly engine: MapEngine }) {
  const resources = useCollection('resources', {});
  const supplies = useCollection('supplies', {});
  const [hidden] = useHiddenLayers();
  const format = useFormat();
  const { t } = useTranslation('layers');
  const latest = useRef({ hidden, words });
  const redraw = useRef<(() => void) | null>(null);
  useEffect(() => {
    latest.current = { hidden, words };
    redraw.current?.();
  });

  function words(figure: Figure): string {
    if (figure.kind === 'depot')
      return t('figureText.hours', { good: format.text(figure.supply.name), span: format.span(figure.hours * HOUR) });
    const kind = figure.kind === 'hospital' ? 'beds' : 'places';
    if (figure.free === null) return t(`figureText.${kind}Unknown`);
    return t(`figureText.${kind}`, { number: format.number(figure.free) });
  }

  useEffect(() => {
    const { dataset } = engine.leaflet.getContainer();
    const handle = engine.addOverlay({
      zIndex: Z_INDEX,
      margin: MARGIN,
      draw(context, frame, theme) {
        const { hidden, words } = latest.current;
        if (hidden.has('figure') || hidden.has('facility')) return;
        const depots = firstUsedUp(
          [...supplies.rows.values()].map(({ data }) => data),
          SHORT_HOURS,
        );
        const asked: { readonly row: EntityRow<'resource'>; readonly figure: Figure }[] = [];
        for (const row of resources.rows.values()) {
          const { data, id } = row;
          if (data.form !== 'facility' || hidden.has(`facility:${data.kind}`)) continue;
          const figure = data.kind === 'depot' ? depots.get(id) : freeAt(data);
          if (!figure || hidden.has(`figure:${figure.kind}`)) continue;
          if (frame.zoom < FIGURE_ZOOM[figure.kind] - (figure.short ? 1 : 0)) continue;
          const [x, y] = toWorld(data.at);
          if (!boxesMeet({ minX: x, minY: y, maxX: x, maxY: y }, frame.box)) continue;
          if (engine.standsAlone(`resource:${id}`)) asked.push({ row, figure });
        }
        // What is short has the first choice of room.
        asked.sort((a, b) => Number(b.figure.short) - Number(a.figure.short));
        const space = takenSpace(engine, frame);
        let written = 0;
        for (const { row, figure } of asked) {
          const [x, y] = toWorld(row.data.form === 'facility' ? row.data.at : [0, 0]);
          const at = [x * frame.scale - frame.left, y * frame.scale - frame.top] as const;
          if (write(context, theme, space, at, words(figure), figure.short)) written += 1;
        }
        dataset.figures = String(written);
      },
    });
    let timer = 0;
    const soon = (): void => {
      if (timer === 0)
        timer = window.setTimeout(() => {
          timer = 0;
          handle.redraw();
        }, REDRAW_MS);
    };
    redraw.current = soon;
    soon();
    engine.leaflet.on('moveend zoomend', soon);
    const stops = [resources.onDelta(soon), supplies.onDelta(soon)];
    return () => {
      redraw.current = null;
      clearTimeout(timer);
      engine.leaflet.off('moveend zoomend', soon);
      for (const stop of stops) stop();
      handle.remove();
    };
  }, [engine, resources, supplies]);
  return null;
}

/** Right, left, above, below: the first free place; false when there is none. */
function write(
  context: CanvasRenderingContext2D,
  theme: MapTheme,
  space: LabelSpace,
  [x, y]: readonly [number, number],
  words: string,
  short: boolean,
): boolean {
  context.font = `${short ? 700 : 500} 12px ${theme.font}`;
  const width = context.measureText(words).width + 12;
  const rect = (left: number, top: number): Rect => ({ x: left, y: top, width, height: HEIGHT });
  const place = space.takeFirst([
    rect(x + REACH, y - HEIGHT / 2),
    rect(x - REACH - width, y - HEIGHT / 2),
    rect(x - width / 2, y - REACH - HEIGHT),
    rect(x - width / 2, y + REACH),
    rect(x + REACH, y - HEIGHT - 2),
    rect(x + REACH, y + 2),
    rect(x - width / 2, y + REACH + HEIGHT),
  ]);
  if (!place) return false;
  context.textBaseline = 'middle';
  context.textAlign = 'left';
  context.fillStyle = theme.inks['bg-1'];
  context.strokeStyle = short ? theme.text : theme.ground.border;
  context.lineWidth = short ? 1.5 : 1;
  context.beginPath();
  context.roundRect(place.x, place.y, place.width, HEIGHT, 3);
  context.fill();
  context.stroke();
  context.fillStyle = short ? theme.text : theme.textQuiet;
  context.fillText(words, place.x + 6, place.y + HEIGHT / 2 + 0.5);
  return true;
}
