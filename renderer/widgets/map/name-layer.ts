import type { Map as LeafletMap } from 'leaflet';
import type { AreaShape } from './alert-areas.ts';
import { drawAreaNames } from './area-names.ts';
import type { AreaNameSpace, AreaNameStyle } from './area-names.ts';
import type { Frame } from './frame.ts';
import { drawGroundLabels } from './ground-labels.ts';
import type { GroundModel } from './ground-model.ts';
import { LabelSpace } from './label-space.ts';
import type { Rect } from './label-space.ts';
import { MapCanvas } from './map-canvas.ts';

/** What symbols and their labels have taken, in px of the frame in which they were drawn; what moves stands apart. */
export interface Taken {
  readonly frame: Frame;
  readonly rects: readonly Rect[];
  readonly passing: readonly Rect[];
}

export interface NameSurroundings {
  /** The areas that are drawn now, the most severe last. */
  areas(): readonly AreaShape[];
  taken(): Taken | null;
}

/** Writes names where `space` is free, the most important first. */
export type OtherNames = (context: CanvasRenderingContext2D, frame: Frame, space: LabelSpace) => void;

const MARGIN = 128;

/**
 * Names of warnings and of the ground, between the areas and the symbols. They know where symbols stand and keep away from
 * them (rule M13): a name that moves aside is read, one under a symbol is not.
 */
export class NameLayer {
  readonly canvas: MapCanvas;
  readonly #style: AreaNameStyle;
  readonly #around: NameSurroundings;
  readonly #kept: AreaNameSpace['kept'] = new Map();
  #model: GroundModel | null = null;
  #others: OtherNames | null = null;

  /** `style` is read at each drawing and may change. */
  constructor(map: LeafletMap, style: AreaNameStyle, around: NameSurroundings) {
    this.#style = style;
    this.#around = around;
    this.canvas = new MapCanvas(map, {
      zIndex: 250,
      margin: MARGIN,
      late: 2,
      draw: (context, frame) => this.#draw(context, frame),
    });
  }

  setModel(model: GroundModel | null): void {
    this.#model = model;
    this.canvas.requestDraw();
  }

  /** Names of another base map, instead of the city's. */
  setOthers(others: OtherNames | null): void {
    this.#others = others;
    this.canvas.requestDraw();
  }

  #draw(context: CanvasRenderingContext2D, frame: Frame): void {
    const space = new LabelSpace();
    const passing = new LabelSpace();
    const taken = this.#around.taken();
    // Of another zoom they would be in other places; a drawing with this one follows.
    if (taken?.frame.zoom === frame.zoom) {
      takeAll(space, taken.rects, taken.frame, frame);
      takeAll(passing, taken.passing, taken.frame, frame);
    }
    const room = { space, passing, kept: this.#kept };
    drawAreaNames(context, frame, MARGIN, this.#around.areas(), room, this.#style);
    const { theme, format } = this.#style;
    if (this.#model) drawGroundLabels(context, frame, this.#model, space, theme.ground, theme.font, format.language);
    this.#others?.(context, frame, space);
  }
}

/** Takes rectangles of one frame in another of the same zoom. */
function takeAll(space: LabelSpace, rects: readonly Rect[], from: Frame, to: Frame): void {
  const dx = from.left - to.left;
  const dy = from.top - to.top;
  for (const { x, y, width, height } of rects) space.take({ x: x + dx, y: y + dy, width, height });
}
