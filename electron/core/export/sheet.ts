import { csvLine } from '../records/package/tables.ts';

export interface Column {
  readonly label: string;
  /** Share of the width; of the others' sum. */
  readonly width: number;
  readonly align?: 'right';
}

export interface Table {
  readonly title?: string;
  readonly columns: readonly Column[];
  readonly rows: readonly (readonly string[])[];
  /** Said in place of rows when there are none. */
  readonly empty: string;
}

export interface Picture {
  /** SHA-256, hex. */
  readonly sha256: string;
  /** As it was taken, px. */
  readonly width: number;
  readonly height: number;
  readonly caption: string;
  /** Why it is not drawn; null: it is. */
  readonly instead: string | null;
  /** Said when its bytes turn out to be no picture. */
  readonly unreadable: string;
}

/**
 * One section of a report, or one form: facts, words, tables, pictures, as data. The same sheet is drawn into the PDF and written
 * as CSV and JSON.
 */
export interface Sheet {
  /** Name of its files. */
  readonly id: string;
  readonly title: string;
  readonly note?: string;
  readonly facts?: readonly (readonly [label: string, value: string])[];
  readonly paragraphs?: readonly string[];
  readonly tables?: readonly Table[];
  readonly pictures?: readonly Picture[];
  /** Begins on a page of its own. */
  readonly newPage?: boolean;
  /** One rank below: stands under the sheet before it in the list of contents. */
  readonly isPart?: boolean;
}

const MARK = '\uFEFF';

/** A sheet for a spreadsheet: facts as pairs, then each table with its title and head, an empty line between (RFC 4180). */
export function sheetCsv({ title, facts = [], tables = [] }: Sheet): string {
  const blocks = [
    [csvLine([title])],
    ...(facts.length > 0 ? [facts.map((pair) => csvLine(pair))] : []),
    ...tables.map((table) => [
      ...(table.title === undefined ? [] : [csvLine([table.title])]),
      csvLine(table.columns.map(({ label }) => label)),
      ...table.rows.map((row) => csvLine(row)),
    ]),
  ];
  return MARK + blocks.map((lines) => lines.join('')).join('\r\n');
}

export function sheetJson({ id, title, note, facts = [], paragraphs = [], tables = [], pictures = [] }: Sheet): string {
  const value = {
    id,
    title,
    ...(note !== undefined && { note }),
    facts: Object.fromEntries(facts),
    ...(paragraphs.length > 0 && { paragraphs }),
    tables: tables.map((table) => ({
      ...(table.title !== undefined && { title: table.title }),
      columns: table.columns.map(({ label }) => label),
      rows: table.rows,
    })),
    ...(pictures.length > 0 && { pictures: pictures.map(({ sha256, caption }) => ({ sha256, caption })) }),
  };
  return `${JSON.stringify(value, null, 2)}\n`;
}
