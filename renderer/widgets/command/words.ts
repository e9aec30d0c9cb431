import type { TFunction } from 'i18next';
import type { Level } from '../../../shared/domain/common.ts';
import { INCIDENT_KINDS, type Incident } from '../../../shared/domain/incident.ts';
import type { Unit } from '../../../shared/domain/resource.ts';
import type { World } from '../../../shared/protocol/commands/command-type.ts';
import type { Format } from '../../text/use-text.ts';

/** What is needed to put a command or a field into words: the language, and the records as this window has them. */
export interface Words {
  readonly t: TFunction<['command', 'common', 'incident', 'drawing', 'caseCategory', 'alert', 'review']>;
  readonly format: Format;
  readonly find: World['find'];
}

const NUMERAL = { '0': '', '1': 'Ⅰ', '2': 'Ⅱ', '3': 'Ⅲ', '4': 'Ⅳ' } as const;

/** "橙 Ⅱ" · "Orange II": short, for sentences. */
export function levelShort({ t, format }: Pick<Words, 't' | 'format'>, level: Level): string {
  if (level === 0) return t('levelName.0', { ns: 'common' });
  const numeral = format.language === 'zh' ? NUMERAL[level] : t(`levelNumeral.${level}`, { ns: 'common' });
  return `${t(`levelColour.${level}`, { ns: 'common' })} ${numeral}`;
}

export function isLevel(value: unknown): value is Level {
  return value === 0 || value === 1 || value === 2 || value === 3 || value === 4;
}

export function isKind(value: unknown): value is Incident['kind'] {
  return INCIDENT_KINDS.some((kind) => kind === value);
}

export function isUnitState(value: unknown): value is Unit['status']['state'] {
  return ['free', 'enRoute', 'onScene', 'returning', 'offDuty'].includes(String(value));
}

/** An incident by its title; by its number when this window has no such record. */
export function incidentName({ find, format }: Words, id: string): string {
  const found = find('incident', id);
  return found ? format.text(found.title) : id;
}

export function resourceName({ find, format }: Words, id: string): string {
  const found = find('resource', id);
  return found ? format.text(found.name) : id;
}

/** A citizen's case by its category and place: his words are not for a list of orders. */
export function caseName({ find, format, t }: Words, id: string): string {
  const found = find('case', id);
  if (!found) return id;
  const category = found.category ? t(`leaf.${found.category}`, { ns: 'caseCategory' }) : '';
  const place = found.place ? format.text(found.place) : '';
  return [place, category].filter(Boolean).join(' ') || id;
}

/** A release by its headline; by its identifier when this window has no such record. */
export function releaseName({ find, format }: Words, id: string): string {
  const found = find('release', id);
  return found ? format.text(found.headline) : id;
}

/** A decision by its question. */
export function decisionName({ find, format }: Words, id: string): string {
  const found = find('decision', id);
  return found ? format.text(found.question) : id;
}

export function orderName({ find, format }: Words, id: string): string {
  const found = find('order', id);
  return found ? format.text(found.title) : id;
}

/** A report by its incident. */
export function reportName(words: Words, id: string): string {
  const found = words.find('report', id);
  return found ? incidentName(words, found.incident) : id;
}

export function opinionName({ find, format }: Words, id: string): string {
  const found = find('opinion', id);
  return found ? format.text(found.subject) : id;
}

/** A warning by its headline; by its identifier when this window has no such record. */
export function warningName({ find, format }: Words, id: string): string {
  const found = find('alert', id);
  return found ? format.text(found.headline) : id;
}

export function drawingName({ find, format }: Words, id: string): string {
  const found = find('drawing', id);
  return found ? format.text(found.name) : id;
}

/** `spaced` where the window speaks Chinese. */
export function inLanguage({ format }: Pick<Words, 'format'>, text: string): string {
  return format.language === 'zh' ? spaced(text) : text;
}

/** Chinese sets a space between its characters and digits or Latin letters (design.md §3); names that are put together do not bring it. */
export function spaced(text: string): string {
  return text.replace(/(\p{Script=Han})([A-Za-z0-9])/gu, '$1 $2').replace(/([A-Za-z0-9])(\p{Script=Han})/gu, '$1 $2');
}

export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
