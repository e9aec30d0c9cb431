import type { CapMessage, CapReference } from '../../../shared/domain/cap-message.ts';
import { CAP_MSG_TYPE, CAP_SCOPE, CAP_STATUS } from '../../../shared/domain/cap-terms.ts';
import {
  all,
  CapFault,
  capped,
  capTime,
  clipped,
  given,
  LONG,
  oneOf,
  pathTo,
  required,
  SHORT,
  text,
  texts,
  type Place,
} from './fields.ts';
import type { CapForm } from './form.ts';
import { readNational } from './national.ts';
import { readInfo } from './read-info.ts';

/**
 * The whole message of an `<alert>` of CAP 1.0, 1.1, 1.2 or the national form. Only what makes a message is insisted on:
 * identifier and time; throws `CapFault` without them. All else that is missing or wrong is noted, and stands as not known.
 */
export function readMessage(place: Place, form: CapForm): CapMessage {
  const isNational = form === 'national';
  const identifier = limited(place, 'identifier', 300);
  const sender = senderOf(place);
  const sent = sentOf(place, isNational);
  const optional = (name: string, longest: number) => {
    const value = text(place, name);
    return value === undefined ? undefined : clipped(place, name, value, longest);
  };
  const references = capped(place, 'references', referencesOf(text(place, 'references')), 200);
  const codes = isNational ? [] : capped(place, 'code', texts(place, 'code'), 200);
  const scope = scopeOf(place, form);
  const message: CapMessage = {
    identifier,
    sender,
    sent,
    // One that does not say whether it is a drill is taken for serious; the reason is shown with it.
    status: oneOf(place, 'status', CAP_STATUS, 'Actual'),
    msgType: oneOf(place, 'msgType', CAP_MSG_TYPE, references.length > 0 ? 'Update' : 'Alert'),
    scope,
    ...given({
      source: optional('source', SHORT),
      restriction: optional('restriction', LONG),
      addresses: optional('addresses', LONG),
      codes: codes.length > 0 ? codes.map((code) => clipped(place, 'code', code, LONG)) : undefined,
      note: optional('note', LONG),
      references: references.length > 0 ? references : undefined,
      incidents: optional('incidents', 20_000),
      national: isNational ? readNational(place) : undefined,
    }),
    infos: capped(place, 'info', all(place, 'info'), 200).map((info) => readInfo(info, form)),
  };
  const needed = { Restricted: message.restriction, Private: message.addresses, Public: '' }[scope];
  if (needed === undefined && text(place, 'scope') !== undefined) place.notes.add('condition-missing');
  if (/[\s,<&]/.test(identifier) || /[\s,<&]/.test(sender)) place.notes.add('identifier-form');
  return message;
}

/** A warning of nobody is a warning still; that it does not say whose is shown with it. */
function senderOf(place: Place): string {
  if (text(place, 'sender') !== undefined) return limited(place, 'sender', 300);
  place.notes.add('missing-field', { code: 'cap-missing-field', column: 'sender' });
  return '';
}

function limited(place: Place, name: string, longest: number): string {
  const value = required(place, name);
  // Cut, it could be another message's: nothing refers to one like this.
  if (value.length > longest) throw new CapFault({ code: 'field-too-long', column: pathTo(place, name), value });
  return value;
}

function sentOf(place: Place, isNational: boolean): string {
  const name = isNational && text(place, 'sent') === undefined ? 'sendTime' : 'sent';
  const value = required(place, name);
  const read = capTime(value, { zone: isNational });
  // Without its offset a time may be half a day off: which message holds could not be told.
  if (read === null) throw new CapFault({ code: 'bad-date', column: name, value });
  if (read !== value) place.notes.add('bad-time');
  return read;
}

/** CAP 1.0 let it out; what nobody restricted was public. Elsewhere an unknown scope is not to be published on. */
function scopeOf(place: Place, form: CapForm): CapMessage['scope'] {
  if (form === '1.0' && text(place, 'scope') === undefined) return 'Public';
  return oneOf(place, 'scope', CAP_SCOPE, 'Restricted');
}

/** Triples `sender,identifier,sent` apart by blanks, or the national form's bare identifiers. */
function referencesOf(value = ''): CapReference[] {
  return value
    .split(/\s+/)
    .filter(Boolean)
    .map((token) => {
      const [sender = '', identifier, sent] = token.split(',');
      if (identifier === undefined) return { identifier: sender.slice(0, 300) };
      return {
        sender: sender.slice(0, 300),
        identifier: identifier.slice(0, 300),
        ...(sent !== undefined && { sent: sent.slice(0, 60) }),
      };
    });
}
