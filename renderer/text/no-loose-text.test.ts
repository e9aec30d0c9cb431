import { globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import ts from 'typescript';

const SPOKEN = /[\p{L}]/u;
/** Attributes whose value a person reads or hears. */
const READ = new Set(['title', 'aria-label', 'placeholder', 'label', 'alt', 'description', 'hint', 'header', 'note']);
/** Keys are printed as they are on the keyboard, in both languages. */
const KEY = /^(Ctrl|Alt|Esc|Enter|Shift|F\d{1,2}|G|[A-Z])( .)?$/;

/** Every piece of text in JSX that is not out of a catalogue, with its line. */
export function looseText(file: string, source: string): string[] {
  const tree = ts.createSourceFile(file, source, ts.ScriptTarget.Latest, true, ts.ScriptKind.TSX);
  const found: string[] = [];
  const report = (node: ts.Node, text: string): void => {
    if (!SPOKEN.test(text) || KEY.test(text.trim())) return;
    found.push(`${tree.getLineAndCharacterOfPosition(node.getStart()).line + 1}: ${text.trim()}`);
  };
  const visit = (node: ts.Node): void => {
    if (ts.isJsxText(node)) report(node, node.text);
    if (ts.isJsxAttribute(node) && READ.has(node.name.getText()) && node.initializer) {
      const value = ts.isJsxExpression(node.initializer) ? node.initializer.expression : node.initializer;
      if (value && ts.isStringLiteralLike(value)) report(node, value.text);
    }
    if (ts.isJsxExpression(node) && !ts.isJsxAttribute(node.parent) && node.expression) {
      if (ts.isStringLiteralLike(node.expression)) report(node, node.expression.text);
    }
    ts.forEachChild(node, visit);
  };
  visit(tree);
  return found;
}

describe('T2: no text outside the catalogues', () => {
  it('finds text, attributes and literals, and lets keys pass', () => {
    const sample = `const x = <p title="Tip" aria-hidden="true"> Hello {'世界'} {count} <kbd>{'Ctrl K'}</kbd> · 12</p>;`;
    expect(looseText('sample.tsx', sample)).toEqual(['1: Tip', '1: Hello', '1: 世界']);
  });

  const root = fileURLToPath(new URL('..', import.meta.url));
  const files = globSync('**/*.tsx', { cwd: root }).filter((file) => !file.endsWith('.test.tsx'));

  it('sees the renderer', () => expect(files.length).toBeGreaterThan(40));

  it.each(files)('%s', (file) => {
    expect(looseText(file, readFileSync(`${root}/${file}`, 'utf8'))).toEqual([]);
  });
});
