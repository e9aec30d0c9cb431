import { instant, MINUTE, type Instant } from '../../../shared/kit/time.ts';

/** How a column writes its time. A zone is an offset (`+08:00`) or an IANA name; null when the value carries its own. */
export type ReadTime = (text: string) => Instant | null;

const FORMAT_PARTS = /yyyy|MM|dd|HH|mm|ss|SSS/g;
const PART_DIGITS: Readonly<Record<string, string>> = {
  yyyy: '(?<year>\\d{4})',
  MM: '(?<month>\\d{1,2})',
  dd: '(?<day>\\d{1,2})',
  HH: '(?<hour>\\d{1,2})',
  mm: '(?<minute>\\d{1,2})',
  ss: '(?<second>\\d{1,2})',
  SSS: '(?<milli>\\d{3})',
};
const ISO =
  /^(?<year>\d{4})-(?<month>\d{2})-(?<day>\d{2})(?:[T ](?<hour>\d{2}):(?<minute>\d{2})(?::(?<second>\d{2})(?:[.,](?<milli>\d{1,9}))?)?)?(?<offset>Z|[+-]\d{2}:?\d{2})?$/i;
const LATEST = 9_999_999_999_999;

/**
 * Makes the reader of a column. `format`: `iso`, `epoch-s`, `epoch-ms`, or a pattern of yyyy MM dd HH mm ss SSS.
 * The reader answers null for what is no such time: the 30th of February, hour 25, before 1970.
 */
export function timeReader(format: string, zone: string | null): ReadTime {
  if (format === 'epoch-s' || format === 'epoch-ms') {
    const unit = format === 'epoch-s' ? 1_000 : 1;
    return (text) => (/^\d{1,13}(\.\d+)?$/.test(text) ? checked(Math.round(Number(text) * unit)) : null);
  }
  const pattern = format === 'iso' ? ISO : new RegExp(`^${patternOf(format)}$`);
  const toUtc = zone === null ? null : zoneReader(zone);
  return (text) => {
    const groups = pattern.exec(text.trim())?.groups;
    if (!groups) return null;
    const local = localMilliseconds(groups);
    if (local === null) return null;
    const offset = groups['offset'];
    if (offset !== undefined) return checked(local - offsetMinutes(offset) * MINUTE);
    return toUtc === null ? null : checked(toUtc(local));
  };
}

/** True when the zone is one that this engine knows. */
export function isZone(zone: string): boolean {
  if (/^[+-]\d{2}:\d{2}$/.test(zone)) return true;
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone });
    return true;
  } catch {
    return false;
  }
}

/** True when the pattern has at least year, month and day, each part once. */
export function isTimePattern(format: string): boolean {
  const parts: readonly string[] = format.match(FORMAT_PARTS) ?? [];
  return ['yyyy', 'MM', 'dd'].every((part) => parts.includes(part)) && new Set(parts).size === parts.length;
}

function patternOf(format: string): string {
  return format.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replace(FORMAT_PARTS, (part) => PART_DIGITS[part] ?? part);
}

function checked(milliseconds: number): Instant | null {
  return milliseconds >= 0 && milliseconds <= LATEST ? instant(milliseconds) : null;
}

/** The fields as if they were UTC, or null when there is no such day or time. */
function localMilliseconds(groups: Readonly<Record<string, string | undefined>>): number | null {
  const part = (name: string): number => Number(groups[name] ?? 0);
  const [year, month, day] = [part('year'), part('month'), part('day')];
  const [hour, minute, second] = [part('hour'), part('minute'), part('second')];
  // A leap second counts as the second after it.
  if (hour > 23 || minute > 59 || second > 60) return null;
  const date = new Date(Date.UTC(year, month - 1, day));
  if (date.getUTCFullYear() !== year || date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day) return null;
  const milli = Number((groups['milli'] ?? '0').padEnd(3, '0').slice(0, 3));
  return date.getTime() + ((hour * 60 + minute) * 60 + second) * 1_000 + milli;
}

function offsetMinutes(offset: string): number {
  if (/^z$/i.test(offset)) return 0;
  const sign = offset.startsWith('-') ? -1 : 1;
  const digits = offset.replace(/\D/g, '');
  return sign * (Number(digits.slice(0, 2)) * 60 + Number(digits.slice(2)));
}

/**
 * Local to UTC. A time that the clock jumped over is taken as if the clock had not jumped (later); one that came twice is
 * the first of the two: the rule "compatible" of RFC 5545 and ECMAScript Temporal.
 */
function zoneReader(zone: string): (local: number) => number {
  if (/^[+-]/.test(zone)) {
    const shift = offsetMinutes(zone) * MINUTE;
    return (local) => local - shift;
  }
  const offsetAt = zoneOffsets(zone);
  const day = 24 * 60 * MINUTE;
  return (local) => {
    const before = offsetAt(local - day);
    const after = offsetAt(local + day);
    const first = local - Math.max(before, after);
    const second = local - Math.min(before, after);
    if (local - offsetAt(first) === first) return first;
    if (local - offsetAt(second) === second) return second;
    return local - before;
  };
}

/** Offset of a zone at a moment, ms. Zones change at whole quarters of an hour: remembered by the quarter. */
function zoneOffsets(zone: string): (utc: number) => number {
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
  const known = new Map<number, number>();
  return (utc) => {
    const quarter = Math.floor(utc / (15 * MINUTE)) * 15 * MINUTE;
    let offset = known.get(quarter);
    if (offset === undefined) {
      const parts = new Map(format.formatToParts(quarter).map(({ type, value }) => [type, Number(value)]));
      const part = (name: Intl.DateTimeFormatPartTypes): number => parts.get(name) ?? 0;
      const shown = Date.UTC(
        part('year'),
        part('month') - 1,
        part('day'),
        part('hour'),
        part('minute'),
        part('second'),
      );
      offset = shown - quarter;
      if (known.size > 10_000) known.clear();
      known.set(quarter, offset);
    }
    return offset;
  };
}
