import type { Map as LeafletMap } from 'leaflet';
import type { Instant } from '../../../shared/kit/time.ts';
import type { EntityRow } from '../../../shared/protocol/console-api/rows.ts';
import { levelRank } from '../../state/incident-order.ts';
import type { LiveCollection } from '../../state/live-collection.ts';
import { areaLook, areaShape, coverage, edgeDistance, replacedAlerts } from './alert-areas.ts';
import type { AreaShape } from './alert-areas.ts';
import { withAlpha } from './colour.ts';
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
/** What one frame spends on outlines that are new, ms. */
const MOST_MS = 20;

/**
 * Areas of warnings: double edge in the level's colour, hatch where it is about water (rule M6). One that covers most of
 * the window is a thin edge: what is everywhere is told by the banner, and the map stays quiet.
 */
export class AreaLayer {
  readonly canvas: MapCanvas;
  readonly #state: AreaLayerState;
  readonly #shapes = new Map<string, { readonly row: EntityRow<'alert'>; readonly shape: AreaShape | null }>();
  #alerts: LiveCollection<EntityRow<'alert'>> | null = null;
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
    this.#alerts = alerts;
    this.canvas.requestDraw();
    return alerts.onDelta(() => this.canvas.requestDraw());
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

  #current(): AreaShape[] {
    const { hidden } = this.#state;
    const rows = [...(this.#alerts?.rows.values() ?? [])];
    if (hidden.has('area')) return [];
    const now = this.#state.now();
    const replaced = replacedAlerts(rows);
    const shapes: AreaShape[] = [];
    const started = performance.now();
    for (const row of rows) {
      const look = areaLook(row.data, replaced, now);
      if (!look || (look === 'expired' && hidden.has('area:expired')) || hidden.out?.has(`alert:${row.id}`)) continue;
      const kept = this.#shapes.get(row.id);
      const isKept = kept?.row === row && (kept.shape === null || kept.shape.look === look);
      // R23: many large outlines at once are worked out over several frames.
      if (!isKept && performance.now() - started > MOST_MS) {
        this.canvas.requestDraw();
        continue;
      }
      const shape = isKept ? kept.shape : areaShape(row, look);
      if (!isKept) this.#shapes.set(row.id, { row, shape });
      if (shape) shapes.push(shape);
    }
    return shapes.sort((a, b) => levelRank(b.level) - levelRank(a.level));
  }

  #draw(context: CanvasRenderingContext2D, frame: Frame): void {
    this.#drawn = this.#current().filter(({ box }) => boxesMeet(box, frame.box));
    context.lineJoin = 'round';
    for (const shape of this.#drawn) this.#drawShape(context, frame, shape);
  }

  #drawShape(context: CanvasRenderingContext2D, frame: Frame, shape: AreaShape): void {
    const { theme, selectedAlert } = this.#state;
    const colour =
      shape.look === 'drill' ? theme.drill : shape.look === 'expired' ? theme.offline : theme.levels[shape.level];
    const chosen = shape.id === selectedAlert;
    const rings = new Path2D();
    traceRings(rings, shape.rings, frame);
    const outline = new Path2D();
    for (const line of shape.outline) traceLine(outline, line, frame);
    context.save();
    if (!chosen && coverage(shape, grownBox(frame, -MARGIN)) > MOST) {
      context.strokeStyle = colour;
      context.lineWidth = THIN;
      if (shape.look !== 'current') context.setLineDash([10, 7]);
      context.stroke(outline);
      context.restore();
      return;
    }
    // Two parallel lines: one broad line with its middle taken out.
    context.strokeStyle = colour;
    context.lineWidth = chosen ? EDGE + 2.4 : EDGE;
    if (shape.look !== 'current') context.setLineDash([10, 7]);
    context.stroke(outline);
    context.setLineDash([]);
    context.globalCompositeOperation = 'destination-out';
    context.lineWidth = chosen ? 3.4 : 2.6;
    context.stroke(outline);
    context.globalCompositeOperation = 'source-over';
    // A soft band along the edge says which side is inside; a filled county would colour the whole picture.
    context.save();
    context.clip(rings);
    context.strokeStyle = withAlpha(colour, chosen ? 0.16 : 0.07);
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
