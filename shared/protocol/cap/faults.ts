import type { CapInfo, CapMessage } from '../../domain/cap-message.ts';
import { instantOf } from '../../domain/alert-message.ts';

/**
 * Why a message is none. `schema`: the official XSD of CAP 1.2 would refuse it. The others are rules of the standard's text
 * (OASIS CAP 1.2, section 3.2) that the XSD does not see.
 */
export const MESSAGE_FAULTS = [
  'message-category-missing', 'message-language-form', 'message-time-form', 'message-uri-form',
  'message-identifier-form', 'message-sender-form', 'message-restriction-missing', 'message-addresses-missing',
  'message-references-missing', 'message-info-missing', 'message-expires-too-early', 'message-ring-open',
  'message-outline-unread', 'message-large',
] as const; // prettier-ignore
export type MessageFault = (typeof MESSAGE_FAULTS)[number];

export interface FoundFault {
  readonly code: MessageFault;
  readonly schema: boolean;
  /** Where in the message, e.g. `info[1]/expires`. */
  readonly place: string;
}

/** XML Schema part 2, 3.3.3. */
const LANGUAGE = /^[a-zA-Z]{1,8}(-[a-zA-Z0-9]{1,8})*$/;
/** CAP 1.2, 3.2.1: neither may have spaces, commas or the restricted characters. */
const RESTRICTED = /[\s,<&]/;
const NEEDS_REFERENCES: ReadonlySet<string> = new Set(['Update', 'Cancel', 'Ack', 'Error']);
/** A feed carries no larger message, and neither does a receiver's gateway. */
export const MAX_MESSAGE_CHARACTERS = 1_000_000;

/** Everything that keeps it from being a valid message, in its own order; empty when it is one. */
export function faultsOfMessage(message: CapMessage): FoundFault[] {
  const found: FoundFault[] = [];
  const fault = (code: MessageFault, schema: boolean, place: string): void => void found.push({ code, schema, place });
  const { identifier, sender, sent, scope, msgType, infos } = message;
  if (identifier === '' || RESTRICTED.test(identifier)) fault('message-identifier-form', false, 'identifier');
  if (sender === '' || RESTRICTED.test(sender)) fault('message-sender-form', false, 'sender');
  if (!isTime(sent)) fault('message-time-form', true, 'sent');
  if (scope === 'Restricted' && !message.restriction) fault('message-restriction-missing', false, 'restriction');
  if (scope === 'Private' && !message.addresses) fault('message-addresses-missing', false, 'addresses');
  if (NEEDS_REFERENCES.has(msgType) && !message.references?.length) {
    fault('message-references-missing', false, 'references');
  }
  if ((msgType === 'Alert' || msgType === 'Update') && infos.length === 0) fault('message-info-missing', false, 'info');
  infos.forEach((info, index) => ofInfo(info, sent, `info[${index + 1}]`, fault));
  return found;
}

function ofInfo(
  info: CapInfo,
  sent: string,
  place: string,
  fault: (code: MessageFault, schema: boolean, place: string) => void,
): void {
  const { language, categories, effective, onset, expires, web, resources = [], areas = [] } = info;
  if (language !== undefined && !LANGUAGE.test(language)) fault('message-language-form', true, `${place}/language`);
  if (categories.length === 0) fault('message-category-missing', true, `${place}/category`);
  for (const [name, time] of Object.entries({ effective, onset, expires })) {
    if (time !== undefined && !isTime(time)) fault('message-time-form', true, `${place}/${name}`);
  }
  if (expires !== undefined && instantOf(expires) <= instantOf(onset ?? effective ?? sent)) {
    fault('message-expires-too-early', false, `${place}/expires`);
  }
  if (web !== undefined && !isUri(web)) fault('message-uri-form', true, `${place}/web`);
  resources.forEach(({ uri }, at) => {
    if (uri !== undefined && !isUri(uri)) fault('message-uri-form', true, `${place}/resource[${at + 1}]/uri`);
  });
  areas.forEach(({ polygons, unread }, at) => {
    const area = `${place}/area[${at + 1}]`;
    for (const ring of polygons) {
      const [first, last] = [ring[0], ring.at(-1)];
      if (first?.[0] !== last?.[0] || first?.[1] !== last?.[1]) fault('message-ring-open', false, `${area}/polygon`);
    }
    if (unread) fault('message-outline-unread', false, area);
  });
}

/** `xs:dateTime` with an offset: a date that the calendar has, an offset of at most 14 hours. */
export function isTime(text: string): boolean {
  const parts = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)[-+](\d\d):(\d\d)$/.exec(text);
  if (!parts) return false;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0, hours = 0, minutes = 0] = parts
    .slice(1)
    .map(Number);
  const days = new Date(Date.UTC(2_000 + (year % 400), month, 0)).getUTCDate();
  const isDate = year >= 1 && month >= 1 && month <= 12 && day >= 1 && day <= days;
  return isDate && hour <= 23 && minute <= 59 && second <= 59 && minutes <= 59 && hours * 60 + minutes <= 14 * 60;
}

/** What libxml2 takes for `xs:anyURI`, on the safe side: RFC 3986 characters, escapes whole, at most one fragment. */
function isUri(text: string): boolean {
  return /^(?:[\w\-.~:/?@!$&'()*+,;=\u{a0}-\u{10ffff}]|%[0-9a-f]{2})*(?:#(?:[\w\-.~:/?@!$&'()*+,;=]|%[0-9a-f]{2})*)?$/iu.test(
    text,
  );
}
