import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { HELP } from '../../electron/core/launch/help.ts';
import { launchText, type LaunchTextKey } from '../../electron/core/launch/text.ts';
import { say } from '../../hub/cli/text.ts';
import { columnsOf, mapping } from '../../hub/sources/csv/mapping.ts';
import { parseMarkdown, plainText, type Block, type Inline } from '../../renderer/views/manual/markdown.ts';
import { incident } from '../../shared/domain/incident.ts';
import { ROOT } from '../fixtures/processes.ts';

const LANGUAGES = ['zh', 'en'] as const;
const source = (language: string): string => readFileSync(path.join(ROOT, `resources/manual/${language}.md`), 'utf8');
const manual = { zh: parseMarkdown(source('zh')), en: parseMarkdown(source('en')) };

/** Where the manual writes `…` the command line has what the operator gave. */
const ANYTHING = new Proxy<Record<string, string>>({}, { get: () => '…' });

/** Every text of the start's command line: in the manual, or only a part of another text. A new one must be decided. */
const START_TEXTS: Readonly<Record<LaunchTextKey, 'manual' | 'part'>> = {
  'unknown-option': 'manual',
  'unexpected-argument': 'manual',
  'value-missing': 'manual',
  'value-not-wanted': 'manual',
  'given-twice': 'manual',
  'bad-choice': 'manual',
  'bad-number': 'manual',
  'bad-speed': 'manual',
  'bad-feed-url': 'manual',
  'bad-city': 'manual',
  'bad-exchange-host': 'manual',
  'bad-peer': 'manual',
  'bad-token': 'manual',
  'cannot-combine': 'manual',
  'only-with': 'manual',
  'mapping-missing': 'manual',
  'mapping-not-wanted': 'manual',
  'file-missing': 'manual',
  'file-unreadable': 'manual',
  'roads-file-wrong': 'manual',
  'area-file-unreadable': 'manual',
  'not-a-folder': 'manual',
  'bad-poll-url': 'manual',
  'profile-unusable': 'manual',
  'profile-in-use': 'manual',
  'profile-of-other-mode': 'manual',
  'profile-missing': 'manual',
  'port-in-use': 'manual',
  'port-refused': 'manual',
  'child-crashed': 'manual',
  'renderer-missing': 'manual',
  'sandbox-off': 'manual',
  'raised-first': 'manual',
  'profile-unreadable': 'manual',
  'database-damaged': 'manual',
  'sqlite-version': 'manual',
  'database-from-future': 'manual',
  'officer-unknown': 'manual',
  'mapping-invalid': 'manual',
  'nothing-to-replay': 'manual',
  'resource-missing': 'manual',
  'feed-twice': 'manual',
  'data-in-use': 'manual',
  'log-from-future': 'manual',
  fallback: 'manual',
  'already-running': 'manual',
  'browser-not-opened': 'manual',
  'child-hangs': 'manual',
  'child-restarts': 'manual',
  'electron-missing': 'manual',
  'electron-needed': 'manual',
  'no-display': 'part',
  'as-root': 'part',
  'download-failed': 'part',
  'download-failed-before': 'part',
  'electron-ended': 'part',
  'mode-demo': 'part',
  'mode-replay': 'part',
  'mode-live': 'part',
};

const HUB_REFUSALS = [
  'unknown-option', 'option-value', 'mapping-without-replay', 'token-twice', 'token-file', 'token-empty',
  'file-unreadable', 'not-a-folder', 'only-with-poll', 'area-file-unreadable', 'mapping-missing', 'mapping-invalid', 'nothing-to-replay', 'resource-missing', 'feed-twice',
  'port-in-use', 'port-not-allowed', 'host-not-here', 'data-unwritable', 'data-in-use', 'log-from-future',
  'sqlite-unfit', 'sqlite-setting', 'node-too-old', 'unexpected',
]; // prettier-ignore

/** The blocks below a heading, until the next of its level. */
function part(blocks: readonly Block[], id: string): readonly Block[] {
  const from = blocks.findIndex((block) => block.is === 'heading' && block.id === id);
  const head = blocks[from];
  if (head?.is !== 'heading') throw new Error(`the manual has no part ${id}`);
  const rest = blocks.slice(from + 1);
  const to = rest.findIndex((block) => block.is === 'heading' && block.level <= head.level);
  return to < 0 ? rest : rest.slice(0, to);
}

/** The first column of every table in a part, without marks. */
function firstCells(blocks: readonly Block[], id: string): string[] {
  return part(blocks, id).flatMap((block) =>
    block.is === 'table' ? block.rows.map(([first]) => plainText(first ?? [])) : [],
  );
}

/** What must be alike in both languages. */
function shape(block: Block): string {
  switch (block.is) {
    case 'heading':
      return `h${block.level} ${block.id}`;
    case 'table':
      return `table ${block.head.length} × ${block.rows.length}`;
    case 'list':
      return `list ${block.items.length}`;
    case 'code':
      return `code ${block.text.split('\n').length}`;
    case 'paragraph':
      return 'paragraph';
  }
}

function linksOf(value: Block | Inline | readonly unknown[]): string[] {
  if (Array.isArray(value)) return value.flatMap((item) => linksOf(item as Inline));
  if (typeof value !== 'object') return [];
  const own = 'to' in value ? [value.to] : [];
  return [...own, ...Object.values(value).flatMap((inner) => (typeof inner === 'object' ? linksOf(inner) : []))];
}

function optionsOf(help: string): string[] {
  return [...new Set([...help.matchAll(/--[a-z][a-z-]*/g)].map(([option]) => option))];
}

describe('K3: the manual in two languages', () => {
  it('has the same parts, tables, lists and examples', () => {
    expect(manual.en.map(shape)).toEqual(manual.zh.map(shape));
    expect(manual.zh.length).toBeGreaterThan(100);
  });

  it.each(LANGUAGES)('names every part once and leads nowhere else (%s)', (language) => {
    const ids = manual[language].flatMap((block) => (block.is === 'heading' && block.level > 1 ? [block.id] : []));
    expect(ids).not.toContain('');
    expect(new Set(ids).size).toBe(ids.length);
    const links = linksOf(manual[language]);
    expect(links.length).toBeGreaterThan(5);
    for (const to of links) expect(ids).toContain(to);
  });

  it('has no Chinese in the English one', () => {
    expect(source('en')).not.toMatch(/\p{Script=Han}/u);
  });
});

describe.each(LANGUAGES)('K4: the manual names what the command lines have (%s)', (language) => {
  it('every option of the console and of the hub, and no other', () => {
    const given = (id: string): string[] => firstCells(manual[language], id).flatMap(optionsOf).sort();
    expect(given('options-console')).toEqual(optionsOf(HELP[language]).sort());
    expect(given('options-hub')).toEqual(optionsOf(say(language, 'help')).sort());
  });

  it('every text of the console, word for word', () => {
    const rows = firstCells(manual[language], 'refusals-console');
    for (const [key, place] of Object.entries(START_TEXTS) as [LaunchTextKey, string][]) {
      if (place === 'manual') expect(rows, key).toContain(launchText(language, key, ANYTHING));
    }
  });

  it('every refusal of the hub, word for word', () => {
    const rows = firstCells(manual[language], 'refusals-hub');
    for (const key of HUB_REFUSALS) expect(rows, key).toContain(say(language, key, ANYTHING));
  });
});

describe.each(LANGUAGES)('K5: the examples of the manual are right (%s)', (language) => {
  const codeOf = (id: string): string[] =>
    part(manual[language], id).flatMap((block) => (block.is === 'code' ? [block.text] : []));

  it('the mapping file is valid and names columns of the CSV beside it', () => {
    const [csv = '', json = ''] = codeOf('replay-example');
    const header = csv.split('\n')[0]?.split(',') ?? [];
    const columns = columnsOf(mapping.parse(JSON.parse(json))).map(({ column }) => column);
    expect(columns.length).toBeGreaterThan(3);
    for (const column of columns) expect(header).toContain(column);
  });

  it('the report is one that the hub takes', () => {
    const [curl = ''] = codeOf('intake');
    const body = JSON.parse(/-d '([^']+)'/.exec(curl)?.[1] ?? '') as { data: unknown };
    expect(incident.safeParse(body.data).error).toBeUndefined();
  });
});
