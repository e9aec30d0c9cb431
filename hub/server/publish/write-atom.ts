import { createHash } from 'node:crypto';
import type { LocalText } from '../../../shared/domain/common.ts';
import type { Instant } from '../../../shared/kit/time.ts';
import { escapeXml, XmlLines } from '../../../shared/protocol/cap/xml-text.ts';
import { drillMark } from '../../../shared/protocol/release/public-words.ts';
import type { Released } from './shelf.ts';

interface Index {
  /** What makes this index another than every other one. */
  readonly key: string;
  readonly title: string;
  readonly updated: Instant;
  readonly entries: readonly (readonly [string, Released])[];
}

/**
 * The index as Atom (RFC 4287). Its entries point to the messages and tell no more of them than a person needs to choose: who
 * imports warnings reads the messages, and would otherwise count each twice.
 */
export function writeAtom({ key, title, updated, entries }: Index): string {
  const xml = new XmlLines();
  xml.open('feed', ' xmlns="http://www.w3.org/2005/Atom"');
  xml.text('id', urnOf(key));
  xml.text('title', title);
  xml.text('updated', timeOf(updated));
  for (const [id, released] of entries) writeEntry(xml, id, released);
  xml.close('feed');
  return xml.toString();
}

function writeEntry(
  xml: XmlLines,
  id: string,
  { status, publisher, headline, description, reality, colour }: Released,
): void {
  xml.open('entry');
  xml.text('id', urnOf(`${publisher.sender} ${id}`));
  xml.text('title', `${drillMark(reality, 'zh')}${both(headline)}`);
  xml.text('updated', timeOf(status.since));
  xml.text('published', timeOf(status.since));
  xml.open('author');
  xml.text('name', both(publisher.name));
  xml.close('author');
  if (description) xml.text('summary', `${drillMark(reality, 'zh')}${both(description)}`);
  xml.empty('category', ` term="${colour}"`);
  xml.empty(
    'link',
    ` rel="alternate" type="application/cap+xml" href="cap/${escapeXml(encodeURIComponent(id), 'link')}.xml"`,
  );
  xml.close('entry');
}

function both({ zh, en }: LocalText): string {
  return [zh, en].filter(Boolean).join(' / ');
}

function timeOf(at: Instant): string {
  return new Date(at).toISOString();
}

/** A lasting name (RFC 9562, version 8: ours by a hash), the same from whichever address the hub is reached. */
function urnOf(key: string): string {
  const bytes = createHash('sha256').update(key).digest().subarray(0, 16);
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x80;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = bytes.toString('hex');
  return `urn:uuid:${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}
