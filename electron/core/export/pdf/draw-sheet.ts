import type { Picture, Sheet } from '../sheet.ts';
import { drawTable } from './draw-table.ts';
import { INK, LEADING, PAGE, WIDTH, type Paper } from './paper.ts';

const LABEL = 104;
const BODY = { size: 9.5 } as const;
const CAPTION = { size: 8, ink: INK.quiet } as const;
const MOST_PICTURE = 330;

/** What a picture is drawn from; null: its bytes are not there, or are in a form that a PDF does not hold. */
export type PictureBytes = (sha256: string) => Promise<Buffer | null>;

/** @returns the page on which its title stands. */
export async function drawSheet(
  paper: Paper,
  sheet: Sheet,
  picture: PictureBytes,
  pace: () => Promise<void>,
): Promise<number> {
  const { title, note, facts = [], paragraphs = [], tables = [], pictures = [], isPart = false } = sheet;
  await pace();
  if (sheet.newPage) {
    if (paper.y > PAGE.top) paper.turn();
  } else {
    paper.need(120);
    if (paper.y > PAGE.top) paper.y += isPart ? 6 : 14;
  }
  const { page } = paper;
  paper.paragraph(title, { size: isPart ? 11 : 15, weight: 700 });
  if (note !== undefined) paper.paragraph(note, CAPTION);
  if (!isPart) paper.rule(paper.y + 2, INK.text, 1);
  paper.y += isPart ? 3 : 9;
  drawFacts(paper, facts);
  for (const text of paragraphs) {
    paper.paragraph(text, BODY);
    paper.y += 4;
  }
  for (const one of pictures) await drawPicture(paper, one, picture);
  for (const table of tables) await drawTable(paper, table, pace);
  return page;
}

/** Label and value in two columns; a value may be longer than a page. */
export function drawFacts(paper: Paper, facts: Sheet['facts'] = []): void {
  for (const [label, value] of facts) {
    const labels = paper.lines(label, LABEL - 10, { size: 9 });
    const values = paper.lines(value, WIDTH - LABEL, BODY);
    const height = BODY.size * LEADING;
    for (let index = 0; index < Math.max(labels.length, values.length); index += 1) {
      paper.need(height);
      paper.line(labels[index] ?? '', PAGE.left, paper.y + 0.5, { size: 9, ink: INK.quiet });
      paper.line(values[index] ?? '', PAGE.left + LABEL, paper.y, BODY);
      paper.y += height;
    }
    paper.y += 1.5;
  }
  if (facts.length > 0) paper.y += 6;
}

async function drawPicture(paper: Paper, picture: Picture, read: PictureBytes): Promise<void> {
  const { sha256, caption, instead } = picture;
  const bytes = instead === null ? await read(sha256) : null;
  const isDrawn = bytes !== null && draw(paper, picture, bytes);
  paper.paragraph(caption, CAPTION);
  if (!isDrawn) paper.paragraph(instead ?? picture.unreadable, CAPTION);
  paper.y += 8;
}

/** @returns false when the bytes are no picture. */
function draw(paper: Paper, picture: Picture, bytes: Buffer): boolean {
  const scale = Math.min(WIDTH / picture.width, MOST_PICTURE / picture.height);
  const [width, height] = [picture.width * scale, picture.height * scale];
  paper.need(height + 40);
  try {
    paper.doc.image(bytes, PAGE.left, paper.y, { width, height });
  } catch {
    return false;
  }
  paper.doc.rect(PAGE.left, paper.y, width, height).lineWidth(0.5).strokeColor(INK.line).stroke();
  paper.y += height + 5;
  return true;
}
