/** Keys that reach the prototype chain. They are refused at any depth of anything that comes from outside (R24). */
const FORBIDDEN = new Set(['__proto__', 'constructor', 'prototype']);

export const MAX_DEPTH = 32;

export type Poison = 'too-deep' | 'forbidden-key';

/**
 * Walks a parsed JSON value and names the first reason to refuse it, or null.
 * Costs one visit per node; stops at `MAX_DEPTH`, so a hostile nesting cannot exhaust the stack.
 */
export function findPoison(value: unknown, depth = 0): Poison | null {
  if (typeof value !== 'object' || value === null) return null;
  if (depth >= MAX_DEPTH) return 'too-deep';
  if (Array.isArray(value)) {
    for (const item of value) {
      if (typeof item === 'object' && item !== null) {
        const found = findPoison(item, depth + 1);
        if (found) return found;
      }
    }
    return null;
  }
  for (const key of Object.keys(value)) {
    if (FORBIDDEN.has(key)) return 'forbidden-key';
    const item = (value as Record<string, unknown>)[key];
    if (typeof item === 'object' && item !== null) {
      const found = findPoison(item, depth + 1);
      if (found) return found;
    }
  }
  return null;
}
