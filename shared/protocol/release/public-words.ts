import type { Instant } from '../../kit/time.ts';
import { MINUTE } from '../../kit/time.ts';
import type { ReleaseReality } from '../../domain/release.ts';

/**
 * The few words of a public message that no officer types. They are the message's own, in its own two languages, not the
 * window's: hub and console must write the same bytes.
 */
export type MessageTongue = 'zh' | 'en';

export const LANGUAGE_TAG: Readonly<Record<MessageTongue, string>> = { zh: 'zh-CN', en: 'en-US' };

const DRILL: Readonly<Record<Exclude<ReleaseReality, 'Actual'>, Readonly<Record<MessageTongue, string>>>> = {
  Exercise: { zh: '【演练】', en: '[EXERCISE] ' },
  Test: { zh: '【测试】', en: '[TEST] ' },
};

/** Before every text of a drill, so that no part of it can be quoted as the real thing. */
export function drillMark(reality: ReleaseReality, tongue: MessageTongue): string {
  return reality === 'Actual' ? '' : DRILL[reality][tongue];
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'] as const;

/** @param offset minutes east of UTC */
export function nextWordSentence(at: Instant, offset: number, tongue: MessageTongue): string {
  const local = new Date(at + offset * MINUTE);
  const [month, day] = [local.getUTCMonth(), local.getUTCDate()];
  const [hour, minute] = [local.getUTCHours(), local.getUTCMinutes()].map((part) => String(part).padStart(2, '0'));
  return tongue === 'zh'
    ? `下次消息：${month + 1}月${day}日${hour}时${minute}分。`
    : `Next word: ${hour}:${minute}, ${day} ${MONTHS[month]}.`;
}
