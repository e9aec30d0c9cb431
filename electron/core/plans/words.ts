import type { LocalText } from '../../../shared/domain/common.ts';
import type { NeedKind } from '../../../shared/domain/plan-book.ts';
import type { ResponseLevel, TemplateTask } from '../../../shared/domain/plan-template.ts';
import { both, type Both } from '../api/local-text.ts';

const NUMERAL: Readonly<Record<ResponseLevel, string>> = { I: 'Ⅰ', II: 'Ⅱ', III: 'Ⅲ', IV: 'Ⅳ' };

export function optionName(template: LocalText, level: ResponseLevel): Both {
  const { zh, en } = both(template);
  return { zh: `${zh} ${NUMERAL[level]}级响应`, en: `${en}, level ${level} response` };
}

/** What tasks need together: they run at the same time, so counts of a kind are added. */
export function needsText(tasks: readonly Pick<TemplateTask, 'needs'>[], kinds: readonly NeedKind[]): Both | null {
  const sums = new Map<string, number | null>();
  for (const { kind, count } of tasks.flatMap(({ needs }) => needs)) {
    const before = sums.get(kind) ?? null;
    sums.set(kind, count === null ? before : (before ?? 0) + count);
  }
  if (sums.size === 0) return null;
  const names = [...sums].map(([kind, count]) => {
    const { zh, en } = both(kinds.find((one) => one.kind === kind)?.name ?? { zh: kind, en: kind });
    return count === null
      ? { zh: `${zh}（按人数）`, en: `${en} (by persons)` }
      : { zh: `${zh} ${count}`, en: `${en} ${count}` };
  });
  return {
    zh: `需要：${names.map(({ zh }) => zh).join('、')}`,
    en: `Needs: ${names.map(({ en }) => en).join(', ')}`,
  };
}

export function keptText(tasks: readonly string[]): Both {
  return {
    zh: `已在执行，沿用原令：${tasks.join('、')}`,
    en: `Under orders already, kept: ${tasks.join(', ')}`,
  };
}

export function hastenedText(tasks: readonly string[]): Both {
  return {
    zh: `已在执行，时限提前：${tasks.join('、')}`,
    en: `Under orders already, due sooner: ${tasks.join(', ')}`,
  };
}

export function graveText(tasks: readonly string[]): Both {
  return {
    zh: `重大指令，须两人：${tasks.join('、')}`,
    en: `Grave orders, two persons: ${tasks.join(', ')}`,
  };
}

export function leaderUnknownText(tasks: readonly string[]): Both {
  return {
    zh: `事件所在区不明，未列入：${tasks.join('、')}。先补事件位置`,
    en: `The district of the incident is not known, left out: ${tasks.join(', ')}. Give its place first`,
  };
}

export function joined(texts: readonly (Both | null)[]): Both | null {
  const told = texts.filter((text) => text !== null);
  if (told.length === 0) return null;
  return { zh: told.map(({ zh }) => zh).join('；'), en: told.map(({ en }) => en).join('; ') };
}
