import type { AlertArea } from '../../../shared/domain/alert.ts';
import type { LocalText } from '../../../shared/domain/common.ts';
import type { LonLat } from '../../../shared/kit/geo.ts';
import type { Fault } from '../refuse.ts';
import { all, required, text, type Place } from './fields.ts';
import type { CapForm } from './form.ts';
import { readCircle, readPolygon } from './geometry.ts';
import type { Info } from './read-info.ts';

/** Limits of the alert record (`shared/domain/alert.ts`). */
const MOST = { areas: 500, polygons: 200, circles: 200, geocodes: 2_000 } as const;
const LONGEST_NAME = 20_000;
/** What CMA itself calls the 12-digit code in its international messages. */
const CPEAS = 'CPEAS Geographic Code';

type Slot = 'zh' | 'en';

/**
 * The areas of all blocks as one list. Blocks in two languages tell the same areas twice: an area with the same outline and
 * codes is one area with two names. An outline that cannot be read costs that outline, never the alert: `faults` says so.
 */
export function readAreas(
  infos: readonly Info[],
  slotOf: (info: Info) => Slot,
  form: CapForm,
  faults: Fault[],
): AlertArea[] {
  const merged = new Map<string, { name: LocalText; shape: Omit<AlertArea, 'name'> }[]>();
  const ordered: { name: LocalText; shape: Omit<AlertArea, 'name'> }[] = [];
  for (const info of infos) {
    const slot = slotOf(info);
    for (const [index, place] of all(info.place, 'area').entries()) {
      const name = nameOf(place, form);
      const shape = shapeOf(place, faults);
      const empty = shape.polygons.length + shape.circles.length + shape.geocodes.length === 0;
      const key = empty ? `#${index}` : JSON.stringify(shape);
      const same = merged.get(key) ?? [];
      merged.set(key, same);
      const known = same.find((area) => area.name[slot] === undefined || area.name[slot] === name);
      if (known) known.name = { ...known.name, [slot]: name };
      else {
        const area = { name: { [slot]: name }, shape };
        same.push(area);
        ordered.push(area);
      }
    }
  }
  return capped(ordered, MOST.areas, 'area', faults).map(({ name, shape }) => ({ name, ...shape }));
}

/** China's messages repeat the name: 河南省,河南省. */
function nameOf(place: Place, form: CapForm): string {
  const name = required(place, 'areaDesc');
  const once = form === 'china' ? [...new Set(name.split(/[,，]/).filter(Boolean))].join('，') : name;
  return once.slice(0, LONGEST_NAME);
}

function shapeOf(place: Place, faults: Fault[]): Omit<AlertArea, 'name'> {
  const polygons: LonLat[][] = [];
  const circles: AlertArea['circles'] = [];
  for (const polygon of all(place, 'polygon')) {
    if (polygon.element.text === '') continue;
    const ring = readPolygon(polygon.element.text);
    if ('code' in ring) faults.push({ ...ring, column: polygon.path });
    else polygons.push([...ring]);
  }
  for (const element of all(place, 'circle')) {
    if (element.element.text === '') continue;
    const circle = readCircle(element.element.text);
    if ('code' in circle) faults.push({ ...circle, column: element.path });
    else circles.push(circle);
  }
  return {
    polygons: capped(polygons, MOST.polygons, `${place.path}/polygon`, faults),
    circles: capped(circles, MOST.circles, `${place.path}/circle`, faults),
    geocodes: capped(geocodesOf(place), MOST.geocodes, `${place.path}/geocode`, faults),
  };
}

/** `valueName`/`value` pairs (several in one element at NWS), or China's bare 12-digit codes, which may be doubled. */
function geocodesOf(place: Place): AlertArea['geocodes'] {
  const codes: AlertArea['geocodes'] = [];
  for (const geocode of all(place, 'geocode')) {
    const names = all(geocode, 'valueName');
    const values = all(geocode, 'value');
    for (const [index, { element }] of values.entries()) {
      const scheme = names[index]?.element.text ?? '';
      for (const value of element.text.split(/[\s,]+/).filter(Boolean)) codes.push({ scheme, value });
    }
    if (values.length === 0) {
      const scheme = text(geocode, 'valueName') ?? CPEAS;
      for (const value of geocode.element.text.split(/[\s,]+/).filter(Boolean)) codes.push({ scheme, value });
    }
  }
  const unique = new Map(codes.map((code) => [`${code.scheme}\n${code.value}`, code]));
  return [...unique.values()].map(({ scheme, value }) => ({
    scheme: scheme.slice(0, 200),
    value: value.slice(0, 200),
  }));
}

function capped<Item>(items: Item[], most: number, column: string, faults: Fault[]): Item[] {
  if (items.length <= most) return items;
  faults.push({ code: 'too-many', column, detail: `${items.length}, at most ${most}` });
  return items.slice(0, most);
}
