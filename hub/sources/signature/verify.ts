import { X509Certificate, type KeyObject } from 'node:crypto';
import { DOMParser, onErrorStopParsing, XMLSerializer, type Document, type Element, type Node } from '@xmldom/xmldom';
import { SignedXml } from 'xml-crypto';
import type { AlertSignature } from '../../../shared/domain/alert.ts';
import type { TrustedKey } from './trust.ts';

export const DSIG = 'http://www.w3.org/2000/09/xmldsig#';
const EXCLUSIVE = 'http://www.w3.org/2001/10/xml-exc-c14n#';
const INCLUSIVE = 'http://www.w3.org/TR/2001/REC-xml-c14n-20010315';
const CANONICAL = new Set([EXCLUSIVE, `${EXCLUSIVE}WithComments`, INCLUSIVE, `${INCLUSIVE}#WithComments`]);
const TRANSFORMS = new Set([...CANONICAL, `${DSIG}enveloped-signature`]);
/** SHA-1 is left out: two messages of one digest can be made. */
const SIGNATURES = new Set([
  'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256',
  'http://www.w3.org/2001/04/xmldsig-more#rsa-sha512',
  'http://www.w3.org/2007/05/xmldsig-more#sha256-rsa-MGF1',
]);
const DIGESTS = new Set(['http://www.w3.org/2001/04/xmlenc#sha256', 'http://www.w3.org/2001/04/xmlenc#sha512']);

type Why = Extract<AlertSignature, { state: 'invalid' }>['why'];

export interface Verified {
  readonly signature: AlertSignature;
  /** The very bytes that the signature is about, canonical: only they may be read as the signed message. Null unless valid. */
  readonly signed: string | null;
}

const ABSENT: Verified = { signature: { state: 'absent' }, signed: null };

/** Larger texts are not looked at: each key costs a parsing. No record of that size can travel anyway. */
const LARGEST = 2 * 1024 * 1024;
/** Signatures on one alert: a sender's, a distributor's or two. */
const MOST_SIGNATURES = 4;

/**
 * Looks at the signatures of the alerts of a document that `readXml` has taken (so it has no DTD), each asked for by its
 * place among them. W3C XML Signature 1.1, enveloped, RSA. Valid means: a signature directly in the alert, whose one
 * reference is the whole alert, by allowed algorithms, that verifies with a key of the trust folder. What KeyInfo carries
 * is never trusted.
 */
export function createVerifier(document: string, keys: readonly TrustedKey[], now: number): (nth: number) => Verified {
  let alerts: readonly Element[] | null = null;
  return (nth) => {
    try {
      alerts ??= alertsOf(parse(document));
      const alert = alerts[nth];
      if (!alert) return invalid('malformed');
      // In an envelope the reference "" would be the envelope: the alert is looked at as the document that its sender signed.
      const isAlone = alert.ownerDocument?.documentElement === alert;
      const text = isAlone ? document : new XMLSerializer().serializeToString(alert);
      const root = isAlone ? alert : parse(text).documentElement;
      if (!root) return invalid('malformed');
      return text.length > LARGEST ? invalid('not-allowed') : verify(text, root, keys, now);
    } catch {
      return invalid('malformed');
    }
  };
}

function verify(text: string, root: Element, keys: readonly TrustedKey[], now: number): Verified {
  const direct = signaturesIn(root);
  // One hidden deeper is how a signature is wrapped around something else.
  if (direct.length !== root.getElementsByTagNameNS(DSIG, 'Signature').length) return invalid('not-this-message');
  if (direct.length > MOST_SIGNATURES) return invalid('not-allowed');
  // Several: a distributor signs what a sender signed, the sender's within. One that holds is enough.
  const results = direct.map((signature) => verifyOne(text, signature, root, keys, now));
  return results.find(({ signed }) => signed !== null) ?? results[0] ?? ABSENT;
}

function verifyOne(
  text: string,
  signature: Element,
  root: Element,
  keys: readonly TrustedKey[],
  now: number,
): Verified {
  const named = certificateIn(signature);
  const refused = whyRefused(signature, root);
  if (refused) return invalid(refused, named?.subject);
  for (const { name, key, validFrom, validTo } of keys) {
    const signed = check(text, signature, key);
    if (signed === 'altered') return invalid('altered', named?.subject);
    if (signed === null) continue;
    if (now < validFrom || now > validTo) return invalid('key-expired', name);
    const [only, ...others] = signed;
    if (only === undefined || others.length > 0 || !isSameAlert(only, root)) return invalid('not-this-message', name);
    return { signature: { state: 'valid', by: name.slice(0, 200) }, signed: only };
  }
  // Whether it was altered or is a stranger's can still be told by its own certificate.
  const own = named && check(text, signature, named.publicKey);
  return invalid(named && !Array.isArray(own) ? 'altered' : 'unknown-key', named?.subject);
}

/** The signed references; `altered`: the digest does not fit; null: not by this key. */
function check(text: string, signature: Element, key: KeyObject): readonly string[] | 'altered' | null {
  if (key.asymmetricKeyType !== 'rsa') return null;
  const signed = new SignedXml({
    publicCert: key.export({ type: 'spki', format: 'pem' }),
    // Never the key that the message brings with it.
    getCertFromKeyInfo: () => null,
  });
  try {
    // xml-crypto is typed for the DOM of browsers, and takes any.
    signed.loadSignature(signature as unknown as Parameters<SignedXml['loadSignature']>[0]);
    return signed.checkSignature(text) ? signed.getSignedReferences() : 'altered';
  } catch {
    return null;
  }
}

/** What can be said against a signature before any key is tried. */
function whyRefused(signature: Element, root: Element): Why | null {
  const info = childrenOf(signature, 'SignedInfo');
  const references = info.flatMap((one) => childrenOf(one, 'Reference'));
  const [reference] = references;
  if (info.length !== 1 || !reference) return 'malformed';
  if (references.length !== 1 || !isAbout(reference.getAttribute('URI'), root)) return 'not-this-message';
  const algorithms = (element: Element | undefined, name: string): string[] =>
    element ? childrenOf(element, name).map((child) => child.getAttribute('Algorithm') ?? '') : [];
  const [transforms] = childrenOf(reference, 'Transforms');
  const steps = algorithms(transforms, 'Transform');
  const isAllowed =
    algorithms(info[0], 'CanonicalizationMethod').every((name) => CANONICAL.has(name)) &&
    algorithms(info[0], 'SignatureMethod').every((name) => SIGNATURES.has(name)) &&
    algorithms(reference, 'DigestMethod').every((name) => DIGESTS.has(name)) &&
    steps.length <= 4 &&
    steps.every((name) => TRANSFORMS.has(name));
  return isAllowed ? null : 'not-allowed';
}

/** `""` is the document; `#id` must be the alert itself, and nothing else may bear that id. */
function isAbout(uri: string | null, root: Element): boolean {
  if (uri === '') return true;
  const id = uri?.startsWith('#') ? uri.slice(1) : '';
  if (id === '') return false;
  const bears = (element: Element): boolean => ['Id', 'ID', 'id'].some((name) => element.getAttribute(name) === id);
  return bears(root) && ![...root.getElementsByTagName('*')].some(bears);
}

function isSameAlert(signed: string, root: Element): boolean {
  const element = parse(signed).documentElement;
  return (
    element?.localName === 'alert' &&
    element.namespaceURI === root.namespaceURI &&
    elementsOf(element).length === elementsOf(root).length - 1
  );
}

function certificateIn(signature: Element): { readonly subject: string; readonly publicKey: KeyObject } | null {
  const text = signature.getElementsByTagNameNS(DSIG, 'X509Certificate')[0]?.textContent ?? '';
  if (text === '' || text.length > 64 * 1024) return null;
  try {
    const { subject, publicKey } = new X509Certificate(Buffer.from(text, 'base64'));
    const name = /^(?:CN|O)=(.+)$/m.exec(subject)?.[1] ?? subject;
    return { subject: name.slice(0, 200), publicKey };
  } catch {
    return null;
  }
}

/** The same order as `readCapDocument`: no alert within an alert. */
function alertsOf(document: Document): readonly Element[] {
  const found: Element[] = [];
  const walk = (element: Element): void => {
    if (element.localName === 'alert') found.push(element);
    else elementsOf(element).forEach(walk);
  };
  if (document.documentElement) walk(document.documentElement);
  return found;
}

function signaturesIn(alert: Element): readonly Element[] {
  return childrenOf(alert, 'Signature');
}

function childrenOf(element: Element, name: string): readonly Element[] {
  return elementsOf(element).filter((child) => child.localName === name && child.namespaceURI === DSIG);
}

function elementsOf(element: Element): readonly Element[] {
  const isElement = (node: Node): node is Element => node.nodeType === 1;
  return [...element.childNodes].filter(isElement);
}

function parse(text: string): Document {
  return new DOMParser({ onError: onErrorStopParsing }).parseFromString(text, 'text/xml');
}

function invalid(why: Why, by?: string): Verified {
  return { signature: { state: 'invalid', why, ...(by !== undefined && { by }) }, signed: null };
}
