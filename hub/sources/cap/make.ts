import type { XmlElement } from '../xml/read-xml.ts';
import { CAP_12 } from './form.ts';

type Made = XmlElement | readonly Made[] | null;

/**
 * An element of CAP put together here, so that messages of other forms go through the same reading and checks as CAP.
 * Null for a text that is not there: the element is then left out.
 */
export function make(name: string, content: unknown): XmlElement | null {
  if (content === null || content === undefined || content === '') return null;
  if (typeof content === 'object') return { ...EMPTY, name, children: flat(content as readonly Made[]) };
  if (typeof content !== 'string' && typeof content !== 'number') return null;
  const text = String(content).trim();
  return { ...EMPTY, name, text, whole: text };
}

export function makePairs(name: string, values: Readonly<Record<string, unknown>>): readonly Made[] {
  return Object.entries(values).flatMap(([valueName, value]) =>
    listOf(value).map((one) => make(name, [make('valueName', valueName), make('value', one)])),
  );
}

export function makeAlert(children: readonly Made[]): XmlElement {
  return { ...EMPTY, name: 'alert', children: flat(children) };
}

export function listOf(value: unknown): readonly unknown[] {
  if (value === null || value === undefined) return [];
  return Array.isArray(value) ? value : [value];
}

const EMPTY = {
  namespace: CAP_12,
  attributes: new Map<string, string>(),
  children: [],
  text: '',
  whole: '',
  declarable: [],
};

function flat(made: readonly Made[]): readonly XmlElement[] {
  return made.flatMap((one): readonly XmlElement[] => {
    if (one === null) return [];
    return isList(one) ? flat(one) : [one];
  });
}

function isList(made: Made): made is readonly Made[] {
  return Array.isArray(made);
}
