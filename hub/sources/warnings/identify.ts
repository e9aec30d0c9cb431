import { createHash } from 'node:crypto';
import type { Alert } from '../../../shared/domain/alert.ts';
import { isSameJson } from '../../../shared/kit/equal.ts';

export type Identity =
  | {
      readonly is: 'new';
      readonly id: string;
      /** Id of another content under the same sender, identifier and time, or of a signed one that an unsigned one follows. */
      readonly beside: string | null;
    }
  /** The same message once more, e.g. by another way. */
  | { readonly is: 'repeated'; readonly id: string }
  /** A later sending under the same identifier is here already. */
  | { readonly is: 'older'; readonly id: string };

/** How many contents under one identifier stand beside one another before the rest counts as repeated. */
const MOST_BESIDE = 20;

/** What may differ between two copies of one message. */
const NOT_CONTENT = new Set(['signature', 'verdict', 'answers']);

/**
 * Which record a message is, by what CAP says makes one: sender, identifier, sent. A later sending under the same identifier
 * is an update of the record; the same identifier of another sender is another record. Another content under all three is
 * against the standard, and nobody here can tell which is true: it becomes a record of its own (`…#2`), so that neither
 * is lost nor hides the other. So does an unsigned one that would replace one whose signature holds.
 */
export function identify(alert: Alert, held: (id: string) => Alert | undefined): Identity {
  const first = held(entityId(alert.identifier));
  const isOthers = first !== undefined && first.sender !== alert.sender;
  const name = isOthers ? `${alert.sender},${alert.identifier}` : alert.identifier;
  let beside: string | null = null;
  let id = entityId(name);
  for (let count = 1; count <= MOST_BESIDE; count += 1) {
    id = entityId(count === 1 ? name : `${name}#${count}`);
    const known = held(id);
    if (!known) return { is: 'new', id, beside };
    if (isSameContent(alert, known)) {
      return isSigned(alert) && !isSigned(known) ? { is: 'new', id, beside: null } : { is: 'repeated', id };
    }
    if (known.sentAt > alert.sentAt) return { is: 'older', id };
    if (known.sentAt < alert.sentAt && (isSigned(alert) || !isSigned(known))) return { is: 'new', id, beside: null };
    beside ??= id;
  }
  return { is: 'repeated', id };
}

function isSigned({ signature }: Alert): boolean {
  return signature?.state === 'valid';
}

function isSameContent(alert: Alert, known: Alert): boolean {
  return (Object.keys(alert) as (keyof Alert)[]).every(
    (key) => NOT_CONTENT.has(key) || isSameJson(alert[key], known[key]),
  );
}

/** Ids of the protocol end at 200 characters, identifiers of CAP do not. */
function entityId(text: string): string {
  return text.length <= 200 ? text : createHash('sha256').update(text).digest('hex');
}
