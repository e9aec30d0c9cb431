import type { CaseReason } from '../../../shared/protocol/console-api/case-rows.ts';

/** What a report says of persons and floors, as far as rule 7 asks. */
export interface Told {
  readonly floors: ReadonlySet<string>;
  readonly victims: ReadonlySet<string>;
  /** "I am not the first who calls." */
  readonly isNotFirst: boolean;
  readonly tellsInjury: boolean;
}

const NUMERALS: Readonly<Record<string, string>> = {
  一: '1', 二: '2', 两: '2', 三: '3', 四: '4', 五: '5', 六: '6', 七: '7', 八: '8', 九: '9', 十: '10',
  first: '1', second: '2', third: '3', fourth: '4', fifth: '5', sixth: '6', ground: '1',
}; // prettier-ignore

const FLOORS = [
  /(?:地下|负|b)\s*([一二两三四五六七八九十\d]{1,2})\s*(?:层|楼|f)?/giu,
  /([一二两三四五六七八九十]|\d{1,2})\s*(?:层|楼)(?!\s*顶)/gu,
  /(?:floor|level|basement)\s+(\d{1,2})\b/giu,
  /\b(\d{1,2})(?:st|nd|rd|th)\s+floor\b/giu,
  /\b(ground|first|second|third|fourth|fifth|sixth)\s+floor\b/giu,
];

/** Who is in trouble. Two reports that name different persons are about different persons. */
const VICTIMS: readonly (readonly [string, RegExp])[] = [
  ['old', /老人|老头|老太|大爷|大妈|爷爷|奶奶|独居|我爸|我妈|父亲|母亲|\bold (?:man|woman|person|lady)|\bmy (?:father|mother|grand\w+)|\belderly/iu],
  ['child', /小孩|孩子|婴儿|宝宝|儿童|学生|男孩|女孩|\bchild|\bbaby|\bkid\b|\bboy\b|\bgirl\b|\bpupil/iu],
  ['pregnant', /孕妇|怀孕|待产|\bpregnant/iu],
  ['worker', /工人|师傅|环卫|快递|外卖|司机|\bworker|\bdriver|\bcourier/iu],
]; // prettier-ignore

const NOT_FIRST =
  /不是第一个|前面(?:有人|已经)|好几个人(?:都)?打|别人也打|已经有人(?:报|打)|not the first|others (?:have )?called/iu;
const INJURY = /受伤|流血|骨折|昏迷|晕倒|砸伤|烫伤|\binjur|\bbleed|\bunconscious|\bbroken (?:arm|leg)/iu;

export function toldIn(...texts: readonly (string | undefined)[]): Told {
  const text = texts.filter((one) => one !== undefined).join('\n');
  const below = FLOORS[0] ? numbersIn(text, FLOORS[0]).map((number) => `-${number}`) : [];
  // 地下二层 is no second floor.
  const above = FLOORS.slice(1).flatMap((pattern) => numbersIn(text.replace(FLOORS[0] ?? /$^/u, ' '), pattern));
  return {
    floors: new Set([...below, ...above]),
    victims: new Set(VICTIMS.filter(([, pattern]) => pattern.test(text)).map(([name]) => name)),
    isNotFirst: NOT_FIRST.test(text),
    tellsInjury: INJURY.test(text),
  };
}

/**
 * Rule 7: why two reports must not be merged although they look the same. Different floors of one building; different victims; one
 * is not the first who calls and the other tells of an injury, so that there may be two accidents.
 */
export function apartBecause(a: Told, b: Told): readonly CaseReason[] {
  const reasons: CaseReason[] = [];
  const [floor, other] = [[...a.floors][0], [...b.floors][0]];
  if (floor !== undefined && other !== undefined && areDisjoint(a.floors, b.floors)) {
    reasons.push({ because: 'otherFloor', floors: [floor, other] });
  }
  if (a.victims.size > 0 && b.victims.size > 0 && areDisjoint(a.victims, b.victims)) {
    reasons.push({ because: 'otherVictim' });
  }
  if ((a.isNotFirst && b.tellsInjury && !a.tellsInjury) || (b.isNotFirst && a.tellsInjury && !b.tellsInjury)) {
    reasons.push({ because: 'otherInjury' });
  }
  return reasons;
}

function areDisjoint(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
  return [...a].every((one) => !b.has(one));
}

function numbersIn(text: string, pattern: RegExp): string[] {
  return [...text.matchAll(pattern)].map(([, found = '']) => NUMERALS[found.toLowerCase()] ?? found);
}
