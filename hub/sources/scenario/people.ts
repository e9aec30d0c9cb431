import type { Random } from '../../../shared/kit/random.ts';

const SURNAMES = [
  ...'赵钱孙李周吴郑王冯陈蒋沈韩杨朱秦许何吕张孔曹严金魏陶姜谢邹潘葛范彭鲁韦马方袁柳鲍史唐费薛雷贺倪汤',
];
const GIVEN = [...'安柏晨楚端帆耕和衡嘉锦可岚乐礼铭宁培清榕若山舒棠婉文霄言一怡悠予远云泽知梓珩'];

/** An invented person's name. */
export function inventName(random: Random): string {
  const second = random.next() < 0.7 ? random.pick(GIVEN) : '';
  return `${random.pick(SURNAMES)}${random.pick(GIVEN)}${second}`;
}

/** Eleven digits like a mobile number, in the 100 range, which no operator gives to anybody. */
export function inventPhone(random: Random): string {
  return `100${String(random.int(0, 99_999_999)).padStart(8, '0')}`;
}

/** An invented address on a road, down to the room. */
export function inventAddress(random: Random, road: string): string {
  return `${road}${random.int(2, 268)}号${random.int(1, 9)}单元${random.int(1, 18)}0${random.int(1, 4)}`;
}
