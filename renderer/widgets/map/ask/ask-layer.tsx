import { useEffect, useMemo, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { LonLat } from '../../../../shared/kit/geo.ts';
import { useFormat } from '../../../text/use-text.ts';
import type { Frame } from '../frame.ts';
import type { MapEngine } from '../map-engine.ts';
import type { MapTheme } from '../map-theme.ts';
import type { OverlayHandle } from '../overlays.ts';
import { polygonsOf } from './area/area.ts';
import { useArea } from './area/use-area.ts';
import {
  paintArea,
  paintMeasure,
  paintNote,
  paintRing,
  paintRingWord,
  paintSpot,
  paintWay,
  tracedArea,
  tracedLine,
} from './ask-paint.ts';
import type { Traced } from './ask-paint.ts';
import { useAsk, type AskMode } from './ask-store.ts';
import { answerOf } from './use-asked.ts';
import { useMinutes } from './use-minutes.ts';
import { useSpotAt } from './use-spot.ts';

/** Under the symbols (300), so that no unit is hidden by its way; places of a question over them. */
const ANSWERS = 280;
const SPOTS = 330;
const MARGIN = 96;
interface Shown {
  readonly mode: AskMode;
  readonly area: Traced | null;
  readonly rings: readonly { readonly traced: Traced; readonly word: string }[];
  readonly way: Traced | null;
  readonly wayNote: string;
  readonly preview: Traced | null;
  readonly spots: readonly { readonly at: LonLat; readonly letter: string | null }[];
}

/** What is asked and what was answered, drawn whether the panel is open or not. */
export function AskLayer({ engine }: { readonly engine: MapEngine }) {
  const shown = useShown();
  const latest = useRef(shown);
  const handles = useRef<readonly OverlayHandle[]>([]);

  useEffect(() => {
    const draw = (paint: (context: CanvasRenderingContext2D, frame: Frame, theme: MapTheme, shown: Shown) => void) =>
      (context: CanvasRenderingContext2D, frame: Frame, theme: MapTheme) => {
        context.save();
        paint(context, frame, theme, latest.current);
        context.restore();
      }; // prettier-ignore
    const answers = engine.addOverlay({ zIndex: ANSWERS, margin: MARGIN, draw: draw(paintAnswers) });
    const spots = engine.addOverlay({ zIndex: SPOTS, margin: MARGIN, draw: draw(paintSpots) });
    handles.current = [answers, spots];
    const stop = useAsk.subscribe((state, before) => {
      if (state.pointer !== before.pointer || state.ring !== before.ring || state.measured !== before.measured)
        spots.redraw();
    });
    return () => {
      stop();
      handles.current = [];
      answers.remove();
      spots.remove();
    };
  }, [engine]);

  useEffect(() => {
    latest.current = shown;
    for (const handle of handles.current) handle.redraw();
  }, [shown]);
  return null;
}

function paintAnswers(context: CanvasRenderingContext2D, frame: Frame, theme: MapTheme, shown: Shown): void {
  const { area, rings, way, preview } = shown;
  if (area) paintArea(context, frame, theme, area);
  for (const [index, { traced }] of [...rings.entries()].reverse()) paintRing(context, frame, theme, traced, index);
  if (way) paintWay(context, frame, theme, way, false);
  if (preview) paintWay(context, frame, theme, preview, true);
}

function paintSpots(context: CanvasRenderingContext2D, frame: Frame, theme: MapTheme, shown: Shown): void {
  const { mode, spots, rings, wayNote } = shown;
  const { ring, measured, pointer, taking } = useAsk.getState();
  const outline = mode === 'inside' ? ring : mode === 'measure' ? measured : [];
  const isDrawn = pointer && (taking === 'ring' || taking === 'measure');
  if (outline.length > 0) paintMeasure(context, frame, theme, isDrawn ? [...outline, pointer] : outline, true);
  for (const { traced, word } of rings) paintRingWord(context, frame, theme, traced, word);
  for (const { at, letter } of spots) paintSpot(context, frame, theme, at, letter);
  const last = spots.at(-1);
  if (wayNote !== '' && last) paintNote(context, frame, theme, last.at, wayNote);
}

function useShown(): Shown {
  const { t } = useTranslation('ask');
  const format = useFormat();
  const minutes = useMinutes();
  const mode = useAsk((state) => state.mode);
  const spots = useAsk((state) => state.spots);
  const area = useArea(useAsk((state) => (mode === 'inside' ? state.area : null)));
  const reach = answerOf(useAsk((state) => state.reach));
  const route = answerOf(useAsk((state) => state.route))?.route;
  const preview = useAsk((state) => state.preview);
  const target = useSpotAt(spots.target);
  const origin = useSpotAt(spots.origin);
  const from = useSpotAt(spots.from);
  const to = useSpotAt(spots.to);
  return useMemo((): Shown => {
    const lettered = (at: LonLat | null, letter: string | null) => (at ? [{ at, letter }] : []);
    const places = {
      find: lettered(spots.found?.at ?? null, null),
      inside: lettered(spots.center?.record ? null : (spots.center?.at ?? null), null),
      nearest: lettered(target, null),
      reach: lettered(origin, null),
      route: [...lettered(from, 'A'), ...lettered(to, 'B')],
      measure: [],
    };
    const bands = mode === 'reach' ? (reach?.bands ?? []) : [];
    const way = mode === 'route' ? route : undefined;
    return {
      mode,
      area: area && tracedArea(polygonsOf(area)),
      rings: bands.map(({ polygons, minutes: limit }) => ({
        traced: tracedArea(polygons),
        word: t('reach.minutes', { minutes: limit }),
      })),
      way: way ? tracedLine(way.line) : null,
      wayNote: way ? `${minutes(way.seconds)} · ${format.distance(way.metres)}` : '',
      preview: mode === 'nearest' && preview ? tracedLine(preview) : null,
      spots: places[mode],
    };
  }, [t, format, minutes, mode, spots, area, reach, route, preview, target, origin, from, to]);
}
