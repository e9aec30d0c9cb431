import type { LocalText } from '../../../shared/domain/common.ts';
import type { Report, ReportField } from '../../../shared/domain/report.ts';
import { missingFields } from '../../../shared/domain/report-told.ts';
import type { Language } from '../../text/language.ts';
import { textOf } from '../../text/local-text.ts';

/** A field in the form: its words, or that it is unknown. Untouched, it stays what it was, in both its languages. */
export interface FieldDraft {
  readonly key: string;
  readonly text: string;
  readonly isUnknown: boolean;
  /** What it was drafted from; gone when an officer has written over it. */
  readonly before: ReportField | null;
}

/** One for each key, also for those that are asked for and not there yet. */
export function draftOf(fields: Report['fields'], keys: readonly string[], language: Language): readonly FieldDraft[] {
  return keys.map((key) => {
    const before = fields.find((field) => field.key === key) ?? null;
    const text = before?.text ? textOf(before.text, language) : '';
    return { key, text, isUnknown: before !== null && before.text === null, before };
  });
}

/** OR8: what is stored; a field that is neither written nor said to be unknown is not there. */
export function fieldsOf(drafts: readonly FieldDraft[], language: Language): ReportField[] {
  return drafts.flatMap(({ key, text, isUnknown, before }) => {
    if (isUnknown) return [{ key, text: null }];
    const words = text.trim();
    if (words === '') return [];
    if (before?.text && textOf(before.text, language) === words) return [before];
    return [{ key, text: inLanguage(words, language) }];
  });
}

/** A text that was changed in one language says no more in the other what it said. */
function inLanguage(words: string, language: Language): LocalText {
  return language === 'zh' ? { zh: words } : { en: words };
}

export function isChanged(drafts: readonly FieldDraft[], fields: Report['fields'], language: Language): boolean {
  return JSON.stringify(fieldsOf(drafts, language)) !== JSON.stringify(fields);
}

export interface Completeness {
  readonly missing: readonly string[];
  readonly unknown: number;
}

export function completeness(fields: readonly ReportField[], required: readonly string[]): Completeness {
  const asked = new Set(required);
  return {
    missing: missingFields(fields, required),
    unknown: fields.filter(({ key, text }) => text === null && asked.has(key)).length,
  };
}
