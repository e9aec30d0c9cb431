import { describe, expect, it } from 'vitest';
import { pickText, textOf } from './local-text.ts';
import { systemLanguage } from './language.ts';

describe('T4: text of a source', () => {
  it('is taken in the wanted language', () => {
    expect(pickText({ zh: '积水', en: 'Water' }, 'en')).toEqual({ text: 'Water', language: 'en', foreign: false });
  });

  it('falls back to the language there is, and says so', () => {
    expect(pickText({ en: 'TORNADO WARNING' }, 'zh')).toEqual({
      text: 'TORNADO WARNING',
      language: 'en',
      foreign: true,
    });
    expect(textOf({ zh: '', en: 'Water' }, 'zh')).toBe('Water');
  });
});

describe('T4: the language of a first start', () => {
  it('is Chinese on a Chinese workstation, English elsewhere', () => {
    expect(systemLanguage(['zh-TW', 'en'])).toBe('zh');
    expect(systemLanguage(['en-US', 'zh-CN'])).toBe('en');
    expect(systemLanguage([])).toBe('en');
  });
});
