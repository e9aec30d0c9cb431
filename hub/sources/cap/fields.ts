import type { Instant } from '../../../shared/kit/time.ts';
import { timeReader } from '../csv/local-time.ts';
import type { Fault } from '../refuse.ts';
import type { XmlElement } from '../xml/read-xml.ts';

/** Ends the reading of one alert with its reason; caught by `readAlert`. */
export class CapFault extends Error {
  readonly fault: Fault;

  constructor(fault: Fault) {
    super(fault.code);
    this.fault = fault;
  }
}

/** ISO 8601 with an offset; the blank of China's form instead of `T` is taken too. */
const readTime = timeReader('iso', null);

/** One element and where it stands, e.g. `info[1]/area[2]`, for the engineer who has to find it. */
export interface Place {
  readonly element: XmlElement;
  readonly path: string;
}

/** The elements of a name below, each with its path; empty ones too. */
export function all({ element, path }: Place, name: string): readonly Place[] {
  return element.children
    .filter((child) => child.name === name)
    .map((child, index) => ({ element: child, path: `${path === '' ? '' : `${path}/`}${name}[${index + 1}]` }));
}

/** Text of the first element of that name, or null when it is absent or empty: many senders write `<onset/>`. */
export function text(place: Place, name: string): string | null {
  return place.element.children.find((child) => child.name === name)?.text || null;
}

function pathTo({ path }: Place, name: string): string {
  return path === '' ? name : `${path}/${name}`;
}

export function required(place: Place, name: string): string {
  const value = text(place, name);
  if (value === null) throw new CapFault({ code: 'cap-missing-field', column: pathTo(place, name) });
  return value;
}

/** One value of a list; anything else ends the alert. */
export function oneOf<Value extends string>(
  place: Place,
  name: string,
  values: readonly Value[],
  value: string,
): Value {
  const found = values.find((allowed) => allowed === value);
  if (found === undefined) {
    throw new CapFault({ code: 'cap-bad-value', column: pathTo(place, name), value, detail: values.join(', ') });
  }
  return found;
}

export function time(place: Place, name: string): Instant | undefined {
  const value = text(place, name);
  if (value === null) return undefined;
  const at = readTime(value);
  if (at === null) throw new CapFault({ code: 'bad-date', column: pathTo(place, name), value });
  return at;
}
