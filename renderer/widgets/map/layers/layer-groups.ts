import { DRAWING_KINDS } from '../../../../shared/domain/drawing.ts';
import { HAZARD_KINDS } from '../../../../shared/domain/hazard.ts';
import { INCIDENT_KINDS } from '../../../../shared/domain/incident.ts';
import { FACILITY_KINDS, SENSOR_KINDS, UNIT_KINDS } from '../../../../shared/domain/resource.ts';

/** What is left at places, written at their symbols. */
export const FIGURE_KINDS = ['hospital', 'shelter', 'depot'] as const;
export type FigureKind = (typeof FIGURE_KINDS)[number];

/** What can be switched by name: whole families, and the kinds in them. People have a choice of their own. */
export const LAYER_GROUPS = [
  { family: 'incident', kinds: INCIDENT_KINDS },
  { family: 'unit', kinds: UNIT_KINDS },
  { family: 'facility', kinds: FACILITY_KINDS },
  { family: 'sensor', kinds: SENSOR_KINDS },
  { family: 'hazard', kinds: HAZARD_KINDS },
  { family: 'figure', kinds: FIGURE_KINDS },
  { family: 'area', kinds: ['expired'] },
  { family: 'closure', kinds: [] },
  { family: 'drawing', kinds: DRAWING_KINDS },
  { family: 'label', kinds: [] },
] as const;

export type LayerFamily = (typeof LAYER_GROUPS)[number]['family'];
export type LayerKind = (typeof LAYER_GROUPS)[number]['kinds'][number];
