import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { LocalText } from '../../shared/domain/common.ts';
import type { Instant } from '../../shared/kit/time.ts';
import * as format from './format.ts';
import type { Language } from './language.ts';
import { textOf } from './local-text.ts';

export function useLanguage(): Language {
  const { i18n } = useTranslation();
  return i18n.language === 'zh' ? 'zh' : 'en';
}

/** The formatters of design.md §3 in the language of this window. */
export interface Format {
  readonly language: Language;
  time(at: Instant, seconds?: boolean): string;
  date(at: Instant): string;
  moment(at: Instant, now: Instant, seconds?: boolean): string;
  duration(milliseconds: number): string;
  span(milliseconds: number): string;
  age(at: Instant, now: Instant): string;
  number(value: number, digits?: number): string;
  figure(value: number): string;
  distance(metres: number): string;
  speed(kilometresPerHour: number): string;
  offset(milliseconds: number): string;
  milliseconds(milliseconds: number): string;
  unit(code: string): string;
  bytes(bytes: number): string;
  percent(share: number): string;
  text(text: LocalText): string;
}

export function useFormat(): Format {
  const language = useLanguage();
  return useMemo(() => createFormat(language), [language]);
}

export function createFormat(language: Language): Format {
  return {
    language,
    time: format.formatTime,
    date: (at) => format.formatDate(at, language),
    moment: (at, now, seconds) => format.formatMoment(at, now, language, seconds),
    duration: (milliseconds) => format.formatDuration(milliseconds, language),
    span: (milliseconds) => format.formatSpan(milliseconds, language),
    age: (at, now) => format.formatAge(at, now, language),
    number: (value, digits) => format.formatNumber(value, language, digits),
    figure: (value) => format.formatFigure(value, language),
    distance: (metres) => format.formatDistance(metres, language),
    speed: (kilometresPerHour) => format.formatSpeed(kilometresPerHour, language),
    milliseconds: (milliseconds) => format.formatMilliseconds(milliseconds, language),
    unit: (code) => format.formatUnit(code, language),
    bytes: (bytes) => format.formatBytes(bytes, language),
    percent: (share) => format.formatPercent(share, language),
    offset: (milliseconds) => format.formatOffset(milliseconds, language),
    text: (text) => textOf(text, language),
  };
}
