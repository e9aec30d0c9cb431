import type { Level } from '../../../shared/domain/common.ts';
import type { EntityRow } from '../../../shared/protocol/console-api/rows.ts';
import { incidentLook, lookKey, resourceLook } from '../symbols/symbol-look.ts';
import type { SymbolFamily, SymbolLook } from '../symbols/symbol-look.ts';
import { worldX, worldY } from './world.ts';

export type SymbolTopic = 'incident' | 'resource';

/** Milliseconds in which a unit moves from its last place to the new one. */
export const GLIDE_MS = 500;

/** One thing on the map. Positions are world units; changed in place, because units move many times a second. */
export interface SymbolItem {
  readonly key: string;
  readonly topic: SymbolTopic;
  readonly id: string;
  readonly family: SymbolFamily;
  /** Order of arrival: a stable tie-break. */
  readonly order: number;
  row: EntityRow<'incident'> | EntityRow<'resource'>;
  level: Level;
  /** The drawing while fresh and when stale, each with its key. */
  fresh: Drawing;
  stale: Drawing;
  x: number;
  y: number;
  fromX: number;
  fromY: number;
  /** `performance.now()` when the last move began; −Infinity when at rest. */
  movedAt: number;
  /** Degrees clockwise from north, for a unit under way. */
  heading: number | null;
  /** The incident a unit is bound for or at. */
  task: string | null;
  /** Stands still at its post: may join a cluster. */
  parked: boolean;
}

interface Drawing {
  readonly look: SymbolLook;
  readonly key: string;
}

export interface Placed {
  readonly x: number;
  readonly y: number;
}

/** Where the item is drawn at `time` (`performance.now()`). */
export function placeAt(item: SymbolItem, time: number): Placed {
  const share = (time - item.movedAt) / GLIDE_MS;
  if (share >= 1) return item;
  return { x: item.fromX + (item.x - item.fromX) * share, y: item.fromY + (item.y - item.fromY) * share };
}

export function isGliding(item: SymbolItem, time: number): boolean {
  return time - item.movedAt < GLIDE_MS;
}

/** What a row looks like, both ways; null when it has no symbol (no position, or closed). */
export function drawingsOf(
  row: EntityRow<'incident' | 'resource'>,
): Pick<SymbolItem, 'family' | 'level' | 'fresh' | 'stale' | 'x' | 'y' | 'heading' | 'task' | 'parked'> | null {
  const record = row.data;
  if (!record.at) return null;
  const look = 'form' in record ? resourceLook(record) : incidentLook(record, (row.pending?.length ?? 0) > 0);
  if (!look) return null;
  const stale = { ...look, stale: true };
  const unit = 'form' in record && record.form === 'unit' ? record : null;
  const underWay = unit?.status.state === 'enRoute' || unit?.status.state === 'returning';
  return {
    family: look.family,
    level: 'level' in look ? look.level : 0,
    fresh: { look, key: lookKey(look) },
    stale: { look: stale, key: lookKey(stale) },
    x: worldX(record.at[0]),
    y: worldY(record.at[1]),
    heading: underWay ? (unit.heading ?? null) : null,
    task: unit && 'incident' in unit.status ? unit.status.incident : null,
    parked: unit ? unit.status.state === 'free' || unit.status.state === 'offDuty' : true,
  };
}
