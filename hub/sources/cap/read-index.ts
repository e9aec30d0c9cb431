import type { Fault } from '../refuse.ts';
import type { XmlElement } from '../xml/read-xml.ts';
import { isCapNamespace } from './form.ts';
import { make, makeAlert } from './make.ts';
import { readAlert, type ReadAlert } from './read-alert.ts';

const IN_ALERT = new Set(['status', 'msgType', 'scope', 'note']);
const IN_AREA = new Set(['areaDesc', 'polygon', 'circle', 'geocode']);

/** An Atom entry that tells of an alert by CAP elements of its own, without holding the message (CAP feeds 1.0, NWS). */
export function isIndexEntry(entry: XmlElement): boolean {
  return (
    entry.name === 'entry' &&
    entry.children.some(({ name, namespace }) => name === 'event' && isCapNamespace(namespace))
  );
}

/**
 * Reads such an entry as the alert that it tells of: id → identifier, author → sender, updated → sent, title → headline,
 * summary → description. An index is public, so its entries are.
 */
export function readIndexEntry(entry: XmlElement): ReadAlert | Fault {
  const cap = entry.children.filter((child) => isCapNamespace(child.namespace));
  const atom = (name: string): string | undefined =>
    entry.children.find((child) => child.name === name && !isCapNamespace(child.namespace))?.text;
  const author = entry.children.find((child) => child.name === 'author')?.children.find(({ name }) => name === 'name');
  const area = cap.filter(({ name }) => IN_AREA.has(name));
  const info = cap.filter(({ name }) => !IN_AREA.has(name) && !IN_ALERT.has(name));
  return readAlert(
    makeAlert([
      make('identifier', atom('id')),
      make('sender', author?.text),
      make('sent', atom('updated')),
      cap.filter(({ name }) => IN_ALERT.has(name)),
      cap.some(({ name }) => name === 'scope') ? null : make('scope', 'Public'),
      make('info', [
        make('headline', atom('title')),
        make('description', atom('summary')),
        info,
        area.some(({ name }) => name === 'areaDesc') ? make('area', area) : null,
      ]),
    ]),
    { made: 'index-entry' },
  );
}
