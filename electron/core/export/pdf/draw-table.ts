import type { Table } from '../sheet.ts';
import { BOTTOM, INK, LEADING, PAGE, WIDTH, type Paper } from './paper.ts';

const BODY = { size: 8.5 } as const;
const HEAD = { size: 8.5, weight: 700 } as const;
const QUIET = { size: 8.5, ink: INK.quiet } as const;
const LINE = BODY.size * LEADING;
const PAD = { x: 4, y: 3 } as const;
/** Fewer lines of a row than these are not left alone at the foot of a page. */
const FEWEST_LINES = 3;
const ROWS_BETWEEN = 20;

interface Cell {
  readonly x: number;
  readonly width: number;
  readonly isRight: boolean;
}

/**
 * A table with its head on every page that it reaches (PK6). A row is kept together where a page can hold it; a longer one goes
 * on, line by line. @param pace gives others their turn, and throws when the officer gave up.
 */
export async function drawTable(paper: Paper, table: Table, pace: () => Promise<void>): Promise<void> {
  const cells = layOut(table);
  if (table.title !== undefined) {
    paper.need(LINE * 5);
    paper.paragraph(table.title, { size: 9.5, weight: 700 });
    paper.y += 2;
  }
  if (table.rows.length === 0) {
    paper.paragraph(table.empty, QUIET);
    paper.y += 6;
    return;
  }
  drawHead(paper, table, cells);
  for (const [index, row] of table.rows.entries()) {
    if (index % ROWS_BETWEEN === 0) await pace();
    drawRow(paper, table, cells, row);
  }
  paper.y += 10;
}

function layOut({ columns }: Table): Cell[] {
  const sum = columns.reduce((all, { width }) => all + width, 0);
  let x: number = PAGE.left;
  return columns.map(({ width, align }) => {
    const own = (width / sum) * WIDTH;
    const cell = { x: x + PAD.x, width: own - PAD.x * 2, isRight: align === 'right' };
    x += own;
    return cell;
  });
}

function drawHead(paper: Paper, { columns }: Table, cells: readonly Cell[]): void {
  const lines = columns.map(({ label }, index) => paper.lines(label, cells[index]?.width ?? 0, HEAD));
  const height = Math.max(...lines.map(({ length }) => length)) * LINE + PAD.y * 2;
  paper.need(height + LINE * 2);
  paper.doc.rect(PAGE.left, paper.y, WIDTH, height).fillColor(INK.head).fill();
  paper.rule(paper.y, INK.text, 0.8);
  drawLines(paper, cells, lines, HEAD);
  paper.y += height;
  paper.rule(paper.y, INK.text, 0.5);
}

function drawRow(paper: Paper, table: Table, cells: readonly Cell[], row: readonly string[]): void {
  let lines = cells.map(({ width }, index) => paper.lines(row[index] ?? '', width, BODY));
  for (;;) {
    const count = Math.max(...lines.map(({ length }) => length));
    const room = Math.floor((BOTTOM - paper.y - PAD.y * 2) / LINE);
    const onePage = Math.floor((BOTTOM - PAGE.top - PAD.y * 4) / LINE) - 2;
    const take = count <= room ? count : count > onePage && room >= FEWEST_LINES ? room : 0;
    if (take === 0) {
      paper.turn();
      drawHead(paper, table, cells);
      continue;
    }
    drawLines(paper, cells, lines.map((list) => list.slice(0, take)), BODY); // prettier-ignore
    paper.y += take * LINE + PAD.y * 2;
    if (take === count) break;
    lines = lines.map((list) => list.slice(take));
    paper.turn();
    drawHead(paper, table, cells);
  }
  paper.rule(paper.y);
}

function drawLines(
  paper: Paper,
  cells: readonly Cell[],
  lines: readonly (readonly string[])[],
  style: typeof BODY | typeof HEAD,
): void {
  for (const [index, { x, width, isRight }] of cells.entries()) {
    for (const [no, line] of (lines[index] ?? []).entries()) {
      const y = paper.y + PAD.y + no * LINE;
      paper.line(line, isRight ? x + width : x, y, isRight ? { ...style, align: 'right' } : style);
    }
  }
}
