import canonicalize from 'canonicalize';
import { findPoison } from '../../../shared/kit/untrusted.ts';

/**
 * N1: the one way in which a value is written (RFC 8785, JCS). Throws `TypeError` for what JSON cannot say (NaN, a lone
 * surrogate) and for integers that a reader in another language may round.
 */
export function canonicalText(value: unknown): string {
  const text = canonicalize(requireExact(value));
  if (text === undefined) throw new TypeError('not a JSON value');
  return text;
}

/**
 * Reads a text only when it is the canonical one of its value: so a key that stands twice, a number beyond 2⁵³ and a space are
 * all refused by the same comparison. Null: it is not.
 */
export function readCanonical(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text);
    if (findPoison(value) !== null) return null;
    return canonicalText(value) === text ? value : null;
  } catch {
    return null;
  }
}

function requireExact(value: unknown): unknown {
  if (typeof value === 'number' && Number.isInteger(value) && !Number.isSafeInteger(value)) {
    throw new TypeError('an integer beyond 2^53 is not exact');
  }
  if (typeof value === 'object' && value !== null) for (const item of Object.values(value)) requireExact(item);
  return value;
}
