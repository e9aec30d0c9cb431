import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { verifyPackage } from '../records/package/read-package.ts';
import { LogDesk } from '../records/testing/log-desk.ts';
import { FloodNight } from './testing/flood-night.ts';
import { packageOf } from './testing/package-of.ts';

const hasPython = spawnSync('python3', ['--version']).status === 0;

let desk: LogDesk;
let night: FloodNight;
let full: string;
let redacted: string;
beforeAll(async () => {
  desk = new LogDesk();
  night = new FloodNight(desk);
  const out = join(desk.profile.path, 'out');
  mkdirSync(out);
  full = await packageOf(desk, out, { language: 'both' });
  redacted = await packageOf(desk, out, { language: 'zh', redacted: true });
});
afterAll(() => desk.close());

function python(path: string): string {
  return spawnSync('python3', [join(path, 'verify_record.py'), path], { encoding: 'utf8' }).stdout;
}

function json(path: string, name: string): Record<string, unknown> {
  return JSON.parse(readFileSync(join(path, name), 'utf8')) as Record<string, unknown>;
}

/** Every file of a package but the PDF, whose text is packed. */
function everything(path: string): string {
  return readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.name.endsWith('.pdf'))
    .map(({ parentPath, name }) => readFileSync(join(parentPath, name), 'utf8'))
    .join('\n');
}

/** What the report says of a package whose attachment was lied about, by both verifiers. */
async function bothSay(path: string): Promise<{ readonly ours: unknown; readonly theirs: string }> {
  const { ok, firstBad, faults } = await verifyPackage(path, []);
  return { ours: { ok, firstBad, faults }, theirs: hasPython ? python(path) : '' };
}

describe('after-action package', () => {
  it('PK1: is valid to both verifiers, and its manifest names every file in it', async () => {
    const verdict = await verifyPackage(full, [], true);
    expect(verdict).toMatchObject({ ok: true, faults: [], attachments: { attached: 2, withheld: 0, missing: 0 } });
    const { files, attachments } = json(full, 'manifest.json') as {
      files: Record<string, string>;
      attachments: { file: string }[];
    };
    const named = [
      ...Object.keys(files),
      ...attachments.map(({ file }) => `attachments/${file}`),
      'manifest.json',
      'manifest.sig',
    ];
    const there = readdirSync(full, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map(({ parentPath, name }) => join(parentPath, name).slice(full.length + 1));
    expect(there.toSorted()).toEqual(named.toSorted());
    if (hasPython) expect(python(full)).toContain('attachments: 2 in it');
  });

  it('PK2: an attachment that was changed, taken away or slipped in is named by both', async (context) => {
    const picture = join(full, 'attachments', `${night.picture.sha256}.png`);
    const about = `attachments/${night.picture.sha256}.png`;
    writeFileSync(picture, Buffer.from(night.picture.bytes).fill(0, 100, 101));
    let said = await bothSay(full);
    expect(said.ours).toEqual({ ok: false, firstBad: null, faults: [{ code: 'attachment-differs', about }] });
    if (hasPython) expect(said.theirs).toContain(`INVALID: ${about}: attachment-differs`);
    rmSync(picture);
    said = await bothSay(full);
    expect(said.ours).toMatchObject({ ok: false, faults: [{ code: 'attachment-missing', about }] });
    if (hasPython) expect(said.theirs).toContain(`INVALID: ${about}: attachment-missing`);
    writeFileSync(picture, night.picture.bytes);
    const other = join(full, 'attachments', 'another.png');
    writeFileSync(other, 'x');
    said = await bothSay(full);
    expect(said.ours).toMatchObject({
      ok: false,
      faults: [{ code: 'attachment-unknown', about: 'attachments/another.png' }],
    });
    if (hasPython) expect(said.theirs).toContain('attachment-unknown');
    rmSync(other);
    expect((await verifyPackage(full, [])).ok).toBe(true);
    if (!hasPython) context.skip('python3 is not here');
  });

  it('PK3: a redacted package holds nothing personal and no attachment, says so, and is valid', async () => {
    const verdict = await verifyPackage(redacted, []);
    expect(verdict).toMatchObject({ ok: true, sealed: null, attachments: { attached: 0, withheld: 2 } });
    expect(everything(full)).toContain('13800001111');
    expect(everything(full)).toContain('王小明');
    expect(everything(redacted)).not.toContain('13800001111');
    expect(everything(redacted)).not.toContain('王小明');
    expect(everything(redacted)).toContain(night.picture.sha256);
    if (hasPython) expect(python(redacted)).toContain('2 withheld');
  });

  it('PK4: forms are data as well: ICS 201-, 209- and 214-like, journal, situation report, order sheet, in both languages', () => {
    const names = readdirSync(join(full, 'forms')).filter((name) => name.endsWith('.zh.json'));
    expect(names.map((name) => name.replace('.zh.json', '')).toSorted()).toEqual([
      'duty-journal', 'gaps', 'ics-201', 'ics-209', 'ics-214', 'order-sheet', 'orders', 'situation-report',
    ]); // prettier-ignore
    expect(json(full, 'forms/ics-201.en.json')).toMatchObject({
      title: 'Incident briefing (ICS 201-like)',
      facts: { Incident: 'Underpass at East Gate Bridge flooded, two cars trapped' },
    });
    const sheet = readFileSync(join(full, 'forms/order-sheet.zh.csv'), 'utf8');
    expect(sheet).toContain('到场后先救人，再排水');
    expect(sheet).toContain('两人救出，水位下降');
    expect(readFileSync(join(full, 'forms/situation-report.zh.csv'), 'utf8')).toContain('casualties,未知');
  });

  it('PK5: a clock that was not taken is unknown, and counts as such', () => {
    const { metrics } = json(full, 'metrics.json') as {
      metrics: { key: string; value: number | null; n: number; unknown: number }[];
    };
    const of = (key: string) => metrics.find((metric) => metric.key === key);
    expect(of('order.acknowledge.median')).toMatchObject({ value: 360, n: 1, unknown: 0 });
    expect(of('order.acknowledgedLate')).toMatchObject({ value: 1 });
    expect(of('order.underWay.median')).toMatchObject({ value: null, n: 0, unknown: 1 });
    expect(of('incident.acknowledge.median')).toMatchObject({ value: 95 });
    expect(readFileSync(join(full, 'metrics.csv'), 'utf8')).toContain('order.underWay.median,s,unknown,0,1');
  });

  it('PK6: the report is a PDF of several pages, its fonts embedded, without a missing character', () => {
    const { report } = json(full, 'manifest.json') as { report: { pages: number; missingGlyphs: string[] } };
    expect(report.missingGlyphs).toEqual([]);
    expect(report.pages).toBeGreaterThan(10);
    const pdf = readFileSync(join(full, 'report.pdf'), 'latin1');
    expect(pdf.startsWith('%PDF-')).toBe(true);
    expect(pdf.match(/\/Type \/Page\b/g)).toHaveLength(report.pages);
    expect(pdf).toContain('NotoSansSC');
    expect(pdf).not.toContain('Helvetica');
    expect(pdf.match(/\/Subtype \/Image/g)?.length).toBeGreaterThan(0);
  });

  it('PK8: maps get incidents, what decisions moved, and tracks', () => {
    expect(json(full, 'geo/incidents.geojson')).toMatchObject({
      type: 'FeatureCollection',
      features: [{ id: 'flood-1', geometry: { type: 'Point', coordinates: [117.51, 30.31] } }],
    });
    expect(json(full, 'geo/decisions.geojson')).toMatchObject({ features: [{ geometry: { type: 'LineString' } }] });
    expect(json(full, 'geo/tracks.geojson')).toMatchObject({ features: [{ id: 'pump-0' }] });
  });
});
