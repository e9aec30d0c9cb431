import { useEffect } from 'react';
import type { LeafletMouseEvent } from 'leaflet';
import type { LonLat } from '../../../../shared/kit/geo.ts';
import { useCollection } from '../../../state/use-live.ts';
import type { MapEngine } from '../map-engine.ts';
import { toWorld } from '../world.ts';
import { addPoint, insertPoint, isOpenEnded, moveAll, movePoint, removePoint, stepBack, stepForward } from './draft.ts';
import { useDraw } from './draw-store.ts';
import { shapeAt } from './drawing-shapes.ts';
import { shapeOf } from './drawings-layer.tsx';
import { handlesOf, type Handle } from './handles.ts';

/** How near the pointer must be, px. */
const REACH = 9;
/** A field of the panel that takes Enter, Esc and Backspace for the drawing as long as nothing is written in it. */
export const POINT_FIELD = 'data-draw-point';

export interface DrawKeys {
  /** Enter or a double click. */
  finish(): void;
  undo(): void;
  redo(): void;
}

/** While the panel is open the pointer draws, or picks a drawing; keys work wherever the focus is, but not inside another field. */
export function useDrawInput(engine: MapEngine, keys: DrawKeys): void {
  const drawings = useCollection('drawings', {});
  const drawing = useDraw(({ draft }) => (draft === null ? 'none' : isOpenEnded(draft) ? 'open' : 'whole'));

  useEffect(() => {
    const pick = (at: LonLat): void => {
      const [x, y] = toWorld(at);
      const reach = REACH / (256 * 2 ** engine.leaflet.getZoom());
      const standing = [...drawings.rows.values()].filter(({ data }) => data.status.state === 'standing');
      const found = shapeAt(standing.map(shapeOf).filter((shape) => shape !== null), x, y, reach); // prettier-ignore
      useDraw.getState().choose(found?.id ?? null);
    };
    return engine.usePointer({
      cursor: drawing === 'none' ? 'pointer' : drawing === 'open' ? 'crosshair' : 'default',
      click(at) {
        const { draft, step } = useDraw.getState();
        if (!draft) pick(at);
        else if (draft.drawing === null) step((now) => (isOpenEnded(now) || now.points.length === 0 || now.kind === 'assembly' || now.kind === 'text' ? addPoint(now, at) : now)); // prettier-ignore
      },
      move: (at) => {
        if (useDraw.getState().draft) useDraw.getState().point(at);
      },
      finish: () => {
        if (useDraw.getState().draft) keys.finish();
      },
    });
  }, [engine, drawings, drawing, keys]);

  useEffect(() => holdHandles(engine), [engine]);

  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      if (event.isComposing || !isForDrawing(event) || !press(event, keys)) return;
      event.preventDefault();
      event.stopPropagation();
    };
    // Before the map's own keys and the toolbar's Esc.
    window.addEventListener('keydown', onKeyDown, true);
    return () => window.removeEventListener('keydown', onKeyDown, true);
  }, [keys]);
}

function isForDrawing({ target, key }: KeyboardEvent): boolean {
  if (!(target instanceof HTMLElement)) return true;
  if (target.closest('[role="dialog"], [role="menu"], [role="listbox"]')) return false;
  if (target.hasAttribute(POINT_FIELD)) return (target as HTMLInputElement).value === '';
  if (target.closest('input, textarea, select, [contenteditable]')) return false;
  // A button keeps its own Enter.
  return key !== 'Enter' || !target.closest('button, a');
}

/** True: the key was for the drawing. */
function press({ key, ctrlKey, metaKey, shiftKey }: KeyboardEvent, keys: DrawKeys): boolean {
  const { draft, step, end, handle } = useDraw.getState();
  if (ctrlKey || metaKey) {
    const isRedo = key.toLowerCase() === 'y' || (shiftKey && key.toLowerCase() === 'z');
    if (!isRedo && key.toLowerCase() !== 'z') return false;
    if (isRedo && draft && draft.future.length > 0) step(stepForward);
    else if (!isRedo && draft && draft.past.length > 0) step(stepBack);
    else if (!draft) (isRedo ? keys.redo : keys.undo)();
    return true;
  }
  if (!draft) return false;
  switch (key) {
    case 'Enter':
      keys.finish();
      return true;
    case 'Escape':
      if (draft.past.length > 0) step(stepBack);
      else end();
      return true;
    case 'Backspace':
      step((now) => removePoint(now, now.points.length - 1));
      return true;
    case 'Delete':
      if (handle === null) return false;
      step((now) => removePoint(now, handle));
      return true;
    default:
      return false;
  }
}

/** Dragging of corners, of middles (which become corners) and of all of it; the map stands still meanwhile. */
function holdHandles(engine: MapEngine): () => void {
  const { leaflet } = engine;
  let held: (Handle & { readonly from: LonLat }) | null = null;
  let moved = false;

  const down = (event: LeafletMouseEvent): void => {
    const { draft, hold } = useDraw.getState();
    if (!draft || event.originalEvent.button !== 0 || isOpenEnded(draft)) return;
    const near = handlesOf(draft).findLast(({ at: [lon, lat] }) => {
      return leaflet.latLngToContainerPoint([lat, lon]).distanceTo(event.containerPoint) <= REACH;
    });
    if (!near) return;
    leaflet.dragging.disable();
    held = { ...near, from: near.at };
    moved = false;
    hold(near.role === 'corner' ? near.index : null);
  };
  const move = ({ latlng }: LeafletMouseEvent): void => {
    if (!held) return;
    const to: LonLat = [latlng.lng, latlng.lat];
    const { step } = useDraw.getState();
    const { role, index, from } = held;
    // The first movement is a step of its own; the others of the same drag replace it.
    const again = moved;
    step((draft) => {
      const before = again ? stepBack(draft) : draft;
      if (role === 'middle') return insertPoint(before, index, to);
      return role === 'corner' ? movePoint(before, index, to) : moveAll(before, from, to);
    });
    moved = true;
  };
  const up = (): void => {
    if (!held) return;
    const { role, index, from } = held;
    // A middle that was clicked only is a new corner too.
    if (!moved && role === 'middle') useDraw.getState().step((draft) => insertPoint(draft, index, from));
    if (role === 'middle') useDraw.getState().hold(index);
    held = null;
    leaflet.dragging.enable();
  };
  leaflet.on('mousedown', down);
  leaflet.on('mousemove', move);
  window.addEventListener('pointerup', up);
  window.addEventListener('mouseup', up);
  return () => {
    up();
    leaflet.off('mousedown', down);
    leaflet.off('mousemove', move);
    window.removeEventListener('pointerup', up);
    window.removeEventListener('mouseup', up);
  };
}
