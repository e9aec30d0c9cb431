import { isSameJson } from '../kit/equal.ts';
import type { Instant } from '../kit/time.ts';
import type { Level, LocalText } from './common.ts';
import type { Report, ReportField } from './report.ts';

/** One happening, told by one set of clocks to one recipient: its reports are one row of numbers. */
export interface ReportLine {
  readonly incident: string;
  readonly set: string;
  readonly recipient: LocalText;
}

export function isOfLine(report: Report, line: ReportLine): boolean {
  return report.incident === line.incident && report.set === line.set && isSameJson(report.recipient, line.recipient);
}

/** When it went out; null while it is a draft. */
export function sentAt({ status }: Pick<Report, 'status'>): Instant | null {
  if (status.state === 'drafted') return null;
  return status.state === 'sent' ? status.since : status.sent.at;
}

/** What is out, in the order of sending. */
export function sentReports<R extends Report>(reports: readonly R[]): readonly R[] {
  return reports
    .filter((report) => sentAt(report) !== null)
    .toSorted((a, b) => (sentAt(a) ?? 0) - (sentAt(b) ?? 0) || a.number - b.number);
}

/** What the recipient was told last of each field. */
export function toldBy(reports: readonly Report[]): ReadonlyMap<string, ReportField['text']> {
  return new Map(sentReports(reports).flatMap(({ fields }) => fields.map(({ key, text }) => [key, text])));
}

/** RP6: fields of a report that say something else than was told before; a field that was never told is no correction. */
export function correctionsOf(
  fields: readonly ReportField[],
  told: ReadonlyMap<string, ReportField['text']>,
): Report['corrections'] {
  return fields.flatMap(({ key, text }) => {
    const was = told.get(key);
    return was === undefined || isSameWords(was, text) ? [] : [{ key, was, is: text }];
  });
}

/** The same words, in a language that both have; a text of one language is not another than its two-language form. */
export function isSameWords(a: ReportField['text'], b: ReportField['text']): boolean {
  if (a === null || b === null) return a === b;
  const shared = (['zh', 'en'] as const).filter((tongue) => a[tongue] !== undefined && b[tongue] !== undefined);
  return shared.length > 0 && shared.every((tongue) => a[tongue]?.trim() === b[tongue]?.trim());
}

/** RP5: what is asked for and is neither filled in nor said to be unknown, in the order of the set. */
export function missingFields(fields: readonly ReportField[], required: readonly string[]): readonly string[] {
  return required.filter((key) => {
    const field = fields.find((one) => one.key === key);
    return field === undefined || (field.text !== null && !isWritten(field.text));
  });
}

function isWritten({ zh, en }: LocalText): boolean {
  return [zh, en].some((one) => one !== undefined && one.trim() !== '');
}

const COLOUR_WORDS: readonly (readonly [RegExp, Level])[] = [
  [/红|\bred\b/i, 1],
  [/橙|\borange\b/i, 2],
  [/黄|\byellow\b/i, 3],
  [/蓝|\bblue\b/i, 4],
];

/** The level that the recipient knows, read from `nature`; null when the words name none, or more than one. */
export function toldLevel(told: ReadonlyMap<string, ReportField['text']>): Level | null {
  const words = said(told.get('nature'));
  const named = COLOUR_WORDS.filter(([word]) => word.test(words));
  return named.length === 1 ? (named[0]?.[1] ?? null) : null;
}

/** The dead that the recipient knows of, read from `casualties`; null when the words give no number. */
export function toldDeaths(told: ReadonlyMap<string, ReportField['text']>): number | null {
  const found = /(?:死亡|遇难|dead)\D{0,3}(\d+)/i.exec(said(told.get('casualties')));
  return found ? Number(found[1]) : null;
}

function said(text: ReportField['text'] | undefined): string {
  return text ? (text.zh ?? text.en ?? '') : '';
}
