import { describe, expect, it } from 'vitest';
import { parseInline, parseMarkdown, plainText } from './markdown.ts';

describe('K1: blocks', () => {
  it('are headings with ids, paragraphs over several lines, lists and code', () => {
    const source = '# Title\n\n## Part {#part}\nOne\ntwo\n- a\n  more\n- b\n1. first\n\n```\n## no heading\n```\nend';
    expect(parseMarkdown(source)).toEqual([
      { is: 'heading', level: 1, id: '', parts: [{ is: 'text', text: 'Title' }] },
      { is: 'heading', level: 2, id: 'part', parts: [{ is: 'text', text: 'Part' }] },
      { is: 'paragraph', parts: [{ is: 'text', text: 'One two' }] },
      { is: 'list', ordered: false, items: [[{ is: 'text', text: 'a more' }], [{ is: 'text', text: 'b' }]] },
      { is: 'list', ordered: true, items: [[{ is: 'text', text: 'first' }]] },
      { is: 'code', text: '## no heading' },
      { is: 'paragraph', parts: [{ is: 'text', text: 'end' }] },
    ]);
  });

  it('are tables whose cells may hold a bar and be empty', () => {
    const [table] = parseMarkdown('| a | b |\n| --- | :-: |\n| `x\\|y` |  |\n');
    expect(table).toEqual({
      is: 'table',
      head: [[{ is: 'text', text: 'a' }], [{ is: 'text', text: 'b' }]],
      rows: [[[{ is: 'code', text: 'x|y' }], []]],
    });
  });

  it('end with the text, closed or not', () => {
    expect(parseMarkdown('```\ncode')).toEqual([{ is: 'code', text: 'code' }]);
    expect(parseMarkdown('| no table')).toEqual([{ is: 'paragraph', parts: [{ is: 'text', text: '| no table' }] }]);
    expect(parseMarkdown('')).toEqual([]);
  });
});

describe('K2: runs', () => {
  it('are code, bold and links, and an escaped mark is itself', () => {
    expect(parseInline('a `b*` **c `d`** [e](#f) \\*g\\*')).toEqual([
      { is: 'text', text: 'a ' },
      { is: 'code', text: 'b*' },
      { is: 'text', text: ' ' },
      {
        is: 'strong',
        parts: [
          { is: 'text', text: 'c ' },
          { is: 'code', text: 'd' },
        ],
      },
      { is: 'text', text: ' ' },
      { is: 'link', to: 'f', parts: [{ is: 'text', text: 'e' }] },
      { is: 'text', text: ' *g*' },
    ]);
  });

  it('leave everything else as text: no address leads out, no tag is one', () => {
    const source = '[x](https://a.example) <b>y</b> **z';
    expect(parseInline(source)).toEqual([{ is: 'text', text: source }]);
    expect(plainText(parseInline('**a** `b` c'))).toBe('a b c');
  });
});
