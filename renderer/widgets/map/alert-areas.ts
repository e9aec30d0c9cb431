import type { Alert } from '../../../shared/domain/alert.ts';
import type { Level } from '../../../shared/domain/common.ts';
import type { Instant } from '../../../shared/kit/time.ts';
import type { EntityRow } from '../../../shared/protocol/console-api/rows.ts';
import { alertOutlines } from './alert-outlines.ts';
import { outerEdges } from './borders.ts';
import { boxOf, metresPerWorld, toWorld } from './world.ts';
import type { Box } from './world.ts';

/** In force · over · not meant: an exercise or a test, which must never look like the real thing. */
export type AreaLook = 'current' | 'expired' | 'drill';

export interface AreaShape {
  readonly id: string;
  readonly alert: Alert;
  readonly level: Level;
  readonly look: AreaLook;
  readonly water: boolean;
  /** Interleaved world x, y; each an outer ring. */
  readonly rings: readonly Float64Array[];
  /** Lines around all of it: where areas of one alert touch, there is no edge. */
  readonly outline: readonly Float64Array[];
  readonly box: Box;
}

const CIRCLE_SIDES = 72;

/** Water on the ground, not water that may fall: GB/T 35965.1 11A is flood, waterlogging, mountain torrent; else the words tell. */
const WATER_CODE = /^11A/;
const WATER_WORDS = /[洪涝潮]|积水|flood|storm surge|tsunami/i;

export function isWaterAlert({ event, eventCode }: Pick<Alert, 'event' | 'eventCode'>): boolean {
  if (eventCode !== undefined && WATER_CODE.test(eventCode)) return true;
  return WATER_WORDS.test(`${event.zh ?? ''} ${event.en ?? ''}`);
}

/** How a message is drawn now; null when it is not: drafts, acknowledgements, cancelled, replaced by a newer one. */
export function areaLook(alert: Alert, replaced: Pick<ReadonlySet<string>, 'has'>, now: Instant): AreaLook | null {
  if (alert.msgType !== 'Alert' && alert.msgType !== 'Update') return null;
  if (replaced.has(alert.identifier)) return null;
  const over = alert.expiresAt !== undefined && alert.expiresAt <= now;
  switch (alert.status) {
    case 'Actual':
      return over ? 'expired' : 'current';
    case 'Exercise':
    case 'Test':
      return over ? null : 'drill';
    case 'System':
    case 'Draft':
      return null;
  }
}

/** Identifiers that a later message updates or cancels. */
export function replacedAlerts(alerts: Iterable<EntityRow<'alert'>>): Set<string> {
  const replaced = new Set<string>();
  for (const { data } of alerts) {
    if (data.msgType === 'Update' || data.msgType === 'Cancel')
      for (const reference of data.references) replaced.add(reference);
  }
  return replaced;
}

/** The outline of an alert in world units; null when it names no place that can be drawn. */
export function areaShape(row: EntityRow<'alert'>, look: AreaLook): AreaShape | null {
  const { data } = row;
  const rings = [
    ...alertOutlines(data).rings.map((ring) => Float64Array.from(ring.flatMap((position) => [...toWorld(position)]))),
    ...data.areas.flatMap(({ circles }) => circles.map(({ center, radius }) => circleRing(toWorld(center), radius))),
  ];
  if (rings.length === 0) return null;
  const boxes = rings.map(boxOf);
  const box = {
    minX: Math.min(...boxes.map(({ minX }) => minX)),
    minY: Math.min(...boxes.map(({ minY }) => minY)),
    maxX: Math.max(...boxes.map(({ maxX }) => maxX)),
    maxY: Math.max(...boxes.map(({ maxY }) => maxY)),
  };
  return {
    id: row.id,
    alert: data,
    level: data.level,
    look,
    water: isWaterAlert(data),
    rings,
    outline: outerEdges(rings),
    box,
  };
}

function circleRing([x, y]: readonly [number, number], metres: number): Float64Array {
  const radius = metres / metresPerWorld(y);
  const ring: number[] = [];
  for (let side = 0; side <= CIRCLE_SIDES; side += 1) {
    const turn = (side / CIRCLE_SIDES) * 2 * Math.PI;
    ring.push(x + Math.cos(turn) * radius, y + Math.sin(turn) * radius);
  }
  return Float64Array.from(ring);
}

/** Sampled in so many columns and rows. */
const SAMPLES = [12, 9] as const;

/** Which share of a box an area covers, 0–1, to about one hundredth. */
export function coverage({ rings, box: own }: Pick<AreaShape, 'rings' | 'box'>, box: Box): number {
  const [columns, rows] = SAMPLES;
  let inside = 0;
  for (let row = 0; row < rows; row += 1) {
    const y = box.minY + ((row + 0.5) / rows) * (box.maxY - box.minY);
    if (y < own.minY || y > own.maxY) continue;
    for (let column = 0; column < columns; column += 1) {
      const x = box.minX + ((column + 0.5) / columns) * (box.maxX - box.minX);
      if (isInsideShape({ rings, box: own }, x, y)) inside += 1;
    }
  }
  return inside / (columns * rows);
}

export function isInsideShape({ rings, box }: Pick<AreaShape, 'rings' | 'box'>, x: number, y: number): boolean {
  if (x < box.minX || x > box.maxX || y < box.minY || y > box.maxY) return false;
  return rings.some((ring) => isInside(ring, x, y));
}

/** Whether a ray from the place to the right crosses the ring an odd number of times. */
function isInside(ring: Float64Array, x: number, y: number): boolean {
  let inside = false;
  for (let i = 0, last = ring.length - 2; i + 1 < ring.length; last = i, i += 2) {
    const ay = ring[i + 1] as number;
    const by = ring[last + 1] as number;
    if (ay > y === by > y) continue;
    const ax = ring[i] as number;
    if (x < ax + ((y - ay) / (by - ay)) * ((ring[last] as number) - ax)) inside = !inside;
  }
  return inside;
}

/** Distance in world units from a place to the nearest edge of a shape. */
export function edgeDistance({ outline }: AreaShape, x: number, y: number): number {
  let least = Infinity;
  for (const ring of outline) {
    for (let i = 0; i + 3 < ring.length; i += 2) {
      const ax = ring[i] as number;
      const ay = ring[i + 1] as number;
      const dx = (ring[i + 2] as number) - ax;
      const dy = (ring[i + 3] as number) - ay;
      const share = Math.max(0, Math.min(1, ((x - ax) * dx + (y - ay) * dy) / (dx * dx + dy * dy || 1)));
      least = Math.min(least, Math.hypot(ax + dx * share - x, ay + dy * share - y));
    }
  }
  return least;
}
