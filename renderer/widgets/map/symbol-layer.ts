import type { Map as LeafletMap } from 'leaflet';
import type { Resource } from '../../../shared/domain/resource.ts';
import type { FeedRow } from '../../../shared/protocol/console-api/rows.ts';
import type { Instant } from '../../../shared/kit/time.ts';
import type { Format } from '../../text/use-text.ts';
import type { Frame } from './frame.ts';
import type { HiddenLayers } from './layer-choice.ts';
import { LabelBitmaps } from './label-bitmaps.ts';
import type { Rect } from './label-space.ts';
import { MapCanvas } from './map-canvas.ts';
import type { MapTheme } from './map-theme.ts';
import type { Taken } from './name-layer.ts';
import { MarkIndex } from './mark-index.ts';
import { SpriteAtlas } from './sprite-atlas.ts';
import { staleAge } from './staleness.ts';
import { drawLabels, labelsOf } from './symbol-labels.ts';
import { paintBrackets, paintMark, paintTask, paintUncertainty } from './symbol-paint.ts';
import { SymbolScene } from './symbol-scene.ts';
import type { Mark } from './symbol-scene.ts';
import type { SymbolStore } from './symbol-store.ts';

export interface SymbolLayerState {
  theme: MapTheme;
  hidden: HiddenLayers;
  /** Key of the selected item. */
  selected: string | null;
  format: Format;
  now(): Instant;
  feeds: ReadonlyMap<string, FeedRow>;
}

/** Least time between two drawings, ms: news is on the glass within 100 ms; under the hand that drags, data can wait. */
const STEP = 24;
const STEP_MOVING = 250;
/** A frame with a drawing in it that took longer than this, ms, is too dear to be repeated at once. */
const DEAR = 40;
/** Members stand no farther than this from the middle of their heap, px. */
const HEAP_REACH = 100;

/** Every symbol of the map on one canvas (rules M4–M8). */
export class SymbolLayer {
  readonly canvas: MapCanvas;
  readonly #store: SymbolStore;
  readonly #scene: SymbolScene;
  readonly #atlas = new SpriteAtlas();
  readonly #labels = new LabelBitmaps();
  readonly #state: SymbolLayerState;
  readonly #drawn: (layer: SymbolLayer) => void;
  #marks: readonly Mark[] = [];
  #words: readonly Rect[] = [];
  #index: MarkIndex | null = null;
  #timer = 0;
  #drawnAt = 0;
  #frameMs = 0;

  /** `drawn` is called after every drawing: overlays and the container's counters follow it. */
  constructor(map: LeafletMap, store: SymbolStore, state: SymbolLayerState, drawn: (layer: SymbolLayer) => void) {
    this.#store = store;
    this.#scene = new SymbolScene(store);
    this.#state = state;
    this.#drawn = drawn;
    this.canvas = new MapCanvas(map, { zIndex: 300, margin: 48, draw: (context, frame) => this.#draw(context, frame) });
  }

  get frame(): Frame | null {
    return this.canvas.frame;
  }

  /** What was drawn last, back to front, in px of the frame. */
  get marks(): readonly Mark[] {
    return this.#marks;
  }

  /** The uppermost mark at a place in px of the frame. Its grid is built when first asked for after a drawing. */
  markAt(x: number, y: number): Mark | null {
    this.#index ??= new MarkIndex(this.#marks);
    return this.#index.at(x, y);
  }

  /** The mark that stands for an item, alone or with others; null when it is not in sight. */
  markOf(key: string): Mark | null {
    const item = this.#store.items.get(key);
    const { frame } = this;
    if (!item || !frame) return null;
    const own = this.#marks.find((mark) => mark.item === item);
    if (own) return own;
    const x = item.x * frame.scale - frame.left;
    const y = item.y * frame.scale - frame.top;
    const near = (mark: Mark): boolean => Math.abs(mark.x - x) < HEAP_REACH && Math.abs(mark.y - y) < HEAP_REACH;
    return (
      this.#marks.find(
        (mark) => mark.count > 1 && mark.family === item.family && near(mark) && mark.members?.includes(item),
      ) ?? null
    );
  }

  /**
   * Where symbols and their labels stand, for names that want to keep away. Units are told apart: names that make way for
   * everything that drives would never stand still.
   */
  taken(): Taken | null {
    const { frame } = this;
    if (!frame) return null;
    const rects = [...this.#words];
    const passing: Rect[] = [];
    for (const { family, x, y, radius } of this.#marks) {
      const rect = { x: x - radius, y: y - radius, width: radius * 2, height: radius * 2 };
      (family === 'unit' ? passing : rects).push(rect);
    }
    return { frame, rects, passing };
  }

  fontsArrived(): void {
    this.#labels.forget();
    this.#atlas.forget();
    this.touch();
  }

  /**
   * Something changed: draw soon. Where frames are slow, the gaps between drawings grow with them, so that the rest of
   * the window gets its turn between any two.
   */
  touch(): void {
    if (this.#timer !== 0) return;
    const step = this.canvas.moving ? STEP_MOVING : STEP;
    const least = this.#frameMs > DEAR ? Math.max(step, this.#frameMs * 1.25) : step;
    const rest = least - (performance.now() - this.#drawnAt);
    if (rest <= 0) {
      this.canvas.requestDraw();
      return;
    }
    this.#timer = window.setTimeout(() => {
      this.#timer = 0;
      this.canvas.requestDraw();
    }, rest);
  }

  remove(): void {
    clearTimeout(this.#timer);
    this.canvas.remove();
  }

  #draw(context: CanvasRenderingContext2D, frame: Frame): void {
    const { theme, hidden, selected, format, feeds } = this.#state;
    const now = this.#state.now();
    const time = performance.now();
    const { dpr } = frame;
    this.#atlas.begin(context, theme.id, dpr);
    this.#labels.begin(theme.id, dpr, theme.font);
    const marks = this.#scene.build(frame, { hidden, selected, time });
    const ages = new Map<Mark, number>();
    for (const mark of marks) {
      const { row } = mark.item;
      const record: Resource | null = 'form' in row.data ? row.data : null;
      const age = staleAge(row, record, feeds.get(row.feed), now);
      if (age !== null) ages.set(mark, age);
    }
    this.#paintLinks(context, marks);
    for (const mark of marks) {
      const age = ages.get(mark);
      if (age !== undefined) paintUncertainty(context, mark, age, frame, theme);
      paintMark(this.#atlas, mark, age !== undefined, theme);
    }
    const chosen = marks.at(-1);
    if (chosen?.selected) paintBrackets(context, chosen, theme);
    this.#words = [];
    if (!hidden.has('label')) {
      const labels = labelsOf(marks, frame.zoom, { format, now }, (mark) => ages.get(mark) ?? null);
      this.#words = drawLabels(context, labels, marks, this.#labels, theme, dpr);
    }
    this.#marks = marks;
    this.#index = null;
    const began = (this.#drawnAt = performance.now());
    // What the browser does with a drawing is seen in when the next frame begins, not in how long its commands take.
    requestAnimationFrame(() => (this.#frameMs = performance.now() - began));
    this.#drawn(this);
    if (this.#scene.gliding || this.#labels.behind) this.touch();
  }

  /** Dotted lines from the selected incident to the units bound for it. */
  #paintLinks(context: CanvasRenderingContext2D, marks: readonly Mark[]): void {
    const chosen = marks.find((mark) => mark.selected);
    if (!chosen || chosen.item.topic !== 'incident') return;
    for (const mark of marks) {
      if (mark.item.task === chosen.item.id && mark.count === 1) paintTask(context, mark, chosen, this.#state.theme);
    }
  }

  /** Items that the store holds, by family; for the container's counters. */
  count(): { incidents: number; units: number } {
    return { incidents: this.#store.locatedIncidents.size, units: this.#store.family('unit').size };
  }
}
