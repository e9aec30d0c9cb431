import type { Level, LocalText } from '../../../../shared/domain/common.ts';
import type { WatchedRule } from './finding.ts';

/** The words of warnings that the console writes itself; both languages, as they stay with the record. */
interface Both {
  readonly zh: string;
  readonly en: string;
}

export const SENDER = 'lianzhi.rules';
export const SENDER_NAME: Both = { zh: '本台研判', en: 'Worked out by this console' };

const SENSOR_MEASURE: Readonly<Record<string, Both>> = {
  rain: { zh: '雨强', en: 'rain rate' },
  ponding: { zh: '积水深度', en: 'water depth' },
  gauge: { zh: '水位', en: 'water level' },
};
const READING: Both = { zh: '读数', en: 'reading' };

/** What the rule measures, e.g. 积水深度. */
export function measureOf({ method, source }: Pick<WatchedRule, 'method' | 'source'>, kind: string | null): Both {
  const reading = SENSOR_MEASURE[kind ?? ''] ?? READING;
  switch (method) {
    case 'silence':
      return { zh: '无数据', en: 'no data' };
    case 'riseRate':
      return { zh: `${reading.zh}涨幅`, en: `rise of ${reading.en}` };
    case 'shortage':
      return { zh: '可用时长', en: 'hours left' };
    case 'baseline':
    case 'burst':
      return source.of === 'case' ? { zh: '诉求件数', en: 'cases' } : { zh: '警情数', en: 'reports' };
    case 'cluster':
      return { zh: '聚集警情', en: 'clustered reports' };
    case 'opinion':
      return { zh: '发帖量', en: 'posts' };
    case 'threshold':
      if (source.of === 'facility') return { zh: '空余比例', en: 'free share' };
      return source.of === 'supply' ? { zh: '可用时长', en: 'hours left' } : reading;
  }
}

export const COLOUR_WORD: Readonly<Record<Level, Both>> = {
  0: { zh: '未分级', en: 'not graded' },
  1: { zh: '红色', en: 'red' },
  2: { zh: '橙色', en: 'orange' },
  3: { zh: '黄色', en: 'yellow' },
  4: { zh: '蓝色', en: 'blue' },
};

export interface Sentence {
  readonly subject: LocalText;
  readonly measure: Both;
  /** As it is shown, with its unit. */
  readonly value: string;
  readonly limit: string | null;
  readonly usual: string | null;
  readonly level: Level;
  /** False: it is on its way back and has not held long enough to be over. */
  readonly isPast: boolean;
  readonly minutes: number | null;
}

/** 人民路隧道积水点 积水深度 0.42 m，达到橙色（0.4 m） */
export function headlineOf({ subject, measure, value, limit, level, usual, minutes, isPast }: Sentence): Both {
  const word = COLOUR_WORD[level];
  const [zh, en] = [subject.zh ?? subject.en ?? '', subject.en ?? subject.zh ?? ''];
  const window = minutes === null ? { zh: '', en: '' } : { zh: `${minutes}分钟`, en: ` in ${minutes} min` };
  const against = usual ?? limit;
  const measured = {
    zh: `${zh}${zh && measure.zh ? ' ' : ''}${window.zh}${measure.zh} ${value}`,
    en: `${en}: ${measure.en} ${value}${window.en}`,
  };
  if (against === null) return { zh: `${measured.zh}，${word.zh}`, en: `${measured.en}, ${word.en}` };
  if (!isPast) {
    const limits = usual === null ? { zh: '限值', en: 'limit' } : { zh: '常值', en: 'usual' };
    return {
      zh: `${measured.zh}（${limits.zh} ${against}），${word.zh}未解除`,
      en: `${measured.en} (${limits.en} ${against}), ${word.en} not over yet`,
    };
  }
  return usual === null
    ? { zh: `${measured.zh}，达到${word.zh}（${against}）`, en: `${measured.en}, ${word.en} (${against})` }
    : { zh: `${measured.zh}，常值 ${against}，${word.zh}`, en: `${measured.en}, usual ${against}, ${word.en}` };
}

/** 港东雨量站 雨强，黄色已解除 */
export function endOf(subject: LocalText, measure: LocalText, level: Level): Both {
  const word = COLOUR_WORD[level];
  const [zh, en] = [subject.zh ?? subject.en ?? '', subject.en ?? subject.zh ?? ''];
  return { zh: `${zh} ${measure.zh ?? ''}，${word.zh}已解除`, en: `${en}: ${measure.en ?? ''}, ${word.en} over` };
}

export const STATE_WORD = {
  unconfirmed: {
    zh: '仅一次读数，未核实；两次读数或相邻两处传感器一致后为已核实。',
    en: 'One reading only, not confirmed; two readings or two sensors near by confirm it.',
  },
  confirmed: { zh: '已由多次读数或相邻传感器核实。', en: 'Confirmed by several readings or sensors.' },
} as const satisfies Record<string, Both>;
