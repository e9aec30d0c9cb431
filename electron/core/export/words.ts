import type { Instant } from '../../../shared/kit/time.ts';
import { en } from './text/en.ts';
import { zh, type Words } from './text/zh.ts';
import type { PageLanguage } from './names.ts';

export const WORDS: Readonly<Record<PageLanguage, Words>> = { zh, en };

/** `{name}` in a text becomes the value of that name. */
export function fill(text: string, values: Readonly<Record<string, string | number>>): string {
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole));
}

/** The word of a key, or the key itself: a kind that nobody named is not hidden. */
export function wordOf(words: Readonly<Record<string, unknown>>, key: string): string {
  const word = words[key];
  return typeof word === 'string' ? word : key;
}

/**
 * Times of one city as a page shows them; `2026-07-18 14:03:27`, the same in both languages.
 * @param zone of tz, e.g. `Asia/Shanghai`
 */
export class Times {
  readonly zone: string;
  readonly #parts: Intl.DateTimeFormat;

  constructor(zone: string) {
    this.zone = zone;
    this.#parts = new Intl.DateTimeFormat('en-CA', {
      timeZone: zone,
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
      hourCycle: 'h23',
    });
  }

  full(at: Instant): string {
    const { year, month, day, hour, minute, second } = this.#read(at);
    return `${year}-${month}-${day} ${hour}:${minute}:${second}`;
  }

  /** Month, day, hour, minute, second: for tables, whose year is on the cover. */
  short(at: Instant): string {
    const { month, day, hour, minute, second } = this.#read(at);
    return `${month}-${day} ${hour}:${minute}:${second}`;
  }

  #read(at: Instant): Record<string, string> {
    return Object.fromEntries(this.#parts.formatToParts(at).map(({ type, value }) => [type, value]));
  }
}

/** `3:07`, `1:02:45`; seconds. */
export function span(seconds: number): string {
  const whole = Math.round(seconds);
  const [hours, minutes, rest] = [Math.floor(whole / 3_600), Math.floor((whole % 3_600) / 60), whole % 60];
  const two = (value: number): string => String(value).padStart(2, '0');
  return hours > 0 ? `${hours}:${two(minutes)}:${two(rest)}` : `${minutes}:${two(rest)}`;
}
