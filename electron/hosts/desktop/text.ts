import type { Language } from '../../core/launch/language.ts';

export const TITLE = '联治指挥台 Lianzhi Console';

/** The menu is in both languages: the window's own language can change while it is open. */
export const MENU = {
  file: '指挥台 Console',
  newWindow: '新窗口 New window',
  close: '关闭窗口 Close window',
  quit: '退出 Quit',
  edit: '编辑 Edit',
  view: '显示 View',
} as const;

export const WEAK_WINDOW: Readonly<Record<Language, string>> = {
  zh: '一个窗口没有按要求加固，已关闭：',
  en: 'A window did not run hardened and was closed: ',
};
