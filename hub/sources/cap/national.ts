import type { WarningColour } from '../../../shared/domain/alert.ts';
import type { NationalPart } from '../../../shared/domain/cap-message.ts';
import { all, capped, clipped, given, LONG, SHORT, text, type Place } from './fields.ts';

const COLOUR_WORDS: Readonly<Record<string, WarningColour>> = {
  red: 'red', orange: 'orange', yellow: 'yellow', blue: 'blue',
  红: 'red', 橙: 'orange', 黄: 'yellow', 蓝: 'blue', 红色: 'red', 橙色: 'orange', 黄色: 'yellow', 蓝色: 'blue',
}; // prettier-ignore
const LEVEL_COLOURS: Readonly<Record<string, WarningColour>> = { I: 'red', II: 'orange', III: 'yellow', IV: 'blue' };

/** A colour of the four in any case, in English or Chinese; undefined for every other word. */
export function colourOf(word: string | undefined): WarningColour | undefined {
  const key = (word ?? '').trim().toLowerCase();
  return Object.hasOwn(COLOUR_WORDS, key) ? COLOUR_WORDS[key] : undefined;
}

/**
 * The colour that the headline's level tells: `[IV级/一般]`, `[Level IV/General]` as the national centre writes it, in its
 * international CAP too, whose severity is CAP's own.
 */
export function colourOfHeadline(headline: string | undefined): WarningColour | undefined {
  const found = /\[(?:Level )?(IV|I{1,3})级?\//.exec((headline ?? '').normalize('NFKC'))?.[1];
  return found === undefined ? undefined : LEVEL_COLOURS[found];
}

/** What only the national form has, as it is really sent: `audenceprt` is its own spelling, and its senderName a person. */
export function readNational(place: Place): NationalPart {
  const methods = all(place, 'code').flatMap((code) => all(code, 'method'));
  const [info] = all(place, 'info');
  return given({
    senderCode: text(place, 'senderCode')?.slice(0, 60),
    secClassification: text(place, 'secClassification')?.slice(0, 60),
    releasedBy: info && text(info, 'senderName')?.slice(0, 200),
    methods:
      methods.length === 0
        ? undefined
        : capped(place, 'code/method', methods, 50).map((method) => ({
            name: text(method, 'methodName')?.slice(0, 60) ?? '',
            message: clipped(method, 'message', text(method, 'message') ?? '', LONG),
            ...given({ audience: text(method, 'audienceGrp')?.slice(0, SHORT) }),
          })),
  });
}
