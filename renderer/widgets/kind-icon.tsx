import { FACILITY_GLYPHS, INCIDENT_GLYPHS, SENSOR_GLYPHS, UNIT_GLYPHS } from './symbols/glyphs.ts';
import type { Incident } from '../../shared/domain/incident.ts';
import type { Resource } from '../../shared/domain/resource.ts';

function Glyph({ d, size }: { readonly d: string; readonly size: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 24 24" aria-hidden="true">
      <path d={d} fill="none" stroke="currentColor" strokeWidth={1.7} strokeLinecap="round" strokeLinejoin="round" />
    </svg>
  );
}

/** The kind's glyph beside its word, the same drawing as on the map. */
export function IncidentKindIcon({ kind, size = 18 }: { readonly kind: Incident['kind']; readonly size?: number }) {
  return <Glyph d={INCIDENT_GLYPHS[kind]} size={size} />;
}

export function ResourceKindIcon({ resource, size = 18 }: { readonly resource: Resource; readonly size?: number }) {
  switch (resource.form) {
    case 'unit':
      return <Glyph d={UNIT_GLYPHS[resource.kind]} size={size} />;
    case 'facility':
      return <Glyph d={FACILITY_GLYPHS[resource.kind]} size={size} />;
    case 'sensor':
      return <Glyph d={SENSOR_GLYPHS[resource.kind]} size={size} />;
  }
}
