export interface Tag {
  readonly name: string;
  /** `</name>` */
  readonly isEnd: boolean;
  /** `<name … />` */
  readonly isEmpty: boolean;
  /** What stands between the brackets, undecoded. */
  readonly text: string;
}

/** Characters. No element of an OSM file has a longer start tag; what does not end must not fill the memory. */
const LONGEST = 1_000_000;
const SKIPPED = [
  ['<!--', '-->'],
  ['<![CDATA[', ']]>'],
  ['<?', '?>'],
] as const;

/**
 * The tags of an XML text that comes in pieces; the text between them is passed over. Enough for documents that keep their
 * data in attributes, as OSM does. Throws `SyntaxError`; a document type definition is refused, entities are never expanded.
 */
export class TagScanner {
  readonly #take: (tag: Tag) => void;
  #rest = '';

  constructor(take: (tag: Tag) => void) {
    this.#take = take;
  }

  feed(piece: string): void {
    const text = this.#rest + piece;
    let at = 0;
    for (;;) {
      const begin = text.indexOf('<', at);
      if (begin < 0) {
        at = text.length;
        break;
      }
      const end = endOf(text, begin);
      if (end < 0) {
        at = begin;
        break;
      }
      at = end;
      const second = text[begin + 1];
      if (second === '?' || second === '!') continue;
      this.#take(tagOf(text.slice(begin + 1, end - 1)));
    }
    this.#rest = text.slice(at);
    if (this.#rest.length > LONGEST) throw new SyntaxError('a tag without an end');
  }
}

/** Behind what begins at `begin`; −1 when its end has not come yet. */
function endOf(text: string, begin: number): number {
  const skipped = SKIPPED.find(([open]) => text.startsWith(open, begin));
  if (skipped) {
    const [open, close] = skipped;
    const end = text.indexOf(close, begin + open.length);
    return end < 0 ? -1 : end + close.length;
  }
  if (text[begin + 1] === '!') {
    // The longest opening that may still become one of the skipped.
    if (text.length - begin < 9) return -1;
    throw new SyntaxError('document type definition refused');
  }
  let quote = 0;
  for (let at = begin + 1; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (quote !== 0) {
      if (code === quote) quote = 0;
    } else if (code === 0x22 || code === 0x27) quote = code;
    else if (code === 0x3e) return at + 1;
    else if (code === 0x3c) throw new SyntaxError('< within a tag');
  }
  return -1;
}

function tagOf(text: string): Tag {
  const isEnd = text.startsWith('/');
  const isEmpty = text.endsWith('/');
  const name = /^\/?([^\s/]+)/.exec(text)?.[1];
  if (name === undefined) throw new SyntaxError('a tag without a name');
  return { name, isEnd, isEmpty, text };
}

const NAMED: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

export function attributesOf(text: string): Map<string, string> {
  const found = new Map<string, string>();
  for (const [, name = '', double, single] of text.matchAll(/([^\s=/]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g)) {
    found.set(name, decoded(double ?? single ?? ''));
  }
  return found;
}

/** The five names of XML and numbers; an entity of another name stays as it is. */
function decoded(value: string): string {
  if (!value.includes('&')) return value;
  return value.replace(
    /&(?:#(\d{1,7})|#x([\da-f]{1,6})|(\w+));/gi,
    (whole: string, decimal?: string, hex?: string, name?: string) => {
      if (name !== undefined) return NAMED[name] ?? whole;
      const code = decimal === undefined ? Number.parseInt(hex ?? '', 16) : Number(decimal);
      return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
    },
  );
}
