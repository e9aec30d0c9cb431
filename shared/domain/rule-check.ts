import type * as z from 'zod';
import { CASE_CATEGORIES } from './case-categories.ts';
import { INCIDENT_KINDS } from './incident.ts';
import type { WarningMethod } from './own-warning.ts';
import { FACILITY_KINDS, SENSOR_KINDS } from './resource.ts';
import type { Rule, rung, ruleSource } from './rule.ts';

export type RuleSource = z.infer<typeof ruleSource>;
export type RuleRung = z.infer<typeof rung>;
export type RuleSourceName = RuleSource['of'];

interface MethodFacts {
  readonly sources: readonly RuleSourceName[];
  /** The one direction that makes sense; null: both do. */
  readonly direction: Rule['direction'] | null;
  /** Values of rungs, both ends allowed. */
  readonly least: number;
  readonly most: number;
}

const ANY = { least: -1_000_000, most: 1_000_000 };

/** What each method looks at, and which values its rungs may have. */
export const METHOD_FACTS: Readonly<Record<WarningMethod, MethodFacts>> = {
  threshold: { sources: ['sensor', 'facility', 'supply'], direction: null, ...ANY },
  riseRate: { sources: ['sensor'], direction: null, ...ANY },
  silence: { sources: ['sensor'], direction: 'above', least: 2, most: 1_000 },
  baseline: { sources: ['incident', 'case'], direction: 'above', least: 1, most: 8 },
  burst: { sources: ['incident', 'case'], direction: 'above', least: 1.2, most: 100 },
  cluster: { sources: ['incident', 'case'], direction: 'below', least: 0.001, most: 0.2 },
  shortage: { sources: ['supply'], direction: 'below', least: 0, most: 24 * 30 },
  opinion: { sources: ['opinion'], direction: 'above', least: 1.2, most: 1_000 },
};

/** Kinds that a source can be asked for; null: any word. */
export const KINDS_OF: Readonly<Record<RuleSourceName, readonly string[] | null>> = {
  sensor: SENSOR_KINDS,
  facility: FACILITY_KINDS,
  supply: null,
  incident: INCIDENT_KINDS,
  case: CASE_CATEGORIES,
  opinion: null,
};

export function kindsOf(source: RuleSource): readonly string[] {
  return source.of === 'supply' ? source.goods : source.kinds;
}

/** What is wrong with a rule: `code` has its sentence in the catalogues, `field` says where in the form. */
export interface RuleFault {
  readonly code:
    | 'rule-source-wrong'
    | 'rule-kind-unknown'
    | 'rule-direction-wrong'
    | 'rule-level-none'
    | 'rule-level-twice'
    | 'rule-value-range'
    | 'rule-rungs-order'
    | 'rule-clear-side'
    | 'rule-scale-wrong';
  readonly field: 'source' | 'direction' | 'rungs' | 'clear' | 'scale';
  readonly params?: Readonly<Record<string, string | number>>;
}

type Checked = Pick<Rule, 'method' | 'source' | 'direction' | 'rungs' | 'clear' | 'scale'>;

/** The first thing that makes no sense in a rule whose fields are each well formed; null when all does. */
export function checkRule(rule: Checked): RuleFault | null {
  const { method, source, direction, rungs, clear, scale } = rule;
  const facts = METHOD_FACTS[method];
  if (!facts.sources.includes(source.of)) return { code: 'rule-source-wrong', field: 'source' };
  const known = KINDS_OF[source.of];
  const stranger = kindsOf(source).find((kind) => known && !known.includes(kind));
  if (stranger !== undefined) return { code: 'rule-kind-unknown', field: 'source', params: { kind: stranger } };
  if (facts.direction && facts.direction !== direction) return { code: 'rule-direction-wrong', field: 'direction' };
  if (scale === 'ownLimit' && (method !== 'threshold' || source.of !== 'sensor')) {
    return { code: 'rule-scale-wrong', field: 'scale' };
  }
  return faultOfRungs(rungs, facts, direction, scale) ?? faultOfClear(direction, clear);
}

function faultOfRungs(
  rungs: readonly RuleRung[],
  { least, most }: MethodFacts,
  direction: Rule['direction'],
  scale: Rule['scale'],
): RuleFault | null {
  const field = 'rungs';
  if (rungs.some(({ level }) => level === 0)) return { code: 'rule-level-none', field };
  if (new Set(rungs.map(({ level }) => level)).size < rungs.length) return { code: 'rule-level-twice', field };
  if (rungs.some(({ value }) => !(value >= least && value <= most))) {
    return { code: 'rule-value-range', field, params: { least, most } };
  }
  // From blue to red each must be harder to reach than the one before; of each sensor's own limits that is the sensor's matter.
  const climbing = rungs.toSorted((a, b) => b.level - a.level);
  const isWrong = climbing.some(({ value }, index) => {
    const before = climbing[index - 1]?.value;
    if (before === undefined) return false;
    if (value === before) return scale !== 'ownLimit';
    return direction === 'above' ? value < before : value > before;
  });
  return isWrong ? { code: 'rule-rungs-order', field } : null;
}

/** A warning that clears beyond the value that raised it would flutter, or never end. */
function faultOfClear(direction: Rule['direction'], clear: number): RuleFault | null {
  const isWrong = direction === 'above' ? clear > 1 : clear < 1;
  return isWrong ? { code: 'rule-clear-side', field: 'clear' } : null;
}
