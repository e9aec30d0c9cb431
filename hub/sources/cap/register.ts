import { createHash } from 'node:crypto';
import type { Alert } from '../../../shared/domain/alert.ts';

export type Entry =
  | {
      readonly is: 'new';
      readonly id: string;
      /** The file of another content under the same sender, identifier and time. */
      readonly differsFrom: string | null;
    }
  /** The same message once more, e.g. signed and unsigned. */
  | { readonly is: 'repeated' };

/**
 * Which messages were seen, by what CAP says makes one: sender, identifier, sent. A later sending under the same identifier
 * is an update of the entity; the same identifier of another sender is another entity. Another content under all three is
 * against the standard, and nobody here can tell which is true: it becomes an entity of its own (`…#2`), so that neither
 * is lost nor hides the other.
 */
export function createRegister() {
  /** Contents by message, in the order of their coming, with the file of each. */
  const messages = new Map<string, Map<string, string>>();
  const owners = new Map<string, string>();

  return {
    enter(alert: Alert, file: string): Entry {
      const message = `${alert.sender}\n${alert.identifier}\n${alert.sentAt}`;
      const print = createHash('sha256').update(JSON.stringify(alert)).digest('base64url');
      const contents = messages.get(message) ?? new Map<string, string>();
      messages.set(message, contents);
      if (contents.has(print)) return { is: 'repeated' };
      const [differsFrom = null] = contents.values();
      contents.set(print, file);
      const owner = owners.get(alert.identifier) ?? alert.sender;
      owners.set(alert.identifier, owner);
      const name = owner === alert.sender ? alert.identifier : `${alert.sender},${alert.identifier}`;
      return { is: 'new', id: entityId(contents.size === 1 ? name : `${name}#${contents.size}`), differsFrom };
    },
  };
}

/** Ids of the protocol end at 200 characters, identifiers of CAP do not. */
function entityId(text: string): string {
  return text.length <= 200 ? text : createHash('sha256').update(text).digest('hex');
}
