import type { Fault } from '../refuse.ts';
import { isElement, readXml, type XmlElement } from '../xml/read-xml.ts';
import { readAlert, type ReadAlert } from './read-alert.ts';
import { isIndexEntry, readIndexEntry } from './read-index.ts';

/** Envelopes that may hold alerts, or none today. */
const ENVELOPES = new Set(['feed', 'entry', 'EDXLDistribution', 'alerts', 'rss']);

/** One alert or one fault of a document; `place` tells alerts of one document apart. */
export interface DocumentPart {
  readonly place: string | null;
  readonly result: ReadAlert | Fault;
}

/**
 * All alerts of one document: an `<alert>` alone, or several in an Atom feed, an EDXL-DE envelope or any other wrapping.
 * A document without alerts that is no known envelope is refused as `not-cap`.
 */
export function readCapDocument(bytes: Uint8Array): readonly DocumentPart[] {
  const root = readXml(bytes);
  if (!isElement(root)) return [{ place: null, result: root }];
  if (root.name === 'alert') return [{ place: null, result: readAlert(root) }];
  const found: XmlElement[] = [];
  collect(root, found);
  if (found.length === 0 && !ENVELOPES.has(root.name)) {
    return [{ place: null, result: { code: 'not-cap', value: root.name } }];
  }
  return found.map((element, index) => ({
    place: `${element.name}[${index + 1}]`,
    result: element.name === 'alert' ? readAlert(element) : readIndexEntry(element),
  }));
}

/** An entry that holds its alert counts once, as the alert. */
function collect(element: XmlElement, found: XmlElement[]): void {
  for (const child of element.children) {
    if (child.name === 'alert') {
      found.push(child);
      continue;
    }
    const before = found.length;
    collect(child, found);
    if (found.length === before && isIndexEntry(child)) found.push(child);
  }
}
