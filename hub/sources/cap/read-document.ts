import type { AlertSignature } from '../../../shared/domain/alert.ts';
import type { Fault } from '../refuse.ts';
import type { TrustedKey } from '../signature/trust.ts';
import { createVerifier, DSIG, type Verified } from '../signature/verify.ts';
import { decodeXml } from '../xml/decode-bytes.ts';
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

/** Whose signatures hold, and at what time. */
export interface Judge {
  readonly keys: () => readonly TrustedKey[];
  readonly now: number;
}

const NOBODY: Judge = { keys: () => [], now: 0 };

/**
 * All alerts of one document: an `<alert>` alone, or several in an Atom feed, an EDXL-DE envelope or any other wrapping.
 * A document without alerts that is no known envelope is refused as `not-cap`.
 */
export function readCapDocument(bytes: Uint8Array, judge: Judge = NOBODY): readonly DocumentPart[] {
  const root = readXml(bytes);
  return isElement(root) ? [...readCapElement(root, bytes, judge)] : [{ place: null, result: root }];
}

/** The same of a document that was parsed already, one alert at a time: a feed of thousands must not hold up the hub. */
export function* readCapElement(root: XmlElement, bytes: Uint8Array, judge: Judge): Iterable<DocumentPart> {
  const found: XmlElement[] = [];
  collect(root, found);
  if (found.length === 0 && !ENVELOPES.has(root.name)) {
    yield { place: null, result: { code: 'not-cap', value: root.name } };
    return;
  }
  let verifier: ((nth: number) => Verified) | null = null;
  const verify = (nth: number): Verified => {
    verifier ??= createVerifier((decodeXml(bytes) ?? '').trim(), judge.keys(), judge.now);
    return verifier(nth);
  };
  let nth = -1;
  for (const [index, element] of found.entries()) {
    const place = root.name === 'alert' ? null : `${element.name}[${index + 1}]`;
    if (element.name === 'alert') nth += 1;
    yield { place, result: element.name === 'alert' ? readSigned(element, nth, verify) : readIndexEntry(element) };
  }
}

/**
 * Of an alert whose signature holds, what was signed is read, not what was received: two parsers may see two things in one
 * text, and only the signed bytes are vouched for.
 */
function readSigned(element: XmlElement, nth: number, verify: (nth: number) => Verified): ReadAlert | Fault {
  const isSigned = element.children.some(({ name, namespace }) => name === 'Signature' && namespace === DSIG);
  if (!isSigned) return readAlert(element, { signature: { state: 'absent' } });
  const { signature, signed } = verify(nth);
  if (signed === null) return readAlert(element, { signature: heldAbsent(signature) });
  const vouched = readXml(Buffer.from(signed));
  if (!isElement(vouched)) return readAlert(element, { signature: { state: 'invalid', why: 'malformed' } });
  return readAlert(vouched, { signature });
}

/** Our reader saw a signature: that the other one saw none is a fault of the document. */
function heldAbsent(signature: AlertSignature): AlertSignature {
  return signature.state === 'absent' ? { state: 'invalid', why: 'malformed' } : signature;
}

/** An entry that holds its alert counts once, as the alert. */
function collect(element: XmlElement, found: XmlElement[]): void {
  if (element.name === 'alert') {
    found.push(element);
    return;
  }
  const before = found.length;
  for (const child of element.children) collect(child, found);
  if (found.length === before && isIndexEntry(element)) found.push(element);
}
