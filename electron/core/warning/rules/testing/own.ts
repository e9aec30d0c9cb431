import type { Alert } from '../../../../../shared/domain/alert.ts';
import type { OwnWarning } from '../../../../../shared/domain/own-warning.ts';
import type { RuleDraft } from '../../../../../shared/protocol/console-api/rule-calls.ts';
import type { AlertFigures } from '../../../../../shared/protocol/commands/own-alert-commands.ts';
import { instant, MINUTE } from '../../../../../shared/kit/time.ts';
import { figuresOf } from '../compose.ts';
import { at, madeRule, rain } from './made.ts';

/** Ids of warnings and rules that several stations speak of at once. */
export const OWN = ['o1', 'o2'];
export const RULES = ['r1', 'r2'];

const LEVELS = [1, 2, 3, 4] as const;

export function ownFigures(id: string, value: number): AlertFigures {
  const since = at(value);
  const level = LEVELS[value % 4] ?? 4;
  const { subject } = rain(id, 0, 0);
  const count = { evidence: [], count: 1, figures: {} };
  const finding = { subject, level, since, firstAt: since, confirmedAt: null, at: since, value, limit: 30, ...count };
  const facts = { kind: 'rain', unit: 'mm/h', series: [] };
  return figuresOf(madeRule(), finding, facts, instant(since + MINUTE));
}

export function ownAlert(id: string, value: number): Alert & { readonly own: OwnWarning } {
  const rest = { status: 'Actual', msgType: 'Alert', scope: 'Restricted' } as const;
  return {
    ...ownFigures(id, value),
    ...rest,
    references: [],
    areas: [],
    identifier: id,
    sender: 'lianzhi.rules',
    event: { zh: '强降雨' },
  };
}

export function ruleWords(value: number): RuleDraft {
  const { id: _, version: __, ...words } = madeRule({ clearMinutes: value });
  return words;
}
