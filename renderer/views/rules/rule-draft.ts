import type { LocalText } from '../../../shared/domain/common.ts';
import { WARNING_METHODS, type WarningMethod } from '../../../shared/domain/own-warning.ts';
import type { Rule } from '../../../shared/domain/rule.ts';
import {
  checkRule,
  kindsOf,
  METHOD_FACTS,
  type RuleSource,
  type RuleSourceName,
} from '../../../shared/domain/rule-check.ts';
import type { RuleDraft } from '../../../shared/protocol/console-api/rule-calls.ts';

export const RUNG_LEVELS = [1, 2, 3, 4] as const;
export type RungLevel = (typeof RUNG_LEVELS)[number];

/** A rule in the form: figures are what was typed, so that half a number is no wrong number yet. */
export interface FormRule {
  readonly nameZh: string;
  readonly nameEn: string;
  readonly method: WarningMethod;
  readonly of: RuleSourceName;
  readonly kinds: readonly string[];
  readonly districts: readonly string[];
  readonly direction: Rule['direction'];
  readonly isOwnLimit: boolean;
  readonly rungs: Readonly<Record<RungLevel, string>>;
  readonly windowMinutes: string;
  readonly atLeast: string;
  readonly usual: string;
  readonly clear: string;
  readonly clearMinutes: string;
  readonly coolDownMinutes: string;
  readonly departments: readonly string[];
  readonly eventZh: string;
  readonly eventEn: string;
  readonly eventCode: string;
  readonly instructionZh: string;
  readonly instructionEn: string;
  readonly enabled: boolean;
  readonly why: string;
}

export type FormField = keyof FormRule;

/** What a field has wrong: a key of the catalogue `rule.invalid`, with its places. */
export interface FormFault {
  readonly code:
    'required' | 'number' | 'whole' | 'range' | 'oneRung' | 'rungs' | 'nameBoth' | 'clearAbove' | 'clearBelow';
  readonly params?: Readonly<Record<string, number>>;
}

export type FormFaults = Partial<Record<FormField, FormFault>>;

export const NEW_RULE: FormRule = {
  nameZh: '',
  nameEn: '',
  method: 'threshold',
  of: 'sensor',
  kinds: [],
  districts: [],
  direction: 'above',
  isOwnLimit: false,
  rungs: { 1: '', 2: '', 3: '', 4: '' },
  windowMinutes: '60',
  atLeast: '0',
  usual: '',
  clear: '0.8',
  clearMinutes: '15',
  coolDownMinutes: '10',
  departments: [],
  eventZh: '',
  eventEn: '',
  eventCode: '',
  instructionZh: '',
  instructionEn: '',
  enabled: true,
  why: '',
};

export function formOf(rule: Rule): FormRule {
  const { name, event, instruction, rungs, usual } = rule;
  const typed = (level: RungLevel): string => {
    const value = rungs.find((rung) => rung.level === level)?.value;
    return value === undefined ? '' : String(value);
  };
  return {
    nameZh: name.zh ?? '',
    nameEn: name.en ?? '',
    method: rule.method,
    of: rule.source.of,
    kinds: kindsOf(rule.source),
    districts: rule.districts,
    direction: rule.direction,
    isOwnLimit: rule.scale === 'ownLimit',
    rungs: { 1: typed(1), 2: typed(2), 3: typed(3), 4: typed(4) },
    windowMinutes: String(rule.windowMinutes),
    atLeast: String(rule.atLeast),
    usual: usual === undefined ? '' : String(usual),
    clear: String(rule.clear),
    clearMinutes: String(rule.clearMinutes),
    coolDownMinutes: String(rule.coolDownMinutes),
    departments: rule.departments,
    eventZh: event.zh ?? '',
    eventEn: event.en ?? '',
    eventCode: rule.eventCode ?? '',
    instructionZh: instruction?.zh ?? '',
    instructionEn: instruction?.en ?? '',
    enabled: rule.enabled,
    why: '',
  };
}

/** Counts are of events; of facilities it is the smallest house that counts. */
export function hasLeast({ method, of }: Pick<FormRule, 'method' | 'of'>): boolean {
  return (
    method === 'baseline' || method === 'burst' || method === 'cluster' || method === 'opinion' || of === 'facility'
  );
}

export function hasUsual({ method }: Pick<FormRule, 'method'>): boolean {
  return method === 'baseline' || method === 'burst';
}

export function hasOwnLimit({ method, of }: Pick<FormRule, 'method' | 'of'>): boolean {
  return method === 'threshold' && of === 'sensor';
}

/** How much back it must be: a share of the limit, or simply no longer found. */
export function hasClear({ method }: Pick<FormRule, 'method'>): boolean {
  return method !== 'cluster' && method !== 'burst';
}

/** Another method looks at other things in another direction: what no longer fits is brought along. */
export function withMethod(form: FormRule, method: WarningMethod): FormRule {
  const { sources, direction } = METHOD_FACTS[method];
  const of = sources.includes(form.of) ? form.of : (sources[0] ?? form.of);
  const turned = direction ?? form.direction;
  const clear = turned === form.direction ? form.clear : turned === 'above' ? '0.8' : '1.25';
  return { ...form, method, of, kinds: of === form.of ? form.kinds : [], direction: turned, clear };
}

export function withDirection(form: FormRule, direction: Rule['direction']): FormRule {
  return direction === form.direction ? form : { ...form, direction, clear: direction === 'above' ? '0.8' : '1.25' };
}

export function isMethod(value: string | null): value is WarningMethod {
  return WARNING_METHODS.some((method) => method === value);
}

export interface Read {
  readonly faults: FormFaults;
  /** Null while anything is wrong. */
  readonly rule: RuleDraft | null;
}

/** The form as a rule, or what is wrong with it, by field. */
export function readForm(form: FormRule): Read {
  const faults: FormFaults = {};
  const number = (field: FormField, text: string, least: number, most: number, isWhole = false): number => {
    const value = text.trim() === '' ? Number.NaN : Number(text);
    if (text.trim() === '') faults[field] ??= { code: 'required' };
    else if (!Number.isFinite(value)) faults[field] ??= { code: 'number' };
    else if (isWhole && !Number.isInteger(value)) faults[field] ??= { code: 'whole' };
    else if (value < least || value > most) faults[field] ??= { code: 'range', params: { least, most } };
    return value;
  };
  const { least, most } = METHOD_FACTS[form.method];
  const rungs = RUNG_LEVELS.flatMap((level) => {
    const text = form.rungs[level];
    return text.trim() === '' ? [] : [{ level, value: number('rungs', text, least, most) }];
  });
  if (rungs.length === 0) faults.rungs = { code: 'oneRung' };
  const name = bothOf(form.nameZh, form.nameEn);
  const event = bothOf(form.eventZh, form.eventEn);
  if (!name) faults.nameZh = { code: 'nameBoth' };
  if (!event) faults.eventZh = { code: 'nameBoth' };
  const day = 24 * 60;
  const usual = hasUsual(form) && form.usual.trim() !== '' ? number('usual', form.usual, 0, 10_000) : undefined;
  const instruction = bothOf(form.instructionZh, form.instructionEn);
  const rule: RuleDraft = {
    name: name ?? {},
    method: form.method,
    source: sourceOf(form),
    districts: [...form.districts],
    direction: form.direction,
    rungs,
    ...(hasOwnLimit(form) && form.isOwnLimit && { scale: 'ownLimit' as const }),
    clear: number('clear', form.clear, 0, 1.5),
    clearMinutes: number('clearMinutes', form.clearMinutes, 0, day),
    coolDownMinutes: number('coolDownMinutes', form.coolDownMinutes, 0, day),
    windowMinutes: number('windowMinutes', form.windowMinutes, 1, 30 * day),
    atLeast: hasLeast(form) ? number('atLeast', form.atLeast, 0, 10_000, true) : 0,
    ...(usual !== undefined && { usual }),
    departments: [...form.departments],
    event: event ?? {},
    ...(form.eventCode.trim() !== '' && { eventCode: form.eventCode.trim() }),
    ...(instruction && { instruction }),
    enabled: form.enabled,
    ...(form.why.trim() !== '' && { why: form.why.trim() }),
  };
  if (Object.keys(faults).length === 0) {
    const wrong = checkRule(rule);
    if (wrong?.code === 'rule-rungs-order') faults.rungs = { code: 'rungs' };
    else if (wrong?.code === 'rule-clear-side') {
      faults.clear = { code: form.direction === 'above' ? 'clearAbove' : 'clearBelow' };
    } else if (wrong) faults.rungs = { code: 'range', params: { least, most } };
  }
  return { faults, rule: Object.keys(faults).length === 0 ? rule : null };
}

function sourceOf({ of, kinds }: FormRule): RuleSource {
  return of === 'supply' ? { of, goods: [...kinds] } : { of, kinds: [...kinds] };
}

function bothOf(zh: string, en: string): LocalText | null {
  const text = { ...(zh.trim() !== '' && { zh: zh.trim() }), ...(en.trim() !== '' && { en: en.trim() }) };
  return Object.keys(text).length === 0 ? null : text;
}

/** Whether something would be lost: the reason alone is no change. */
export function isChanged(form: FormRule, before: FormRule): boolean {
  return JSON.stringify({ ...form, why: '' }) !== JSON.stringify({ ...before, why: '' });
}
