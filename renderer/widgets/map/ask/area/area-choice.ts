import type { Alert } from '../../../../../shared/domain/alert.ts';
import type { CityMap } from '../../../../../shared/domain/city.ts';
import type { Drawing } from '../../../../../shared/domain/drawing.ts';
import type { Incident } from '../../../../../shared/domain/incident.ts';
import type { LonLat } from '../../../../../shared/kit/geo.ts';
import { alertOutlines } from '../../alert-outlines.ts';
import type { Area } from './area.ts';

/** Which area the officer means. A drawing, an incident and a warning are followed: when they change, the area does. */
export type AreaChoice =
  | { readonly by: 'circle'; readonly center: LonLat; readonly metres: number }
  | { readonly by: 'ring'; readonly ring: readonly LonLat[] }
  | { readonly by: 'incident'; readonly id: string; readonly metres: number }
  | { readonly by: 'drawing'; readonly id: string }
  | { readonly by: 'district'; readonly code: string }
  | { readonly by: 'alert'; readonly id: string };

export interface AreaSources {
  readonly drawing: (id: string) => Drawing | undefined;
  readonly incident: (id: string) => Incident | undefined;
  readonly alert: (id: string) => Alert | undefined;
  readonly city: CityMap | null | undefined;
}

/** Null when what was meant is not there (any more), or has no extent. */
export function areaOf(choice: AreaChoice, sources: AreaSources): Area | null {
  switch (choice.by) {
    case 'circle':
      return { polygons: [], circles: [choice] };
    case 'ring':
      return choice.ring.length < 3 ? null : { polygons: [[choice.ring]], circles: [] };
    case 'incident': {
      const center = sources.incident(choice.id)?.at;
      return center ? { polygons: [], circles: [{ center, metres: choice.metres }] } : null;
    }
    case 'drawing': {
      const drawing = sources.drawing(choice.id);
      if (drawing?.status.state !== 'standing' || drawing.geometry.type !== 'area') return null;
      return { polygons: drawing.geometry.polygons, circles: [] };
    }
    case 'district': {
      const district = sources.city?.districts.find(({ code }) => code === choice.code);
      return district ? { polygons: [[district.polygon]], circles: [] } : null;
    }
    case 'alert': {
      const alert = sources.alert(choice.id);
      if (!alert) return null;
      const polygons = alertOutlines(alert).rings.map((ring) => [ring]);
      const circles = alert.areas.flatMap((area) =>
        area.circles.map(({ center, radius }) => ({ center, metres: radius })),
      );
      return polygons.length + circles.length > 0 ? { polygons, circles } : null;
    }
  }
}
