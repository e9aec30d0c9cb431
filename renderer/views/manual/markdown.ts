/** A run of text within a block. */
export type Inline =
  | { readonly is: 'text'; readonly text: string }
  | { readonly is: 'code'; readonly text: string }
  | { readonly is: 'strong'; readonly parts: readonly Inline[] }
  /** `to` is the id of a heading of the same text. */
  | { readonly is: 'link'; readonly to: string; readonly parts: readonly Inline[] };

export interface Heading {
  readonly is: 'heading';
  readonly level: 1 | 2 | 3;
  readonly id: string;
  readonly parts: readonly Inline[];
}

type Cells = readonly (readonly Inline[])[];

export type Block =
  | Heading
  | { readonly is: 'paragraph'; readonly parts: readonly Inline[] }
  | { readonly is: 'list'; readonly ordered: boolean; readonly items: Cells }
  | { readonly is: 'table'; readonly head: Cells; readonly rows: readonly Cells[] }
  | { readonly is: 'code'; readonly text: string };

const HEADING = /^(#{1,3}) +(.*?)(?: +\{#([a-z0-9-]+)\})?$/;
const BULLET = /^- +(.*)$/;
const NUMBER = /^\d+\. +(.*)$/;
const FENCE = /^```/;
const RULE_OF_TABLE = /^\|(?: *:?-+:? *\|)+$/;

/**
 * Reads the Markdown that the manual is written in: headings with an id (`## Title {#id}`), paragraphs, flat lists, tables,
 * fenced code, and inline code, bold and links to headings. What is none of these stays readable text.
 */
export function parseMarkdown(source: string): Block[] {
  const lines = source.split(/\r?\n/);
  const blocks: Block[] = [];
  let at = 0;
  /** Takes lines while they fit; the first has been looked at already. */
  const take = (fits: (line: string) => boolean): string[] => {
    const from = at;
    do at += 1;
    while (at < lines.length && fits(lines[at] ?? ''));
    return lines.slice(from, at);
  };
  while (at < lines.length) {
    const line = lines[at] ?? '';
    const heading = HEADING.exec(line);
    if (line.trim() === '') {
      at += 1;
    } else if (heading) {
      at += 1;
      const [, marks = '#', title = '', id = ''] = heading;
      blocks.push({ is: 'heading', level: levelOf(marks), id, parts: parseInline(title) });
    } else if (FENCE.test(line)) {
      const [, ...code] = take((next) => !FENCE.test(next));
      // The closing fence; a text that ends without one ends the code.
      at += 1;
      blocks.push({ is: 'code', text: code.join('\n') });
    } else if (BULLET.test(line) || NUMBER.test(line)) {
      const ordered = NUMBER.test(line);
      const item = ordered ? NUMBER : BULLET;
      const items: string[] = [];
      for (const part of take((next) => item.test(next) || /^ +\S/.test(next))) {
        const start = item.exec(part)?.[1];
        if (start !== undefined) items.push(start);
        else items.push(`${items.pop() ?? ''} ${part.trim()}`);
      }
      blocks.push({ is: 'list', ordered, items: items.map(parseInline) });
    } else if (line.startsWith('|') && RULE_OF_TABLE.test(lines[at + 1] ?? '')) {
      const [head = '', , ...rows] = take((next) => next.startsWith('|'));
      blocks.push({ is: 'table', head: cellsOf(head), rows: rows.map(cellsOf) });
    } else {
      const text = take((next) => next.trim() !== '' && !startsBlock(next));
      blocks.push({ is: 'paragraph', parts: parseInline(text.map((part) => part.trim()).join(' ')) });
    }
  }
  return blocks;
}

function levelOf(marks: string): Heading['level'] {
  return marks.length === 1 ? 1 : marks.length === 2 ? 2 : 3;
}

function startsBlock(line: string): boolean {
  return HEADING.test(line) || FENCE.test(line) || BULLET.test(line) || NUMBER.test(line) || line.startsWith('|');
}

/** `\|` is a bar within a cell, also within code, as GitHub reads it. */
function cellsOf(row: string): Cells {
  const inner = row
    .trim()
    .replace(/^\|/, '')
    .replace(/(?<!\\)\|$/, '');
  return inner.split(/(?<!\\)\|/).map((cell) => parseInline(cell.trim().replaceAll('\\|', '|')));
}

const INLINE = /`([^`]+)`|\*\*(.+?)\*\*|\[([^\]]+)\]\(#([a-z0-9-]+)\)|\\([\\`*_[\]{}#<>|~!.-])/g;

export function parseInline(source: string): Inline[] {
  const parts: Inline[] = [];
  let text = '';
  let at = 0;
  const flush = (): void => {
    if (text !== '') parts.push({ is: 'text', text });
    text = '';
  };
  for (const found of source.matchAll(INLINE)) {
    const [all, code, strong, label, to, escaped] = found;
    text += source.slice(at, found.index);
    at = found.index + all.length;
    if (escaped !== undefined) {
      text += escaped;
      continue;
    }
    flush();
    if (code !== undefined) parts.push({ is: 'code', text: code });
    else if (strong !== undefined) parts.push({ is: 'strong', parts: parseInline(strong) });
    else if (label !== undefined && to !== undefined) parts.push({ is: 'link', to, parts: parseInline(label) });
  }
  text += source.slice(at);
  flush();
  return parts;
}

/** The letters of a run without their marks: a heading in the contents, a comparison in a test. */
export function plainText(parts: readonly Inline[]): string {
  return parts.map((part) => ('parts' in part ? plainText(part.parts) : part.text)).join('');
}
