import type { LocalText } from '../../../shared/domain/common.ts';
import type { PlanAim, PlanShortage } from '../../../shared/protocol/console-api/plan-calls.ts';
import type { PlanNames } from './problem.ts';

/** Words of the planner that are kept with a decision, so that they stand in the record in both languages. */
export const AIM_NAMES: Readonly<Record<PlanAim, LocalText>> = {
  fastest: { zh: '到得最快', en: 'Fastest' },
  coverage: { zh: '保住覆盖', en: 'Coverage kept' },
  cheapest: { zh: '跑得最少', en: 'Least driving' },
  own: { zh: '按自定权重', en: 'By own weights' },
};

const KIND_NAMES: PlanNames = {
  engine: { zh: '消防车', en: 'fire engine' },
  ambulance: { zh: '救护车', en: 'ambulance' },
  police: { zh: '警车', en: 'police car' },
  pump: { zh: '排水车', en: 'pump truck' },
  boat: { zh: '冲锋舟', en: 'boat' },
  repair: { zh: '抢修队', en: 'repair crew' },
  drone: { zh: '无人机', en: 'drone' },
  medteam: { zh: '医疗队', en: 'medical team' },
  convoy: { zh: '运输车', en: 'supply truck' },
  other: { zh: '其他力量', en: 'other unit' },
};

/** Longest list of faults that an option carries; the rest is a count. */
const MOST_FAULTS = 12;

export function faultsOf(short: readonly PlanShortage[], names: PlanNames): LocalText[] {
  const told = short.slice(0, MOST_FAULTS).map(({ target, kind, wanted, given }): LocalText => {
    const left = Math.round((wanted - given) * 100) / 100;
    const [place, what] = [names[target], KIND_NAMES[kind] ?? names[kind]];
    return {
      zh: `${place?.zh ?? place?.en ?? target}：缺${what?.zh ?? kind} ${left}`,
      en: `${place?.en ?? place?.zh ?? target}: ${left} short of ${what?.en ?? kind}`,
    };
  });
  const more = short.length - told.length;
  return more > 0 ? [...told, { zh: `另有 ${more} 处不足`, en: `${more} more shortages` }] : told;
}

/** Moves that one option of a record holds (`decisionOption`). */
const MOST_MOVES = 400;

/** An option that is too long to be put into a decision says so, and keeps all it moves. */
export function tooLong(moves: number): LocalText[] {
  if (moves <= MOST_MOVES) return [];
  return [
    {
      zh: `共 ${moves} 项行动，超过一份决策可录的 ${MOST_MOVES} 项，请减少需求再算`,
      en: `${moves} moves; a decision holds ${MOST_MOVES}: ask for less at a time`,
    },
  ];
}
