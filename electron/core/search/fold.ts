import { pinyin } from 'pinyin-pro';

const HAN = /\p{Script=Han}/u;

/** As it is compared: width, case and accents make no difference. */
export function folded(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .normalize('NFD')
    .replace(/\p{Mn}/gu, '')
    .trim();
}

/** The words of a query, each of which must be found; at most six. */
export function wordsOf(query: string): string[] {
  return folded(query)
    .split(/[\s'’·,，、]+/)
    .filter((word) => word !== '')
    .slice(0, 6);
}

export interface Sounds {
  /** `shi di yi yi yuan`: syllables parted by blanks; what is not Chinese stays as one. */
  readonly syllables: string;
  /** `shidiyiyiyuan` */
  readonly full: string;
  /** `sdyyy` */
  readonly initials: string;
}

const SILENT: Sounds = { syllables: '', full: '', initials: '' };

/** How a Chinese name is typed on a Latin keyboard; ü is v, as input methods have it. Nothing for a name without Chinese. */
export function soundsOf(name: string): Sounds {
  if (!HAN.test(name)) return SILENT;
  const parts = pinyin(name, { toneType: 'none', type: 'array', v: true, nonZh: 'consecutive' })
    .map(folded)
    .filter((part) => part !== '');
  return {
    syllables: parts.join(' '),
    full: parts.join(''),
    initials: parts.map((part) => (/^[a-z]+$/.test(part) ? part.charAt(0) : part)).join(''),
  };
}
