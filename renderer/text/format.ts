import { DAY, HOUR, MINUTE, SECOND, type Instant } from '../../shared/kit/time.ts';
import { units as en } from './en/units.ts';
import { units as zh } from './zh/units.ts';
import { LANGUAGE_TAG, type Language } from './language.ts';

const UNITS = { zh, en };

function two(value: number): string {
  return String(value).padStart(2, '0');
}

function part(list: string, index: number): string {
  return list.split(' ')[index] ?? '';
}

/** `14:32`, or `14:32:08` on clocks and records. Local time, 24 h. */
export function formatTime(at: Instant, seconds = false): string {
  const date = new Date(at);
  const time = `${two(date.getHours())}:${two(date.getMinutes())}`;
  return seconds ? `${time}:${two(date.getSeconds())}` : time;
}

function dayAndMonth(date: Date, language: Language): string {
  const month = part(UNITS[language].months, date.getMonth());
  return language === 'zh' ? `${month}-${two(date.getDate())}` : `${date.getDate()} ${month}`;
}

/** `07-18 周六` · `Sat 18 Jul`. */
export function formatDate(at: Instant, language: Language): string {
  const date = new Date(at);
  const weekday = part(UNITS[language].weekdays, date.getDay());
  const day = dayAndMonth(date, language);
  return language === 'zh' ? `${day} ${weekday}` : `${weekday} ${day}`;
}

/** Time of day when it is today by `now`; with the day when not; with the year when that differs too. */
export function formatMoment(at: Instant, now: Instant, language: Language, seconds = false): string {
  const date = new Date(at);
  const today = new Date(now);
  const time = formatTime(at, seconds);
  if (date.toDateString() === today.toDateString()) return time;
  const day = dayAndMonth(date, language);
  if (date.getFullYear() === today.getFullYear()) return `${day} ${time}`;
  return language === 'zh' ? `${date.getFullYear()}-${day} ${time}` : `${day} ${date.getFullYear()} ${time}`;
}

function longSpan(span: number, language: Language): string {
  const unit = UNITS[language];
  if (span < DAY) {
    const minutes = Math.floor(span / MINUTE);
    return `${Math.floor(minutes / 60)} ${unit.hour} ${two(minutes % 60)} ${unit.minute}`;
  }
  const days = Math.floor(span / DAY);
  if (days >= 10) return `${formatNumber(days, language)} ${unit.day}`;
  return `${days} ${unit.day} ${Math.floor((span % DAY) / HOUR)} ${unit.hour}`;
}

/** A running clock: `6:12` under an hour, `1 时 06 分` · `1 h 06 min` above, days beyond that. Below zero counts as zero. */
export function formatDuration(milliseconds: number, language: Language): string {
  const span = Math.max(0, milliseconds);
  if (span >= HOUR) return longSpan(span, language);
  const seconds = Math.floor(span / SECOND);
  return `${Math.floor(seconds / 60)}:${two(seconds % 60)}`;
}

/** A span in words: `2 秒`, `13 分`, `1 时 06 分`. */
export function formatSpan(milliseconds: number, language: Language): string {
  const span = Math.max(0, milliseconds);
  const unit = UNITS[language];
  if (span >= HOUR) return longSpan(span, language);
  if (span >= MINUTE) return `${Math.floor(span / MINUTE)} ${unit.minute}`;
  return `${Math.floor(span / SECOND)} ${unit.second}`;
}

/** How long ago: `13 分前` · `13 min ago`. A time a little ahead of our clock counts as now. */
export function formatAge(at: Instant, now: Instant, language: Language): string {
  return UNITS[language].ago.replace('{{span}}', formatSpan(now - at, language));
}

const formats = new Map<string, Intl.NumberFormat>();

/** `3,400`; at most `digits` places behind the point. */
export function formatNumber(value: number, language: Language, digits = 0): string {
  const key = `${language} ${digits}`;
  let format = formats.get(key);
  if (!format) {
    format = new Intl.NumberFormat(LANGUAGE_TAG[language], { maximumFractionDigits: digits });
    formats.set(key, format);
  }
  return format.format(value);
}

/** Few digits where they mean nothing: none from 100 on, one from 10 on, two below. */
export function formatFigure(value: number, language: Language): string {
  const size = Math.abs(value);
  return formatNumber(value, language, size >= 100 ? 0 : size >= 10 ? 1 : 2);
}

/** `420 米` · `1.2 km`. */
export function formatDistance(metres: number, language: Language): string {
  const unit = UNITS[language];
  if (metres < 1_000) return `${formatNumber(Math.round(metres / 10) * 10, language)} ${unit.metre}`;
  return `${formatNumber(metres / 1_000, language, 1)} ${unit.kilometre}`;
}

/** `42 公里/时` · `42 km/h`. */
export function formatSpeed(kilometresPerHour: number, language: Language): string {
  return `${formatNumber(kilometresPerHour, language)} ${UNITS[language].speed}`;
}

/** The word for a unit code of a feed (`piece`, `mm/h`); the code itself when we have no word for it. */
export function formatUnit(code: string, language: Language): string {
  const words: Readonly<Record<string, string>> = UNITS[language].goods;
  return Object.hasOwn(words, code) ? (words[code] ?? code) : code;
}

/** `0.4 毫秒`, `12 ms`: a short time that is measured. */
export function formatMilliseconds(milliseconds: number, language: Language): string {
  return `${formatNumber(milliseconds, language, milliseconds < 10 ? 1 : 0)} ${UNITS[language].millisecond}`;
}

/** `420 KB` · `1.2 MB` · `38.5 GB`, of a thousand each. */
export function formatBytes(bytes: number, language: Language): string {
  const unit = UNITS[language];
  if (bytes < 1_000_000) return `${formatNumber(bytes / 1_000, language, bytes < 10_000 ? 1 : 0)} ${unit.kilobyte}`;
  if (bytes < 1_000_000_000) return `${formatNumber(bytes / 1_000_000, language, 1)} ${unit.megabyte}`;
  return `${formatNumber(bytes / 1_000_000_000, language, bytes < 100_000_000_000 ? 1 : 0)} ${unit.gigabyte}`;
}

/** A share of one as `7 %`. */
export function formatPercent(share: number, language: Language): string {
  return `${formatNumber(share * 100, language)} %`;
}

/** `+12 毫秒` · `−1.4 s`, with its sign. */
export function formatOffset(milliseconds: number, language: Language): string {
  const sign = milliseconds > 0 ? '+' : milliseconds < 0 ? '−' : '';
  const size = Math.abs(milliseconds);
  const unit = UNITS[language];
  if (size < 10_000) return `${sign}${formatNumber(size, language)} ${unit.millisecond}`;
  return `${sign}${formatSpan(size, language)}`;
}
