import { fingerprintOf } from '../../exchange/station-key.ts';
import type { Sheet } from '../sheet.ts';
import type { Teller } from '../teller.ts';
import { drawFacts, drawSheet, type PictureBytes } from './draw-sheet.ts';
import type { Fonts } from './fonts.ts';
import { INK, PAGE, Paper, WIDTH } from './paper.ts';

/** One language's part of the report. */
export interface ReportPart {
  readonly tell: Teller;
  readonly sheets: readonly Sheet[];
}

export interface Report {
  readonly bytes: Buffer;
  readonly pages: number;
  /** Characters that no font here has; 〓 stands for them. */
  readonly missing: readonly string[];
}

/**
 * The report for reading: for each language a cover with contents, then its sheets; page numbers run through (PK6).
 * @param pace gives others their turn, and throws when the officer gave up
 */
export async function drawReport(
  fonts: Fonts,
  parts: readonly [ReportPart, ...ReportPart[]],
  picture: PictureBytes,
  pace: () => Promise<void>,
): Promise<Report> {
  const [{ tell }] = parts;
  const { facts, words } = tell;
  const paper = new Paper(fonts, {
    title: `${words.product} ${words.title}`,
    author: tell.hand(facts.by),
    at: new Date(facts.exportedAt),
    lang: tell.language === 'zh' ? 'zh-CN' : 'en',
  });
  fonts.takeMissing();
  const ends: { readonly tell: Teller; readonly to: number }[] = [];
  for (const [index, part] of parts.entries()) {
    if (index > 0) paper.turn();
    await drawPart(paper, part, picture, pace);
    ends.push({ tell: part.tell, to: paper.page });
  }
  const missing = fonts.takeMissing();
  if (missing.length > 0) await drawSheet(paper, missingSheet(tell, missing), picture, pace);
  const pages = paper.page;
  foot(paper, (page) => ends.find(({ to }) => page <= to)?.tell ?? tell);
  return { bytes: await paper.end(), pages, missing };
}

async function drawPart(
  paper: Paper,
  { tell, sheets }: ReportPart,
  picture: PictureBytes,
  pace: () => Promise<void>,
): Promise<void> {
  const cover = paper.page;
  const contentsAt = drawCover(paper, tell);
  const contents: { readonly title: string; readonly page: number }[] = [];
  for (const [index, sheet] of sheets.entries()) {
    // What follows the cover begins on its own page, whatever it is.
    const page = await drawSheet(paper, index === 0 ? { ...sheet, newPage: true } : sheet, picture, pace);
    if (!sheet.isPart) contents.push({ title: sheet.title, page });
  }
  drawContents(paper, tell, cover, contentsAt, contents);
}

/** @returns where the contents may begin. */
function drawCover(paper: Paper, tell: Teller): number {
  const { words, facts } = tell;
  const { cover } = words;
  paper.y = 84;
  paper.paragraph(words.product, { size: 12, ink: INK.quiet });
  paper.y += 2;
  paper.paragraph(words.title, { size: 28, weight: 700 });
  paper.paragraph(words.subtitle, { size: 11, ink: INK.quiet });
  paper.y += 8;
  paper.rule(paper.y, INK.text, 1.4);
  paper.y += 10;
  if (facts.isDemo) paper.paragraph(words.demo, { size: 11, weight: 700, ink: INK.drill });
  paper.paragraph(facts.redacted ? words.redactedMark : words.fullMark, { size: 10.5, weight: 700 });
  paper.y += 10;
  drawFacts(paper, [
    [cover.city, tell.text(facts.names.city) || cover.cityUnknown],
    [cover.period, period(tell)],
    ...(facts.scope.incident ? ([[cover.incident, tell.text(facts.scope.incident.title)]] as const) : []),
    [cover.purpose, facts.purpose],
    [cover.by, tell.hand(facts.by)],
    [cover.at, tell.full(facts.exportedAt)],
    [cover.station, facts.station],
    [cover.key, `${fingerprintOf(facts.station, facts.publicKey)}\n${cover.keyHint}`],
    [cover.publicKey, facts.publicKey],
    [cover.software, `lianzhi-console ${facts.appVersion}`],
    [cover.verified, verified(tell)],
    [cover.witnesses, witnesses(tell)],
  ]);
  paper.paragraph(tell.fill(cover.zone, { zone: tell.times.zone }), { size: 9, ink: INK.quiet });
  return paper.y + 16;
}

function drawContents(
  paper: Paper,
  tell: Teller,
  cover: number,
  top: number,
  contents: readonly { readonly title: string; readonly page: number }[],
): void {
  paper.doc.switchToPage(cover - 1);
  let y = top;
  paper.line(tell.words.contents, PAGE.left, y, { size: 12, weight: 700 });
  y += 20;
  paper.rule(y, INK.text, 0.8);
  y += 5;
  for (const { title, page } of contents) {
    const [first = ''] = paper.lines(title, WIDTH - 40, { size: 10 });
    paper.line(first, PAGE.left, y, { size: 10 });
    paper.line(String(page), PAGE.left + WIDTH, y, { size: 10, align: 'right' });
    y += 16;
  }
  paper.doc.switchToPage(paper.page - 1);
}

function foot(paper: Paper, tellerOf: (page: number) => Teller): void {
  const quiet = { size: 8, ink: INK.quiet } as const;
  const y = PAGE.height - 36;
  paper.onEveryPage((page, count) => {
    const tell = tellerOf(page);
    const { words, facts } = tell;
    paper.rule(y - 5);
    paper.line(`${words.product} · ${words.title} · ${facts.station}`, PAGE.left, y, quiet);
    paper.line(tell.fill(words.page, { page, count }), PAGE.left + WIDTH, y, { ...quiet, align: 'right' });
    const mark = facts.isDemo ? words.demo : facts.redacted ? words.redactedMark : words.fullMark;
    paper.line(mark, PAGE.left + WIDTH, 32, { size: 8, ink: facts.isDemo ? INK.drill : INK.quiet, align: 'right' });
  });
}

function missingSheet(tell: Teller, missing: readonly string[]): Sheet {
  // The character itself cannot be drawn; its number can.
  const codes = missing.map((one) => one.split(' ')[0] ?? '');
  return { id: 'glyphs', title: tell.words.section.glyphs, paragraphs: [tell.words.glyphs, tell.list(codes)] };
}

function period(tell: Teller): string {
  const { cover } = tell.words;
  const { from, until } = tell.facts.scope;
  if (from === null) return until === null ? cover.whole : tell.fill(cover.until, { until: tell.full(until) });
  if (until === null) return tell.fill(cover.from, { from: tell.full(from) });
  return tell.fill(cover.fromUntil, { from: tell.full(from), until: tell.full(until) });
}

function verified(tell: Teller): string {
  const { ok, entries, covered, firstBad } = tell.facts.verdict;
  const { cover } = tell.words;
  if (ok || firstBad === null) return tell.fill(cover.ok, { count: entries, covered });
  return tell.fill(cover.bad, { no: firstBad.no, code: firstBad.code });
}

function witnesses(tell: Teller): string {
  const { verdict } = tell.facts;
  if (verdict.witnesses.length === 0) return tell.words.cover.noWitness;
  return verdict.witnesses
    .map(({ name, size, seconds }) =>
      tell.fill(tell.words.cover.witnessed, { name, size, at: new Date(seconds * 1_000).toISOString() }),
    )
    .join('\n');
}
