import type { Level } from '../../../shared/domain/common.ts';
import type { Instant } from '../../../shared/kit/time.ts';
import type { EntityRow } from '../../../shared/protocol/console-api/rows.ts';
import { levelRank } from '../../state/incident-order.ts';
import { hazardLook, incidentLook, lookKey, resourceLook } from '../symbols/symbol-look.ts';
import type { SymbolFamily, SymbolLook } from '../symbols/symbol-look.ts';
import { worldX, worldY } from './world.ts';

export type SymbolTopic = 'incident' | 'resource' | 'hazard';
export type SymbolRow = { readonly [T in SymbolTopic]: EntityRow<T> }[SymbolTopic];

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
  row: SymbolRow;
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
  /** Smaller is worse: which of a cluster it shows. By level, then by how little is done about it. */
  weight: number;
  /** Where the spatial index has it; null while it is hidden or lifted out. */
  group: {
    readonly tree: { move(item: SymbolItem, x: number, y: number): void; remove(item: SymbolItem): void };
  } | null;
  leaf: TreeNode | null;
  /** False from when the store has dropped it. */
  alive: boolean;
}

/** A cell of the spatial index (`symbol-tree.ts`). */
export interface TreeNode {
  readonly depth: number;
  /** Column and row among the 2^depth cells of the world. */
  readonly column: number;
  readonly row: number;
  readonly parent: TreeNode | null;
  children: (TreeNode | null)[] | null;
  /** Of a leaf; empty in the others. */
  items: SymbolItem[];
  count: number;
  sumX: number;
  sumY: number;
  /** The worst below; null: not known since that one has left. Ask `worstOf`. */
  worst: SymbolItem | null;
}

export interface Drawing {
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

/** One object per different drawing: rows that look alike share it, and looks are compared by identity. */
const drawings = new Map<string, { readonly fresh: Drawing; readonly stale: Drawing }>();

function drawingOf(look: SymbolLook): { readonly fresh: Drawing; readonly stale: Drawing } {
  const key = lookKey(look);
  let known = drawings.get(key);
  if (!known) {
    const stale = { ...look, stale: true };
    known = { fresh: { look, key }, stale: { look: stale, key: lookKey(stale) } };
    drawings.set(key, known);
  }
  return known;
}

const FILL_WEIGHT: Readonly<Record<string, number>> = { open: 0, handling: 1 };

function weightOf(look: SymbolLook): number {
  if (look.family === 'incident') return levelRank(look.level) * 4 + (FILL_WEIGHT[look.fill] ?? 2);
  if (look.family === 'hazard') return levelRank(look.level) * 4 + (look.overdue ? 0 : 1);
  return look.family === 'sensor' ? levelRank(look.level) * 4 : 0;
}

/** How far a glide still goes on in sight, world units along the wider axis; 0 at rest. */
export function glideOf(item: SymbolItem, time: number): number {
  return isGliding(item, time) ? Math.max(Math.abs(item.x - item.fromX), Math.abs(item.y - item.fromY)) : 0;
}

function lookOf(record: SymbolRow['data'], pending: boolean, now: Instant): SymbolLook | null {
  if ('form' in record) return resourceLook(record);
  return 'dueAt' in record ? hazardLook(record, now) : incidentLook(record, pending);
}

/** What a row looks like at a time, both ways; null when it has no symbol (no position, or over). */
export function drawingsOf(
  row: SymbolRow,
  now: Instant,
): Pick<
  SymbolItem,
  'family' | 'level' | 'fresh' | 'stale' | 'x' | 'y' | 'heading' | 'task' | 'parked' | 'weight'
> | null {
  const record = row.data;
  if (!record.at) return null;
  const look = lookOf(record, (row.pending?.length ?? 0) > 0, now);
  if (!look) return null;
  const unit = 'form' in record && record.form === 'unit' ? record : null;
  const underWay = unit?.status.state === 'enRoute' || unit?.status.state === 'returning';
  return {
    family: look.family,
    level: 'level' in look ? look.level : 0,
    ...drawingOf(look),
    x: worldX(record.at[0]),
    y: worldY(record.at[1]),
    heading: underWay ? (unit.heading ?? null) : null,
    task: unit && 'incident' in unit.status ? unit.status.incident : null,
    parked: unit ? unit.status.state === 'free' || unit.status.state === 'offDuty' : true,
    weight: weightOf(look),
  };
}
