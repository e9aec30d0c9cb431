import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useCollection } from '../../../state/use-live.ts';
import { useFormat } from '../../../text/use-text.ts';
import type { Frame } from '../frame.ts';
import type { MapEngine } from '../map-engine.ts';
import type { MapTheme } from '../map-theme.ts';
import type { OverlayHandle } from '../overlays.ts';
import { isDrawingHidden } from '../layer-choice.ts';
import { boxesMeet, toWorld } from '../world.ts';
import { draftShape, ghostShape } from './draft-shape.ts';
import { useDraw } from './draw-store.ts';
import { drawingShape, type DrawingShape } from './drawing-shapes.ts';
import { handlesOf } from './handles.ts';
import { paintDrawing, type Ink } from './paint-drawing.ts';
import { WINDOW } from './use-draft-presence.ts';
import type { DrawingRow } from './use-drawing-acts.ts';

/** Over warning areas (200) and under their names; what is being drawn now, over all. */
const STANDING = 220;
const DRAFT = 320;
const MARGIN = 96;

/** A row is never changed in place, so its shape is worked out once. */
const shapes = new WeakMap<DrawingRow, DrawingShape | null>();

export function shapeOf(row: DrawingRow): DrawingShape | null {
  let shape = shapes.get(row);
  if (shape === undefined) {
    shape = drawingShape(row.id, row.data);
    shapes.set(row, shape);
  }
  return shape;
}

/** What is drawn, whether the panel is open or not: standing drawings, others' drafts, and this window's own. */
export function DrawingsLayer({ engine }: { readonly engine: MapEngine }) {
  const drawings = useCollection('drawings', {});
  const presence = useCollection('presence', {});
  const selected = useDraw((state) => state.chosen);
  const { t } = useTranslation('drawing');
  const { text } = useFormat();
  const words = useRef({ selected, t, text });
  const handles = useRef<readonly OverlayHandle[]>([]);
  useEffect(() => {
    words.current = { selected, t, text };
    for (const handle of handles.current) handle.redraw();
  }, [selected, t, text]);

  useEffect(() => {
    const { dataset } = engine.leaflet.getContainer();
    let drawn = 0;
    let ghosts = 0;
    const standing = engine.addOverlay({
      surface: 'drawing',
      zIndex: STANDING,
      margin: MARGIN,
      isEmpty: () => drawn === 0,
      draw(context, frame, theme) {
        const { selected, t, text } = words.current;
        const { hidden } = engine;
        const edited = useDraw.getState().draft?.drawing;
        drawn = 0;
        for (const row of hidden.has('drawing') ? [] : drawings.rows.values()) {
          const { data, id } = row;
          if (data.status.state === 'removed' || id === edited || isDrawingHidden(id, data.kind, hidden)) continue;
          const shape = shapeOf(row);
          if (!shape) continue;
          drawn += 1;
          if (!boxesMeet(shape.box, frame.box)) continue;
          const name = text(data.name);
          // The kind is said where the name does not say it.
          const kind = data.kind === 'text' || name.includes(t(`kind.${data.kind}`)) ? null : t(`kind.${data.kind}`);
          const word = [kind, data.closesRoads === true && t('closesRoads')].filter(Boolean).join(' ');
          const second = word === '' ? [] : [word];
          paintDrawing(context, frame, theme, {
            shape, ink: inkOf(theme, id === selected), words: [name, ...second], chosen: id === selected, ghost: row.pending !== undefined,
          }); // prettier-ignore
        }
        dataset.drawings = String(drawn);
      },
    });
    const draft = engine.addOverlay({
      zIndex: DRAFT,
      margin: MARGIN,
      isEmpty: () => ghosts === 0 && useDraw.getState().draft === null,
      draw(context, frame, theme) {
        const { t, text } = words.current;
        ghosts = 0;
        for (const { id, draft, name, officer } of presence.rows.values()) {
          const shape = id === `window:${WINDOW}` ? null : ghostShape(id, draft);
          if (!shape) continue;
          ghosts += 1;
          const said = { name: name ? text(name) : officer, kind: t(`kind.${draft.kind}`) };
          const word = t(draft.drawing === undefined ? 'presence.draws' : 'presence.changes', said);
          paintDrawing(context, frame, theme, {
            shape,
            ink: ghostInk(theme),
            words: [word],
            chosen: false,
            ghost: true,
          });
        }
        dataset.ghosts = String(ghosts);
        paintOwn(context, frame, theme);
      },
    });
    handles.current = [standing, draft];
    const stops = [
      drawings.onDelta(() => standing.redraw()),
      presence.onDelta(() => draft.redraw()),
      useDraw.subscribe((state, before) => {
        draft.redraw();
        if (state.draft?.drawing !== before.draft?.drawing) standing.redraw();
      }),
    ];
    return () => {
      for (const stop of stops) stop();
      handles.current = [];
      standing.remove();
      draft.remove();
    };
  }, [engine, drawings, presence]);
  return null;
}

function inkOf(theme: MapTheme, chosen: boolean): Ink {
  return { line: chosen ? theme.act : theme.text, halo: theme.halo, text: theme.text };
}

function ghostInk(theme: MapTheme): Ink {
  return { line: theme.textQuiet, halo: theme.halo, text: theme.text };
}

function paintOwn(context: CanvasRenderingContext2D, frame: Frame, theme: MapTheme): void {
  const { draft, pointer, handle } = useDraw.getState();
  if (!draft) return;
  const shape = draftShape(draft, pointer);
  if (shape) {
    const ink = { line: theme.act, halo: theme.halo, text: theme.text };
    paintDrawing(context, frame, theme, { shape, ink, words: [], chosen: true, ghost: false });
  }
  context.lineWidth = 2;
  for (const { at, role, index } of handlesOf(draft)) {
    const [worldX, worldY] = toWorld(at);
    const [x, y] = [worldX * frame.scale - frame.left, worldY * frame.scale - frame.top];
    context.beginPath();
    if (role === 'middle') context.arc(x, y, 4, 0, 2 * Math.PI);
    else if (role === 'corner') context.rect(x - 5, y - 5, 10, 10);
    else for (const [dx, dy] of [[1, 0], [-1, 0], [0, 1], [0, -1]] as const) { context.moveTo(x, y); context.lineTo(x + dx * 11, y + dy * 11); } // prettier-ignore
    context.fillStyle = role === 'corner' && index === handle ? theme.act : theme.halo;
    context.strokeStyle = role === 'middle' ? theme.textQuiet : theme.act;
    if (role === 'all') {
      context.strokeStyle = theme.halo;
      context.lineWidth = 5;
      context.stroke();
      context.strokeStyle = theme.act;
      context.lineWidth = 2;
    } else context.fill();
    context.stroke();
  }
}
