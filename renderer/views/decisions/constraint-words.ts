import type { TFunction } from 'i18next';
import type { PlanBinding, PlanConflict, PlanConstraint } from '../../../shared/protocol/console-api/plan-calls.ts';
import type { IconName } from '../../widgets/icon-paths.ts';

/** Names of what a constraint speaks of, and the language. */
export interface PlanWords {
  readonly t: TFunction<'decision'>;
  incident(id: string): string;
  /** Unit, facility or depot. */
  resource(id: string): string;
  district(code: string): string;
  /** Kind of unit, or good. */
  kind(code: string): string;
  number(value: number): string;
  /** Sets a space between Chinese and digits: names that are put together do not bring it. */
  inLanguage(text: string): string;
}

/** The constraint as the officer would say it (DE-V3). */
export function constraintWords(constraint: PlanConstraint, words: PlanWords): string {
  return words.inLanguage(constraintSentence(constraint, words));
}

function constraintSentence(constraint: PlanConstraint, words: PlanWords): string {
  const { t, incident, resource, district, kind, number } = words;
  switch (constraint.is) {
    case 'lock':
      return t('limit.lock', { unit: resource(constraint.unit), incident: incident(constraint.incident) });
    case 'forbid':
      return constraint.incident === null
        ? t('limit.forbidAll', { unit: resource(constraint.unit) })
        : t('limit.forbid', { unit: resource(constraint.unit), incident: incident(constraint.incident) });
    case 'keepFree': {
      const places = { kind: kind(constraint.kind), count: constraint.count };
      return constraint.district === null
        ? t('limit.keepFreeCity', places)
        : t('limit.keepFree', { ...places, district: district(constraint.district) });
    }
    case 'arriveWithin':
      return t('limit.arriveWithin', { incident: incident(constraint.incident), minutes: number(constraint.minutes) });
    case 'atMost':
      return t('limit.atMost', { incident: incident(constraint.incident), count: constraint.count });
    case 'closeDepot':
      return t('limit.closeDepot', { depot: resource(constraint.depot) });
    case 'keepStock':
      return t('limit.keepStock', {
        depot: resource(constraint.depot),
        good: kind(constraint.good),
        quantity: number(constraint.quantity),
      });
    case 'sendFrom':
      return t('limit.sendFrom', {
        depot: resource(constraint.depot),
        point: resource(constraint.point),
        good: kind(constraint.good),
        quantity: number(constraint.quantity),
      });
    case 'trucks':
      return t('limit.trucks', { count: constraint.count });
  }
}

export const CONSTRAINT_ICONS: Readonly<Record<PlanConstraint['is'], IconName>> = {
  lock: 'lock',
  forbid: 'x',
  keepFree: 'target',
  arriveWithin: 'clock',
  atMost: 'minus',
  closeDepot: 'x',
  keepStock: 'depot',
  sendFrom: 'truck',
  trucks: 'truck',
};

/** One member of the set that cannot be met together. A constraint that is no longer on the sheet is null. */
export function conflictWords(
  conflict: PlanConflict,
  constraints: readonly PlanConstraint[],
  words: PlanWords,
): string | null {
  if (conflict.of === 'constraint') {
    const constraint = constraints[conflict.index];
    return constraint ? constraintWords(constraint, words) : null;
  }
  const { target, kind, count } = conflict;
  return words.inLanguage(words.t('conflict.need', { target: words.incident(target), kind: words.kind(kind), count }));
}

/** What holds an option where it is. */
export function bindingWords(
  binding: PlanBinding,
  constraints: readonly PlanConstraint[],
  words: PlanWords,
): string | null {
  const { t, kind, incident } = words;
  switch (binding.by) {
    case 'constraint': {
      const constraint = constraints[binding.index];
      return constraint ? constraintWords(constraint, words) : null;
    }
    case 'supply':
      return t('binding.supply', { kind: kind(binding.kind) });
    case 'reach':
      return t('binding.reach', { target: incident(binding.target), kind: kind(binding.kind) });
  }
}
