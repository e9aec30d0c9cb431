import { usePreference } from '../../../state/use-console.ts';
import type { SurfaceStyle } from '../overlays.ts';

/** What lies flat on the ground, in its first order from below: one may hide another, so the order is the officer's. */
export const SURFACES = ['density', 'area', 'closure', 'drawing', 'flow', 'group'] as const;
export type SurfaceId = (typeof SURFACES)[number];

export interface SurfaceChoice {
  /** From below. All of them, each once. */
  readonly order: readonly SurfaceId[];
  /** 0.1 … 1; absent: 1. */
  readonly opacity: Readonly<Partial<Record<SurfaceId, number>>>;
}

export const SURFACES_PREFERENCE = 'map.surfaces';
export const FIRST_SURFACES: SurfaceChoice = { order: SURFACES, opacity: {} };

/** Fainter would be the same as not shown, and not said. */
export const LEAST_OPACITY = 0.1;
/** Over the ground (100) and other base maps, under names (250) and symbols (300). */
const LOWEST = 180;
const APART = 10;

/** A surface that is not in what was stored (it came later) stands where it stands at first, over those before it. */
export function parseSurfaces(stored: unknown): SurfaceChoice {
  if (typeof stored !== 'object' || stored === null) return FIRST_SURFACES;
  const { order, opacity } = stored as Record<string, unknown>;
  const known = Array.isArray(order) ? order.filter((id, i) => isSurface(id) && order.indexOf(id) === i) : [];
  const whole = [...(known as SurfaceId[])];
  for (const [index, id] of SURFACES.entries()) if (!whole.includes(id)) whole.splice(index, 0, id);
  const kept = typeof opacity === 'object' && opacity !== null ? Object.entries(opacity) : [];
  return {
    order: whole,
    opacity: Object.fromEntries(
      kept.filter(([id, value]) => isSurface(id) && typeof value === 'number' && value >= LEAST_OPACITY && value <= 1),
    ),
  };
}

function isSurface(id: unknown): id is SurfaceId {
  return SURFACES.some((surface) => surface === id);
}

/** Moves one to another's place; those between make room. */
export function moveSurface(choice: SurfaceChoice, id: SurfaceId, to: number): SurfaceChoice {
  const order = choice.order.filter((other) => other !== id);
  order.splice(Math.max(0, Math.min(order.length, to)), 0, id);
  return { ...choice, order };
}

export function fadeSurface(choice: SurfaceChoice, id: SurfaceId, opacity: number): SurfaceChoice {
  return { ...choice, opacity: { ...choice.opacity, [id]: Math.max(LEAST_OPACITY, Math.min(1, opacity)) } };
}

export function surfaceStyles({ order, opacity }: SurfaceChoice): Record<SurfaceId, SurfaceStyle> {
  return Object.fromEntries(
    order.map((id, index) => [id, { zIndex: LOWEST + index * APART, opacity: opacity[id] ?? 1 }]),
  ) as Record<SurfaceId, SurfaceStyle>;
}

export function useSurfaces(): [SurfaceChoice, (choice: SurfaceChoice) => void] {
  return usePreference(SURFACES_PREFERENCE, parseSurfaces);
}
