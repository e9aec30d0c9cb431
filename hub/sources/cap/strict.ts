import type { VerdictReason } from '../../../shared/domain/alert.ts';
import {
  CAP_CATEGORY,
  CAP_CERTAINTY,
  CAP_MSG_TYPE,
  CAP_RESPONSE_TYPE,
  CAP_SCOPE,
  CAP_SEVERITY,
  CAP_STATUS,
  CAP_URGENCY,
} from '../../../shared/domain/cap-terms.ts';
import type { XmlElement } from '../xml/read-xml.ts';
import { CAP_12 } from './form.ts';

/** Where a message and the schema part, e.g. `info[1]/urgency`, and why. */
export interface Violation {
  readonly reason: Extract<
    VerdictReason,
    | 'missing-field'
    | 'bad-value'
    | 'bad-time'
    | 'bad-number'
    | 'element-order'
    | 'unknown-element'
    | 'unknown-namespace'
  >;
  readonly path: string;
}

type Content = (element: XmlElement, path: string, found: Violation[]) => void;

interface Particle {
  readonly name: string;
  readonly least: 0 | 1;
  readonly many: boolean;
  readonly content: Content;
}

const DSIG = 'http://www.w3.org/2000/09/xmldsig#';

/** Simple types of the schema. Strings keep their blanks, so ` Actual` is no value of an enumeration; others lose them. */
const anyText: Content = leaf(() => null);
const words = (values: readonly string[]): Content =>
  leaf(({ whole }) => (values.includes(whole) ? null : 'bad-value'));
const time: Content = leaf((element) => (isDateTime(collapsed(element)) ? null : 'bad-time'));
const integer: Content = leaf((element) => (/^[+-]?\d+$/.test(collapsed(element)) ? null : 'bad-number'));
const decimal: Content = leaf((element) =>
  /^[+-]?(\d+(\.\d*)?|\.\d+)$/.test(collapsed(element)) ? null : 'bad-number',
);
const uri: Content = leaf((element) => (isUri(collapsed(element)) ? null : 'bad-value'));
/** An empty one takes the schema's default. */
const language: Content = leaf((element) =>
  element.whole === '' || /^[a-zA-Z]{1,8}(-[a-zA-Z0-9]{1,8})*$/.test(collapsed(element)) ? null : 'bad-value',
);

const pair = sequence([one('valueName', anyText), one('value', anyText)]);
const area = sequence([
  one('areaDesc', anyText),
  any('polygon', anyText),
  any('circle', anyText),
  any('geocode', pair),
  maybe('altitude', decimal),
  maybe('ceiling', decimal),
]);
const resource = sequence([
  one('resourceDesc', anyText),
  one('mimeType', anyText),
  maybe('size', integer),
  maybe('uri', uri),
  maybe('derefUri', anyText),
  maybe('digest', anyText),
]);
const info = sequence([
  maybe('language', language),
  { ...any('category', words(CAP_CATEGORY)), least: 1 },
  one('event', anyText),
  any('responseType', words(CAP_RESPONSE_TYPE)),
  one('urgency', words(CAP_URGENCY)),
  one('severity', words(CAP_SEVERITY)),
  one('certainty', words(CAP_CERTAINTY)),
  maybe('audience', anyText),
  any('eventCode', pair),
  maybe('effective', time),
  maybe('onset', time),
  maybe('expires', time),
  maybe('senderName', anyText),
  maybe('headline', anyText),
  maybe('description', anyText),
  maybe('instruction', anyText),
  maybe('web', uri),
  maybe('contact', anyText),
  any('parameter', pair),
  any('resource', resource),
  any('area', area),
]);
const alert = sequence(
  [
    one('identifier', anyText),
    one('sender', anyText),
    one('sent', time),
    one('status', words(CAP_STATUS)),
    one('msgType', words(CAP_MSG_TYPE)),
    maybe('source', anyText),
    one('scope', words(CAP_SCOPE)),
    maybe('restriction', anyText),
    maybe('addresses', anyText),
    any('code', anyText),
    maybe('note', anyText),
    maybe('references', anyText),
    maybe('incidents', anyText),
    any('info', info),
  ],
  DSIG,
);

/**
 * The verdict of the official CAP-v1.2.xsd on an `<alert>`; empty when the schema takes it. It is written out here, because
 * a schema processor of its own would be a native or WebAssembly dependency of every hub; `verdicts.test.ts` compares the
 * two on real files and on thousands of broken ones. Not looked at: `xsi:type` and `xsi:nil`.
 */
export function violations(element: XmlElement): readonly Violation[] {
  const found: Violation[] = [];
  if (element.name !== 'alert' || element.namespace !== CAP_12) {
    found.push({ reason: 'unknown-namespace', path: '' });
  } else alert(element, '', found);
  return found;
}

function one(name: string, content: Content): Particle {
  return { name, least: 1, many: false, content };
}

function maybe(name: string, content: Content): Particle {
  return { name, least: 0, many: false, content };
}

function any(name: string, content: Content): Particle {
  return { name, least: 0, many: true, content };
}

function leaf(check: (element: XmlElement) => Violation['reason'] | null): Content {
  return (element, path, found) => {
    const reason = element.children.length + element.declarable.length > 0 ? 'unknown-element' : check(element);
    if (reason) found.push({ reason, path });
  };
}

/** An ordered content model. `tail`: elements of that namespace may follow it. */
function sequence(particles: readonly Particle[], tail?: string): Content {
  const known = new Set(particles.map(({ name }) => name));
  return (element, path, found) => {
    const at = (name: string): string => (path === '' ? name : `${path}/${name}`);
    if (/[^ \t\r\n]/.test(element.whole) || element.declarable.length > 0)
      found.push({ reason: 'unknown-element', path });
    const children = element.children;
    let next = 0;
    for (const { name, least, many, content } of particles) {
      let count = 0;
      for (let child = children[next]; child && is(child, name) && (many || count === 0); child = children[next]) {
        count += 1;
        content(child, at(`${name}[${count}]`), found);
        next += 1;
      }
      if (count < least) {
        // Elsewhere is not missing: the order is what is wrong.
        const elsewhere = children.some((child) => is(child, name));
        found.push({ reason: elsewhere ? 'element-order' : 'missing-field', path: at(name) });
      }
    }
    for (const child of children.slice(next)) {
      if (tail !== undefined && child.namespace === tail) continue;
      const isKnown = known.has(child.name) && child.namespace === CAP_12;
      found.push({ reason: isKnown ? 'element-order' : 'unknown-element', path: at(child.name) });
      break;
    }
  };
}

/** Blanks of XML alone: a no-break space is a letter to a schema. */
function collapsed({ whole }: XmlElement): string {
  return whole.replace(/^[ \t\r\n]+|[ \t\r\n]+$/g, '');
}

function is(element: XmlElement, name: string): boolean {
  return element.name === name && element.namespace === CAP_12;
}

const DATE_TIME = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)[-+](\d\d):(\d\d)$/;

/** `xs:dateTime` within CAP's pattern: a day that is in the calendar, an offset of at most 14 hours. */
function isDateTime(text: string): boolean {
  const parts = DATE_TIME.exec(text)?.slice(1).map(Number);
  if (!parts) return false;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0, east = 0, rest = 0] = parts;
  const days = new Date(Date.UTC(2000 + (year % 400), month, 0)).getUTCDate();
  const isMidnight = hour === 24 && minute === 0 && second === 0;
  return (
    year > 0 &&
    month >= 1 &&
    month <= 12 &&
    day >= 1 &&
    day <= days &&
    (hour < 24 || isMidnight) &&
    minute < 60 &&
    second < 60 &&
    rest < 60 &&
    east * 60 + rest <= 14 * 60
  );
}

const PCHAR = "(?:[\\w.~!$&'()*+,;=:@-]|%[0-9a-fA-F]{2})";
const SEGMENT_WITHOUT_COLON = PCHAR.replace(':@', '@');
const AUTHORITY = `//(?:${PCHAR}*@)?(?:\\[[^\\]]*\\]|${SEGMENT_WITHOUT_COLON}*)(?::\\d*)?(?:/${PCHAR}*)*`;
const REST = `(?:\\?(?:${PCHAR}|[/?])*)?(?:#(?:${PCHAR}|[/?])*)?`;
const ROOTED = `/(?:${PCHAR}+(?:/${PCHAR}*)*)?`;
/** RFC 3986: with a scheme, or relative, where the first segment has no colon. */
const URI = new RegExp(
  `^(?:[a-zA-Z][\\w+.-]*:(?:${AUTHORITY}|${ROOTED}|${PCHAR}+(?:/${PCHAR}*)*)?|${AUTHORITY}|${ROOTED}|${SEGMENT_WITHOUT_COLON}+(?:/${PCHAR}*)*)?${REST}$`,
);

/** `xs:anyURI` as libxml2 takes it: blanks, letters beyond ASCII and the unwise ones would be escaped. */
function isUri(text: string): boolean {
  return text.length <= 20_000 && URI.test(text.replace(/[^!-~]|[<>"{}|\\^`]/g, '_'));
}
