import type { XmlElement } from '../xml/read-xml.ts';

/** Which rules a message follows; `china` is the national warning system's own form, without a namespace. */
export type CapForm = '1.0' | '1.1' | '1.2' | 'china';

const NAMESPACES: Readonly<Record<string, CapForm>> = {
  'http://www.incident.com/cap/1.0': '1.0',
  'urn:oasis:names:tc:emergency:cap:1.0': '1.0',
  'urn:oasis:names:tc:emergency:cap:1.1': '1.1',
  'urn:oasis:names:tc:emergency:cap:1.2': '1.2',
};
const CHINA_ONLY = new Set(['sendTime', 'senderCode', 'secClassification']);

/** The form of an `<alert>`, or null when its namespace is none of CAP's. Without a namespace it is read as 1.2. */
export function formOf(alert: XmlElement): CapForm | null {
  if (alert.namespace !== null) return NAMESPACES[alert.namespace] ?? null;
  return alert.children.some((child) => CHINA_ONLY.has(child.name)) ? 'china' : '1.2';
}

export function isCapNamespace(namespace: string | null): boolean {
  return namespace !== null && Object.hasOwn(NAMESPACES, namespace);
}
