import type { MaskName } from '../../../shared/domain/field-class.ts';

/**
 * What a window sees of a personal value: the rules of the privacy scheme for the screen, after GB/T 37964. A masked value
 * is not meant to be turned back, and a value that does not look like its kind is hidden whole rather than shown.
 */
export const masks: { readonly [M in MaskName]: (value: string) => string } = {
  name: maskName,
  phone: maskPhone,
  plate: maskPlate,
  address: maskAddress,
  text: maskText,
};

const STAR = '*';

/** The compound surnames still in use that a duty officer is likely to meet. */
const COMPOUND_SURNAMES = new Set(
  '欧阳 上官 司马 诸葛 皇甫 令狐 东方 司徒 尉迟 公孙 慕容 长孙 宇文 司空 夏侯 端木 百里 南宫 独孤 轩辕 申屠 太史 钟离 闻人 澹台 濮阳 呼延 万俟 鲜于 赫连'.split(
    ' ',
  ),
);

/** 张小江 → 张** · 欧阳兰 → 欧阳* · "Anna Li" → "A*** L*". Keeps the surname, or each word's first letter. */
function maskName(value: string): string {
  const letters = [...value.trim()];
  if (letters.length === 0) return '';
  if (!/\p{Script=Han}/u.test(value)) {
    return value
      .trim()
      .replace(/(\S)(\S*)/gu, (_word, first: string, rest: string) => first + STAR.repeat([...rest].length));
  }
  const surname = letters.length > 2 && COMPOUND_SURNAMES.has(letters.slice(0, 2).join('')) ? 2 : 1;
  return letters.slice(0, surname).join('') + STAR.repeat(Math.max(1, letters.length - surname));
}

/** 13812345678 → 138****5678 · 0000-82345678 → 0000-******78 · +86 138… keeps its country code. */
function maskPhone(value: string): string {
  const landline = /^(\d{3,4})[-\s](\d{7,8})$/.exec(value.trim());
  if (landline) {
    const [, area = '', number = ''] = landline;
    return `${area}-${STAR.repeat(number.length - 2)}${number.slice(-2)}`;
  }
  const digits = value.replace(/[\s-]/g, '');
  const country = /^\+\d{1,3}(?=\d{11}$)/.exec(digits)?.[0] ?? '';
  const number = digits.slice(country.length);
  if (!/^\d{8,}$/.test(number)) return hide(value);
  return `${country}${number.slice(0, 3)}${STAR.repeat(number.length - 7)}${number.slice(-4)}`;
}

/** 临A12345 → 临A****5 */
function maskPlate(value: string): string {
  const letters = [...value.trim()];
  if (letters.length < 5) return hide(value);
  return letters.slice(0, 2).join('') + STAR.repeat(letters.length - 3) + (letters.at(-1) ?? '');
}

/** 柳荫路16号3单元502 → 柳荫路16号: to the building; where no building is told, to the street; else nothing. */
function maskAddress(value: string): string {
  const building = /^.*?\d+\s*(?:号楼|号院|号|弄|栋|幢)/u.exec(value)?.[0];
  if (building) return building;
  const street = /^.*?(?:路|街|道|巷|大街|村|镇|乡)/u.exec(value)?.[0];
  if (street) return street;
  // "12 Willow Road, Apt 5": the part before the first comma is the building.
  const comma = value.indexOf(',');
  return comma > 0 ? value.slice(0, comma) : hide(value);
}

const IN_TEXT: readonly (readonly [RegExp, (found: string) => string])[] = [
  // Identity card, 18 places.
  [/(?<!\d)[1-9]\d{16}[\dXx](?!\d)/g, (id) => id.slice(0, 1) + STAR.repeat(16) + id.slice(-1)],
  [/(?<!\d)1[3-9]\d[\s-]?\d{4}[\s-]?\d{4}(?!\d)/g, maskPhone],
  [/(?<!\d)0\d{2,3}-\d{7,8}(?!\d)/g, maskPhone],
  [/[\p{Script=Han}][A-Z][·\s]?[A-Z0-9]{5,6}(?![A-Z0-9])/gu, maskPlate],
];

/** Free text: what looks like a number of a person is masked; a person looks again before anything is published. */
function maskText(value: string): string {
  return IN_TEXT.reduce((text, [pattern, mask]) => text.replace(pattern, mask), value);
}

/** The length is a hint too, so it is not kept. */
function hide(value: string): string {
  return value === '' ? '' : STAR.repeat(4);
}
