import { ProblemError } from '../../kit/problem.ts';

/** What XML 1.0 can carry (production 2, Char); a half of a surrogate pair is no character. */
const NOT_XML = /[^\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/u;

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  // A reader turns a bare carriage return into a line feed.
  '\r': '&#13;',
};

/** Throws `ProblemError` `message-not-xml` with the element's name. */
export function escapeXml(text: string, name: string): string {
  if (NOT_XML.test(text)) throw new ProblemError({ code: 'message-not-xml', origin: 'cap', params: { element: name } });
  return text.replace(/[&<>"\r]/g, (character) => ESCAPES[character] ?? character);
}

/** Lines of a document that grows from its top to its end; what is undefined is left out. */
export class XmlLines {
  readonly #lines: string[] = ['<?xml version="1.0" encoding="UTF-8"?>'];
  #depth = 0;

  open(name: string, attributes = ''): void {
    this.#line(`<${name}${attributes}>`);
    this.#depth += 1;
  }

  close(name: string): void {
    this.#depth -= 1;
    this.#line(`</${name}>`);
  }

  text(name: string, value: string | number | undefined): void {
    if (value === undefined) return;
    const text = typeof value === 'number' ? decimal(value) : value;
    this.#line(`<${name}>${escapeXml(text, name)}</${name}>`);
  }

  /** With attributes alone. */
  empty(name: string, attributes: string): void {
    this.#line(`<${name}${attributes}/>`);
  }

  texts(name: string, values: readonly string[] | undefined): void {
    for (const value of values ?? []) this.text(name, value);
  }

  toString(): string {
    return `${this.#lines.join('\n')}\n`;
  }

  #line(text: string): void {
    this.#lines.push(`${'  '.repeat(this.#depth)}${text}`);
  }
}

/** A number without an exponent, which `xs:decimal` does not know; to a billionth, far below a millimetre on earth. */
export function decimal(value: number): string {
  const plain = String(value);
  if (!plain.includes('e')) return plain;
  return value.toFixed(9).replace(/\.?0+$/, '') || '0';
}
