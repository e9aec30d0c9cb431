import { isIndexEntry } from '../cap/read-index.ts';
import { isElement, readXml, type XmlElement } from '../xml/read-xml.ts';

/** Links of one answer that are followed at most. */
const MOST_LINKS = 200;
const CAP_TYPES = /^(application\/cap\+xml|application\/xml|text\/xml)\b/i;

/**
 * Addresses of messages that an Atom feed or an RSS channel tells of without holding them, absolute. An entry that holds
 * its alert needs no link; an untyped link counts where the entry itself speaks CAP, else it is a page for people.
 */
export function linksOf(bytes: Uint8Array, base: string): readonly string[] {
  const root = readXml(bytes);
  if (!isElement(root)) return [];
  const entries =
    root.name === 'feed'
      ? root.children.filter(({ name }) => name === 'entry')
      : root.name === 'rss'
        ? root.children.flatMap(({ children }) => children.filter(({ name }) => name === 'item'))
        : [];
  const links = entries.flatMap((entry) => {
    const href = holdsAlert(entry) ? undefined : linkOf(entry);
    return href !== undefined && URL.canParse(href, base) ? [new URL(href, base).href] : [];
  });
  return [...new Set(links)].slice(0, MOST_LINKS);
}

function holdsAlert(element: XmlElement): boolean {
  return element.name === 'alert' || element.children.some(holdsAlert);
}

function linkOf(entry: XmlElement): string | undefined {
  const links = entry.children.filter(({ name }) => name === 'link' || name === 'enclosure');
  const typed = links.find(({ attributes }) => CAP_TYPES.test(attributes.get('type') ?? ''));
  const isAtom = entry.name === 'entry';
  const plain = links.find(
    ({ attributes, text }) => !attributes.has('type') && (isAtom ? isIndexEntry(entry) : text !== ''),
  );
  const link = typed ?? plain;
  return link && (link.attributes.get('href') ?? link.attributes.get('url') ?? (link.text || undefined));
}
