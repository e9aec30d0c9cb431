import type { XmlElement } from '../xml/read-xml.ts';

/** Which rules a message follows; `national` is the form of China's warning system, without a namespace. */
export type CapForm = '1.0' | '1.1' | '1.2' | 'national';

export const CAP_12 = 'urn:oasis:names:tc:emergency:cap:1.2';

const NAMESPACES: Readonly<Record<string, CapForm>> = {
  'http://www.incident.com/cap/1.0': '1.0',
  'urn:oasis:names:tc:emergency:cap:1.0': '1.0',
  'urn:oasis:names:tc:emergency:cap:1.1': '1.1',
  [CAP_12]: '1.2',
};
const NATIONAL_ONLY = new Set(['sendTime', 'senderCode', 'secClassification']);
const HEAD = ['identifier', 'sender', 'sent'];

/**
 * The form of an `<alert>`; `known` is false where its namespace is none of CAP's and only its head tells. Null when it is
 * nothing of the kind. Without a namespace it is read as 1.2.
 */
export function formOf(alert: XmlElement): { readonly form: CapForm; readonly known: boolean } | null {
  const form = alert.namespace === null ? undefined : NAMESPACES[alert.namespace];
  if (form) return { form, known: true };
  const names = new Set(alert.children.map(({ name }) => name));
  if ([...NATIONAL_ONLY].some((name) => names.has(name))) return { form: 'national', known: alert.namespace === null };
  if (alert.namespace === null) return { form: '1.2', known: true };
  return HEAD.every((name) => names.has(name)) ? { form: '1.2', known: false } : null;
}

export function isCapNamespace(namespace: string | null): boolean {
  return namespace !== null && Object.hasOwn(NAMESPACES, namespace);
}
