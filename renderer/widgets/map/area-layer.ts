import type { Map as LeafletMap } from 'leaflet';
import type { Instant } from '../../../shared/kit/time.ts';
import type { EntityRow } from '../../../shared/protocol/console-api/rows.ts';
import { create } from 'zustand';
import type { LiveCollection } from '../../state/live-collection.ts';
import { areaShape, coverage, edgeDistance, isInsideShape } from './alert-areas.ts';
import type { AreaShape } from './alert-areas.ts';
import { withAlpha } from './colour.ts';
import { CurrentAreas } from './current-areas.ts';
import { grownBox } from './frame.ts';
import type { Frame } from './frame.ts';
import { traceLine, traceRings } from './ground-path.ts';
import { hatchPattern } from './hatch.ts';
import type { HiddenLayers } from './layer-choice.ts';
import { MapCanvas } from './map-canvas.ts';
import type { MapTheme } from './map-theme.ts';
import { boxesMeet } from './world.ts';

export interface AreaLayerState {
  theme: MapTheme;
  hidden: HiddenLayers;
  selectedAlert: string | null;
  /** Red warnings that nobody has: told by a heavier edge and a word. */
  openRed: ReadonlySet<string>;
  now(): Instant;
}

/** A pointer this near to an edge means the area, px. Its inside belongs to the ground and the symbols. */
const EDGE_REACH = 7;
const EDGE = 5.4;
const BAND = 26;
/** An area over more of the window than this says nothing by its inside: only its edge is drawn, thin. */
const MOST = 0.5;
const THIN = 1.4;
const MARGIN = 96;
/** More areas at once than anybody can tell apart: then the gravest are drawn, and every red one; the others are counted. */
const MOST_DRAWN = 200;
/** What one frame spends on outlines that are new, ms. */
const MOST_MS = 20;

/** How many areas in sight are not drawn because there are too many. */
export const useUndrawnAreas = create<{ readonly count: number }>()(() => ({ count: 0 }));

function sizeOf({ box }: AreaShape): number {
  return (box.maxX - box.minX) * (box.maxY - box.minY);
}

/**
 * Areas of warnings: double edge in the level's colour, hatch where it is about water (rule M6). One that covers most of
 * the window is a thin edge: what is everywhere is told by the banner, and the map stays quiet.
 */
export class AreaLayer {
  readonly canvas: MapCanvas;
  readonly #state: AreaLayerState;
  readonly #shapes = new Map<string, { readonly row: EntityRow<'alert'>; readonly shape: AreaShape | null }>();
  #areas: CurrentAreas | null = null;
  #drawn: readonly AreaShape[] = [];

  constructor(map: LeafletMap, state: AreaLayerState) {
    this.#state = state;
    this.canvas = new MapCanvas(map, {
      zIndex: 200,
      margin: MARGIN,
      draw: (context, frame) => this.#draw(context, frame),
      isEmpty: () => this.#drawn.length === 0,
    });
  }

  /** Follows a collection. Returns the function that stops. */
  follow(alerts: LiveCollection<EntityRow<'alert'>>): () => void {
    const areas = new CurrentAreas(alerts, this.#state.now());
    this.#areas = areas;
    this.canvas.requestDraw();
    return alerts.onDelta((delta) => {
      areas.take(delta);
      if (delta.restart) this.#shapes.clear();
      for (const id of delta.remove) this.#shapes.delete(id);
      this.canvas.requestDraw();
    });
  }

  /** The areas that were drawn last, the most severe last. */
  get drawn(): readonly AreaShape[] {
    return this.#drawn;
  }

  /** The area whose edge lies under a world position, or null. */
  edgeAt(x: number, y: number): AreaShape | null {
    const reach = EDGE_REACH / (this.canvas.frame?.scale ?? Infinity);
    return this.#drawn.findLast((shape) => edgeDistance(shape, x, y) <= reach) ?? null;
  }

  /** The smallest area around a world position that does not cover most of the window: a click on it means it. */
  insideAt(x: number, y: number): AreaShape | null {
    const { frame } = this.canvas;
    if (!frame) return null;
    const window = grownBox(frame, -MARGIN);
    return this.#drawn
      .filter((shape) => isInsideShape(shape, x, y) && coverage(shape, window) <= MOST)
      .reduce<AreaShape | null>((least, shape) => (least && sizeOf(least) <= sizeOf(shape) ? least : shape), null);
  }

  #current(): AreaShape[] {
    const { hidden } = this.#state;
    if (!this.#areas || hidden.has('area')) return [];
    const shapes: AreaShape[] = [];
    const started = performance.now();
    // The gravest first: in a storm their outlines are not to wait for the others'.
    for (const { row, look } of this.#areas.at(this.#state.now()).toReversed()) {
      if ((look === 'expired' && hidden.has('area:expired')) || hidden.out?.has(`alert:${row.id}`)) continue;
      const kept = this.#shapes.get(row.id);
      const isKept = kept?.row === row && (kept.shape === null || kept.shape.look === look);
      // R23: many large outlines at once are worked out over several frames.
      if (!isKept && performance.now() - started > MOST_MS) {
        this.canvas.requestDraw();
        break;
      }
      const shape = isKept ? kept.shape : areaShape(row, look);
      if (!isKept) this.#shapes.set(row.id, { row, shape });
      if (shape) shapes.push(shape);
    }
    return shapes.reverse();
  }

  #draw(context: CanvasRenderingContext2D, frame: Frame): void {
    const seen = this.#current().filter(({ box }) => boxesMeet(box, frame.box));
    const { selectedAlert } = this.#state;
    const first = seen.length - MOST_DRAWN;
    this.#drawn =
      first <= 0 ? seen : seen.filter(({ id, level }, index) => index >= first || level === 1 || id === selectedAlert);
    const count = seen.length - this.#drawn.length;
    if (useUndrawnAreas.getState().count !== count) useUndrawnAreas.setState({ count });
    context.lineJoin = 'round';
    for (const shape of this.#drawn) this.#drawShape(context, frame, shape);
  }

  #drawShape(context: CanvasRenderingContext2D, frame: Frame, shape: AreaShape): void {
    const { theme, selectedAlert, openRed } = this.#state;
    const colour =
      shape.look === 'drill' ? theme.drill : shape.look === 'expired' ? theme.offline : theme.levels[shape.level];
    const chosen = shape.id === selectedAlert;
    const heavy = chosen || openRed.has(shape.id);
    const rings = new Path2D();
    traceRings(rings, shape.rings, frame);
    const outline = new Path2D();
    for (const line of shape.outline) traceLine(outline, line, frame);
    context.save();
    if (!heavy && coverage(shape, grownBox(frame, -MARGIN)) > MOST) {
      context.strokeStyle = colour;
      context.lineWidth = THIN;
      if (shape.look !== 'current') context.setLineDash([10, 7]);
      context.stroke(outline);
      context.restore();
      return;
    }
    // Two parallel lines: one broad line with its middle taken out.
    context.strokeStyle = colour;
    context.lineWidth = heavy ? EDGE + 2.4 : EDGE;
    if (shape.look !== 'current') context.setLineDash([10, 7]);
    context.stroke(outline);
    context.setLineDash([]);
    context.globalCompositeOperation = 'destination-out';
    context.lineWidth = heavy ? 3.4 : 2.6;
    context.stroke(outline);
    context.globalCompositeOperation = 'source-over';
    // A soft band along the edge says which side is inside; a filled county would colour the whole picture.
    context.save();
    context.clip(rings);
    context.strokeStyle = withAlpha(colour, heavy ? 0.16 : 0.07);
    context.lineWidth = BAND;
    context.stroke(outline);
    context.restore();
    if (shape.water && shape.look === 'current') {
      const pattern = hatchPattern(context, theme.ground.flood, 9, 1.2, frame.left, frame.top);
      if (pattern) {
        context.fillStyle = pattern;
        context.globalAlpha = hatchAlpha(shape, frame);
        context.fill(rings);
      }
    }
    context.restore();
  }
}

/** A hatch that helps in a flooded street would be noise over half a county: it thins out as the area fills the window. */
function hatchAlpha({ box }: AreaShape, frame: Frame): number {
  const share = ((box.maxX - box.minX) * (box.maxY - box.minY) * frame.scale ** 2) / (frame.width * frame.height);
  return 0.5 - 0.36 * Math.min(1, share);
}
