import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Instant } from '../../../shared/kit/time.ts';
import { ProblemError } from '../../../shared/kit/problem.ts';
import type { ReportLanguage } from '../../../shared/protocol/console-api/record-calls.ts';
import { parseLine, type LogEntry } from '../records/entry.ts';
import { ATTACHMENTS, boundBy, type Bound } from '../records/package/attachments.ts';
import type { Draft } from '../records/package/draft.ts';
import { csvLine } from '../records/package/tables.ts';
import type { PackageOrder, Written } from '../records/package/write-package.ts';
import { judge } from '../records/verify.ts';
import { Walk } from '../records/walk.ts';
import type { Readers } from '../store/store.ts';
import { decisionSheets, pictures } from './decisions-sheet.ts';
import { incidentSteps, isWithin, keptRecords, recordsIn, type Facts, type Scope, type Step } from './facts.ts';
import { forms } from './forms.ts';
import { writeGeo } from './geo.ts';
import { gapsSheet, metricsSheet, timelineSheet } from './log-sheets.ts';
import { metricsOf } from './metrics.ts';
import type { Names, PageLanguage } from './names.ts';
import { ordersSheet, reportsSheet } from './orders-sheet.ts';
import { Fonts } from './pdf/fonts.ts';
import { drawReport, type ReportPart } from './pdf/report.ts';
import { writeRecordTables } from './record-tables.ts';
import { sheetCsv, sheetJson, type Sheet } from './sheet.ts';
import { Teller } from './teller.ts';

const READ_AT_ONCE = 500;
/** Entries that the timeline lists; all are in entries.csv. */
const MOST_ENTRIES = 2_000;

interface AfterActionOrder {
  readonly read: Readers;
  readonly names: Names;
  readonly isDemo: boolean;
  readonly zone: string;
  readonly language: ReportLanguage;
  readonly scope: { readonly from: Instant | null; readonly until: Instant | null; readonly incident: string | null };
  /** Gives others their turn, and throws when the officer gave up. */
  pace(): Promise<void>;
  /** A report that cannot be drawn is told; the log goes out without it. */
  warn(message: string, error: unknown): void;
}

type Exported = Pick<
  PackageOrder,
  'log' | 'notes' | 'station' | 'publicKey' | 'appVersion' | 'at' | 'by' | 'purpose' | 'redacted'
>;

/** Evidence of decisions that the log holds by their hash only; of this station, which has the files. */
export function boundByDecisions(read: Readers, station: string): Bound[] {
  return [...keptRecords(read, 'decision', false)].flatMap(({ data }) =>
    data.evidence?.station === station ? boundBy(data.evidence) : [],
  );
}

/**
 * PK1: what stands beside the log for reading: records and their history, metrics, forms, maps, the report. @returns what the manifest
 * says of them; `report` null: it could not be drawn, or was not asked for.
 */
export async function composeAfterAction(
  order: AfterActionOrder,
  exported: Exported,
  draft: Draft,
  written: Written,
): Promise<Readonly<Record<string, unknown>>> {
  const { read, pace } = order;
  const facts = await gather(order, exported, written);
  const tables = await writeRecordTables(draft, read, facts.scope, exported.redacted, pace);
  await writeMetrics(draft, facts);
  await writeGeo(draft, facts, read, pace);
  const languages: PageLanguage[] = order.language === 'both' ? ['zh', 'en'] : [order.language === 'en' ? 'en' : 'zh'];
  const parts = languages.map((language): ReportPart => {
    const tell = new Teller(facts, language, order.zone);
    return { tell, sheets: sheets(tell) };
  });
  await writeForms(draft, parts);
  const report = order.language === 'none' ? null : await writeReport(order, facts, parts, draft);
  return {
    scope: { from: facts.scope.from, until: facts.scope.until, incident: facts.scope.incident?.id ?? null },
    tables,
    report,
  };
}

async function gather(
  { read, names, isDemo, scope: asked, pace }: AfterActionOrder,
  exported: Exported,
  { entries, spans, attachments }: Written,
): Promise<Facts> {
  const { redacted } = exported;
  const incident = asked.incident === null ? undefined : read.entities.get('incident', asked.incident);
  const scope: Scope = {
    from: asked.from,
    until: asked.until,
    incident: incident
      ? { id: incident.id, title: (JSON.parse(incident.json) as { title: { zh?: string; en?: string } }).title }
      : null,
  };
  const records = recordsIn(read, scope, redacted);
  const { verdict, log, left } = await walkLog(exported, entries, scope, pace);
  const steps = new Map<string, Step[]>();
  for (const one of records.incidents) {
    await pace();
    steps.set(one.id, incidentSteps(read, one));
  }
  return {
    ...exported,
    exportedAt: exported.at,
    names,
    isDemo,
    scope,
    verdict,
    entries,
    spans,
    attachments: new Map(attachments.map((row) => [row.sha256, row])),
    log,
    logLeftOut: left,
    records,
    incidentSteps: steps,
  };
}

/** The exported entries once more: verified as a reader of the package would, and those of the scope kept. */
async function walkLog({ log, notes }: Exported, until: number, scope: Scope, pace: () => Promise<void>) {
  const walk = new Walk([]);
  const kept: LogEntry[] = [];
  let left = 0;
  for (let no = 0; no < until;) {
    await pace();
    const page = log.after(no, READ_AT_ONCE).filter((line) => line.no <= until);
    for (const { line } of page) {
      walk.take(line);
      const entry = parseLine(line)?.entry;
      if (entry && isWithin(scope, entry.time.event) && isAbout(scope, entry)) kept.push(entry);
    }
    while (kept.length > MOST_ENTRIES) {
      kept.shift();
      left += 1;
    }
    const last = page.at(-1);
    if (!last) break;
    no = last.no;
  }
  return { verdict: judge(walk, { checkpoints: notes }), log: kept, left };
}

/** With an incident: commands that name it anywhere; what the console and its people did besides stays in the log. */
function isAbout({ incident }: Scope, { kind, body }: LogEntry): boolean {
  return incident === null || (kind === 'intent' && JSON.stringify(body).includes(JSON.stringify(incident.id)));
}

/** Every sheet of the report in its order. */
function sheets(tell: Teller): Sheet[] {
  const { words, facts } = tell;
  const count = (state: string): number => [...facts.attachments.values()].filter((row) => row.state === state).length;
  return [
    metricsSheet(tell),
    ...decisionSheets(tell),
    {
      id: 'pictures',
      title: words.section.pictures,
      note: words.note.pictures,
      pictures: pictures(tell),
      newPage: true,
      ...noPictures(tell),
    },
    ordersSheet(tell),
    reportsSheet(tell),
    timelineSheet(tell),
    gapsSheet(tell),
    ...forms(tell),
    {
      id: 'verify',
      title: words.section.verify,
      newPage: true,
      paragraphs: words.verify.steps,
      facts: [
        [words.verify.facts.entries, String(facts.entries)],
        [
          words.verify.facts.last,
          tell.fill(words.verify.covered, { covered: facts.verdict.covered, count: facts.entries }),
        ],
        [
          words.verify.facts.attachments,
          tell.fill(words.verify.attachments, {
            attached: count('attached'),
            withheld: count('withheld'),
            missing: count('missing'),
          }),
        ],
      ],
    },
  ];
}

function noPictures(tell: Teller): Partial<Sheet> {
  return pictures(tell).length > 0 ? {} : { paragraphs: [tell.words.none] };
}

/** Forms and lists as data: `forms/<id>.<language>.csv` and `.json`. */
async function writeForms(draft: Draft, parts: readonly ReportPart[]): Promise<void> {
  for (const { tell } of parts) {
    for (const sheet of [...forms(tell), ordersSheet(tell), gapsSheet(tell)]) {
      await draft.add(`forms/${sheet.id}.${tell.language}.csv`, sheetCsv(sheet));
      await draft.add(`forms/${sheet.id}.${tell.language}.json`, sheetJson(sheet));
    }
  }
}

async function writeMetrics(draft: Draft, facts: Facts): Promise<void> {
  const metrics = metricsOf(facts);
  await draft.add('metrics.json', `${JSON.stringify({ metrics }, null, 2)}\n`);
  const rows = metrics.map(({ key, unit, value, n, unknown }) => csvLine([key, unit, value ?? 'unknown', n, unknown]));
  await draft.add('metrics.csv', `\uFEFF${csvLine(['key', 'unit', 'value', 'n', 'unknown'])}${rows.join('')}`);
}

let fonts: Fonts | null = null;

async function writeReport(
  { warn, pace }: AfterActionOrder,
  { attachments }: Facts,
  parts: readonly ReportPart[],
  draft: Draft,
): Promise<{ readonly pages: number; readonly missingGlyphs: readonly string[] } | null> {
  const [first, ...others] = parts;
  if (!first) return null;
  try {
    fonts ??= new Fonts();
    const read = async (sha256: string): Promise<Buffer | null> => {
      const file = attachments.get(sha256)?.file;
      return file ? readFile(join(draft.path, ATTACHMENTS, file)) : null;
    };
    const { bytes, pages, missing } = await drawReport(fonts, [first, ...others], read, pace);
    await draft.add('report.pdf', bytes);
    return { pages, missingGlyphs: missing };
  } catch (error) {
    if (error instanceof ProblemError) throw error;
    warn('the report could not be drawn; the log goes out without it', error);
    return null;
  }
}
