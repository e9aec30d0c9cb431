import type { Topic } from '../../../shared/domain/topics.ts';
import { isSameJson } from '../../../shared/kit/equal.ts';
import type { HistoryLine } from '../store/records.ts';
import type { Readers } from '../store/store.ts';

/** Lines looked back for a value before it counts as not known. */
const LINES = 5_000;

interface Wanted {
  readonly topic: Topic;
  readonly id: string;
  /** The revision that was on screen. */
  readonly expectedRev: number | null;
  readonly fields: readonly string[];
  /** The record as it would be shown now, own pending commands included. */
  readonly shown: object;
  readonly read: Readers;
  /** C6: what he saw who saw no record. */
  readonly blank?: object | undefined;
}

/**
 * O5: the values that the officer saw, which `Command.base` is. When the server's state moved on between the screen and the
 * click, the value of his revision is looked up in the history: what he never saw must not pass for what he changed.
 * Null when it is not known any more; then the revision alone decides.
 */
export function valuesSeen({
  topic,
  id,
  expectedRev,
  fields,
  shown,
  read,
  blank,
}: Wanted): Record<string, unknown> | null {
  const line = read.entities.get(topic, id);
  const now = shown as Readonly<Record<string, unknown>>;
  if (!line || (expectedRev === null && !blank) || line.rev === expectedRev) return pick(fields, (field) => now[field]);
  const server = JSON.parse(line.json) as Readonly<Record<string, unknown>>;
  if (expectedRev === null) {
    const unseen = blank as Readonly<Record<string, unknown>>;
    return pick(fields, (field) => (isSameJson(now[field], server[field]) ? unseen[field] : now[field]));
  }
  let lines: readonly HistoryLine[] | null = null;
  const values = new Map<string, unknown>();
  for (const field of fields) {
    // His own pending command lay over the field, on any revision.
    if (now[field] !== server[field] && JSON.stringify(now[field]) !== JSON.stringify(server[field])) {
      values.set(field, now[field]);
      continue;
    }
    lines ??= read.history.back(topic, id, expectedRev, LINES);
    const found = valueIn(lines, field);
    if (!found) return null;
    values.set(field, found.value);
  }
  return pick(fields, (field) => values.get(field));
}

/** @param lines newest first. */
function valueIn(lines: readonly HistoryLine[], field: string): { readonly value: unknown } | null {
  for (const { op, json } of lines) {
    if (op === 'remove' || json === null) return null;
    const set = JSON.parse(json) as Readonly<Record<string, unknown>>;
    if (op !== 'patch') return { value: set[field] };
    if (Object.hasOwn(set, field)) return { value: set[field] ?? undefined };
  }
  return null;
}

function pick(fields: readonly string[], valueOf: (field: string) => unknown): Record<string, unknown> {
  return Object.fromEntries(
    fields.map((field) => [field, valueOf(field)] as const).filter(([, value]) => value !== undefined),
  );
}
