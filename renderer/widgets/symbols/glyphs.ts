import type { HAZARD_KINDS } from '../../../shared/domain/hazard.ts';
import type { INCIDENT_KINDS } from '../../../shared/domain/incident.ts';
import type { FACILITY_KINDS, SENSOR_KINDS, UNIT_KINDS } from '../../../shared/domain/resource.ts';
import type { Level } from '../../../shared/domain/common.ts';

export type IncidentKind = (typeof INCIDENT_KINDS)[number];
export type UnitKind = (typeof UNIT_KINDS)[number];
export type FacilityKind = (typeof FACILITY_KINDS)[number];
export type HazardKind = (typeof HAZARD_KINDS)[number];
export type SensorKind = (typeof SENSOR_KINDS)[number];

/*
 * Every glyph is one stroked path on a 24 × 24 grid: round caps and joins, pen 1.7. The same string feeds SVG (`d`) and
 * canvas (`Path2D`), so a list and the map can never show two drawings for one kind.
 */

const WAVE = 'c2-2 3.7-2 5.7 0s3.7 2 5.7 0 3.7-2 5.6 0';
const ELLIPSIS = 'M6 12v.1M12 12v.1M18 12v.1';
/** A roof and walls; each kind of station puts its emblem inside. */
const STATION = 'M3.5 10.5 12 4.5l8.5 6M5.5 9.5v10h13v-10';

export const INCIDENT_GLYPHS: Readonly<Record<IncidentKind, string>> = {
  waterlog: `M3.5 8.5${WAVE}M3.5 12.5${WAVE}M3.5 16.5${WAVE}`,
  dike: 'M3.5 18.5h17M6 18.5l3.5-10h4l3.5 10M15.5 12.5c1.5-1.3 3-1.3 4.5 0',
  landslide: 'M4 19h16M4 19 11 6l3.5 6M16 14.2v.1M19 16.5v.1M16.5 10.5v.1',
  fire: 'M12.5 4c.8 3.2 4.5 5.2 4.5 9.7A5 5 0 0 1 12 19a5 5 0 0 1-5-5.2c0-2.1 1.1-3.2 2.1-4.2.2 1.6.8 2.2 1.5 2.4C10.5 9 11 6 12.5 4z',
  traffic: 'M5 14.5l1.7-5A1.5 1.5 0 0 1 8.1 8.5h7.8a1.5 1.5 0 0 1 1.4 1l1.7 5v3H5zM7.5 17.5V19M16.5 17.5V19M6.5 13h11',
  trapped: 'M12 8.6a2.2 2.2 0 1 0 0-4.4 2.2 2.2 0 0 0 0 4.4M6 6.5l6 5 6-5M12 11.5V15l-3.2 4.5M12 15l3.2 4.5',
  outage: 'M13.5 4 7 13h4.5L10.5 20 17 11h-4.5z',
  gas: 'M9 10h6v8.5a1.3 1.3 0 0 1-1.3 1.3h-3.4A1.3 1.3 0 0 1 9 18.5zM10.5 10V7h3v3M12 7V4.5M5.5 12v5M18.5 12v5',
  hazmat: 'M10 4.5h4M10.7 4.5v5.7L6.3 18a1 1 0 0 0 .9 1.5h9.6a1 1 0 0 0 .9-1.5l-4.4-7.8V4.5M8.5 14.5h7',
  case: 'M12 15.5a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7M12 4.5v4M12 15.5v4M4.5 12h4M15.5 12h4M6.7 6.7l2.8 2.8M14.5 14.5l2.8 2.8M17.3 6.7l-2.8 2.8M9.5 14.5l-2.8 2.8',
  collapse: 'M4 19.5h16M5.5 19.5V9.5l4.5-3v13M10 12l4.5 2.2-1 5.3M16.5 15.5l2.5 1.5v2.5',
  roadcut: 'M4 8.5h16v5H4zM8 8.5l-3 5M13.5 8.5l-3 5M19 8.5l-3 5M6.5 13.5V18.5M17.5 13.5V18.5',
  hotline: 'M4.5 6h15v9.5h-8L8 19v-3.5H4.5zM8.5 9.5h7M8.5 12.2h4.5',
  missing:
    'M10 10a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5M5 19c.3-4 2-6.2 5-6.2s4.7 2.2 5 6.2M16.5 6.5c.1-1.2 1-1.9 2-1.9s1.9.7 1.9 1.8c0 1.3-1.7 1.5-1.7 3.1M18.7 12v.1',
  medical: 'M3 12.5h4.2l2-5.5 3.6 11 2.7-7.5 1 2H21',
  other: ELLIPSIS,
};

export const UNIT_GLYPHS: Readonly<Record<UnitKind, string>> = {
  engine:
    'M3.5 9h9.5v7.5H3.5zM13 11.5h4.2l3.3 3v2H13M7 18.8a1.6 1.6 0 1 0 0-3.2 1.6 1.6 0 0 0 0 3.2M16.5 18.8a1.6 1.6 0 1 0 0-3.2 1.6 1.6 0 0 0 0 3.2M4 6.5l10-1.5',
  ambulance: 'M3.5 7.5h10v9h-10zM13.5 10.5h3.8l3.2 3.2v2.8h-7M8.5 9.5v5M6 12h5M7 18.5v.1M17 18.5v.1',
  police: 'M12 4l6.5 2.5v5c0 4-2.8 6.7-6.5 8.5-3.7-1.8-6.5-4.5-6.5-8.5v-5zM9 12l2.2 2.2L15 10',
  pump: 'M12 15.5a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7M12 8.5V5h7M12 15.5V19H5',
  boat: 'M3.5 14.5h17L18 19H6zM11.5 14.5V4.5l6 7h-6',
  repair: 'M16 4.8a4.2 4.2 0 0 0-5 5.6L4.8 16.6l2.6 2.6L13.6 13a4.2 4.2 0 0 0 5.6-5l-2.7 2.3-2.4-.6-.6-2.4z',
  drone:
    'M8.5 8.5l7 7M15.5 8.5l-7 7M7 9.2a2.2 2.2 0 1 0 0-4.4 2.2 2.2 0 0 0 0 4.4M17 9.2a2.2 2.2 0 1 0 0-4.4 2.2 2.2 0 0 0 0 4.4M7 19.2a2.2 2.2 0 1 0 0-4.4 2.2 2.2 0 0 0 0 4.4M17 19.2a2.2 2.2 0 1 0 0-4.4 2.2 2.2 0 0 0 0 4.4',
  medteam: 'M10 5h4v5h5v4h-5v5h-4v-5H5v-4h5z',
  convoy: 'M3.5 7.5h11v9h-11zM14.5 10.5h3.3l2.7 2.8v3.2h-6M7 18.5v.1M17 18.5v.1',
  other: ELLIPSIS,
};

export const FACILITY_GLYPHS: Readonly<Record<FacilityKind, string>> = {
  shelter: 'M12 5 3.5 18.5h17zM12 11.5l-3.5 7M12 11.5l3.5 7',
  hospital: 'M8 5.5v13M16 5.5v13M8 12h8',
  depot: 'M5 8.5l7-3.7 7 3.7v7.5l-7 3.7-7-3.7zM5 8.5l7 3.5 7-3.5M12 12v7.5',
  pumpst: `M12 13.5V4.5M8.5 8 12 4.5 15.5 8M3.5 18${WAVE}`,
  substation: 'M5 19.5h14M7 19.5 9.5 5h5L17 19.5M8.3 10h7.4M7.5 14.5h9',
  school: 'M3 9l9-4 9 4-9 4zM7 11v5c2.5 2 7.5 2 10 0v-5M20 9.5v5',
  waterplant: 'M12 4.5c3 3.7 5 6.2 5 9a5 5 0 0 1-10 0c0-2.8 2-5.3 5-9z',
  care: 'M12 19l-6.3-6.3a3.8 3.8 0 0 1 6.3-4.2 3.8 3.8 0 0 1 6.3 4.2z',
  command: 'M7 20V4.5h11l-3 4 3 4H7',
  firestation: `${STATION}M12.2 9.8c.4 1.6 2.2 2.5 2.2 4.4a2.4 2.4 0 0 1-4.8 0c0-1.1.6-1.7 1.1-2.2.8-.6 1-1.3 1.5-2.2z`,
  emsstation: `${STATION}M12 10.5v6M9 13.5h6`,
  policestation: `${STATION}M12 9.8l2.8 1.1v2.1c0 1.8-1.2 3-2.8 3.8-1.6-.8-2.8-2-2.8-3.8v-2.1z`,
  other: 'M6 19.5V6.5l7-2v15M13 9.5l5 1.5v8.5M4 19.5h16M9 9.5v.1M9 13v.1M9 16.5v.1',
}; // prettier-ignore

export const SENSOR_GLYPHS: Readonly<Record<SensorKind, string>> = {
  gauge: 'M8 4.5v15M8 7h4M8 10.5h3M8 14h4M8 17.5h3M15 13c1-1.2 2-1.2 3 0s2 1.2 3 0',
  rain: 'M7.5 13a3.7 3.7 0 0 1 .4-7.4 4.6 4.6 0 0 1 8.6 1.2 3.1 3.1 0 0 1 0 6.2zM9 16l-1 3M13 16l-1 3M17 16l-1 3',
  ponding: `M12 3.5c1.9 2.4 3 3.9 3 5.5a3 3 0 0 1-6 0c0-1.6 1.1-3.1 3-5.5zM3.5 15.5${WAVE}M3.5 19.5${WAVE}`,
  video: 'M3.5 8h10v8h-10zM13.5 11l6-3v8l-6-3',
};

/** Drawn small inside a triangle: a few strokes each. What is known from another family keeps its drawing. */
export const HAZARD_GLYPHS: Readonly<Record<HazardKind, string>> = {
  flood: `M3.5 9${WAVE}M3.5 15${WAVE}`,
  slope: 'M4 19h16L4 7zM14 8.5v.1M18 11.5v.1',
  building: 'M6 20V4.5h12V20M12.5 4.5 10 10l4 3-3 7',
  fire: INCIDENT_GLYPHS.fire,
  gas: INCIDENT_GLYPHS.gas,
  chemical: INCIDENT_GLYPHS.hazmat,
  electric: INCIDENT_GLYPHS.outage,
  lift: 'M4.5 4h15v16h-15zM9 15.5v-7M6.8 10.7 9 8.5l2.2 2.2M15 8.5v7M12.8 13.3l2.2 2.2 2.2-2.2',
  traffic: INCIDENT_GLYPHS.traffic,
  crowd:
    'M8 10a2.3 2.3 0 1 0 0-4.6 2.3 2.3 0 0 0 0 4.6M16 10a2.3 2.3 0 1 0 0-4.6 2.3 2.3 0 0 0 0 4.6M4 18.5c.3-3.4 1.6-5 4-5s3.7 1.6 4 5c.3-3.4 1.6-5 4-5s3.7 1.6 4 5',
  school: FACILITY_GLYPHS.school,
  water: FACILITY_GLYPHS.waterplant,
  food: 'M8 4v5.5a2.5 2.5 0 0 0 5 0V4M10.5 12v8M17.5 20v-7c-2.5-1-2.5-8 0-9z',
  infection: INCIDENT_GLYPHS.case,
  network: 'M9 4h6v5H9zM4 15h6v5H4zM14 15h6v5h-6zM12 9v3M7 15v-3h10v3',
  other: 'M12 5v9M12 18.5v.1',
};

/** The level in lists and corners: octagon, triangle, diamond, circle, bar; filled, on a 16 × 16 grid. */
export const LEVEL_GLYPHS: Readonly<Record<Level, string>> = {
  1: 'M5 1h6l4 4v6l-4 4H5l-4-4V5z',
  2: 'M8 1.2 15.5 14.5H.5z',
  3: 'M8 .8 15.2 8 8 15.2.8 8z',
  4: 'M8 1.8a6.2 6.2 0 1 1 0 12.4 6.2 6.2 0 0 1 0-12.4z',
  0: 'M3 6.75h10v2.5H3z',
};

/** The mark inside the octagon of level 1: stroked, pen 2. */
export const LEVEL_ONE_MARK = 'M8 4v5M8 11.6v.4';
