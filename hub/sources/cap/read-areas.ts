import type { CapArea } from '../../../shared/domain/cap-message.ts';
import { CPEAS } from '../../../shared/domain/warning-terms.ts';
import { all, capped, clipped, given, LONG, pathTo, text, type Place } from './fields.ts';
import type { CapForm } from './form.ts';
import { readCircle, readPolygon, type Outline } from './geometry.ts';

/** Limits of the alert record (`shared/domain/alert.ts`). */
const MOST = { areas: 500, polygons: 200, circles: 200, geocodes: 2_000 } as const;

/** The areas of one block. An outline that cannot be read costs that outline, never the warning, and is kept as it came. */
export function readAreas(place: Place, form: CapForm): CapArea[] {
  return capped(place, 'area', all(place, 'area'), MOST.areas).map((area) => readArea(area, form));
}

function readArea(place: Place, form: CapForm): CapArea {
  const polygons = outlinesOf(place, 'polygon', readPolygon);
  const circles = outlinesOf(place, 'circle', readCircle);
  const geocodes = capped(place, 'geocode', geocodesOf(place, form), MOST.geocodes);
  const isUnread = polygons.unread.length + circles.unread.length > 0;
  return {
    areaDesc: nameOf(place, form, geocodes),
    polygons: capped(place, 'polygon', polygons.read, MOST.polygons),
    circles: capped(place, 'circle', circles.read, MOST.circles),
    geocodes,
    ...given({
      altitude: numberOf(place, 'altitude'),
      ceiling: numberOf(place, 'ceiling'),
      unread: isUnread
        ? {
            polygons: polygons.unread.slice(0, MOST.polygons).map((one) => one.slice(0, LONG)),
            circles: circles.unread.slice(0, MOST.circles).map((one) => one.slice(0, 2_000)),
          }
        : undefined,
    }),
  };
}

/** The national messages repeat the name: 河南省,河南省. An area that has none is called by its codes. */
function nameOf(place: Place, form: CapForm, geocodes: CapArea['geocodes']): string {
  const name = text(place, 'areaDesc');
  if (name === undefined) {
    if (all(place, 'areaDesc').length === 0) {
      place.notes.add('missing-field', { code: 'cap-missing-field', column: pathTo(place, 'areaDesc') });
    }
    return geocodes.slice(0, 3).map(({ value }) => value).join(', '); // prettier-ignore
  }
  const once = form === 'national' ? [...new Set(name.split(/[,，]/).filter(Boolean))].join('，') : name;
  return clipped(place, 'areaDesc', once, LONG);
}

function outlinesOf<Shape>(
  place: Place,
  name: string,
  read: (text: string) => Outline<Shape>,
): { readonly read: Shape[]; readonly unread: string[] } {
  const shapes: Shape[] = [];
  const unread: string[] = [];
  for (const { element, path } of all(place, name)) {
    if (element.text === '') continue;
    const outline = read(element.text);
    if ('fault' in outline) {
      place.notes.add('outline-unreadable', { ...outline.fault, column: path });
      unread.push(element.text);
      continue;
    }
    if (outline.put) place.notes.add(outline.put.reason, { ...outline.put.fault, column: path });
    shapes.push(outline.shape);
  }
  return { read: shapes, unread };
}

/** `valueName`/`value` pairs (several in one element at NWS), or the national bare 12-digit codes, which may be doubled. */
function geocodesOf(place: Place, form: CapForm): CapArea['geocodes'] {
  const codes: CapArea['geocodes'] = [];
  for (const geocode of all(place, 'geocode')) {
    const names = all(geocode, 'valueName');
    const values = all(geocode, 'value');
    for (const [index, { element }] of values.entries()) {
      const scheme = names[index]?.element.text ?? '';
      // One element with several pairs is an index of NWS, where a value is a list, too.
      const list = values.length > 1 || form === 'national' ? split(element.text) : [element.text];
      for (const value of list) codes.push({ scheme, value });
    }
    if (values.length === 0) {
      const scheme = names[0]?.element.text ?? CPEAS;
      for (const value of split(geocode.element.text)) codes.push({ scheme, value });
    }
  }
  const unique = form === 'national' ? [...new Map(codes.map((code) => [code.value, code])).values()] : codes;
  return unique.map(({ scheme, value }) => ({
    scheme: clipped(place, 'geocode/valueName', scheme, 200),
    value: clipped(place, 'geocode/value', value, 200),
  }));
}

function split(text: string): string[] {
  return text.split(/[\s,]+/).filter(Boolean);
}

function numberOf(place: Place, name: string): number | undefined {
  const value = text(place, name);
  if (value === undefined) return undefined;
  if (/^[+-]?(\d{1,12}(\.\d*)?|\.\d+)$/.test(value)) return Number(value);
  place.notes.add('bad-number', { code: 'bad-number', column: pathTo(place, name), value });
  return undefined;
}
