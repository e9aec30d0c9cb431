import type { Level } from '../../../../shared/domain/common.ts';
import type { DrawingKind } from '../../../../shared/domain/drawing.ts';
import type { Instant } from '../../../../shared/kit/time.ts';
import type { EntityRow } from '../../../../shared/protocol/console-api/rows.ts';
import type { SymbolLook } from '../../symbols/symbol-look.ts';
import { areaLook, areaShape, replacedAlerts, type AreaLook } from '../alert-areas.ts';
import { drawingShape } from '../draw/drawing-shapes.ts';
import type { Frame } from '../frame.ts';
import { isDrawingHidden, isShown } from '../layer-choice.ts';
import type { HiddenLayers } from '../layer-choice.ts';
import type { MapCollections } from '../map-engine.ts';
import { SymbolStore } from '../symbol-store.ts';
import { boxesMeet } from '../world.ts';

/** What the picture shows: one of each, in the order of the legend. */
export interface Shown {
  readonly symbols: readonly SymbolLook[];
  readonly levels: readonly Level[];
  readonly areas: readonly { readonly level: Level; readonly look: AreaLook }[];
  readonly drawings: readonly DrawingKind[];
}

type Rows = Pick<MapCollections, 'incidents' | 'resources' | 'alerts' | 'hazards'>;

const FAMILIES = ['incident', 'unit', 'facility', 'hazard', 'sensor'] as const;

/** By the rules of the map itself: what a layer, the zoom or the edge leaves out is not in the legend either. */
export function shownIn(
  { incidents, resources, alerts, hazards }: Rows,
  drawings: Iterable<EntityRow<'drawing'>>,
  hidden: HiddenLayers,
  frame: Pick<Frame, 'box' | 'zoom'>,
  now: Instant,
): Shown {
  const { box, zoom } = frame;
  const store = new SymbolStore(
    () => undefined,
    () => now,
  );
  store.follow('incident', incidents)();
  store.follow('resource', resources)();
  store.follow('hazard', hazards)();
  const kinds = new Map<string, SymbolLook>();
  const levels = new Set<Level>();
  for (const family of FAMILIES) {
    for (const item of store.family(family)) {
      const isInside = item.x >= box.minX && item.x <= box.maxX && item.y >= box.minY && item.y <= box.maxY;
      if (!isInside || !isShown(item, hidden, zoom)) continue;
      const { look } = item.fresh;
      if (look.family === 'incident' || look.family === 'hazard' || look.family === 'sensor') levels.add(look.level);
      const key = `${look.family}:${look.kind}`;
      if (!kinds.has(key)) kinds.set(key, plain(look));
    }
  }

  const rows = [...alerts.rows.values()];
  const replaced = replacedAlerts(rows);
  const areas = new Map<string, { level: Level; look: AreaLook }>();
  for (const row of hidden.has('area') ? [] : rows) {
    const look = areaLook(row.data, replaced, now);
    if (!look || (look === 'expired' && hidden.has('area:expired'))) continue;
    const shape = areaShape(row, look);
    if (shape && boxesMeet(shape.box, box)) areas.set(`${look}:${shape.level}`, { level: shape.level, look });
  }

  const drawn = new Set<DrawingKind>();
  for (const { id, data } of hidden.has('drawing') ? [] : drawings) {
    if (data.status.state !== 'standing' || isDrawingHidden(id, data.kind, hidden)) continue;
    const shape = drawingShape(id, data);
    if (shape && boxesMeet(shape.box, box)) drawn.add(data.kind);
  }
  return {
    symbols: [...kinds.values()],
    levels: [...levels].sort((a, b) => a - b).filter((level) => level !== 0),
    areas: [...areas.values()].sort((a, b) => a.level - b.level),
    drawings: [...drawn],
  };
}

/** A kind, not one thing: state, level and age have lines of their own. */
function plain(look: SymbolLook): SymbolLook {
  switch (look.family) {
    case 'incident':
      return { ...look, fill: 'handling', level: 0, stale: false, pending: false };
    case 'unit':
      return { ...look, fill: 'onScene', stale: false };
    case 'facility':
      return { ...look, inService: true, tenths: null, stale: false };
    case 'hazard':
      return { ...look, overdue: false, level: 0, stale: false };
    case 'sensor':
      return { ...look, level: 0, stale: false };
  }
}
