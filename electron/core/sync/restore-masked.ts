import type { Command } from '../../../shared/protocol/feed/command.ts';
import { isSameJson } from '../../../shared/kit/equal.ts';
import { maskPayload } from '../privacy/masking.ts';

/**
 * A payload that was edited in a window, with what the window saw masked put back: a field that still is its own mask
 * was not edited, and a mask must not be written where a number stood.
 */
export function restoreMasked({ topic, payload }: Pick<Command, 'topic' | 'payload'>, edited: unknown): unknown {
  if (!isRecord(edited) || !isRecord(payload)) return edited;
  const masked = maskPayload(topic, payload) as Readonly<Record<string, unknown>>;
  return Object.fromEntries(
    Object.entries(edited).map(([field, value]) => [
      field,
      Object.hasOwn(masked, field) && isSameJson(value, masked[field]) ? payload[field] : value,
    ]),
  );
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
