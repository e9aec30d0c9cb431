import { XMLParser, XMLValidator } from 'fast-xml-parser';
import type { Fault } from '../refuse.ts';
import { decodeXml } from './decode-bytes.ts';

/** An element without its prefix; `namespace` is what the prefix stands for. */
export interface XmlElement {
  readonly name: string;
  readonly namespace: string | null;
  /** By name without prefix; declarations of namespaces are left out. */
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: readonly XmlElement[];
  /** Own text and CDATA, entities resolved, trimmed. */
  readonly text: string;
  /** The same with the blanks around it, for which a schema may care. */
  readonly whole: string;
  /** Names of attributes that a schema must have declared: all but those of the schema instance itself. */
  readonly declarable: readonly string[];
}

export const MAX_XML_BYTES = 16 * 1024 * 1024;
export const MAX_XML_DEPTH = 64;

const TEXT = '#text';
const CDATA = '#cdata';
const ATTRIBUTES = ':@';
const SCHEMA_INSTANCE = 'http://www.w3.org/2001/XMLSchema-instance';
const PREDEFINED: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };
/** What XML 1.0 allows in no document: control characters except tab and line ends, and two non-characters. */
const FORBIDDEN = /[^\P{Cc}\t\n\r\u007f-\u009f]|[\ufffe\uffff]/u;

const parser = new XMLParser({
  preserveOrder: true,
  ignoreAttributes: false,
  attributeNamePrefix: '',
  cdataPropName: CDATA,
  textNodeName: TEXT,
  trimValues: false,
  parseTagValue: false,
  parseAttributeValue: false,
  ignoreDeclaration: true,
  ignorePiTags: true,
  // Entities are resolved below, where an unknown one is an error instead of being left as it is.
  processEntities: false,
  maxNestedTags: MAX_XML_DEPTH,
});

/**
 * Parses one document. A document type declaration is refused before any parsing: entities, internal or external, are how
 * XML attacks work, and neither CAP nor GPX needs one.
 * Faults: `empty-file`, `file-too-large`, `bad-encoding`, `dtd-refused`, `not-well-formed` (with its line), `too-deep`.
 */
export function readXml(bytes: Uint8Array): XmlElement | Fault {
  if (bytes.length > MAX_XML_BYTES) return { code: 'file-too-large', detail: `${bytes.length} bytes` };
  const decoded = decodeXml(bytes);
  if (decoded === null) return { code: 'bad-encoding' };
  const text = decoded.trim();
  if (text === '') return { code: 'empty-file' };
  const bare = text.replace(/<!--[\s\S]*?-->/g, '').replace(/<!\[CDATA\[[\s\S]*?\]\]>/g, '');
  if (/<!(DOCTYPE|ENTITY)/i.test(bare)) return { code: 'dtd-refused', detail: 'document type declaration' };
  if (FORBIDDEN.test(text)) return { code: 'not-well-formed', detail: 'control character' };
  // Text of any kind that is no markup at all must not come as an obscure fault of position.
  if (!bare.trimStart().startsWith('<')) return { code: 'not-well-formed', row: 1, value: text.slice(0, 40) };

  try {
    const valid = XMLValidator.validate(text);
    if (valid !== true) return { code: 'not-well-formed', row: valid.err.line, detail: valid.err.msg };
    const roots = elements(parser.parse(text) as OrderedNode[], new Map());
    const [root] = roots;
    if (!root || roots.length > 1) return { code: 'not-well-formed', detail: 'not one root element' };
    return root;
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error);
    return { code: /nested/i.test(detail) ? 'too-deep' : 'not-well-formed', detail };
  }
}

export function isElement(result: XmlElement | Fault): result is XmlElement {
  return 'children' in result;
}

/** fast-xml-parser's ordered form: one key a node, its value the children. */
type OrderedNode = Readonly<Record<string, unknown>>;
type Scope = ReadonlyMap<string, string>;

function elements(nodes: readonly OrderedNode[], scope: Scope): XmlElement[] {
  const found: XmlElement[] = [];
  for (const node of nodes) {
    const tag = Object.keys(node).find((key) => key !== ATTRIBUTES);
    if (tag === undefined || tag === TEXT || tag === CDATA) continue;
    found.push(element(tag, node, scope));
  }
  return found;
}

function element(tag: string, node: OrderedNode, outer: Scope): XmlElement {
  const given = Object.entries((node[ATTRIBUTES] ?? {}) as Record<string, string>);
  const scope = new Map(outer);
  const attributes = new Map<string, string>();
  for (const [name, raw] of given) {
    const value = resolveEntities(raw);
    if (name === 'xmlns') scope.set('', value);
    else if (name.startsWith('xmlns:')) scope.set(name.slice(6), value);
    else attributes.set(name.slice(name.indexOf(':') + 1), value);
  }
  const declarable = given.flatMap(([name]) => {
    if (name === 'xmlns' || name.startsWith('xmlns:')) return [];
    const prefix = name.slice(0, Math.max(0, name.indexOf(':')));
    return prefix !== '' && scope.get(prefix) === SCHEMA_INSTANCE ? [] : [name];
  });
  const colon = tag.indexOf(':');
  const prefix = colon < 0 ? '' : tag.slice(0, colon);
  const namespace = scope.get(prefix) || null;
  if (prefix !== '' && prefix !== 'xml' && namespace === null) throw new Error(`prefix "${prefix}" is not declared`);
  const nodes = node[tag] as readonly OrderedNode[];
  const whole = textOf(nodes);
  return {
    name: tag.slice(colon + 1),
    namespace,
    attributes,
    children: elements(nodes, scope),
    text: whole.trim(),
    whole,
    declarable,
  };
}

function textOf(nodes: readonly OrderedNode[]): string {
  let text = '';
  for (const node of nodes) {
    if (TEXT in node) text += resolveEntities(String(node[TEXT]));
    else if (CDATA in node) {
      for (const part of node[CDATA] as readonly OrderedNode[]) text += String(part[TEXT] ?? '');
    }
  }
  return text;
}

function resolveEntities(raw: string): string {
  if (!raw.includes('&')) return raw;
  return raw.replace(/&([^;&\s]{0,12};)?/g, (all, body: string | undefined) => {
    const name = body?.slice(0, -1) ?? '';
    const known = Object.hasOwn(PREDEFINED, name) ? PREDEFINED[name] : undefined;
    if (known !== undefined) return known;
    const code = /^#x[0-9a-f]+$/i.test(name)
      ? Number.parseInt(name.slice(2), 16)
      : /^#\d+$/.test(name)
        ? Number(name.slice(1))
        : -1;
    if (code < 1 || code > 0x10_ffff || (code >= 0xd800 && code <= 0xdfff)) throw new Error(`unknown entity ${all}`);
    return String.fromCodePoint(code);
  });
}
