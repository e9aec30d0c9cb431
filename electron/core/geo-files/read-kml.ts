import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { counted, decodeUtf8, geoRefusal, type RawFeature, type RawGeometry } from './raw-feature.ts';

/** KML nests folders, a file of an officer some five deep. */
const MAX_TAGS = 64;
const ATTRIBUTES = ':@';
const TEXT = '#text';
const PREDEFINED: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };

type Node = Readonly<Record<string, unknown>>;

/** An element without its prefix. */
interface Element {
  readonly name: string;
  readonly attributes: Readonly<Record<string, unknown>>;
  readonly nodes: readonly Node[];
}

const parser = new XMLParser({
  preserveOrder: true,
  ignoreAttributes: false,
  attributeNamePrefix: '',
  removeNSPrefix: true,
  cdataPropName: '#cdata',
  parseTagValue: false,
  parseAttributeValue: false,
  ignoreDeclaration: true,
  ignorePiTags: true,
  // Resolved below and never twice: an entity of an entity is how a small file becomes a large one.
  processEntities: false,
  maxNestedTags: MAX_TAGS,
});

/**
 * The placemarks of a KML 2.3 document (OGC 12-007r2). A document type declaration is refused before anything is parsed: entities are
 * how XML attacks work, and KML needs none. Throws `ProblemError`: `empty-file`, `bad-encoding`, `dtd-refused`, `not-well-formed`,
 * `too-deep`, `geo-not-kml`, `geo-no-features`, `geo-too-many`.
 */
export function readKml(bytes: Uint8Array): readonly RawFeature[] {
  const text = decodeUtf8(bytes);
  if (/<!(DOCTYPE|ENTITY)/i.test(text.replace(/<!--[\s\S]*?-->|<!\[CDATA\[[\s\S]*?\]\]>/g, ''))) {
    throw geoRefusal('dtd-refused');
  }
  const root = parsed(text).find(({ name }) => name === 'kml');
  if (!root) throw geoRefusal('geo-not-kml');
  return counted(placemarks(root).flatMap(featureParts));
}

function parsed(text: string): Element[] {
  const valid = XMLValidator.validate(text);
  if (valid !== true) throw geoRefusal('not-well-formed', `${valid.err.line}: ${valid.err.msg}`);
  try {
    return elements(parser.parse(text) as Node[]);
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error);
    throw geoRefusal(/nested/i.test(detail) ? 'too-deep' : 'not-well-formed', detail);
  }
}

function elements(nodes: readonly Node[]): Element[] {
  return nodes.flatMap((node) => {
    const name = Object.keys(node).find((key) => key !== ATTRIBUTES);
    if (name === undefined || name.startsWith('#')) return [];
    const attributes = (node[ATTRIBUTES] ?? {}) as Record<string, unknown>;
    return [{ name, attributes, nodes: node[name] as readonly Node[] }];
  });
}

function children(element: Element, name?: string): Element[] {
  const all = elements(element.nodes);
  return name === undefined ? all : all.filter((each) => each.name === name);
}

function placemarks(element: Element): Element[] {
  return children(element).flatMap((each) => {
    if (each.name === 'Placemark') return [each];
    return each.name === 'Document' || each.name === 'Folder' ? placemarks(each) : [];
  });
}

function featureParts(placemark: Element): RawFeature[] {
  const properties = new Map<string, unknown>();
  for (const name of ['name', 'description']) {
    const [found] = children(placemark, name);
    if (found) properties.set(name, textOf(found));
  }
  for (const data of children(placemark, 'ExtendedData').flatMap((each) => children(each, 'Data'))) {
    const [value] = children(data, 'value');
    const name = data.attributes['name'];
    if (value && typeof name === 'string') properties.set(resolved(name), textOf(value));
  }
  const parts = geometries(placemark);
  if (parts.length === 0) return [{ properties, geometry: null }];
  return parts.map((geometry) => ({ properties, geometry }));
}

/** `MultiGeometry` of polygons alone is one area; any other is its parts. */
function geometries(element: Element): RawGeometry[] {
  return children(element).flatMap((each): RawGeometry[] => {
    switch (each.name) {
      case 'Point':
        return [{ type: 'Point', coordinates: positions(each)[0] }];
      case 'LineString':
        return [{ type: 'LineString', coordinates: positions(each) }];
      case 'Polygon':
        return [{ type: 'Polygon', coordinates: rings(each) }];
      case 'MultiGeometry': {
        const parts = geometries(each);
        if (parts.length < 2 || parts.some(({ type }) => type !== 'Polygon')) return parts;
        return [{ type: 'MultiPolygon', coordinates: parts.map(({ coordinates }) => coordinates) }];
      }
      default:
        return [];
    }
  });
}

function rings(polygon: Element): number[][][] {
  const boundaries = [...children(polygon, 'outerBoundaryIs'), ...children(polygon, 'innerBoundaryIs')];
  return boundaries.flatMap((boundary) => children(boundary, 'LinearRing')).map(positions);
}

/** "lon,lat[,alt]" parted by white space. What is no number stays NaN, and is said by whoever checks the geometry. */
function positions(element: Element): number[][] {
  const text = children(element, 'coordinates').map(textOf).join(' ');
  return text
    .split(/\s+/)
    .filter((part) => part !== '')
    .map((part) =>
      part
        .split(',')
        .slice(0, 2)
        .map((number) => (number === '' ? NaN : Number(number))),
    );
}

function textOf({ nodes }: Element): string {
  let text = '';
  for (const node of nodes) {
    if (TEXT in node) text += resolved(String(node[TEXT]));
    for (const part of (node['#cdata'] ?? []) as readonly Node[]) text += String(part[TEXT] ?? '');
  }
  return text.trim();
}

function resolved(text: string): string {
  return text.replace(/&(#x[0-9a-f]{1,6}|#\d{1,7}|\w{1,12});/gi, (all, name: string) => {
    if (Object.hasOwn(PREDEFINED, name)) return PREDEFINED[name] as string;
    const code = /^#x/i.test(name)
      ? Number.parseInt(name.slice(2), 16)
      : name.startsWith('#')
        ? Number(name.slice(1))
        : -1;
    return code > 0 && code <= 0x10_ffff && !(code >= 0xd800 && code <= 0xdfff) ? String.fromCodePoint(code) : all;
  });
}
