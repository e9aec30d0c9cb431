import { VERDICT_REASONS, type VerdictReason } from '../../../shared/domain/alert.ts';
import { capTimeOf } from '../../../shared/domain/alert-message.ts';
import { timeReader } from '../csv/local-time.ts';
import type { Fault } from '../refuse.ts';
import type { XmlElement } from '../xml/read-xml.ts';

/** Limits of texts in the record (`cap-message.ts`). */
export const SHORT = 2_000;
export const LONG = 300_000;

/** Ends the reading of one alert with its reason; caught by `readAlert`. */
export class CapFault extends Error {
  readonly fault: Fault;

  constructor(fault: Fault) {
    super(fault.code);
    this.fault = fault;
  }
}

/** What was found amiss in a message that is taken all the same. */
export class Notes {
  readonly #reasons = new Set<VerdictReason>();
  readonly faults: Fault[] = [];

  /** `fault` when something was lost that a person may want to see; it goes to quarantine beside the warning. */
  add(reason: VerdictReason, fault?: Fault): void {
    this.#reasons.add(reason);
    if (fault) this.faults.push(fault);
  }

  get reasons(): VerdictReason[] {
    return VERDICT_REASONS.filter((reason) => this.#reasons.has(reason));
  }
}

/** One element, where it stands, e.g. `info[1]/area[2]`, and where to note what is wrong with it. */
export interface Place {
  readonly element: XmlElement;
  readonly path: string;
  readonly notes: Notes;
}

export function pathTo({ path }: Place, name: string): string {
  return path === '' ? name : `${path}/${name}`;
}

/** The elements of a name below, each with its path; empty ones too. */
export function all(place: Place, name: string): readonly Place[] {
  return place.element.children
    .filter((child) => child.name === name)
    .map((element, index) => ({ element, path: pathTo(place, `${name}[${index + 1}]`), notes: place.notes }));
}

/** Text of the first element of that name, or undefined when it is absent or empty: many senders write `<onset/>`. */
export function text({ element }: Place, name: string): string | undefined {
  return element.children.find((child) => child.name === name)?.text || undefined;
}

export function texts(place: Place, name: string): string[] {
  return all(place, name).flatMap(({ element }) => (element.text === '' ? [] : [element.text]));
}

/** Without it there is no message. */
export function required(place: Place, name: string): string {
  const value = text(place, name);
  if (value === undefined) throw new CapFault({ code: 'cap-missing-field', column: pathTo(place, name) });
  return value;
}

/** One value of a list, whatever its case; `otherwise` stands for one that is missing or none of them, and that is noted. */
export function oneOf<Value extends string>(
  place: Place,
  name: string,
  values: readonly Value[],
  otherwise: Value,
): Value {
  const value = text(place, name);
  if (value === undefined) {
    place.notes.add('missing-field', { code: 'cap-missing-field', column: pathTo(place, name) });
    return otherwise;
  }
  return wordOf(place, name, value, values) ?? otherwise;
}

/** Undefined, and noted, when it is none of them. */
export function wordOf<Value extends string>(
  place: Place,
  name: string,
  value: string,
  values: readonly Value[],
): Value | undefined {
  const found = values.find((allowed) => allowed === value);
  if (found !== undefined) return found;
  const column = pathTo(place, name);
  const close = values.find((allowed) => allowed.toLowerCase() === value.toLowerCase());
  if (close !== undefined) place.notes.add('bad-value');
  else place.notes.add('bad-value', { code: 'cap-bad-value', column, value, detail: values.join(', ') });
  return close;
}

const ISO_WITH_OFFSET = timeReader('iso', null);
const ISO_AT_HOME = timeReader('iso', '+08:00');
const CAP_TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[-+]\d\d:\d\d$/;

/**
 * A time as CAP writes it, or null when it is none. Taken, and rewritten: `Z`, fractions, a blank instead of `T`, no seconds.
 * `zone`: the national form may leave the offset out, for China has one.
 */
export function capTime(value: string, { zone }: { zone: boolean }): string | null {
  const at = (zone ? ISO_AT_HOME : ISO_WITH_OFFSET)(value);
  if (at === null) return null;
  if (CAP_TIME.test(value)) return value;
  const offset = /([-+])(\d\d):?(\d\d)$/.exec(value.slice(10));
  if (!offset) return capTimeOf(at, zone && !/z$/i.test(value) ? 480 : 0);
  return capTimeOf(at, Number(`${offset[1]}1`) * (Number(offset[2]) * 60 + Number(offset[3])));
}

/** A time of the message; one that cannot be read is left out, and that is noted. */
export function time(place: Place, name: string, zone: boolean): string | undefined {
  const value = text(place, name);
  if (value === undefined) return undefined;
  const read = capTime(value, { zone });
  if (read === null) place.notes.add('bad-time', { code: 'bad-date', column: pathTo(place, name), value });
  else if (read !== value) place.notes.add('bad-time');
  return read ?? undefined;
}

export function clipped(place: Place, name: string, value: string, longest: number): string {
  if (value.length <= longest) return value;
  const column = pathTo(place, name);
  place.notes.add('text-cut', { code: 'field-too-long', column, value, detail: `${value.length} characters` });
  return `${value.slice(0, longest - 1).replace(/[\ud800-\udbff]$/, '')}…`;
}

/** At most so many of a list; the rest is noted. */
export function capped<Item>(place: Place, name: string, items: readonly Item[], most: number): Item[] {
  if (items.length > most) {
    const column = pathTo(place, name);
    place.notes.add('too-many', { code: 'too-many', column, detail: `${items.length}, at most ${most}` });
  }
  return items.slice(0, most);
}

/** Without those that are undefined: a record has no such keys. */
export function given<Fields extends object>(fields: Fields): { [K in keyof Fields]?: Exclude<Fields[K], undefined> } {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as {
    [K in keyof Fields]?: Exclude<Fields[K], undefined>;
  };
}
