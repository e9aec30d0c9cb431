import type { CitizenCase } from '../../../../shared/domain/case.ts';
import type { CaseCategory } from '../../../../shared/domain/case-categories.ts';
import type { LonLat } from '../../../../shared/kit/geo.ts';
import { destination } from '../../../../shared/kit/geodesy.ts';
import type { Random } from '../../../../shared/kit/random.ts';
import { HOUR, instant, MINUTE } from '../../../../shared/kit/time.ts';

/** One call of the made set, with what really happened behind it: calls of one happening are duplicates, all others are not. */
export interface MadeCall {
  readonly id: string;
  readonly happening: string;
  readonly record: CitizenCase;
}

const START = 1_790_000_000_000;
const CENTRE: LonLat = [117.5, 30.3];

interface Words {
  readonly category: CaseCategory;
  /** What is told, each the same thing in other words; then details and wishes, of which a caller says some. */
  readonly core: readonly string[];
  readonly more: readonly string[];
}

const TELLS: readonly Words[] = [
  { category: 'C201', core: ['路上积水没过脚踝了', '马路上的水已经到小腿', '这条路淹了走不过去', '路面积水很深车都过不去', '下水口堵了水排不下去'],
    more: ['下水口好像堵了', '有车熄火在水里', '行人都绕着走', '水还在涨', '雨停了也不退'] },
  { category: 'C203', core: ['小区门口倒灌进水了', '水从大门往小区里灌', '我们小区里淹了', '小区内积水到台阶', '水倒灌进小区快进楼道了'],
    more: ['老人出不了门', '物业没有沙袋', '车位都泡了', '一楼住户都急了', '已经到第二级台阶'] },
  { category: 'C401', core: ['停电三个小时了', '我们这片没电', '家里停电一直没来', '整条街都黑了没有电', '断电了到现在没恢复'],
    more: ['婴儿奶粉没法冲', '冰箱东西要坏', '电梯也停了', '抢修电话占线', '什么时候来电'] },
  { category: 'C301', core: ['家里停水了', '水龙头一滴水都没有', '我们楼停水一天', '没水用了', '自来水断了没有通知'],
    more: ['没人通知', '做不了饭', '水箱也空了', '什么时候来水', '隔壁楼也没有'] },
  { category: 'C801', core: ['大树倒了横在路上', '路边的树被风刮倒', '有棵树倒下来压着车', '树断了挡住半条路', '行道树歪了要倒'],
    more: ['压着电线', '车过不去', '树枝还在掉', '有人差点被砸', '旁边是公交站'] },
  { category: 'C205', core: ['井盖没了', '路中间井盖被水冲走', '下水道井口敞着', '有个井没有盖子', '井盖翻了露着洞'],
    more: ['很危险', '看不见洞', '没有人放牌子', '小孩放学要走', '有人差点踩空'] },
]; // prettier-ignore

const OPENERS = ['', '同志你好', '我要反映', '喂您好', '麻烦问一下', '我打了好几次', '紧急情况'];
const WISHES = ['快派人来', '请尽快处理', '你们管不管', '什么时候能弄好', '麻烦了', '谢谢', ''];
/** A caller stands so far from the thing itself, metres (standard deviation). */
const STANDS = 40;

/**
 * A night of calls: happenings with one to six callers each, who say it in their own words; and what only looks like duplicates: the
 * same in the next street, at the same place hours later, on another floor, of another person, and one text copied by many.
 */
export function madeCalls(random: Random, happenings = 150): MadeCall[] {
  const calls: MadeCall[] = [];
  const somewhere = (): LonLat => destination(CENTRE, random.next() * 360, 5_000 * Math.sqrt(random.next()));
  const about = (at: LonLat, metres: number): LonLat => destination(at, random.next() * 360, Math.abs(metres));

  function say({ core, more }: Words): string {
    const parts = [random.pick(OPENERS), random.pick(core)];
    const extra = [...more].sort(() => random.next() - 0.5).slice(0, random.int(0, 2));
    return [...parts, ...extra, random.pick(WISHES)].filter((part) => part !== '').join('，');
  }

  function call(happening: string, at: number, where: LonLat | null, words: Words, text: string, wrongly = 0.05): void {
    const category = random.next() < wrongly ? random.pick(TELLS).category : words.category;
    const phone = `100${String(random.int(0, 99_999_999)).padStart(8, '0')}`;
    calls.push({
      id: `call-${String(calls.length).padStart(5, '0')}`,
      happening,
      record: {
        status: { state: 'sorted', at: instant(at), by: 'HOT' },
        steps: [],
        category,
        isUrgent: false,
        channel: '12345',
        reportedAt: instant(at),
        text: { zh: text },
        callerPhone: phone,
        ...(where && { at: where }),
      },
    });
  }

  function happen(name: string, begin: number, at: LonLat, words: Words, callers: number): void {
    let time = begin;
    for (let caller = 0; caller < callers; caller += 1) {
      const where = random.next() < 0.1 ? null : about(at, random.gaussian() * STANDS);
      call(name, time, where, words, say(words));
      // The next one calls after a while: most within minutes, few after an hour.
      time += -Math.log(1 - random.next()) * 12 * MINUTE;
    }
  }

  for (let number = 0; number < happenings; number += 1) {
    const words = random.pick(TELLS);
    const at = somewhere();
    const begin = START + random.next() * 12 * HOUR;
    happen(`h${number}`, begin, at, words, random.int(1, 6));
    const dice = random.next();
    if (dice < 0.15) happen(`h${number}-street`, begin, about(at, 220 + random.next() * 300), words, random.int(1, 3));
    else if (dice < 0.3)
      happen(`h${number}-later`, begin + (7 + random.next() * 6) * HOUR, at, words, random.int(1, 2));
    else if (dice < 0.4) {
      happen(`h${number}-other`, begin, about(at, 60), random.pick(TELLS.filter((one) => one !== words)), 1);
    }
  }
  for (let house = 0; house < 12; house += 1) {
    const at = somewhere();
    const begin = START + random.next() * 12 * HOUR;
    const leak = TELLS[3] as Words;
    for (const floor of ['二', '五', '九']) {
      call(
        `floor${house}-${floor}`,
        begin + random.next() * HOUR,
        about(at, 10),
        leak,
        `${floor}楼停水，${say(leak)}`,
        0,
      );
    }
    const persons = ['老人被困在家里出不来', '有个小孩掉进水里了'];
    for (const [index, text] of persons.entries()) {
      const words: Words = { category: 'C101', core: [text], more: ['水很急', '快点来'] };
      call(`person${house}-${index}`, begin + random.next() * HOUR, about(at, 30), words, say(words), 0);
    }
  }
  for (let copy = 0; copy < 6; copy += 1) {
    const text = say(random.pick(TELLS)) + say(random.pick(TELLS));
    const begin = START + random.next() * 12 * HOUR;
    for (let caller = 0; caller < 7; caller += 1) {
      call(`copy${copy}-${caller}`, begin + random.next() * 25 * MINUTE, somewhere(), random.pick(TELLS), text, 0);
    }
  }
  return calls.toSorted((a, b) => a.record.reportedAt - b.record.reportedAt);
}
